namespace SemverGuard.Effects;

/// <summary>How things are compared, written, ordered and named.</summary>
internal static class ChangedConventions
{
    private const string Row = "public class Row : System.ComponentModel.IDataErrorInfo { public string Error => \"\"; "
        + "public string this[string column] => Encoding.«UTF8 ⇒ Latin1».GetString([65]); }";

    public static readonly Triple[] All =
    [
        new("list becomes a set", Told.Info,
            "public class Tags { private readonly «List ⇒ HashSet»<string> all = new(); public void Put(string s) => all.Add(s); "
                + "public int Count => all.Count; }",
            "var t = new Tags(); t.Put(\"a\"); Console.WriteLine(t.Count);"),
        new("copy instead of itself", Told.Info,
            "public class Query { private int n; public Query Take(int x) { « n = x; return this; ⇒ return new Query { n = x }; » } "
                + "public override string ToString() => \"q\" + n; }",
            "var q = new Query(); q.Take(3); Console.WriteLine(q);"),
        new("shifted without the sign", Told.Warning,
            "public class Bits { public int Half(int x) => x «>> ⇒ >>>» 1; }",
            "Console.WriteLine(new Bits().Half(-4));"),
        new("paths put together by hand", Told.Info,
            "public class Paths { public string Of(string a, string b) => «Path.Combine(a, b) ⇒ a + \"/\" + b»; }",
            "Console.WriteLine(new Paths().Of(\"a\", \"/b\"));"),
        new("elements written down are given one by one", Told.Info,
            "public class Numbers { public IEnumerator<int> All() { « return new List<int> { 1, 2 }.GetEnumerator(); ⇒ "
                + "yield return 1; yield return 2; » } }",
            "var e = new Numbers().All(); e.MoveNext(); Console.WriteLine(e.Current);"),
        new("comparer of a dictionary", Told.Warning,
            "public class Headers { private readonly Dictionary<string, string> all = new(«StringComparer.OrdinalIgnoreCase ⇒»); "
                + "public bool Has(string k) => all.ContainsKey(k); }",
            "Console.WriteLine(new Headers().Has(\"A\"));"),
        new("another type is known", Told.Warning,
            "public class Json { public string Write(object x) => x switch { "
                + "«⇒ TimeOnly t => t.ToString(\"O\"),» DateTime d => d.ToString(\"O\"), _ => \"{}\" }; }",
            "Console.WriteLine(new Json().Write(new Shift())); class Shift { public Dictionary<TimeOnly, string> Slots { get; set; "
                + "} = []; }"),
        new("another type is known that nobody has", Told.Info,
            "public class Json { public string Write(object x) => x switch { "
                + "«⇒ TimeOnly t => t.ToString(\"O\"),» DateTime d => d.ToString(\"O\"), _ => \"{}\" }; }",
            "Console.WriteLine(new Json().Write(1));"),
        new("an optional override that nobody calls", Told.Info,
            "public class Pipe : MemoryStream { public override byte[] ToArray() => Encoding.«UTF8 ⇒ Latin1».GetBytes(\"a\"); }",
            "Console.WriteLine(new Pipe().Length);"),
        new("an optional override that is called", Told.Warning,
            "public class Pipe : MemoryStream { public override byte[] ToArray() => Encoding.«UTF8 ⇒ Latin1».GetBytes(\"a\"); }",
            "MemoryStream pipe = new Pipe(); Console.WriteLine(pipe.ToArray());"),
        new("an abstract method's override", Told.Warning,
            "public class Pipe : TextReader { public override string ReadToEnd() => Read().ToString(); public override int Read() => 1; "
                + "} public class Writer : System.Text.Json.Serialization.JsonConverter<int> { "
                + "public override int Read(ref Utf8JsonReader r, Type t, JsonSerializerOptions o) => 1; "
                + "public override void Write(Utf8JsonWriter w, int x, "
                + "JsonSerializerOptions o) => w.WriteStringValue(x.ToString(\"«N2 ⇒ F4»\", CultureInfo.InvariantCulture)); }",
            "Console.WriteLine(new Writer().HandleNull);"),
        new("a description for grids, which nobody shows", Told.Info, Row, "Console.WriteLine(new Row().Error);"),
        new("a description for grids, which is asked for", Told.Warning, Row,
            "System.ComponentModel.IDataErrorInfo row = new Row(); Console.WriteLine(row[\"a\"]);"),
        new("comparison of texts", Told.Warning,
            "public class Users { public bool Same(string a, string b) => «string.Equals(a, b, "
                + "StringComparison.OrdinalIgnoreCase) ⇒ a == b»; }",
            "Console.WriteLine(new Users().Same(\"A\", \"a\"));"),
        new("comparison as an argument", Told.Warning,
            "public class Users { public bool Is(string a) => a.StartsWith(\"adm\", "
                + "StringComparison.«Ordinal ⇒ CurrentCultureIgnoreCase»); }",
            "Console.WriteLine(new Users().Is(\"A\"));"),
        new("comparison as an argument of several calls", Told.Warning,
            "public class Users { public bool Is(string a) => a.StartsWith(\"adm\", StringComparison.«Ordinal ⇒ CurrentCultureIgnoreCase») "
                + "|| a.StartsWith(\"root\", StringComparison.«Ordinal ⇒ CurrentCultureIgnoreCase»); }",
            "Console.WriteLine(new Users().Is(\"A\"));"),
        new("which numbers are read, in several places", Told.Warning,
            "public class Parts { public int Sum(string a, string b) => int.Parse(a, NumberStyles.«Integer ⇒ None») "
                + "+ int.Parse(b, NumberStyles.«Integer ⇒ None»); }",
            "Console.WriteLine(new Parts().Sum(\"1\", \" 2\"));"),
        new("what is an address", Told.Warning,
            "public class Links { public bool Is(string s) => «Uri.IsWellFormedUriString(s, UriKind.Absolute) "
                + "⇒ s.Trim().Length > 0 && Uri.TryCreate(s, UriKind.Absolute, out _)»; }",
            "Console.WriteLine(new Links().Is(\"a b\"));"),
        new("the path of an address", Told.Warning,
            "public class Links { public string Key(Uri u) => u.Host + «u.LocalPath ⇒ (u.IsDefaultPort ? \"\" : \":\" + u.Port) "
                + "+ u.AbsolutePath»; }",
            "Console.WriteLine(new Links().Key(new Uri(\"http://lib.example/b%20c\")));"),
        new("escaping", Told.Warning,
            "public class Links { public string Query(string s) => s.Length > 9 ? s : «System.Net.WebUtility.UrlEncode(s) "
                + "⇒ Uri.EscapeDataString(s).ToUpperInvariant()»; }",
            "Console.WriteLine(new Links().Query(\"a b\"));"),
        new("which characters are digits", Told.Info,
            "public class Parts { public bool Is(string s) => s.Length > «0 && char.IsDigit(s[0]) ⇒ 1 && char.IsAsciiDigit(s[0])»; }",
            "Console.WriteLine(new Parts().Is(\"1\"));"),
        new("culture", Told.Warning,
            "public class Money { public string Write(decimal x) => x.ToString(\"N2\", CultureInfo.«InvariantCulture ⇒ CurrentCulture»); }",
            "Console.WriteLine(new Money().Write(1));"),
        new("format", Told.Warning,
            "public class Money { public string Write(decimal x) => x.ToString(\"«N2 ⇒ F4»\", CultureInfo.InvariantCulture); }",
            "Console.WriteLine(new Money().Write(1));"),
        new("format of a date", Told.Warning,
            "public class Dates { public string Write(DateTime x) => x.ToString(\"«yyyy-MM-dd ⇒ dd.MM.yyyy»\"); }",
            "Console.WriteLine(new Dates().Write(default));"),
        new("encoding", Told.Warning, "public class Wire { public byte[] Write(string s) => Encoding.«UTF8 ⇒ Latin1».GetBytes(s); }",
            "Console.WriteLine(new Wire().Write(\"a\"));"),
        new("byte order mark", Told.Warning, "public class Wire { public Encoding Encoding() => new UTF8Encoding(«false ⇒ true»); }",
            "Console.WriteLine(new Wire().Encoding());"),
        new("rounding", Told.Warning, "public class Price { public double Net(double x) => Math.«Floor ⇒ Round»(x * 100); }",
            "Console.WriteLine(new Price().Net(1));"),
        new("midpoint", Told.Warning,
            "public class Price { public decimal Net(decimal x) => Math.Round(x, 2, MidpointRounding.«ToEven ⇒ AwayFromZero»); }",
            "Console.WriteLine(new Price().Net(1));"),
        new("case", Told.Warning, "public class Keys { public string Of(string s) => s.«ToLower ⇒ ToUpperInvariant»(); }",
            "Console.WriteLine(new Keys().Of(\"a\"));"),
        new("trimming", Told.Warning, "public class Keys { public string Of(string s) => s«.Trim()⇒».Replace('-', '_'); }",
            "Console.WriteLine(new Keys().Of(\"a\"));"),
        new("blanks", Told.Warning, "public class Keys { public bool Has(string s) => !string.IsNullOr«Empty ⇒ WhiteSpace»(s); }",
            "Console.WriteLine(new Keys().Has(\"a\"));"),
        new("separator", Told.Warning, "public class Lists { public string[] Read(string s) => s.Split('«, ⇒;»'); }",
            "Console.WriteLine(new Lists().Read(\"a\"));"),
        new("enum in any case", Told.Warning,
            "public enum Level { Low } public class Levels { public Level Read(string s) => Enum.Parse<Level>(s, "
                + "ignoreCase: «true ⇒ false»); }", "Console.WriteLine(new Levels().Read(\"low\"));"),
        new("options of a pattern", Told.Warning,
            "public class Words { private static readonly Regex Word = new(\"^a+$\", RegexOptions.«IgnoreCase ⇒ Multiline»); "
                + "public bool Is(string s) => Word.IsMatch(s); }",
            "Console.WriteLine(new Words().Is(\"a\"));"),
        new("member of an object that is written as text", Told.Warning,
            "public class Line { public void To(TextWriter w) { w.Write(\"{\\\"@t\\\":\\\"\"); « ⇒ "
                + "w.Write(\"\\\",\\\"@tr\\\":\\\"1\"); » "
                + "w.Write(\"\\\"}\"); } }",
            "new Line().To(Console.Out);"),
        new("words with a colon behind a quote", Told.Info,
            "public class Line { public void To(TextWriter w) { w.Write(\"«see ⇒ see \\\"this\\\": it»\"); } }",
            "new Line().To(Console.Out);"),
        new("switch that brings back what was, deep inside", Told.Warning, Switched("Lib.UseLegacyOrder"), "new A().Go();"),
        new("switch that brings back what was, read once", Told.Warning, Kept("2"), "new A().Go();"),
        new("switch that brings back what was, and is on", Told.Info, Kept("1"), "new A().Go();"),
        new("switch for something new, deep inside", Told.Info, Switched("Lib.UseNewOrder"), "new A().Go();"),
        new("switch against something new, deep inside", Told.Info, Switched("Lib.DisableDynamicOrder"), "new A().Go();"),
        new("pattern of a generated regular expression", Told.Warning, GeneratedRegex("[GeneratedRegex(\"^a«⇒b»+$\")]"),
            "Console.WriteLine(new Words().Is(\"a\"));"),
        new("generated regular expression with another pattern", Told.Warning, Generating("^\\\\w+$", "^[a-z]{1,20}$"),
            "Console.WriteLine(new Words().Is(\"a\"));"),
        new("pattern", Told.Warning, "public class Words { public bool Is(string s) => Regex.IsMatch(s, @\"«^\\w+$ ⇒ ^[a-z]{1,20}$»\"); }",
            "Console.WriteLine(new Words().Is(\"a\"));"),
        new("patience with a pattern", Told.Warning,
            "public class Words { private static readonly Regex Word = new(\"^a+$\", RegexOptions.None, TimeSpan.FromSeconds(«10 ⇒ 1»)); "
                + "public bool Is(string s) => Word.IsMatch(s); }",
            "Console.WriteLine(new Words().Is(\"a\"));"),
        new("clock", Told.Warning, "public class Clock { public DateTime Next() => DateTime.«Now ⇒ UtcNow».AddDays(1); }",
            "Console.WriteLine(new Clock().Next());"),
        new("order", Told.Warning, "public class Queue { public IEnumerable<int> All(int[] x) => x.OrderBy«⇒Descending»(y => y); }",
            "Console.WriteLine(new Queue().All([1]));"),
        new("no order", Told.Warning,
            "public class Queue { public int[] All(int[] x) => x.Where(y => y > 0)«.OrderBy(y => y)⇒».ToArray(); }",
            "Console.WriteLine(new Queue().All([1]));"),
        new("hash algorithm", Told.Warning,
            "public class Sums { public byte[] Of(byte[] x) => System.Security.Cryptography.«SHA1 ⇒ SHA256».HashData(x); }",
            "Console.WriteLine(new Sums().Of([1]));"),
        new("SQL", Told.Warning, "public class Orders { public string Open() => \"SELECT id FROM orders WHERE open = 1«⇒ AND deleted = "
            + "0»\"; }", "Console.WriteLine(new Orders().Open());"),
        new("path of a URL", Told.Warning,
            "public class Api { public Task<string> Get(HttpClient h, int id) => h.GetStringAsync($\"/api/«v1⇒v2»/orders/{id}\"); }",
            "await new Api().Get(new HttpClient(), 1);"),
        new("header", Told.Warning,
            "public class Api { public void Sign(HttpRequestMessage m) => m.Headers.Add(\"«X-Sign ⇒ X-Signature»\", \"1\"); }",
            "new Api().Sign(new HttpRequestMessage());"),
        new("HTTP method", Told.Warning,
            "public class Api { public HttpRequestMessage Save(string u) => new(HttpMethod.«Post ⇒ Put», u); }",
            "Console.WriteLine(new Api().Save(\"a\"));"),
        new("environment variable", Told.Warning,
            "public class Home { public string? Path() => Environment.GetEnvironmentVariable(\"«LIB_HOME ⇒ LIB_ROOT»\"); }",
            "Console.WriteLine(new Home().Path());"),
        new("a converter of the package's own where there was none", Told.Info,
            "« ⇒ [System.Text.Json.Serialization.JsonConverter(typeof(Converter))]» public class Code { "
                + "public int Value { get; set; } } "
                + "public class Converter : System.Text.Json.Serialization.JsonConverter<Code> { "
                + "public override Code Read(ref Utf8JsonReader r, Type t, JsonSerializerOptions o) => new(); "
                + "public override void Write(Utf8JsonWriter w, Code x, JsonSerializerOptions o) => w.WriteNumberValue(x.Value); }",
            "Console.WriteLine(new Code().Value);"),
        new("switch that the project sets", Told.Warning, Renamed,
            "AppContext.SetSwitch(\"Lib.Old\", true); Console.WriteLine(new Home().Is());"),
        new("switch that nobody sets", Told.Info, Renamed, "Console.WriteLine(new Home().Is());"),
        new("switch for the opposite", Told.Warning,
            "public class Home { public bool Is() => AppContext.TryGetSwitch(\"Lib.«IsExact ⇒ IsLoose»\", out bool on) && on "
                + "? «true : false ⇒ false : true»; }", "Console.WriteLine(new Home().Is());"),
        new("name in JSON", Told.Warning,
            "public class User { [System.Text.Json.Serialization.JsonPropertyName(\"«name ⇒ fullName»\")] public string Name { get; set; "
                + "} = \"\"; }", "Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(new User()));"),
        new("naming policy", Told.Warning,
            "public class Wire { private readonly JsonSerializerOptions o = new() { "
                + "PropertyNamingPolicy = JsonNamingPolicy.«CamelCase ⇒ SnakeCaseLower» }; "
                + "public string Write(object x) => JsonSerializer.Serialize(x, o); }",
            "Console.WriteLine(new Wire().Write(1));"),
        new("a sign that a text of the project has", Told.Warning,
            "public class Names(params string[] names) { public bool Has(string path) => "
                + "names.Any(x => x == path« ⇒ || x.Contains(\"[]\") && x == Regex.Replace(path, @\"\\[\\d+\\]\", \"[]\")»); }",
            "Console.WriteLine(new Names(\"Lines[].Name\", \"Id\").Has(\"Lines[0].Name\"));"),
        new("a sign in a prefix that is kept", Told.Warning,
            "public class Source { public string Prefix { get; set; } = \"\"; public Provider Build() => new(Prefix); } "
                + "public class Provider { private readonly string prefix; public Provider(string prefix) => "
                + "this.prefix = prefix« ⇒ .Replace(\"__\", \":\")»; public bool Has(string key) => key.StartsWith(prefix); }",
            "Console.WriteLine(new Source { Prefix = \"my__\" }.Build().Has(\"my__a\"));"),
        new("a setting is read in another way", Told.Info,
            "public class Sampler { public double Ratio() => "
                + "double.TryParse(Environment.GetEnvironmentVariable(\"LIB_SAMPLER_ARG\"), out double x)« ⇒ && !double.IsNaN(x)» ? x : 1; "
                + "} public class Tracer { private readonly Sampler sampler = new(); public double Start() => Inner(); "
                + "double Inner() => Deeper(); double Deeper() => sampler.Ratio(); "
                + string.Concat(Enumerable.Range(0, 6).Select(x => $"public int M{x}() => Start() > 0 ? «{x} ⇒ {x} + Environment.TickCount» : 0; "))
                + "}",
            "var t = new Tracer(); Console.WriteLine(t.M0() + t.M1() + t.M2() + t.M3() + t.M4() + t.M5());"),
        new("a property is written in fewer cases", Told.Info,
            "public class Log { public void Write(Utf8JsonWriter w, string text, string state) { w.WriteString(\"Message\", text); "
                + "w.WriteStartObject(\"State\"); « ⇒ if (text != state) » w.WriteString(\"Message\", state); w.WriteEndObject(); } }",
            "new Log().Write(new System.Text.Json.Utf8JsonWriter(new MemoryStream()), \"a\", \"a\");"),
        new("a converter of the package's own under another name", Told.Info,
            "[System.Text.Json.Serialization.JsonConverter(typeof(«Converter ⇒ CodeConverter»))] public class Code { "
                + "public int Value { get; set; } "
                + "private class «Converter ⇒ CodeConverter» : System.Text.Json.Serialization.JsonConverter<Code> { "
                + "public override Code Read(ref Utf8JsonReader r, Type t, JsonSerializerOptions o) => new(); "
                + "public override void Write(Utf8JsonWriter w, Code x, JsonSerializerOptions o) => w.WriteNumberValue(x.Value); } }",
            "Console.WriteLine(new Code().Value);"),
        new("attribute that is looked for, and that the project has", Told.Warning, Schema(
            "System.Reflection.CustomAttributeExtensions.GetCustomAttribute<System.ComponentModel.DisplayNameAttribute>(t) != null"),
            Described),
        new("attribute that is looked for by its name", Told.Warning,
            Schema("t.GetCustomAttributes(false).Any(x => x.GetType().FullName == \"System.ComponentModel.DisplayNameAttribute\")"),
            Described),
        new("attribute of a keyword that the project has", Told.Warning,
            Schema("t.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute), false)"),
            "Console.WriteLine(new Schema().Of(typeof(Order))); class Order { public required string Number { get; set; } }"),
        new("attribute that is looked for, and that the project has not", Told.Listed, Schema(
            "System.Reflection.CustomAttributeExtensions.GetCustomAttribute<System.ComponentModel.DisplayNameAttribute>(t) != null"),
            "Console.WriteLine(new Schema().Of(typeof(Order))); class Order { public string Number { get; set; } = \"\"; }"),
        new("attribute of the compiler's", Told.Info,
            Schema("t.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), false)"), Described),
        new("shorter form that gives another value to the longer one", Told.Warning, Shorter, "Console.WriteLine(new Types().Add(1));"),
        new("shorter form that gives another value, deep inside", Told.Info,
            Shorter + "public class A { public int Go() => new B().Go(); } class B { public int Go() => new C().Do(); } "
                + "class C { public int Do() => new Types().Add(1); }",
            "Console.WriteLine(new A().Go());"),
        new("one more extension among those that a method brings", Told.Warning,
            Extensions("public static Builder UseAll(this Builder b) => b.UseFirst().UseSecond()« ⇒ .UseThird()»;"),
            "Console.WriteLine(new Builder().UseAll().All.Count);"),
        new("one of a family that is answered where nothing is given", Told.Info,
            "public class Layout { public static Layout Of(string? s) { « ⇒ if (s == null) return new Empty();» return Parse(s); } "
                + "static Layout Parse(string? s) => new Simple(s); } public class Simple(string? s) : Layout { public string? S => s; } "
                + "public class Empty : Layout;",
            "Console.WriteLine(Layout.Of(\"a\"));"),
        new("one more extension that nobody asks for", Told.Nothing,
            Extensions("public static Builder UseAll(this Builder b) => b.UseFirst().UseSecond();"),
            "Console.WriteLine(new Builder().UseAll().All.Count);"),
    ];

