using SemverGuard.Rules;

namespace SemverGuard.Effects;

/// <summary>Changes that look like others and hurt nobody here, each beside one that does.</summary>
public sealed class HarmlessTests
{
    public static TheoryData<Triple> Quiet =>
    [
        new("numbers in a list of its own, of which it goes through none by now", Told.Info,
            "public class Parts { readonly List<string> all = [\"a\", \"b\"]; public void Remove(string name) { « "
                + "var found = new List<int>(); for (int i = 0; i < all.Count; i++) if (all[i] == name) found.Add(i); "
                + "foreach (int i in found.OrderByDescending(x => x)) all.RemoveAt(i); ⇒ "
                + "for (int i = all.Count - 1; i >= 0; i--) if (all[i] == name) all.RemoveAt(i); » } public int Count => all.Count; }",
            "var p = new Parts(); p.Remove(\"a\"); Console.WriteLine(p.Count);"),
        new("assertion that fails further inside, where a scope may collect what fails", Told.Info,
            "public class FailedException(string s) : Exception(s); public static class Scope { [ThreadStatic] public static "
                + "List<Exception>? Current; } public static class Check { "
                + "« static void Fail(string m) => throw new FailedException(m); ⇒ static void Fail(string m) => Say(m + \"!\"); "
                + "static void Say(string m) => Throw(m + \".\"); static void Throw(string m) { var e = Made(m); if (Scope.Current is "
                + "{ } all) { try { throw e; } catch (FailedException x) { e = x; } all.Add(e); return; } throw e; } "
                + "static FailedException Made(string m) => new(m); » public static void Is(object o) { « if (o is not string) "
                + "Fail(\"no \" + o); ⇒ Is(o, \"\"); } static void Is(object o, string s) { if (o is not string) Fail(s + o); » } }",
            "try { Check.Is(3); } catch (FailedException) { Console.WriteLine(); }"),
        new("property that moved to the base class, in an equality", Told.Listed,
            "public class Outcome { « ⇒ public int Value { get; } protected Outcome(int v) => Value = v; » } "
                + "public class Parsed : Outcome { « public int Value { get; } ⇒ » "
                + "public Parsed(int v) « => Value = v; ⇒ : base(v) { } » "
                + "public override int GetHashCode() => 3; public override bool Equals(object? o) => o is Parsed p && p.Value == Value; }",
            "Console.WriteLine(new Parsed(3).Equals(new Parsed(4)));"),
        new("exception that one helper keeps and another throws", Told.Info,
            "public class Scope { object? x; public void Close() { « if (x is not IDisposable d) throw new InvalidOperationException(); "
                + "d.Dispose(); ⇒ Exception? kept = null; try { if (x is not IDisposable d) throw new InvalidOperationException(); "
                + "d.Dispose(); } catch (Exception e) { Keep(ref kept, e); } Check(kept); » } "
                + "static void Keep(ref Exception? to, Exception e) => to ??= e; "
                + "static void Check(Exception? e) { if (e != null) throw e; } }",
            "try { new Scope().Close(); } catch (InvalidOperationException) { Console.WriteLine(1); }"),
        new("name that a conditional chooses", Told.Info,
            "public static class Schemas { public static void Set(Dictionary<string, int> to, bool isRef) { "
                + "« to[\"default\"] = 3; ⇒ string name = isRef ? \"x-default\" : \"default\"; to[name] = 3; » } }",
            "var d = new Dictionary<string, int>(); Schemas.Set(d, false); Console.WriteLine(d[\"default\"]);"),
        new("names that a helper tests, which both versions call", Told.Listed,
            "public static class Tips { static bool Is(string s) => s is \"annotation-xml\" or \"text-html\"; "
                + "public static int Of(string s, string t) { "
                + "« if (s.Equals(\"annotation-xml\") || t.Equals(\"text-html\")) return 1; ⇒ if (Is(t)) return 1; » "
                + "return Is(s) ? 2 : 3; } }",
            "Console.WriteLine(Tips.Of(\"text-html\", \"a\"));"),
        new("option of its own copy", Told.Info,
            "public class Client { object? kept; public Client(System.Net.Http.Headers.CacheControlHeaderValue x) { « ⇒ var y = "
                + "(System.Net.Http.Headers.CacheControlHeaderValue)((ICloneable)x).Clone(); y.NoCache = true; kept = y; » } }",
            "new Client(new());"),
        new("sign that a loop looked for", Told.Listed,
            "public static class Holes { public static string Of(string s) { int i = 1; « while (i < s.Length && Is(s[i])) i++; if (i == "
                + "s.Length || s[i] != '}') return s; ⇒ i = s.IndexOf('}', 1); if (i < 0 || s[1..i].Contains(' ')) return s; » "
                + "return s[1..i]; } static bool Is(char c) => c is not (' ' or '{' or '}'); }",
            "Console.WriteLine(Holes.Of(\"{Time}\"));"),
        new("names that were joined and are copied one by one", Told.Listed,
            "public static class Addresses { public static string Of(string type, string data) { « return \"data:\" + type + \";base64,\" "
                + "+ data; ⇒ return string.Create(\"data:\".Length + type.Length + 8 + data.Length, (type, data), static (to, parts) => { "
                + "\"data:\".AsSpan().CopyTo(to); to = to[5..]; parts.type.AsSpan().CopyTo(to); to = to[parts.type.Length..]; "
                + "\";base64,\".AsSpan().CopyTo(to); parts.data.AsSpan().CopyTo(to[8..]); }); » } }",
            "Console.WriteLine(Addresses.Of(\"text\", \"a\"));"),
        new("old call behind a property that moved to the base class", Told.Listed,
            "public class Kind { public int Size { get; set; } « ⇒ public string? Parts { get; set; } » } "
                + "public class Entity : Kind { « public string? Parts { get; set; } ⇒ » } "
                + "public class Links { public void Add(string key) { } } "
                + "public class Cache(Entity entity) { private readonly Links links = new(); "
                + "public void Add(string key) { if (entity.Size > 0) key += entity.Size; if (entity.Parts != null) links.Add(key); } }",
            "new Cache(new Entity()).Add(\"a\");"),
        new("delegate in a shared field that answers as the lambda did", Told.Listed, Filter("true"),
            "Console.WriteLine(new Reader().Keep(\"a\"));"),
        new("arguments that a static local function behind them has no part in", Told.Info,
            "public static class To { public static IEnumerable<int> Of(int n) { if (n < 0) throw new ArgumentException(); « ⇒ "
                + "return Core(n); static IEnumerable<int> Core(int n) { » for (int i = 0; i < n; i++) yield return i; « ⇒ } » } }",
            "foreach (int i in To.Of(3)) Console.WriteLine(i);"),
        new("property with an initialiser that the constructor sets behind another one", Told.Listed,
            "public record Person(string First«, string Last ⇒ ») { « ⇒ public Person(string First, string Last) : this(First) "
                + "{ this.Last = Last; } public string Last { get; init; } = \"\"; » }",
            "Console.WriteLine(new Person(\"a\", \"b\"));"),
        new("reader that a using closes by now", Told.Listed,
            "public static class Lines { public static int Count(string s) { « var r = new StringReader(s); try { int n = 0; "
                + "while (r.ReadLine() != null) n++; return n; } finally { r.Dispose(); } ⇒ using var r = new StringReader(s); int n = 0; "
                + "while (r.ReadLine() != null) n++; return n; » } }",
            "Console.WriteLine(Lines.Count(\"a\"));"),
        new("derived type that is new and that a serializer knows", Told.Info,
            Parts("« ⇒ [System.Text.Json.Serialization.JsonDerivedType(typeof(Box), \"box\")] »", "« ⇒ public class Box : Part; »"),
            "Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(3)); Console.WriteLine(new Line());"),
        new("snapshot of what is walked inside", Told.Info,
            "public class Both<T>(T that) { public T And => that; } public class A<T> { int n; public Both<A<T>> Go(int[] a) { "
                + "foreach (int x in a.Where(y => y > 3)« .ToList() ⇒ ») n += x; return new(this); } public int Count => n; }",
            "Console.WriteLine(new A<string>().Go([1, 4]).And.Count);"),
        new("comparison of names for the words of an exception", Told.Info,
            Near("int Find(string s) { if (names.Contains(s)) return 1; Fail(s); return 0; } void Fail(string s) => throw new "
                + "InvalidOperationException(« s ⇒ s + Like(s) »);") + " }",
            "Console.WriteLine(new Names().Find(\"a\"));"),
        new("exception of a static constructor", Told.Info, Checked("static A() { « ⇒ Check(); » } static int n = 2; "),
            Catching),
        new("socket that is disconnected before it is disposed of", Told.Info,
            "public class Client { public void Go(System.Net.Sockets.Socket s) { « ⇒ s.Disconnect(false); » s.Dispose(); } }",
            "new Client().Go(new(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp));"),
        new("default of one of many types that the package lists", Told.Info, Listing(40), "Console.WriteLine(Types.Has(typeof(int)));"),
        new("method that was not implemented", Told.Info,
            "public class Pool { DateTime last; « ⇒ int count; » public DateTime Last => last; public void Put(string s) { "
                + "« throw new NotImplementedException(); ⇒ count += s.Length; last = DateTime.UtcNow; File.Delete(s); » } }",
            "var p = new Pool(); p.Put(\"a\"); Console.WriteLine(p.Last);"),
        new("catch of everything in place of one exception, in a helper", Told.Listed,
            "public class A { static readonly string name; static A() { string s = Environment.MachineName; try { « try { name = "
                + "new IdnMapping().GetAscii(s); } catch (ArgumentException) { name = s.Length.ToString(); } ⇒ name = Safe(s); » } "
                + "catch { name = \"none\"; } } « ⇒ static string Safe(string s) { try { return new IdnMapping().GetAscii(s); } "
                + "catch { return s.Length.ToString(); } } » public string Go() => name; }",
            "Console.WriteLine(new A().Go());"),
        new("default that a condition chooses by now, and mostly is what it was", Told.Info,
            "public enum Site { Odd = -1, None, Lax } public static class Switches { public static bool Old => "
                + "AppContext.TryGetSwitch(\"Lib.Old\", out bool on) && on; } public class Cookie { public Cookie() { "
                + "Site = « Site.Lax ⇒ Switches.Old ? Site.None : Site.Lax »; } public Site Site { get; set; } }",
            "Console.WriteLine(new Cookie().Site);"),
        new("default that a condition chooses by now, and may be what it was", Told.Info,
            "public class Setup { public int Most { get; set; } = 8; } public class Cookie { public Cookie(Setup s) { "
                + "Most = « 8 ⇒ s.Most > 3 ? s.Most : 3 »; } public int Most { get; set; } }",
            "Console.WriteLine(new Cookie(new Setup()).Most);"),
        new("one more throw of what the way throws anyway and the project catches", Told.Info,
            "public class BadTextException : Exception { } public class Reader { public int Go(string s) { "
                + "if (s.Length == 0) throw new BadTextException(); return new Part().Count(s) + 1; } } "
                + "class Part { int n; public int Count(string s) { n = s.Length; « ⇒ if (n > s[0]) throw new BadTextException(); » "
                + "return n; } }",
            "try { Console.WriteLine(new Reader().Go(\"a\")); } catch (BadTextException) { Console.WriteLine(\"bad\"); }"),
        new("argument that a constructor refuses, in a block that calls another method as well", Told.Info,
            "public class Watch { public Watch(string root) { n = root.Length; "
                + "« ⇒ if (n == 3) throw new ArgumentException(\"root\"); » } readonly int n; } "
                + "public static class Roots { public static string Get() => \"a\"; }",
            "try { GC.KeepAlive(new Watch(Roots.Get())); } catch (ArgumentException) { Console.WriteLine(\"bad\"); }"),
        new("field of the type that each object has by now", Told.Listed,
            "public class A { static readonly int first = int.Parse(\"1\"); « static ⇒ » readonly TimeSpan rest = TimeSpan.FromMinutes(2); "
                + "readonly int more = int.Parse(\"3\"); public TimeSpan Go() => rest + TimeSpan.FromSeconds(first + more); }",
            "Console.WriteLine(new A().Go());"),
        new("field of each object that the type has by now", Told.Listed,
            "public class A { static readonly int first = int.Parse(\"1\"); « ⇒ static » readonly TimeSpan rest = TimeSpan.FromMinutes(2); "
                + "readonly int more = int.Parse(\"3\"); public TimeSpan Go() => rest + TimeSpan.FromSeconds(first + more); }",
            "Console.WriteLine(new A().Go());"),
        new("catch around checks that are new", Told.Listed,
            "public static class Parts { « ⇒ internal static string? lost; internal static void Check() { try { Vectors(); } catch { "
                + "lost = \"vectors\"; } } static void Vectors() => GC.KeepAlive(typeof(Uri)); » public static int Count => 1; } "
                + "public class A { public int Go(int x) { « ⇒ Parts.Check(); » return x + Parts.Count; } }",
            "Console.WriteLine(new A().Go(2));"),
        new("method that a new object is only given", Told.Info,
            "public class A { « ⇒ internal Func<string, System.Net.IPAddress[]> Resolver { get; set; } = Probe.Resolve; » "
                + "public int Go(int x) => x; } static class Probe { « ⇒ internal static System.Net.IPAddress[] Resolve(string host) => "
                + "System.Net.Dns.GetHostAddresses(host); » public static int Count => 1; }",
            "Console.WriteLine(new A().Go(2));"),
        new("exception on a system, beside an option that is looked at", Told.Info,
            "public class Setup { public string Path { get; set; } = \"a\"; } public class A { public string Go(Setup s, bool store) { "
                + "« ⇒ if (store) { if (OperatingSystem.IsBrowser()) throw new PlatformNotSupportedException(\"none\"); return s.Path; } » "
                + "return \"\"; } }",
            "Console.WriteLine(new A().Go(new Setup { Path = \"b\" }, true));"),
        new("setting that is asked for sooner, and then by the object that is made", Told.Listed,
            "public class Detector { readonly string? at; internal Detector(string? at) => this.at = at; "
                + "public string? Detect() => at + Environment.GetEnvironmentVariable(\"SDK_SERVICE_NAME\"); } public static class Setup { "
                + "public static Detector Go() => new(« null ⇒ At(\"SDK_SERVICE_NAME\") »); « ⇒ static string? At(string name) => "
                + "Environment.GetEnvironmentVariable(name) is null ? null : \"a\"; » }",
            "Console.WriteLine(Setup.Go().Detect() + \"SDK_SERVICE_NAME\");"),
        new("what only who calls a new method asks for, in a generic class", Told.Listed,
            "public class Factory<T> where T : class { public Uri Address { get; set; } = new(\"http://a.example\"); «⇒ private bool live; "
                + "public void UseLive() { live = true; } public void UseLive(int port) { UseLive(); }» public HttpClient Make() { "
                + "var c = new HttpClient(); «⇒ if (live && c.BaseAddress == null) c.BaseAddress = Address;» return c; } }",
            "Console.WriteLine(new Factory<string>().Make());"),
        new("throw of what only who calls a new method sets, of several by that name", Told.Listed,
            "public class Text { « ⇒ StringComparison? how; » string all = \"a\"; public Text Using(IComparer<string> c) => this; "
                + "« ⇒ public virtual Text Using(StringComparison x) { if (how.HasValue) throw new InvalidOperationException(\"Once\"); "
                + "how = x; return this; } static StringComparison Small(StringComparison? x) => x switch { "
                + "null or StringComparison.Ordinal or StringComparison.OrdinalIgnoreCase => StringComparison.OrdinalIgnoreCase, "
                + "_ => throw new InvalidOperationException(\"What is \" + x) }; » "
                + "public bool small; public bool Has(string s) { « ⇒ if (how.HasValue) return s.Equals(all, "
                + "small ? Small(how.Value) : how.Value); » return s == all; } }",
            "Console.WriteLine(new Text().Has(\"a\"));"),
        new("comparison by an object in place of a value", Told.Listed,
            "public class Texts { public bool IgnoreCase { get; set; } public bool Go(string a, string b) => "
                + "« a.Equals(b, IgnoreCase ? StringComparison.CurrentCultureIgnoreCase : StringComparison.Ordinal); ⇒ "
                + "(IgnoreCase ? StringComparer.CurrentCultureIgnoreCase : StringComparer.Ordinal).Equals(a, b); » }",
            "Console.WriteLine(new Texts().Go(\"a\", \"b\"));"),
        new("throw where a new method meets what another new method set", Told.Info,
            "public enum Engine { None, Plain, Cloud } public class Extension { « ⇒ Engine engine; public virtual Engine Engine => engine; "
                + "public virtual Extension With(Engine x) { if (Engine != 0 && Engine != x) throw new "
                + "InvalidOperationException(\"Twice\"); var other = (Extension)MemberwiseClone(); other.engine = x; return other; } » } "
                + "public static class Use { static Extension Get() => new(); public static Extension Plain() => Get()"
                + "« ⇒ .With(Engine.Plain)»; « ⇒ public static Extension Cloud() => Get().With(Engine.Cloud); » }",
            "Console.WriteLine(Use.Plain());"),
        new("order by itself", Told.Info,
            "public static class Words { public static IEnumerable<string> Go(string[] all) => all.«OrderBy(x => x) ⇒ Order()»; }",
            "Console.WriteLine(Words.Go([\"a\"]).Count());"),
        new("literal of a helper with another name", Told.Info,
            "public class A { « static int F() => 2; ⇒ static int G() => 3; » public int Go(int x) => x * «F ⇒ G»(); }",
            "Console.WriteLine(new A().Go(4));"),
        new("default that a method of the static constructor set", Told.Listed,
            "public static class Log { public static bool Stamp { get; set; }« ⇒ = true;» public static int Level { get; set; } "
                + "« static Log() { Reset(); } ⇒ » public static void Reset() { Level = 3; Stamp = "
                + "Environment.GetEnvironmentVariable(\"X\") != \"0\"; } "
                + "public static bool Go() => Stamp; }",
            "Console.WriteLine(Log.Go());"),
        new("default that a method of the constructor set", Told.Listed,
            "public class A { public int Most { get; set; }« ⇒ = 5;» « public A() => Reset(); ⇒ » public void Reset() { Most = 5; } }",
            "Console.WriteLine(new A().Most);"),
        new("default of a class that the base class sets", Told.Info,
            "public class B { public B() { Reset(); } public void Reset() { Most = 5; } public int Most { get; set; } } "
                + "public class A : B { « public A() { Most = 5; } ⇒ public A() { } » }",
            "Console.WriteLine(new A().Most);"),
        new("constant that becomes a property", Told.Listed,
            "public class A { « private const int Spaces = 3; ⇒ protected virtual int Spaces { get; } = 3; » "
                + "public string Go(string s) => new string(' ', Spaces) + s; }",
            "Console.WriteLine(new A().Go(\"a\"));"),
        new("counter that adds before it answers", Told.Info,
            "public class A { « public int Next { get; set; } = 1; ⇒ int next; public int Next { get => next; set => next = value; } » "
                + "public int Go() { « int x = Next; Next += 1; return x; ⇒ return Interlocked.Add(ref next, 1); » } }",
            "Console.WriteLine(new A().Go());"),
        new("two settings, of which one went and one came", Told.Listed,
            "public static class Config { static string? Get(string name) => Environment.GetEnvironmentVariable(name); "
                + "static bool Is(string name) => Get(name) == \"1\"; "
                + "« internal static bool metrics = Is(\"SdkLogMetrics\"); ⇒ internal static bool legacy = "
                + "Is(\"SdkDisableLegacyStore\"); » "
                + "internal static bool cache = Is(\"SdkCache\"); public static bool Cache => cache; "
                + "« public static bool Metrics => metrics; ⇒ public static bool Legacy => legacy; » }",
            "Console.WriteLine(Config.Cache);"),
        new("code that moves to a helper for both ways", Told.Info,
            "public class A { protected int size; public virtual void Finish() => size = 0; public virtual Task "
                + "FinishAsync(CancellationToken c) => "
                + "Task.Delay(1, c); public void Close() { « if (size > 3) Finish(); ⇒ Both(null).GetAwaiter().GetResult(); » } "
                + "« ⇒ async Task Both(CancellationToken? c) { if (size > 3) { if (c.HasValue) await FinishAsync(c.Value); else "
                + "Finish(); } } "
                + "public Task CloseAsync(CancellationToken c) => Both(c); » }",
            "new Mine().Close(); class Mine : A { public override void Finish() => Console.WriteLine(size); }"),
        new("rows of a table in another order", Told.Listed,
            "public static class Types { static readonly Dictionary<Type, int> known = new() { « { typeof(int), 1 }, { typeof(long), 2 } ⇒ "
                + "{ typeof(long), 2 }, { typeof(int), 1 } » }; public static bool Is(Type t) => known.ContainsKey(t); }",
            "Console.WriteLine(Types.Is(typeof(int)));"),
        new("row of a table that nobody here reads", Told.Listed,
            "public static class Types { static readonly HashSet<Type> known = new() { typeof(int), typeof(«object ⇒ string») }; "
                + "public static bool Is(Type t) => known.Contains(t); public static int Go() => 1; }",
            "Console.WriteLine(Types.Go());"),
        new("words for people beside a name", Told.Listed,
            "public class Help(string name, string words) { public string All => name + words; } public static class A { "
                + "public static string Go() => new Help(\"--size\", \"the size of «it ⇒ all»\").All + new Help(\"--name\", \"a "
                + "name\").All; }",
            "Console.WriteLine(A.Go());"),
        new("words that are read before an exception is made", Told.Info,
            "static class Words { static bool quiet = Environment.ProcessId == 1; public static string Of(string s) => quiet ? s : s "
                + "+ \".\"; } "
                + "public class A { public int kind; public int Go() { if (kind == 0) throw new InvalidOperationException(«\"No kind\" ⇒ "
                + "Words.Of(\"NoKind\")»); return kind; } }",
            "Console.WriteLine(new A().Go());"),
        new("check of an argument that another one follows", Told.Listed,
            "public class A { public int kind; public int Go(string s) { « if (s == null) throw new ArgumentNullException(nameof(s)); "
                + "⇒ if (kind == 3) return 3; if (s == null) throw new ArgumentNullException(nameof(s)); » return s.Length; } }",
            "Console.WriteLine(new A().Go(\"a\"));"),
        new("throw that stands before what is read", Told.Listed,
            "public class A { public int kind, mode; public int Go() { « int m = mode; if (kind == 0) throw new "
                + "InvalidOperationException(); "
                + "⇒ if (kind == 0) throw new InvalidOperationException(); int m = mode; » return m + kind; } }",
            "Console.WriteLine(new A().Go());"),
        new("conjuncts of a predicate in another order", Told.Listed,
            "public class Key { public bool IsRequired { get; set; } public int Behavior { get; set; } } public class A { "
                + "public bool Go(List<Key> all) => all.Any(x => «x.IsRequired && x.Behavior == 3 ⇒ x.Behavior == 3 && x.IsRequired»); }",
            "Console.WriteLine(new A().Go(new List<Key>()));"),
        new("predicate that asks what is new too", Told.Listed,
            "public class Key { « ⇒ public bool IsHidden { get; set; } » public int Behavior { get; set; } } public class A { int n; "
                + "public bool Go(List<Key> all) { « n++; ⇒ n += all.Count; GC.KeepAlive(n); » return all.Any(x => « ⇒ !x.IsHidden && "
                + "»x.Behavior == 3); } }",
            "Console.WriteLine(new A().Go(new List<Key>()));"),
        new("branch of a helper that this call does not take", Told.Info,
            "public class RetryOptions { public int Max { get; set; } = 3; } public class A { static RetryOptions Make(« ⇒ bool managed "
                + "= false») { "
                + "« ⇒ if (managed) return Other(); » return new RetryOptions(); } « ⇒ static RetryOptions Other() => new RetryOptions { "
                + "Max = 5 }; » "
                + "public int Go() => Make().Max« ⇒ + GetHashCode()»; }",
            "Console.WriteLine(new A().Go());"),
        new("branch of a helper behind a comparison", Told.Info,
            "public class RetryOptions { public int Max { get; set; } = 3; } public class A { static RetryOptions Make(« ⇒ int kind = "
                + "0») { "
                + "« ⇒ if (kind == 2) { GC.KeepAlive(kind); return new RetryOptions { Max = 5 }; } » return new RetryOptions(); } "
                + "public int Go() => Make().Max« ⇒ + GetHashCode()»; }",
            "Console.WriteLine(new A().Go());"),
        new("field that is set through its address", Told.Listed,
            "public class A { readonly int index« = -1 ⇒ »; public int Index => index; public A() { « ⇒ Find(3, out index); » } « ⇒ "
                + "static bool "
                + "Find(int x, out int at) { at = x - 4; return true; } » }",
            "Console.WriteLine(new A().Index);"),
        new("regular expression that any culture reads alike", Told.Info,
            "using System.Text.RegularExpressions; public class A { static bool Is(string s) => Regex.IsMatch(s, \"^a+$\", "
                + "RegexOptions.IgnoreCase« ⇒ | RegexOptions.CultureInvariant»); static bool Two(string s) => Is(s); public bool "
                + "Go(string s) => Two(s); }",
            "Console.WriteLine(new A().Go(\"a\"));"),
        new("exception that an object of a container threw before", Told.Info,
            "public class LostException : Exception { } interface IFind { object Get(object? x); } class Find : IFind { "
                + "public object Get(object? x) => x is null or int ? throw new LostException() : x; } "
                + "static class Made { static readonly Dictionary<Type, Type> all = new(); public static void Add<T, TOwn>() "
                + "where TOwn : T => all[typeof(T)] = typeof(TOwn); "
                + "public static T Get<T>() => (T)Activator.CreateInstance(all[typeof(T)])!; } "
                + "public class A { static A() => Made.Add<IFind, Find>(); public object Go(object? x) { « ⇒ if (x is int) throw "
                + "new LostException(); » return Made.Get<IFind>().Get(x); } }",
            "Console.WriteLine(new A().Go(args));"),
        new("exception of a new helper that looks at its own state", Told.Info,
            "« ⇒ class Tracker(IEnumerable<int> all) { bool isOpen; public IEnumerator<int> GetEnumerator() { if (isOpen) throw new "
                + "InvalidOperationException(\"opened twice\"); isOpen = true; return all.GetEnumerator(); } } » "
                + "public class A { static int Only(IEnumerable<int> all) { int n = 0; « foreach (int x in all) n++; ⇒ "
                + "foreach (int x in new Tracker(all)) n++; » return n; } public int Go(IEnumerable<int> all) => Only(all); }",
            "Console.WriteLine(new A().Go([1]));"),
        new("exception of a new object that is asked too early", Told.Info,
            "« ⇒ class Tracker(IEnumerable<int> all) { int[]? kept; public int Find(int x) { kept = all.ToArray(); "
                + "return kept.Length - x; } public string Show(int start, int end) { "
                + "if (kept == null) throw new InvalidOperationException(\"Show without Find\"); "
                + "return kept[start] + \"-\" + kept[end]; } } » "
                + "public class A { static string Words(IEnumerable<int> all) { « return all.First() + \"\"; ⇒ var t = new Tracker(all); "
                + "return Shown(t, t.Find(1)); » } « ⇒ static string Shown(Tracker t, int x) => t.Show(x, x); » "
                + "public string Go(IEnumerable<int> all) => Words(all); }",
            "Console.WriteLine(new A().Go([1]));"),
        new("null check inside of another call than the one that is watched", Told.Info,
            "class Names { public Names(string s) { « ⇒ if (s == null) throw new ArgumentNullException(nameof(s)); » Text = s; } "
                + "public string? Text { get; } } class Log { public string? At(string s) => new Names(s).Text; } class Inner { "
                + "public string? Go(Uri u) => new Log().At(\"a {b}\") + u; } "
                + "public class A { public string? Go(string s) => new Inner().Go(new Uri(s)); }",
            "try { Console.WriteLine(new A().Go(args[0])); } catch (ArgumentException) { Console.WriteLine(\"bad\"); }"),
        new("names that are looked for only where a new option is set", Told.Listed,
            "public class Settings { « ⇒ bool strict; public bool Strict { get => strict; set => strict = value; } public Settings() { "
                + "strict = false; } » public int Most { get; set; } } "
                + "class Plain { public static IEnumerable<string> Go(IEnumerable<string> a) => a.Where(x => x.StartsWith(\"-\")); } "
                + "« ⇒ class Strict { public static IEnumerable<string> Go(IEnumerable<string> a) => a.Where(x => x.StartsWith(\"--\") "
                + "&& Environment.GetEnvironmentVariable(\"POSIX\") != \"no\"); } » "
                + "public class A { public IEnumerable<string> Go(Settings s, IEnumerable<string> a) { « return Plain.Go(a); "
                + "⇒ if (!s.Strict) return Plain.Go(a); return Strict.Go(a); » } }",
            "Console.WriteLine(new A().Go(new Settings(), [\"--help\"]));"),
        new("lambda of a helper that runs with and without a new option", Told.Info,
            "public class Help { « ⇒ public Comparison<string>? Order { get; set; } » readonly StringBuilder all = new(); "
                + "void Add(string s, int n« ⇒ , string word») { all.Append(string.Concat(new[] { s }.Select(x => Name(x, n))))« ⇒ "
                + ".Append(word)»; } string Name(string s, int n) { all.Append(n); return s; } "
                + "public int Go(List<string> names) { « names.ForEach(x => Add(x, 3)); ⇒ if (Order != null) { var l = names.ToList(); "
                + "l.Sort(Order); foreach (var x in l) Add(x, 3, \"\"); } else names.ForEach(x => Add(x, 3, \"\")); » "
                + "return all.Length; } }",
            "Console.WriteLine(new Help().Go([\"a\"]));"),
        new("default that whoever asks for it puts in its place", Told.Info,
            "public class Sql { } public static class Adapters { public static readonly Sql One = new(); } public class Options "
                + "{ public Sql? Adapter { get; set; }« = Adapters.One; ⇒ » } "
                + "public class A { public object? Go(Options o) => o.Adapter« ⇒ ?? Adapters.One»; }",
            "Console.WriteLine(new A().Go(new Options()));"),
        new("a question by another method", Told.Listed,
            "public class Key { public bool On { get; set; } public int N { get; set; } } public class A { int n; "
                + "public static bool Is(Key x) => x.On; public void Add(Key x) => n += x.N; "
                + "public int Go(Key x) { if («x.On ⇒ Is(x)») Add(x); return n; } }",
            "Console.WriteLine(A.Is(new Key())); Console.WriteLine(new A().Go(new Key()));"),
        new("a list that is there by a switch", Told.Listed,
            "public static class Config { public static bool Fill = Environment.ProcessId > 0; } public class A { "
                + "List<int>? all« ⇒  = Config.Fill ? new List<int>() : null»; public List<int> All => all ??= new(); }",
            "Console.WriteLine(new A().All.Count);"),
        new("an order that is turned round in one case", Told.Listed,
            "public class A { public bool IsStrict { get; set; } int n; public void Add() => n++; public void Turn() => n = -n; "
                + "public int Go() { «Add(); Turn(); ⇒ if (IsStrict) { Turn(); Add(); } else { Add(); Turn(); }» return n; } }",
            "Console.WriteLine(new A().Go());"),
        new("a question in a new helper", Told.Nothing,
            "public class Key { public bool On { get; set; } public int N { get; set; } } public class A { int n; "
                + "« ⇒ static bool Is(Key x) => x.On; » public void Add(Key x) => n += x.N; "
                + "public int Go(Key x) { if («x.On ⇒ Is(x)») Add(x); return n; } }",
            "Console.WriteLine(new A().Go(new Key()));"),
        new("a call by a condition in a new order of others", Told.Listed,
            "public class Key { public bool On { get; set; } public int N { get; set; } } public class A { int n; "
                + "public void Add(Key x) => n += x.N; public void Less(Key x) => n -= x.N; "
                + "public int Go(Key x) { «Add(x); if (x.On) Less(x); ⇒ if (x.On) Less(x); Add(x);» return n; } }",
            "Console.WriteLine(new A().Go(new Key()));"),
        new("value of any type that a helper leaves out", Told.Listed,
            "public class Lost : Exception { } public class A { public A? Next { get; set; } public string? Text { get; set; } "
                + "T? Ask<T>(Func<A, T?> of) { var at = Next; int n = 0; while (at?.Next != null) { at = at.Next; if (++n > 99) "
                + "throw new Lost(); } return at == null ? default : of(at); } "
                + "public string? Go() => « Next == null ? null : Next.Text ⇒ Ask(x => x.Text) »; }",
            "Console.WriteLine(new A().Go());"),
        new("operators that are known by what compilers call them", Told.Info,
            "using System.Reflection; public class A { static bool Is(MethodInfo m) => m.Name is \"Equals\"« ⇒ or \"op_Implicit\"»; "
                + "static bool Two(MethodInfo m) => Is(m); static bool Three(MethodInfo m) => Two(m); "
                + "public bool Go(MethodInfo m) => Three(m); }",
            "var m = typeof(decimal).GetMethod(\"op_Implicit\", [typeof(int)]); Console.WriteLine(new A().Go(m!));"),
        new("native library by its whole name", Told.Nothing,
            "using System.Runtime.InteropServices; public static class Native { [DllImport(\"quick«.dll ⇒ »\")] "
                + "public static extern int Go(); }",
            "if (args.Length > 9) Native.Go();"),
        new("culture of hexadecimal digits", Told.Listed,
            "public class A { static string Two(int x) => x.ToString(\"x4\"« ⇒ , CultureInfo.InvariantCulture»); "
                + "public string Go(char c) => Two(c) + ((int)c).ToString(\"X\", CultureInfo.«CurrentCulture ⇒ InvariantCulture»); }",
            "Console.WriteLine(new A().Go('a'));"),
        new("generated regular expression with the same pattern", Told.Listed, ChangedConventions.Generating("^a+$", "^a+$"),
            "Console.WriteLine(new Words().Is(\"a\"));"),
        new("own method that reflection finds", Told.Info,
            "public class A { public void One() { } public void Two() { } static object? Find() => typeof(A).GetMethod(«\"One\" ⇒ "
                + "\"Two\"»); "
                + "static object? Ask() => Find(); public object? Go() => Ask(); }",
            "Console.WriteLine(new A().Go());"),
        new("static field that nobody here reads", Told.Listed,
            "using System.Text.RegularExpressions; public class A { static readonly Regex name = new(\"^[a-z]«⇒+»$\"); "
                + "public static bool IsName(string s) => name.IsMatch(s); public int Go() => 1; }",
            "Console.WriteLine(new A().Go());"),
        new("equality by a helper that looks at what the conversion looked at", Told.Listed,
            "public struct A { int one; public int Two { get; set; } public A(int x) { one = x; Two = x; } string Text() => one + \" \"; "
                + "public static bool operator ==(A x, A y) => x.Two == y.Two && «x.Text() == y.Text() ⇒ Same(x, y)»; "
                + "« ⇒ static bool Same(A x, A y) { GC.KeepAlive(1); return x.one == y.one; } » public static bool operator !=(A x, A y) "
                + "=> false; "
                + "public override bool Equals(object? o) => o is A a && this == a; public override int GetHashCode() => 1; }",
            "Console.WriteLine(new A(1) == new A(2));"),
        new("exception beyond a limit that is new and can be set", Told.Info,
            "public class DeepException : Exception { } public class Limits { « ⇒ public int Depth { get; set; } = 100; » } public class "
                + "A { "
                + "public Limits Limits { get; } = new(); public int Go(int x) { « ⇒ if (x > Limits.Depth) throw new DeepException(); » "
                + "return x; } }",
            "new A().Go(1);"),
        new("sign that every document has", Told.Info,
            "public class A { static int Place(string path) => path« ⇒ .Replace(\"[\", \"\")».Length; public int Go(string text) => "
                + "Place(text.Trim()); }",
            "new A().Go(\"{\\\"Name\\\":\\\"x\\\",\\\"Parts\\\":[]}\");"),
        new("object that a constructor made before", Told.Info,
            "public abstract class Part { } public class Head : Part { } public class Body : Part { } public class Whole { public Part? "
                + "One; public Part? Two; public Whole() { « One = new Body(); ⇒ » } } "
                + "public class A { static void Use(Part x) { } public Whole Go() { Use(new Head()); var made = new Whole(); « ⇒ "
                + "made.One = Take(new Body()); » return made; } static Part Take(Part x) => x; }",
            "Console.WriteLine(new A().Go());"),
        new("words of an exception that are trimmed", Told.Listed,
            "public class A { static string Check(string name, string? s) { if (s == null) throw new "
                + "ArgumentNullException(name« ⇒ .TrimStart('@')»); return s; } public string Go(string s) => Check(\"@s\", s); }",
            "Console.WriteLine(new A().Go(\"a\"));"),
        new("exception that is thrown anyway behind an interface", Told.Info,
            "public class NoHostException : Exception { } interface IFinder { string Find(object? host); } class Finder : IFinder { "
                + "public string Find(object? host) { if (host == null) throw new NoHostException(); return host.ToString()!; } } "
                + "public static class A { static readonly IFinder finder = new Finder(); static string Ask(object? host) => "
                + "finder.Find(host); "
                + "public static string Go(object? host) { « ⇒ if (host == null) throw new NoHostException(); » return Ask(host); } }",
            "Console.WriteLine(A.Go(Console.Out));"),
        new("exception that others on the way throw anyway", Told.Info,
            "public class HostException : Exception { } public class A { static void Read(string s) { « ⇒ if (s == \"x\") throw new "
                + "HostException(); » } "
                + "static void Check(string s) { if (s.Length > 9) throw new HostException(); } static void Both(string s) { Read(s); "
                + "Check(s); } "
                + "public void Go(string s) => Both(s); }",
            "new A().Go(\"a\");"),
        new("another overload of the same wait", Told.Listed,
            "public class A { public void Go() { Task.CompletedTask.Wait(«-1 ⇒ Timeout.InfiniteTimeSpan»); } }",
            "new A().Go();"),
        new("clock that can be replaced", Told.Listed,
            "public class A { readonly TimeProvider clock = TimeProvider.System; public DateTime Go() => "
                + "«DateTime.UtcNow ⇒ clock.GetUtcNow().UtcDateTime»; }",
            "Console.WriteLine(new A().Go());"),
        new("exception that a callee throws anyway", Told.Info,
            "public class UrlException : Exception { } public class A { string? name; static void Check(string s) { if (s.Length > 9) "
                + "throw new "
                + "UrlException(); } public void Go(string s) { Check(s); name = s; « ⇒ if (s == \"x\") throw new UrlException(); » } }",
            "new A().Go(\"a\");"),
        new("options object that is made for one's own method", Told.Info,
            "public enum Mode { None, Html } public class TextOptions { public Mode Mode { get; set; } } public static class Text { "
                + "static string Plain(string s) => «s ⇒ Formatted(s, new TextOptions { Mode = Mode.Html })»; « ⇒ static string "
                + "Formatted(string s, "
                + "TextOptions o) => o.Mode == Mode.Html ? s.Trim() : s; » public static string Of(string s) => Two(s); static string "
                + "Two(string s) => "
                + "Three(s); static string Three(string s) => Plain(s); }",
            "Console.WriteLine(Text.Of(\"a\"));"),
        new("word in the code that is no name", Told.Info,
            "public class A { readonly HashSet<string> all = [\"get\", \"set\"« ⇒ , \"hello\"»]; public void Put(string k, string v) => "
                + "all.Contains(k); }",
            "new A().Put(\"greeting\", \"hello\");"),
        new("one more try around awaited callbacks", Told.Info,
            "public class A { public virtual Task One(int x) => Task.CompletedTask; public async Task Go(bool a) { try { « "
                + "if (a) await One(1); await One(2); ⇒ try { if (a) await One(1); await One(2); } finally { await Task.Yield(); } » } "
                + "finally { GC.KeepAlive(a); } } }",
            "await new Mine().Go(true); public class Mine : A { public override Task One(int x) => Task.Yield() is { } ? Task.CompletedTask : null!; }"),
        new("type that is only looked for", Told.Nothing,
            "public class Bag { readonly List<object> all = [1]; T? First<T>() where T : class { foreach (var one in all) if (one is T x) "
                + "return x; return null; } public T? Find<T>() where T : class => First<T>(); } "
                + "public class Timer { public int Seconds { get; } public Timer() { Seconds = «3 ⇒ 5»; } } "
                + "public class A { public int Go() => new Bag().Find<Timer>() is { } x ? x.Seconds : 0; }",
            "new A().Go();"),
        new("field that is renamed and named in a check", Told.Listed,
            "using System.Runtime.CompilerServices; public static class Check { public static T NotNull<T>(this T? x, "
                + "[CallerArgumentExpression(nameof(x))] string? name = null) where T : class => x ?? throw new InvalidOperationException(name); } "
                + "public class A { readonly string? «stream ⇒ _stream» = \"a\"; public int Go() => «stream ⇒ _stream».NotNull().Length; }",
            "Console.WriteLine(new A().Go());"),
        new("exception that is new and caught at once", Told.Listed,
            "« ⇒ public class SeedException : Exception { } » public static class Cron { « ⇒ static int Seed(string s) => s == \"H\" ? throw new "
                + "SeedException() : 1; » public static bool TryParse(string s) { try { return int.Parse(s) «> 0 ⇒ + Seed(s) > 1»; } "
                + "catch (FormatException) { return false; } « ⇒ catch (SeedException) { return false; } » } }",
            "Console.WriteLine(Cron.TryParse(\"1\"));"),
        new("one more null check before callbacks", Told.Listed,
            "public class A { protected virtual void Done(int x) { } readonly List<string?> all = [\"a\", null]; "
                + "public void Go() { foreach (var one in all) { « ⇒ if (one == null) continue; » if (one.Length > 0) Done(one.Length); } } }",
            "new Mine().Go(); class Mine : A { protected override void Done(int x) => Console.WriteLine(x); }"),
        new("catch around a call that is new too", Told.Listed,
            "public class A { public int Go(string s) { « ⇒ try { System.Runtime.GCSettings.LatencyMode.ToString(); } catch (Exception) { } » return int.Parse(s); } }",
            "try { new A().Go(\"1\"); } catch (Exception) { }"),
        new("callback from a helper that is new", Told.Listed,
            "public class A { protected virtual int Ask(int x) => x; public int Go(int x) { if (x > 3) { if (x > 5) return «Ask(x) ⇒ Asked(x)»; } "
                + "return 0; } « ⇒ int Asked(int x) { if (x > 7) GC.KeepAlive(this); return Ask(x); } » }",
            "new Mine().Go(6); class Mine : A { protected override int Ask(int x) => x; }"),
        new("flag of an internal table", Told.Info,
            "static class Accent { public static readonly DayOfWeek Flags = «DayOfWeek.Monday ⇒ DayOfWeek.Friday»; } "
                + "class Row { public object Get() => Accent.Flags; } class Rows { public object Get() => new Row().Get(); } "
                + "class Table { public object Get() => new Rows().Get(); } public class A { public object Go() => new Table().Get(); }",
            "Console.WriteLine(new A().Go());"),
        new("lambda in a local that is only kept", Told.Info,
            "public interface IKeeper { Func<Task<int>>? Ask { get; set; } } public class A { public IKeeper? One, Two; "
                + "public int Go(int x) { « ⇒ Func<Task<int>> ask = () => Task.Run(() => x); Keep(One, ask); Keep(Two, ask); » return x; } "
                + "« ⇒ static void Keep(IKeeper? k, Func<Task<int>> ask) { if (k != null) k.Ask = ask; } » }",
            "new A().Go(1);"),
        new("default that the factory sets back", Told.Info,
            "public record ReadOptions { public bool LeaveOpen { get; init; }« = true;⇒» public ReadOptions WithLeaveOpen(bool on) => this with "
                + "{ LeaveOpen = on }; public static ReadOptions External() => new ReadOptions()«⇒.WithLeaveOpen(true)»; } "
                + "public class A { public bool Go(ReadOptions? o = null) => (o ?? ReadOptions.External()).LeaveOpen; }",
            "Console.WriteLine(new A().Go());"),
        new("option that a fluent method sets", Told.Listed,
            "public record ReadOptions { public bool LeaveOpen { get; init; } « ⇒ public ReadOptions WithLeaveOpen(bool on) => this with "
                + "{ LeaveOpen = on }; » public static ReadOptions External() => new ReadOptions()« { LeaveOpen = true } ⇒ .WithLeaveOpen(true)»; } "
                + "public class A { public bool Go() => ReadOptions.External().LeaveOpen; }",
            "Console.WriteLine(new A().Go());"),
        new("lower case on both sides", Told.Info,
            "public class A { public bool Is(string s) => «s.ToLowerInvariant() == \"head\" ⇒ s.Equals(\"head\", StringComparison.OrdinalIgnoreCase)»; }",
            "Console.WriteLine(new A().Is(\"x\"));"),
        new("callback of an object of the package's own", Told.Info,
            "public abstract class Parser { public virtual bool Open(string s) => s.Length > 0; } public sealed class Rule : Parser { "
                + "public static readonly Rule Default = new(); } public class A { public bool Go(string s) => "
                + "«s.Length > 3 ⇒ s.Length > 3 && s[0] != 'x'» && Rule.Default.Open(s); }",
            "Console.WriteLine(new A().Go(\"four\")); class Mine : Parser { public override bool Open(string s) => true; }"),
        new("catch that awaits and throws again", Told.Info,
            "public class A { public async Task Go(Func<Task> f) { « await f(); ⇒ try { await f(); } catch (Exception) { await Task.Yield(); "
                + "throw; } » } }",
            "try { await new A().Go(() => Task.CompletedTask); } catch (Exception) { }"),
        new("position of a stream that is made here", Told.Info,
            "public class A { public int Go(byte[] b) { var s = new MemoryStream(); s.Write(b, 0, b.Length); « ⇒ s.Position = 0; » return s.ToArray()[0]; } }",
            "new A().Go([1]);"),
        new("type that is made for one more name", Told.Info,
            "public interface IPart { } public class Table : IPart { } public class List : IPart { } « ⇒ public class Toc : IPart { } » "
                + "public class A { public readonly List<IPart> Parts = []; public A Use(string s) { foreach (var one in s.Split('+')) { "
                + "if (one == \"table\") Parts.Add(new Table()); else if (one == \"list\") Parts.Add(new List()); "
                + "« ⇒ else if (one == \"toc\") Parts.Add(new Toc()); » } return this; } }",
            "Console.WriteLine(new A().Use(\"list\").Parts.Count);"),
        new("type that is made where a new option has a value", Told.Listed,
            "public interface IPart { } public class Table : IPart { } public class Limit(IPart p, int n) : IPart { } public class A { "
                + "« ⇒ int? most; public A With(int n) { most = n; return this; } » public IPart Build() { IPart p = new Table(); "
                + "« ⇒ if (most.HasValue) p = new Limit(p, most.Value); » return p; } }",
            "Console.WriteLine(new A().Build());"),
        new("catch that cleans up in a loop and throws again", Told.Listed,
            "public class A { readonly List<string> all = []; public int Go(string s) { « return int.Parse(s); ⇒ try { return int.Parse(s); } "
                + "catch { foreach (var one in all) GC.KeepAlive(one); throw; } » } }",
            "try { new A().Go(\"1\"); } catch (Exception) { }"),
        new("event gets accessors", Told.Listed,
            "public class A { « public event Action? Done; public void Go() => Done?.Invoke(); ⇒ private Action? done; "
                + "public event Action? Done { add => done += value; remove => done -= value; } public void Go() => done?.Invoke(); » }",
            "var a = new A(); a.Done += () => { }; a.Go();"),
        new("event keeps its handlers in a list", Told.Listed,
            "public class A { « public event Action? Done; public void Go() => Done?.Invoke(); "
                + "⇒ private readonly List<Action> all = new(); public event Action Done { add => all.Add(value); "
                + "remove => all.Remove(value); } public void Go() { foreach (var one in all) one(); } » }",
            "var a = new A(); a.Done += () => { }; a.Go();"),
        new("event keeps its handlers in another object", Told.Listed,
            "public class Bag { private Action? all; public void Add(Action a) => all += a; public void Remove(Action a) => all -= a; "
                + "public void Raise() => all?.Invoke(); } public class A { « public event Action? Done; "
                + "public void Go() => Done?.Invoke(); ⇒ private static readonly Bag bag = new(); "
                + "public event Action Done { add => Keep(value); remove { } } static void Keep(Action a) => Bags.Of.Add(a); "
                + "public void Go() => Bags.Of.Raise(); » } public static class Bags { public static readonly Bag Of = new(); }",
            "var a = new A(); a.Done += () => { }; a.Go();"),
        new("member moves to a base interface", Told.Listed,
            "« public interface IHook { void Before(); } ⇒ public interface IBase { void Before(); "
                + "} public interface IHook : IBase { } » public class A { public void Go(IHook h) { h.Before(); } }",
            "new A().Go(new Mine()); class Mine : IHook { public void Before() { } }"),
        new("limit widens around the constant", Told.Listed,
            "public class A { public void Take(int n) { if (n > «10 ⇒ 20») throw new ArgumentOutOfRangeException(nameof(n)); } }",
            "new A().Take(5);"),
        new("limit of a length widens around the constant", Told.Listed,
            "public class A { public A(string s) { if (s.Length > «10 ⇒ 20») throw new ArgumentException(s); } }", "new A(\"five\");"),
        new("throw behind a new option", Told.Listed,
            "public class A { « ⇒ public bool Strict { get; set; } » public int Go(int x) { "
                + "« ⇒ if (Strict && x > 3) throw new TimeoutException(); » return x; } }", "new A().Go(5);"),
        new("throw of a helper behind a new option", Told.Listed,
            "public class A { « ⇒ public bool Strict { get; set; } static void Fail() => throw new TimeoutException(); "
                + "» public int Go(int x) { « ⇒ if (Strict) Fail(); » return x; } }", "new A().Go(5);"),
        new("throw behind a new limit that is zero", Told.Listed,
            "public class A { « ⇒ public int Most { get; set; } » public int Go(int x) { "
                + "« ⇒ if (Most > 0 && x > Most) throw new TimeoutException(); » return x; } }", "new A().Go(5);"),
        new("comparison of the field behind a property that is worked out", Told.Listed,
            "public class Day { private readonly int packed; public Day(int y, int d) => packed = y * 400 + d; "
                + "public int Year => packed / 400; public int Of => packed % 400; "
                + "public override bool Equals(object? o) => o is Day x && « x.Year == Year && x.Of == Of ⇒ x.packed == packed »; "
                + "public override int GetHashCode() => packed; }",
            "Console.WriteLine(new Day(1, 2).Equals(new Day(1, 3)));"),
        new("work that is awaited by a method of its own now", Told.Info,
            "public class A { public int Go(int x) « => x + Text().Length; string Text() => File.ReadAllText(\"a\"); "
            + "⇒ { try { return GoAsync(x).Result; } catch (AggregateException e) { throw e.InnerException!; } } "
            + "async Task<int> GoAsync(int x) => x + (await Text()).Length; Task<string> Text() => File.ReadAllTextAsync(\"a\"); » }",
            "new A().Go(2);"),
        new("filter in place of a test in the handler", Told.Listed,
            "public class A { static bool IsOk(Exception e) => e is TimeoutException; public int Go(Func<int> f) { try { return f(); } "
                + "« catch (Exception e) { if (!IsOk(e)) throw; return 1; } ⇒ catch (Exception e) when (IsOk(e)) { return 1; } » } }",
            "new A().Go(() => 2);"),
        new("condition of a catch in a method of its own", Told.Nothing,
            "public class A { public int Go(Func<int> f) { try { return f(); } "
                + "catch (TimeoutException e) when («e.Data.Count > 0 ⇒ IsOk(e)») { return 1; } } "
                + "« ⇒ static bool IsOk(Exception e) => e.Data.Count > 0; » }",
            "new A().Go(() => 2);"),
        new("handler that cleans up and passes on", Told.Info,
            "public class A { private int open; public int Go(Func<int> f) { open++; "
                + "« return f(); ⇒ try { return f(); } catch { Close(); throw; } » } public void Close() => open--; }",
            "new A().Go(() => 2);"),
        new("lambda that is only kept", Told.Info,
            "public class Keeper { private Func<Task>? kept; public void Set(Func<Task> x) => kept = x; public Func<Task>? Get() => kept; } "
                + "public class A { public readonly Keeper Keeper = new(); public int Go(int x) { "
                + "« ⇒ Keeper.Set(() => Task.Run(() => x)); » return x; } }",
            "new A().Go(2);"),
        new("initialiser of a field that the constructor sets", Told.Listed,
            "public class A { private readonly int most = (int)TimeSpan.FromSeconds(«10 ⇒ 60»).TotalMilliseconds; "
                + "public A(int x) { most = x; } public int Go() => most; }",
            "new A(3).Go();"),
        new("work on one system alone", Told.Info,
            "public class A { public string? Go() { « return null; "
                + "⇒ if (!OperatingSystem.IsWindows()) return null; return File.ReadAllText(\"a\"); » } }",
            "new A().Go();"),
        new("member of an interface that nobody asks for", Told.Info,
            "public class A : ICloneable { public int Go() => 1; object ICloneable.Clone() « => new A(); "
                + "⇒ => Environment.TickCount > 0 ? throw new TimeoutException() : new A(); » }",
            "new A().Go();"),
        new("part of a query under a condition that is met", Told.Info,
            "public class A { public string Go(int v) => $\"SELECT a FROM t WHERE a = {v} "
                + "« AND b NOT IN ('x') ⇒ {(v >= 10 ? \"AND b NOT IN ('x')\" : \"\")}» ORDER BY a\"; }",
            "new A().Go(12);"),
        new("implementation of an interface that nobody asks for", Told.Info,
            "public class A : ICloneable { public int Go() => 1; public object Clone() « => new A(); "
                + "⇒ => Environment.TickCount > 0 ? throw new TimeoutException() : new A(); » }",
            "new A().Go();"),
        new("an old call behind a new option that the package sets", Told.Listed,
            "public class Options { public int Size { get; set; } « ⇒ public bool Link { get; set; } = true; » } "
                + "public class Links { public void Add(string key) { } } "
                + "public class Cache(Options options) { private readonly Links links = new(); "
                + "public void Add(string key) { if (options.Size > 0) key += options.Size; « ⇒ if (options.Link) » links.Add(key); } }",
            "new Cache(new Options()).Add(\"a\");"),
        new("a new way behind a switch of the application that is off", Told.Info,
            "static class Switches { public static bool Old => AppContext.TryGetSwitch(\"Lib.Old\", out bool on) && on; "
                + "« ⇒ public static bool Pools => Read(\"Lib.UsePools\", false); » "
                + "static bool Read(string name, bool other) => AppContext.TryGetSwitch(name, out bool on) ? on : other; } "
                + "public class Pool(int size) { public int Size => size > 0 ? size : throw new ArgumentException(nameof(size)); } "
                + "public class A { public int Go(int n) { if (Switches.Old) n++; « ⇒ if (Switches.Pools) return new Pool(n).Size; » "
                + "return n; } }",
            "Console.WriteLine(new A().Go(1));"),
        new("a refusal behind a switch of the application that is on", Told.Info,
            "« ⇒ static class Switches { public static bool Works => AppContext.TryGetSwitch(\"Lib.Works\", out bool on) ? on : true; } » "
                + "public class A { public int Go(int n) { « ⇒ if (!Switches.Works) throw new NotSupportedException(\"Switched off\"); » "
                + "return n + 1; } }",
            "try { Console.WriteLine(new A().Go(1)); } catch (NotSupportedException) { }"),
        new("one question in place of two", Told.Listed,
            "public class A { readonly Dictionary<string, int> all = new() { [\"a\"] = 1 }; public int Go(string x) { "
                + "« if (all.ContainsKey(x)) return all[x]; ⇒ if (all.TryGetValue(x, out int found)) return found; » return 0; } }",
            "try { Console.WriteLine(new A().Go(\"b\")); } catch (KeyNotFoundException) { }"),
        new("a sign that no text of the project has", Told.Listed,
            "public class Names(params string[] names) { public bool Has(string path) => "
                + "names.Any(x => x == path« ⇒ || x.Contains(\"[]\") && x == Regex.Replace(path, @\"\\[\\d+\\]\", \"[]\")»); }",
            "Console.WriteLine(new Names(\"Name\", \"Id\").Has(\"Name\"));"),
        new("unset number that became nullable", Told.Nothing,
            "public class RequestOptions { public « int ⇒ int? » Timeout { get; set; } public string Name { get; set; } = \"\"; }",
            "Console.WriteLine(new RequestOptions { Name = \"a\" }.Name);"),
        new("sum the other way round", Told.Nothing, "public class A { public int Go(int x, int y) => «x + y ⇒ y + x»; }",
            "new A().Go(1, 2);"),
        new("init accessor with another check", Told.Nothing,
            "public class A { private int x; public int X { get => x; init { « if (value > 3) x = value; else x = 0; "
                + "⇒ if (value <= 3) x = 0; else x = value; » } } }", "new A { X = 4 }.X.ToString();"),
        new("condition the other way round", Told.Nothing,
            "public class A { public int Go(bool x) { « if (x) return 1; return 2; ⇒ if (!x) return 2; return 1; » } }",
            "new A().Go(true);"),
    ];

    /// <summary>A type with another default, in a table of types beside others.</summary>
    private static string Checked(string constructor) =>
        "public class A { " + constructor + "« ⇒ static void Check() { if (Environment.ProcessId == 0) throw new TimeoutException(); } » "
        + "public int Go() => n; }";

    private const string Catching =
        "try { Console.WriteLine(new A().Go()); } catch (TimeoutException) { Console.WriteLine(\"late\"); }";

    private static string Queries(string name) =>
        "« ⇒ static class Shown { static readonly bool all = Get(); static bool Get() => "
        + $"AppContext.TryGetSwitch(\"{name}\", out bool on) && on; "
        + "internal static string Of(Uri u) => all ? u.OriginalString : u.AbsolutePath; } » "
        + "public class Client { public string Go(Uri u) => « u.OriginalString ⇒ Shown.Of(u) »; }";

    private static string Near(string methods) =>
        "public class Names { readonly List<string> names = []; « ⇒ string Like(string s) => "
        + "string.Concat(names.Where(x => StringComparer.OrdinalIgnoreCase.Equals(x, s))); » public " + methods;

    private static string Parts(string attribute, string box) =>
        "[System.Text.Json.Serialization.JsonDerivedType(typeof(Line), \"line\")] " + attribute + "public class Part; "
        + "public class Line : Part; " + box;