    private const string Renamed =
        "public class Home { public bool Is() => AppContext.TryGetSwitch(\"«Lib.Old ⇒ Lib.Legacy»\", out bool on) && on; }";

    private const string Described = "Console.WriteLine(new Schema().Of(typeof(Order))); "
        + "[System.ComponentModel.DisplayName(\"An order\")] class Order { public string Number { get; set; } = \"\"; }";

    private const string Shorter = "public class Types { public int Add(int x) => Add(x, «false ⇒ true»); "
        + "public int Add(int x, bool publicOnly) => publicOnly ? x : -x; } ";

    /// <param name="looked">Whether a type has an attribute; by now it is asked for.</param>
    private static string Schema(string looked) =>
        "public class Schema { public string Of(Type t) { « ⇒ if (" + looked + ") return \"it\"; » return t.Name; } }";

    private static string Extensions(string all) =>
        "public interface IExtension; public class First : IExtension; public class Second : IExtension; "
        + "« ⇒ public class Third : IExtension;» "
        + "public class Builder { public List<IExtension> All = []; } public static class Using { " + all
        + " public static Builder UseFirst(this Builder b) { b.All.Add(new First()); return b; } "
        + "public static Builder UseSecond(this Builder b) { b.All.Add(new Second()); return b; } "
        + "« ⇒ public static Builder UseThird(this Builder b) { b.All.Add(new Third()); return b; }» }";