    private static string Filter(string answer) =>
        "public class Setup { internal static readonly Func<string, bool> All = _ => " + answer + "; "
        + "public Func<string, bool> Wanted { get; set; } = « _ => true ⇒ All »; } "
        + "public class Reader { readonly Setup setup = new(); public bool Keep(string s) => setup.Wanted(s); }";

    private static string Listing(int others)
    {
        string types = string.Concat(Enumerable.Range(0, others).Select(x => $"public class T{x} {{ }} ")),
            rows = string.Concat(Enumerable.Range(0, others).Select(x => $"typeof(T{x}), "));
        return types + "public class Entry { public string? Kind { get; set; }« ⇒ = \"entry\";» } public static class Types { "
            + $"static readonly HashSet<Type> all = new() {{ {rows} typeof(Entry) }}; "
            + "public static bool Has(Type t) => all.Contains(t); }";
    }

    public static TheoryData<Triple> Loud =>
    [
        new("a refusal behind a switch of the application that is off", Told.Warning,
            "« ⇒ static class Switches { public static bool Works => AppContext.TryGetSwitch(\"Lib.Works\", out bool on) && on; } » "
                + "public class A { public int Go(int n) { « ⇒ if (!Switches.Works) throw new NotSupportedException(\"Switched off\"); » "
                + "return n + 1; } }",
            "try { Console.WriteLine(new A().Go(1)); } catch (NotSupportedException) { }"),
        new("numbers in a list of its own that is handed back", Told.Warning,
            "public class Parts { readonly List<string> all = [\"a\", \"b\"]; public IEnumerable<int> Of(string name) { « "
                + "var found = new List<int>(); for (int i = 0; i < all.Count; i++) if (all[i] == name) found.Add(i); "
                + "return found.OrderByDescending(x => x); ⇒ for (int i = 0; i < all.Count; i++) if (all[i] == name) yield return i; » "
                + "} }",
            "Console.WriteLine(string.Join(\",\", new Parts().Of(\"a\")));"),
        new("texts in a list of its own that are written in order", Told.Warning,
            "public class Parts { readonly List<string> all = [\"b\", \"a\"]; public void Write(string name) { « var found = "
                + "new List<string>(); foreach (string x in all) if (x != name) found.Add(x); foreach (string x in found.Order()) "
                + "Console.WriteLine(x); ⇒ foreach (string x in all) if (x != name) Console.WriteLine(x); » } }",
            "new Parts().Write(\"c\");"),
        new("derived type that was there and that a serializer knows by now", Told.Warning,
            Parts("« ⇒ [System.Text.Json.Serialization.JsonDerivedType(typeof(Box), \"box\")] »", "public class Box : Part;"),
            "Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(3)); Console.WriteLine(new Line());"),
        new("comparison of names in a method that answers", Told.Warning,
            Near("int Find(string s) => names.Contains(s) ? 1 : Rest(s); int Rest(string s) { Console.Write(s); return « s.Length ⇒ "
                + "Like(s).Length »; }") + " }",
            "Console.WriteLine(new Names().Find(\"a\"));"),
        new("exception of a constructor", Told.Warning, Checked("public A() { « ⇒ Check(); » } int n = 2; "), Catching),
        new("snapshot of what is kept", Told.Warning,
            "public class A { IEnumerable<int> n = []; public A Go(int[] a) { n = a.Where(y => y > 3)« .ToList() ⇒ »; return this; } "
                + "public int Count => n.Count(); }",
            "Console.WriteLine(new A().Go([1, 4]).Count);"),
        new("delegate in a shared field that answers something else", Told.Warning, Filter("false"),
            "Console.WriteLine(new Reader().Keep(\"a\"));"),
        new("default of one of few types that the package lists", Told.Warning, Listing(2), "Console.WriteLine(Types.Has(typeof(int)));"),
        new("method that refused", Told.Warning,
            "public class Pool { DateTime last; « ⇒ int count; » public DateTime Last => last; public void Put(string s) { "
                + "« throw new InvalidOperationException(); ⇒ count += s.Length; last = DateTime.UtcNow; File.Delete(s); » } }",
            "var p = new Pool(); p.Put(\"a\"); Console.WriteLine(p.Last);"),
        new("default that a condition chooses by now, and never is what it was", Told.Warning,
            "public enum Site { Odd = -1, None, Lax } public static class Switches { public static bool Old => "
                + "AppContext.TryGetSwitch(\"Lib.Old\", out bool on) && on; } public class Cookie { public Cookie() { "
                + "Site = « Site.Lax ⇒ Switches.Old ? Site.None : Site.Odd »; } public Site Site { get; set; } }",
            "Console.WriteLine(new Cookie().Site);"),
        new("throw that nothing on the way threw and the project catches", Told.Warning,
            "public class BadTextException : Exception { } public class Reader { public int Go(string s) { "
                + "if (s.Length == 0) throw new InvalidOperationException(); return new Part().Count(s) + 1; } } "
                + "class Part { int n; public int Count(string s) { "
                + "n = s.Length; « ⇒ if (n > s[0]) throw new BadTextException(); » return n; } }",
            "try { Console.WriteLine(new Reader().Go(\"a\")); } catch (BadTextException) { Console.WriteLine(\"bad\"); }"),
        new("argument that a constructor refuses, which the project catches", Told.Warning,
            "public class Watch { public Watch(string root) { n = root.Length; "
                + "« ⇒ if (n == 3) throw new ArgumentException(\"root\"); » } readonly int n; }",
            "try { GC.KeepAlive(new Watch(\"a\")); } catch (ArgumentException) { Console.WriteLine(\"bad\"); }"),
        new("throw that an override of the package's own asks for", Told.Warning,
            "public class Options { « ⇒ public bool Strict { get; set; } » } public class Base { "
                + "« ⇒ protected virtual void Set(Options o) { } » public int Read(string s) { var o = new Options(); « ⇒ Set(o); if (o.Strict && s.Length == 0) throw new "
                + "FormatException(); » return o.GetHashCode(); } } public class Sub : Base { « ⇒ protected override void Set(Options o) "
                + "=> o.Strict = true; » }",
            "Console.WriteLine(new Sub().Read(\"\"));"),
        new("comparer that the caller gives", Told.Warning,
            "public class Names(StringComparer c) { public int Kind => c.GetHashCode(); public bool Same(string a, string b) => "
                + "«c.Equals(a, b) ⇒ a == b»; }",
            "Console.WriteLine(new Names(StringComparer.OrdinalIgnoreCase).Same(\"a\", \"A\"));"),
        new("comparer of a table that is one comparison less", Told.Warning,
            "public class Lines { readonly Dictionary<string, int> all = new(); public int Go(string s) { var all = new "
                + "Dictionary<string, int>(«⇒StringComparer.OrdinalIgnoreCase»); if (!s.StartsWith(\"rem\", "
                + "StringComparison.«OrdinalIgnoreCase ⇒ Ordinal»)) all[s] = 1; return all.Count; } }",
            "Console.WriteLine(new Lines().Go(\"a\"));"),
        new("order by another key", Told.Warning,
            "public static class Words { public static IEnumerable<string> Go(string[] all) => all.«OrderBy(x => x.Length) ⇒ Order()»; }",
            "Console.WriteLine(Words.Go([\"a\"]).Count());"),

        new("throw that a method asks for by its new parameter", Told.Warning,
            "public class Text { « ⇒ bool strict; » int n; public void Read(string s« ⇒ , bool strict = true») { n = s.Length; "
                + "« ⇒ this.strict = strict; » Check(s); } void Check(string s) { « ⇒ if (strict && s.Length > n - 1) throw new "
                + "InvalidOperationException(\"Long\"); » Console.Write(n); } }",
            "new Text().Read(\"a\");"),
        new("throw at a second value that the caller gives", Told.Warning,
            "public class Door { « ⇒ int mode; public int Mode => mode; » public int Open(int x) { « ⇒ Use(x); » return x; } "
                + "« ⇒ public void Use(int x) { if (Mode != 0 && Mode != x) throw new InvalidOperationException(\"Twice\"); "
                + "mode = x; } » }",
            "new Door().Open(Environment.ProcessId);"),
        new("throw that a method called twice meets", Told.Warning,
            "public class Host { « ⇒ bool built; » public int Build() { « ⇒ Once(); » return 1; } « ⇒ void Once() { if (built) throw new "
                + "InvalidOperationException(\"Twice\"); built = true; } » }",
            "new Host().Build();"),

        new("socket that is disconnected, and was left open", Told.Warning,
            "public class Client { public void Go(System.Net.Sockets.Socket s) { s.Listen(); « ⇒ s.Disconnect(false); » } }",
            "new Client().Go(new(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp));"),
        new("field of the type that each object has by now, with another value", Told.Warning,
            "public class A { static readonly int first = int.Parse(\"1\"); « static readonly TimeSpan rest = TimeSpan.FromMinutes(2); ⇒ "
                + "readonly TimeSpan rest = TimeSpan.FromMinutes(5); » readonly int more = int.Parse(\"3\"); "
                + "public TimeSpan Go() => rest + TimeSpan.FromSeconds(first + more); }",
            "Console.WriteLine(new A().Go());"),
        new("catch of a helper around what was done before", Told.Warning,
            "public class A { public int Go(string s) => « int.Parse(s) ⇒ Safe(s) »; « ⇒ static int Safe(string s) { try { return "
                + "int.Parse(s); } catch { return 0; } } » }",
            "try { Console.WriteLine(new A().Go(\"a\")); } catch (FormatException) { Console.WriteLine(0); }"),
        new("exception that an option decides", Told.Warning,
            "public class Setup { public string Path { get; set; } = \"a\"; } public class A { public string Go(Setup s, bool store) { "
                + "« ⇒ if (store) { if (s.Path == \"b\") throw new PlatformNotSupportedException(\"none\"); return s.Path; } » "
                + "return \"\"; } }",
            "Console.WriteLine(new A().Go(new Setup { Path = \"b\" }, true));"),
        new("setting that is asked for where nothing made asks for it", Told.Warning,
            "public class Detector { readonly string? at; internal Detector(string? at) => this.at = at; "
                + "public string? Detect() => at; } public static class Setup { "
                + "public static Detector Go() => new(« null ⇒ At(\"SDK_SERVICE_NAME\") »); « ⇒ static string? At(string name) => "
                + "Environment.GetEnvironmentVariable(name) is null ? null : \"a\"; » }",
            "Console.WriteLine(Setup.Go().Detect() + \"SDK_SERVICE_NAME\");"),
        new("default that a method of the constructor set otherwise", Told.Warning,
            "public class A { public int Most { get; set; }« ⇒ = 5;» « public A() => Reset(); ⇒ » public void Reset() { Most = 7; } }",
            "Console.WriteLine(new A().Most);"),
        new("constant that becomes a property of another value", Told.Warning,
            "public class A { « private const int Spaces = 3; ⇒ protected virtual int Spaces { get; } = 4; » "
                + "public string Go(string s) => new string(' ', Spaces) + s; }",
            "Console.WriteLine(new A().Go(\"a\"));"),
        new("counter that begins elsewhere", Told.Warning,
            "public class A { public int Next { get; set; } = «1 ⇒ 2»; public int Go() => Next++; }",
            "Console.WriteLine(new A().Go());"),
        new("setting that is read by another name", Told.Warning,
            "public static class Config { static string? Get(string name) => Environment.GetEnvironmentVariable(name); "
                + "static bool Is(string name) => Get(name) == \"1\"; internal static bool metrics = Is(\"«SdkLogMetrics ⇒ "
                + "SdkStatistics»\"); "
                + "public static bool Metrics => metrics; }",
            "Console.WriteLine(Config.Metrics);"),
        new("callback under one more condition", Told.Warning,
            "public class A { protected int size; public virtual void Finish() => size = 0; "
                + "public void Close() { if (size > 3« ⇒ && size < 9») Finish(); } }",
            "new Mine().Close(); class Mine : A { public override void Finish() => Console.WriteLine(size); }"),
        new("clock that tells another time", Told.Warning,
            "public class A { readonly TimeProvider clock = TimeProvider.System; public DateTime Go() => "
                + "«DateTime.Now ⇒ clock.GetUtcNow().UtcDateTime»; }",
            "Console.WriteLine(new A().Go());"),
        new("exception beyond a limit that nobody can set", Told.Warning,
            "public class DeepException : Exception { } public class Limits { « ⇒ internal int Depth => 100; » } public class A { "
                + "public Limits Limits { get; } = new(); public int Go(int x) { « ⇒ if (x > Limits.Depth) throw new DeepException(); » "
                + "return x; } }",
            "new A().Go(1000);"),
        new("static field that a reached method reads", Told.Warning,
            "using System.Text.RegularExpressions; public class A { static readonly Regex name = new(\"^[a-z]«⇒+»$\"); "
                + "public static bool IsName(string s) => name.IsMatch(s); public int Go() => 1; }",
            "Console.WriteLine(A.IsName(\"a\"));"),
        new("task that was only started is waited for", Told.Warning,
            "public class A { public int Go(int x) { «_ = Work(); ⇒ Work().GetAwaiter().GetResult();» return x; "
                + "} async Task Work() => await Task.Delay(100); }",
            "new A().Go(2);"),
        new("event with accessors is raised no longer", Told.Warning,
            "public class A { « public event Action? Done; public void Go() => Done?.Invoke(); ⇒ private Action? done; "
                + "public event Action? Done { add => done += value; remove => done -= value; } public void Go() { } » }",
            "var a = new A(); a.Done += () => { }; a.Go();"),
        new("member of a base interface is called no longer", Told.Warning,
            "« public interface IHook { void Before(); } ⇒ public interface IBase { void Before(); "
                + "} public interface IHook : IBase { } » public class A { public void Go(IHook h) { « h.Before(); ⇒ » } }",
            "new A().Go(new Mine()); class Mine : IHook { public void Before() { } }"),
        new("comparison of one more field behind a property that is worked out", Told.Warning,
            "public class Day { private readonly int packed, zone; public Day(int y, int d) => packed = y * 400 + d; "
                + "public int Year => packed / 400; public int Zone => zone; "
                + "public override bool Equals(object? o) => o is Day x && x.Year == Year« ⇒ && x.Zone == Zone»; "
                + "public override int GetHashCode() => packed; }",
            "Console.WriteLine(new Day(1, 2).Equals(new Day(1, 3)));"),
        new("limit narrows below the constant", Told.Warning,
            "public class A { public void Take(int n) { if (n > «20 ⇒ 10») throw new ArgumentOutOfRangeException(nameof(n)); } }",
            "new A().Take(15);"),
        new("limit moves and the value is not known", Told.Warning,
            "public class A { public void Take(int n) { if (n > «20 ⇒ 10») throw new ArgumentOutOfRangeException(nameof(n)); } }",
            "new A().Take(Environment.ProcessId);"),
        new("throw behind a new option that is on", Told.Warning,
            "public class A { « ⇒ public bool Strict { get; set; } = true; "
                + "» public int Go(int x) { « ⇒ if (Strict && x > 3) throw new TimeoutException(); » return x; } }", "new A().Go(5);"),
        new("throw unless a new option is set", Told.Warning,
            "public class A { « ⇒ public bool Loose { get; set; } » public int Go(int x) { "
                + "« ⇒ if (!Loose && x > 3) throw new TimeoutException(); » return x; } }", "new A().Go(5);"),
        new("throw behind a new option or something else", Told.Warning,
            "public class A { « ⇒ public bool Strict { get; set; } » public int Go(int x) { "
                + "« ⇒ if (x > 3 || Strict) throw new TimeoutException(); » return x; } }", "new A().Go(5);"),
        new("null check of the call that is watched", Told.Warning,
            "class Inner { public string? Go(string s) { « ⇒ if (s == null) throw new ArgumentNullException(nameof(s)); » "
                + "return s + 1; } } public class A { public string? Go(string s) => new Inner().Go(s); }",
            "try { Console.WriteLine(new A().Go(args[0])); } catch (ArgumentException) { Console.WriteLine(\"bad\"); }"),
        new("what follows a return of all who leave a new option alone", Told.Warning,
            "public class Settings { « ⇒ public bool Strict { get; set; } » public int Most { get; set; } } "
                + "public class A { readonly List<string> seen = []; public int Go(Settings s, string a) { "
                + "« ⇒ if (!s.Strict) return s.Most; » seen.Add(a); return seen.Count; } }",
            "Console.WriteLine(new A().Go(new Settings(), \"a\"));"),
        new("what a helper did by itself it does only where a new option is set", Told.Warning,
            "public class Help { « ⇒ public bool Loud { get; set; } » readonly StringBuilder all = new(); "
                + "void Add(string s« ⇒ , string word») { all.Append(s); « Mark(s); ⇒ if (Loud) Mark(s + word); » } "
                + "void Mark(string s) { all.Append(s).Append('!'); Console.WriteLine(s); } "
                + "public int Go(List<string> names) { foreach (var x in names) Add(x« ⇒ , \"\"»); return all.Length; } }",
            "Console.WriteLine(new Help().Go([\"a\"]));"),
        new("exception of a new helper that looks at what it is given", Told.Warning,
            "« ⇒ class Checker(int most) { public void Check(int x) { if (x > most) "
                + "throw new InvalidOperationException(\"too many\"); } } » "
                + "public class A { static int Only(int x) { « ⇒ new Checker(9).Check(x); » return x + 1; } "
                + "public int Go(int x) => Only(x); }",
            "Console.WriteLine(new A().Go(1));"),
        new("comparison by which a key is found whose name is a format too", Told.Warning,
            "public class A { public bool Go(List<string> keys) => keys.Contains(\"x\", StringComparer.«OrdinalIgnoreCase ⇒ Ordinal»); }",
            "Console.WriteLine(new A().Go([\"X\"]));"),
        new("the last in order instead of the first", Told.Warning,
            "public class A { public int Go(int[] all) => « all.OrderBy(x => x % 10).First() ⇒ all.MaxBy(x => x % 10) »; }",
            "Console.WriteLine(new A().Go([1, 2]));"),
        new("check in a new class of what the caller gave", Told.Warning,
            "public class LimitException : Exception { } public class Limits { public int Most { get; set; } } "
                + "« ⇒ class Validator(Limits o) { public void Check() { if (o.Most < 0) throw new LimitException(); } } » "
                + "public class A { public int Go(Limits o) { "
                + "« ⇒ new Validator(o).Check(); » return o.Most + 1; } }",
            "Console.WriteLine(new A().Go(new Limits { Most = -1 }));"),
        new("null that was answered and is refused", Told.Warning,
            "public class LostException : Exception { } public class A { public string Go(string? s) => « s is null ? \"none\" : s.Trim() "
                + "⇒ s is null ? throw new LostException() : s.Trim() »; }",
            "Console.WriteLine(new A().Go(Environment.GetEnvironmentVariable(\"X\")));"),
        new("exception that one of several registered classes threw", Told.Warning,
            "public class LostException : Exception { } interface IFind { object Get(object x); } class Find : IFind { "
                + "public object Get(object x) => x is long ? throw new LostException() : x; } class Own : IFind { "
                + "public object Get(object x) => x; } static class Made { static readonly Dictionary<Type, Type> all = new(); "
                + "public static void Add<T, TOwn>() where TOwn : T => all[typeof(T)] = typeof(TOwn); "
                + "public static T Get<T>() => (T)Activator.CreateInstance(all[typeof(T)])!; } "
                + "public class A { static A() { Made.Add<IFind, Find>(); Made.Add<IFind, Own>(); } public object Go(object x) { "
                + "« return Made.Get<IFind>().Get(x); ⇒ if (x is int) throw new LostException(); return x; » } }",
            "Console.WriteLine(new A().Go(args));"),
    ];

    public static TheoryData<Triple, string> Work => new()
    {
        { new("null guard of another argument", Told.Info,
            "public class A { public int Go(string s, string t) { ArgumentNullException.ThrowIfNull(«s ⇒ t»); "
                + "return s.Length + t.Length; } }", "new A().Go(\"a\", \"b\");"),
                "now throws ArgumentNullException where s is not null and t is null" },
        { new("an attribute that the project has decides otherwise", Told.Info,
            "public class KeyAttribute : Attribute; public class A { public int Go(System.Reflection.MemberInfo m) { "
                + "bool isFound = false; foreach (var x in m.GetCustomAttributes(true)) if (x is KeyAttribute) isFound = true; "
                + "« if (m.Name.Length > 3) Note(1); ⇒ if (!isFound && m.Name.Length > 3) Note(1); » return n; } "
                + "private int n; internal void Note(int x) => n += x; }",
            "Console.WriteLine(new A().Go(typeof(B))); [Key] class B;"), "The project has [Key]" },
        { new("what an exception puts around its words, which the project reads", Told.Info,
            "public class StoreException : Exception { "
                + "public StoreException(string place, string m) : base(« $\"({place}): {m}\" ⇒ m ») { } } "
                + "public class Store { public void Put(int x) { if (x > 9) throw new StoreException(\"a\", \"full\"); } }",
            "try { new Store().Put(1); } catch (StoreException e) { Console.WriteLine(e.Message); }"),
            "no longer puts \"(…): \" into its message" },
        { new("dropped call", Told.Info,
            "public class A { private int n; public int Go(int x) { « Note(x); ⇒ » return x + n; } internal void Note(int x) => n += x; "
                + "public void Other() => Note(2); }", "new A().Go(1);"), "no longer calls A.Note" },
        { new("dropped store", Told.Info,
            "public class A { private int n; public int Go(int x) { « n = x; ⇒ » return x; } public int Last() { n++; return n; } }",
            "new A().Go(1);"), "no longer sets A.n" },
        { new("checked", Told.Info, "public class A { public int Go(int x) => «x + 1 ⇒ checked(x + 1)»; }", "new A().Go(1);"),
            "now throws OverflowException where a number becomes too large" },
        { new("number style", Told.Warning,
            "public class A { public int Go(string s) => int.Parse(s, NumberStyles.«Integer ⇒ HexNumber»); }", "new A().Go(\"1\");"),
            "int.Parse with NumberStyles.HexNumber (was NumberStyles.Integer)" },
        { new("arguments swapped", Told.Info, "public class A { public int Go(int x, int y) => «x - y ⇒ y - x»; }", "new A().Go(1, 2);"),
            "now uses y and x in each other's place" },
        { new("fields swapped", Told.Info, "public class A { public int W, H; public A(int w, int h) { W = «w ⇒ h»; H = «h ⇒ w»; } }",
            "new A(1, 2);"), "in each other's place" },
        { new("order of events", Told.Warning,
            "public class A { public event Action? One; public event Action? Two; public void Go() { « One?.Invoke(); Two?.Invoke(); "
                + "⇒ Two?.Invoke(); One?.Invoke(); » } }", "var a = new A(); a.One += () => { }; a.Go();"),
                "now calls A.One in another order" },
        { new("condition turned", Told.Warning, "public class A { public int Go(bool x) { if («x ⇒ !x») return 1; return 2; } }",
            "new A().Go(true);"), "now turns one of its conditions round" },
        { new("answer negated", Told.Warning, "public class A { public bool Go(bool x) => «x ⇒ !x»; }", "new A().Go(true);"),
            "now answers the opposite" },
        { new("divides", Told.Warning, "public class A { public int Go(int x) => x «* ⇒ /» 2; }", "new A().Go(4);"),
            "now divides (was multiplies)" },
        { new("another factor", Told.Warning, "public class A { public int Go(int x) => x * «2 ⇒ 3»; }", "new A().Go(4);"),
            "now calculates with 3 (was 2)" },
        { new("another answer", Told.Warning, "public class A { public DayOfWeek Go() => DayOfWeek.«Monday ⇒ Friday»; }", "new A().Go();"),
            "now returns DayOfWeek.Friday (was DayOfWeek.Monday)" },
        { new("another text", Told.Info,
            "public class A { public int X = 1; public override string ToString() => \"A«( ⇒ [»\" + X + \"«) ⇒ ]»\"; }",
            "new A().ToString();"), "now uses \"A[\" (was \"A(\")" },
        { new("a name leaves a table", Told.Info,
            "public static class Hosts { private static readonly string[] all = [\".cache.windows.net\", \".cache.cn\", "
                + "«\".cache.cloudapi.de\" ⇒ \".cache.eu\"»]; public static bool Has(string s) => all.Any(s.EndsWith); }",
            "Hosts.Has(\"a\");"), "\".cache.cloudapi.de\"" },
        { new("another default of one setting of many", Told.Warning,
            "public static class Config { static bool Is(string name, bool otherwise = false) => "
                + "Environment.GetEnvironmentVariable(name) is "
                + "{ } x ? x == \"1\" : otherwise; internal static bool cache = Is(\"SdkCache\", true); "
                + "internal static bool fill = Is(\"SdkFill\", otherwise: «true ⇒ false»); public static bool Fill => fill; "
                + "public static bool Cache => cache; }",
            "Console.WriteLine(Config.Fill);"), "now calls Config.Is(\"SdkFill\") with otherwise = false (was true)" },
        { new("another value in one row of a table", Told.Info,
            "class Row(string from, string to) { public string From => from; public string To => to; } public static class Rows { "
                + "static readonly List<Row> all = new() { new(\"ISet\", \"«SortedSet ⇒ HashSet»\"), new(\"IOrdered\", \"SortedSet\"), "
                + "new(\"IBag\", \"HashSet\") }; public static string? Of(string s) => all.Find(x => x.From == s)?.To; }",
            "Console.WriteLine(Rows.Of(\"a\"));"), "now creates Row(\"ISet\") with to = \"HashSet\" (was \"SortedSet\")" },
        { new("static property that hands on to an object", Told.Info,
            "public class Setup { public bool IsFast { get; set; } = true; } public static class A { "
                + "« public static bool IsFast { get; set; } = true; ⇒ public static Setup Setup { get; set; } = new(); "
                + "public static bool IsFast { get => Setup.IsFast; set => Setup.IsFast = value; } » "
                + "public static int Go(int x) => IsFast ? x : x + 1; }",
            "Console.WriteLine(A.Go(2));"), "`A.IsFast` may now return another value than it was given." },
        { new("one more in a row of objects", Told.Info,
            "public class Code { public Code(string s) => Text = s; public string Text { get; } } public static class Codes { "
                + "public static Code First { get; } = new(\"first\"); « ⇒ public static Code Middle { get; } = new(\"middle\"); » "
                + "public static Code Last { get; } = new(\"last\"); }",
            "Console.WriteLine(Codes.First.Text);"), "now also creates Code with \"middle\"." },
        { new("one less in a row of objects", Told.Info,
            "public class Code { public Code(string s) => Text = s; public string Text { get; } } public static class Codes { "
                + "public static Code First { get; } = new(\"first\"); « private static Code Middle { get; } = new(\"middle\"); ⇒ » "
                + "public static Code Last { get; } = new(\"last\"); }",
            "Console.WriteLine(Codes.First.Text);"), "no longer creates Code with \"middle\"." },
        { new("flag more of many that a call is given", Told.Info,
            "[Flags] public enum Parts { None, WhenItWasModified = 1, WhenItIsTagged = 2, WhenItIsLeased = 4, WhenItIsNew = 8 } "
                + "public static class Check { static int n; public static void None(string name, Parts parts) => n += (int)parts; "
                + "public static int Sum => n; } public class A { public int Go() { Check.None(\"Get\", Parts.WhenItIsNew); "
                + "Check.None(\"Put\", Parts.WhenItWasModified | Parts.WhenItIsTagged « ⇒ | Parts.WhenItIsLeased »); "
                + "return Check.Sum; } }",
            "Console.WriteLine(new A().Go());"), "now calls Check.None(\"Put\") with Parts.WhenItIsLeased added in parts." },
        { new("type leaves a table of types", Told.Info,
            "public static class Types { static readonly HashSet<Type> known = new() { typeof(int), typeof(«object ⇒ long»), "
                + "typeof(string) }; "
                + "static readonly HashSet<Type> short_ = new() { typeof(object) }; public static bool Is(Type t) => known.Contains(t); "
                + "public static bool IsShort(Type t) => short_.Contains(t); }",
            "Console.WriteLine(Types.Is(typeof(int)));"), "no longer has typeof(object); now has typeof(long)" },
        { new("number leaves a table that is copied", Told.Info,
            "using System.Collections.Concurrent; public static class Codes { static readonly ConcurrentDictionary<int, bool> known = "
                + "new(new Dictionary<int, bool> { { 404, true }, « { 500, true }, ⇒ » { 503, true } }); "
                + "public static bool Is(int x) => known.ContainsKey(x); }",
            "Console.WriteLine(Codes.Is(404));"), "`Codes.known` no longer has 500." },
        { new("throw beyond a limit that is new", Told.Info,
            "public class Writer { int open; « ⇒ public int MaxDepth { get; } » public Writer() { « ⇒ MaxDepth = 1000; » } "
                + "« ⇒ public Writer(int depth) { MaxDepth = depth < 0 ? 1000 : depth; } » "
                + "void Check() { if (open < 0) throw new InvalidOperationException(); } "
                + "public void Start() { « ⇒ if (open >= MaxDepth) throw new InvalidOperationException(\"Too deep\"); » Check(); "
                + "open++; } }",
            "new Writer().Start();"), "in one more place, by the new limit Writer.MaxDepth (1000 by default)" },
        { new("throw beyond a limit of an option, held against a count that is new too", Told.Info,
            "public class Settings { « ⇒ public int Most { get; set; } = 100; » } public class Walk { int id; "
                + "« ⇒ int depth; public int Depth => depth; » public Walk() { id = 3; « ⇒ depth = 0; » } "
                + "« ⇒ public void Deeper() => depth++; » "
                + "public int Go(Settings s, int x) { « ⇒ Deeper(); if (Depth > s.Most) throw new "
                + "InvalidOperationException(\"Too deep\"); » return x + id; } }",
            "Console.WriteLine(new Walk().Go(new Settings(), 1));"), "by the new limit Settings.Most (100 by default)" },
        { new("throw beyond a limit that a constructor hands on", Told.Warning,
            "public class EventException : Exception { } public class Parser { readonly List<int> all = new(); « ⇒ readonly int most; » "
                + "« public Parser(string s) { all.Add(s.Length); } ⇒ public Parser(string s) : this(s, 100000) { } "
                + "public Parser(string s, int most = 100000) { all.Add(s.Length); this.most = most; } » "
                + "public void Add(int x) { all.Add(x); « ⇒ Check(); » } « ⇒ void Check() { if (all.Count > most) throw new "
                + "EventException(); } » }",
            "new Parser(\"a\").Add(1);"), "now throws EventException, by the new limit Parser.most (100000 by default)" },
        { new("throw that a fallback no longer comes before", Told.Info,
            "public static class Defaults { public static int Mode = Environment.ProcessId; public static int Kind = "
                + "Environment.ProcessId; } "
                + "public class Writer { public int kind; public string Write(string s) { int k = kind; "
                + "« if (Defaults.Mode == 2 && k == 0) k = Defaults.Kind; ⇒ » if (k == 0) throw new InvalidOperationException(); "
                + "return s + k; } }",
            "Console.WriteLine(new Writer().Write(\"a\"));"),
            "now throws InvalidOperationException at once where kind is 0 (was: reads Defaults.Mode)" },
        { new("throw that a fallback by a property that went no longer comes before", Told.Info,
            "public static class Defaults { static int mode = Environment.ProcessId; « public static int Mode => mode; ⇒ » "
                + "public static int Kind => mode + 1; } public class Writer { public int kind; public string Write(string s) { "
                + "int k = kind; « if (Defaults.Mode == 2 && k == 0) k = Defaults.Kind; ⇒ » "
                + "if (k == 0) throw new InvalidOperationException(); return s + k; } }",
            "Console.WriteLine(new Writer().Write(\"a\"));"),
            "now throws InvalidOperationException at once where kind is 0 (was: reads Defaults.mode)" },
        { new("throw under one more condition", Told.Info,
            "public class Writer { public int kind, mode; public string Write(string s) { "
                + "if (kind == 0« ⇒ && mode == 2») throw new InvalidOperationException(); return s + kind; } }",
            "Console.WriteLine(new Writer().Write(\"a\"));"),
            "no longer throws InvalidOperationException at once where kind is 0 and mode is not 2" },
        { new("one more conjunct", Told.Info,
            "public class Key { public bool IsRequired { get; set; } public int Behavior { get; set; } } public class A { "
                + "public bool Go(Key x) => « ⇒ x.IsRequired && »x.Behavior == 3; }",
            "Console.WriteLine(new A().Go(new Key()));"), "now returns false where IsRequired is false and Behavior is 3 (was true)" },
        { new("a call by one more condition", Told.Info,
            "public class Key { public bool IsRequired { get; set; } public int Behavior { get; set; } } public class A { "
                + "int n; public void Add(Key x) => n += x.Behavior; "
                + "public int Go(Key x) { if (x.Behavior == 3« ⇒ && x.IsRequired») Add(x); "
                + "return n; } }",
            "Console.WriteLine(new A().Go(new Key()));"), "no longer calls A.Add where Behavior is 3 and IsRequired is false" },
        { new("a call by one condition less", Told.Info,
            "public class Key { public bool IsRequired { get; set; } public int Behavior { get; set; } } public class A { "
                + "int n; public void Add(Key x) => n += x.Behavior; "
                + "public int Go(Key x) { if (x.Behavior == 3« && x.IsRequired ⇒ ») Add(x); "
                + "return n; } }",
            "Console.WriteLine(new A().Go(new Key()));"), "now calls A.Add where Behavior is 3 and IsRequired is false" },
        { new("what is looked at before and behind what it changes", Told.Info,
            "public class A { public bool IsStrict { get; set; } readonly List<string> all = new(); public bool Go(string? x) { "
                + "if (x == null) return false; «all.Add(x); return true; ⇒ int n = all.Count; all.Add(x); "
                + "if (IsStrict) return all.Count != n; return true;» } }",
            "Console.WriteLine(new A().Go(\"a\"));"), "now also reads A.IsStrict" },
        { new("an end for what is empty, too", Told.Info,
            "public class A { int n; public void Add(string? x) => n += x?.Length ?? 1; public bool Go(string? x) { "
                + "if («x == null ⇒ string.IsNullOrEmpty(x)») return false; Add(x); return true; } }",
            "Console.WriteLine(new A().Go(\"a\"));"), "now returns false at once where x is not null and IsNullOrEmpty(x) is true" },
        { new("a call behind a question about many", Told.Info,
            "public class A { int n; public void Add(string x) => n += x.Length; public int Go(List<string> x) { "
                + "« ⇒ if (x.Any(y => y.Length > 3)) » Add(x[0]); return n; } }",
            "Console.WriteLine(new A().Go([\"a\"]));"), "no longer calls A.Add where Any(x, a delegate) is false" },
        { new("a call behind a question of the framework's", Told.Info,
            "public class A { int n; public void Add(string x) => n += x.Length; "
                + "public int Go(string x) { « ⇒ if (!Path.IsPathRooted(x)) » Add(x); return n; } }",
            "Console.WriteLine(new A().Go(\"a\"));"), "no longer calls A.Add where IsPathRooted(x) is true" },
        { new("another order of questions", Told.Listed,
            "public class Key { public bool IsRequired { get; set; } public bool IsOpen { get; set; } } public class A { "
                + "int n; public void Add(Key x) => n++; "
                + "public int Go(Key x) { if («x.IsOpen && x.IsRequired ⇒ x.IsRequired && x.IsOpen») Add(x); return n; } }",
            "Console.WriteLine(new A().Go(new Key()));"), "now reads Key.IsRequired (was: reads Key.IsOpen)" },
        { new("one more conjunct in a predicate", Told.Info,
            "public class Key { public bool IsRequired { get; set; } public int Behavior { get; set; } } public class A { "
                + "public bool Go(List<Key> all) => all.Any(x => « ⇒ x.IsRequired && »x.Behavior == 3); }",
            "Console.WriteLine(new A().Go(new List<Key>()));"), "now also asks Key.IsRequired in a predicate" },
        { new("one more conjunct in a predicate of a method that changed otherwise too", Told.Info,
            "public class Key { public bool IsRequired { get; set; } public int Behavior { get; set; } } public class A { int n; "
                + "public bool Go(List<Key> all) { « n++; ⇒ n += all.Count; GC.KeepAlive(n); » var some = all.Where(x => x.Behavior > "
                + "1).ToList(); "
                + "return some.Any(x => « ⇒ x.IsRequired && »(x.Behavior == 3 || x.Behavior == 4)); } }",
            "Console.WriteLine(new A().Go(new List<Key>()));"), "now also asks Key.IsRequired in a predicate" },
        { new("setting that a new class keeps", Told.Info, Queries("Sdk.Http.ShowQueries"),
            "Console.WriteLine(new Client().Go(new Uri(\"http://a.example/b\")));"), "now reads the setting \"Sdk.Http.ShowQueries\"" },
        { new("another type is made", Told.Warning,
            "public class S { } public class C : S { } public class O : S { } public class A { public S Go() => new «C ⇒ O»(); }",
            "new A().Go();"), "now creates O (was C)" },
    };

    [Theory]
    [MemberData(nameof(Quiet))]
    public void Nobody_is_hurt(Triple triple) => Equal(triple);

    [Theory]
    [MemberData(nameof(Loud))]
    public void Somebody_is_hurt(Triple triple) => Equal(triple);

    [Theory]
    [MemberData(nameof(Work))]
    public void The_only_changed_body_is_told(Triple triple, string words)
    {
        Equal(triple);
        Assert.Contains(triple.Judge().Findings, x => x.Message.Contains(words, StringComparison.Ordinal));
    }

    private static void Equal(Triple triple)
    {
        var report = triple.Judge();
        Assert.True(triple.Told == Triple.Loudest(report),
            $"{triple.Name}: expected {triple.Told}, is {Triple.Loudest(report)}\n{string.Join("\n", report.Findings.Select(x => $"{x.Severity} {x.Id} {x.Message}"))}");
    }
}