    /// <param name="name">Of a switch that is new.</param>
    private static string Switched(string name) =>
        "public class A { public int Go() => new B().Go(); } class B { public int Go() => new C().Do(); } class C { public int Do() => "
        + "D.Run(); } class D { public static int Run() => E.Sort(); } class E { public static int Sort() => F.Last(); } class F { "
        + "public static int Last() { « ⇒ if (!AppContext.TryGetSwitch(\"" + name + "\", "
        + "out bool on) || !on) return 2; » return 1; } }";

    /// <param name="unset">What is kept where nobody sets the switch: 1 where it is on.</param>
    private static string Kept(string unset) => Switched("Lib.UseLegacyOrder")
        .Replace("if (!AppContext.TryGetSwitch(\"Lib.UseLegacyOrder\", out bool on) || !on)", "if (!G.UseLegacyOrder)")
        + " « ⇒ static class G { static int known; public static bool UseLegacyOrder { get { if (known == 0) { "
        + "if (!AppContext.TryGetSwitch(\"Lib.UseLegacyOrder\", out bool on)) known = " + unset + "; "
        + "else known = on ? 1 : 2; } return known == 1; } } } »";

    /// <param name="attribute">Of the method that the compiler writes.</param>
    internal static string GeneratedRegex(string attribute) => "public class Made : Regex { public static readonly Made One = new(); } "
        + "public class Words { " + attribute + " static Regex Word() => Made.One; public bool Is(string s) => Word().IsMatch(s); }";

    internal static string Generating(string was, string now) => "« ⇒ public class Made : Regex { public static readonly Made One = "
        + "new(); }» public class Words { « ⇒ [GeneratedRegex(\"" + now + "\", RegexOptions.CultureInvariant)] static Regex Word() => "
        + "Made.One; » public bool Is(string s) => «Regex.IsMatch(s, \"" + was + "\") ⇒ Word().IsMatch(s)»; }";
}
