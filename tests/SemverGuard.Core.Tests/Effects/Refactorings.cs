namespace SemverGuard.Effects;

/// <summary>The same, written another way.</summary>
internal static class Refactorings
{
    public static readonly Triple[] All =
    [
        new("method extracted", Told.Nothing,
            "public class A { public void Go(string p) { « if (p.Length > 3) File.Delete(p); ⇒ if (IsLong(p)) Remove(p); "
                + "} private static bool IsLong(string p) => p.Length > 3; private static void Remove(string p) { File.Delete(p); » } }",
                "new A().Go(\"a\");"),
        new("end that is never reached", Told.Nothing,
            "using System.Runtime.ExceptionServices; public class A { public int Go(Func<int> f) { try { return f(); } "
                + "catch (Exception e) { ExceptionDispatchInfo.Capture(e).Throw(); « return 0; ⇒ throw; » } } }",
            "Console.WriteLine(new A().Go(() => 1));"),
        new("method inlined", Told.Nothing,
            "public class A { public string Go(string p) => « Quote(p); "
                + "private static string Quote(string p) => \"[\" + p.Trim() + \"]\"; ⇒ \"[\" + p.Trim() + \"]\"; » }",
                "new A().Go(\"a\");"),
        new("calls with other arguments change places", Told.Info,
            "public class A { public bool Is(string s) => «s.EndsWith(\"a\", StringComparison.Ordinal) "
                + "| s.EndsWith(\"b\", StringComparison.OrdinalIgnoreCase) ⇒ s.EndsWith(\"b\", StringComparison.OrdinalIgnoreCase) "
                + "| s.EndsWith(\"a\", StringComparison.Ordinal)»; }",
            "Console.WriteLine(new A().Is(\"a\"));"),
        new("sizes of several buffers", Told.Info,
            "public class A { public Stream[] Go(string a, string b) => [new BufferedStream(new MemoryStream(), «1024 ⇒ 4096»), "
                + "new BufferedStream(new MemoryStream(), «1024 ⇒ 4096»)]; }",
            "Console.WriteLine(new A().Go(\"a\", \"b\"));"),
        new("letters or digits", Told.Listed,
            "public class A { public bool Is(string s) => s.All(c => «char.IsLetter(c) || char.IsDigit(c) ⇒ char.IsLetterOrDigit(c)»); }",
            "Console.WriteLine(new A().Is(\"a\"));"),
        new("a digit by its name", Told.Info,
            "public class A { public bool Is(string s) => s.All(c => «c is >= '0' and <= '9' ⇒ char.IsAsciiDigit(c)»); }",
            "Console.WriteLine(new A().Is(\"a\"));"),
        new("an option that is new is handed on", Told.Listed,
            "public class Options { public int Size { get; set; } «⇒ public int Max { get; set; }» } public class Client { "
                + "private readonly Options own = new(); public int Ask(int x) { own.Size = x; «⇒ own.Max = x;» return own.Size; } }",
            "Console.WriteLine(new Client().Ask(1));"),
        new("an option is set by a method", Told.Nothing,
            "public class Options { public string[] Tools { get; set; } = []; } public class Client { "
                + "public int Ask(Options o, string[] x) { «Set(o, x); ⇒ o.Tools = x.Append(\"a\").ToArray();» return o.Tools.Length; } "
                + "«private static void Set(Options o, string[] x) => o.Tools = x.Append(\"a\").ToArray(); ⇒» }",
            "Console.WriteLine(new Client().Ask(new Options(), []));"),
        new("a text as a span by its name", Told.Nothing,
            "public class A { public bool Is(string s) => s.AsSpan().Trim().Equals(«\"a\" ⇒ \"a\".AsSpan()», StringComparison.Ordinal) "
                + "&& DateOnly.TryParseExact(s.AsSpan(), «\"yyyy-MM-dd\" ⇒ \"yyyy-MM-dd\".AsSpan()», null, DateTimeStyles.None, out _); }",
            "Console.WriteLine(new A().Is(\"a\"));"),
        new("privates renamed", Told.Nothing,
            "public class A { private readonly Dictionary<string, int> «map ⇒ counts» = new(StringComparer.OrdinalIgnoreCase); "
                + "public int Go(string k) => «map ⇒ counts».GetValueOrDefault(k); }", "new A().Go(\"a\");"),
        new("loop to LINQ", Told.Listed,
            "public class A { public List<int> Go(int[] x) { « var l = new List<int>(); foreach (int y in x) { if (y > 3) l.Add(y * 2); "
                + "} return l; ⇒ return x.Where(y => y > 3).Select(y => y * 2).ToList(); » } }", "new A().Go([1]);"),
        new("LINQ to loop", Told.Listed,
            "public class A { public int Go(int[] x) { « return x.Where(y => y > 3).Sum(); ⇒ int s = 0; "
                + "foreach (int y in x) { if (y > 3) s += y; } return s; » } }", "new A().Go([1]);"),
        new("format to interpolation", Told.Listed,
            "public class A { public string Go(string a, int b) => «string.Format(\"{0}: {1}\", a, b) ⇒ $\"{a}: {b}\"»; }",
            "new A().Go(\"a\", 1);"),
        new("switch to if", Told.Nothing,
            "public class A { public int Go(int x) { « switch (x) { case 1: return 10; case 2: return 20; default: return 0; "
                + "} ⇒ if (x == 1) return 10; if (x == 2) return 20; return 0; » } }", "new A().Go(1);"),
        new("switch expression", Told.Nothing,
            "public class A { public string Go(int x) { « switch (x) { case 1: return \"one\"; case 2: return \"two\"; "
                + "default: return \"many\"; } ⇒ return x switch { 1 => \"one\", 2 => \"two\", _ => \"many\" }; » } }", "new A().Go(1);"),
        new("expression body", Told.Nothing, "public class A { public int Go(int x) « { return x + 1; } ⇒ => x + 1; » }", "new A().Go(1);"),
        new("pattern matching", Told.Nothing,
            "public class A { public int Go(object o) { « var s = o as string; if (s != null && s.Length > 3) return s.Length; return 0; "
                + "⇒ return o is string { Length: > 3 } s ? s.Length : 0; » } }", "new A().Go(1);"),
        new("using declaration", Told.Nothing,
            "public class A { public string Go(Stream s) { « using (var r = new StreamReader(s)) { return r.ReadToEnd(); "
                + "} ⇒ using var r = new StreamReader(s); return r.ReadToEnd(); » } }", "new A().Go(Stream.Null);"),
        new("lambda to local function", Told.Nothing,
            "public class A { public int[] Go(int[] x) { « Func<int, int> f = y => y + 1; return x.Select(f).ToArray(); "
                + "⇒ return x.Select(F).ToArray(); static int F(int y) => y + 1; » } }", "new A().Go([1]);"),
        new("static lambda", Told.Nothing, "public class A { public int[] Go(int[] x) => x.Select(«⇒static »y => y + 1).ToArray(); }",
            "new A().Go([1]);"),
        new("collection expression", Told.Listed,
            "public class A { public List<string> Go(string s) => «new List<string> { s, \"b\" } ⇒ [s, \"b\"]»; }", "new A().Go(\"a\");"),
        new("ThrowIfNull", Told.Nothing,
            "public class A { public int Go(string s) { « if (s == null) throw new ArgumentNullException(nameof(s)); "
                + "⇒ ArgumentNullException.ThrowIfNull(s); » return s.Length; } }", "new A().Go(\"a\");"),
        new("nameof", Told.Nothing,
            "public class A { public int Go(string s) { if (s is null) throw new ArgumentNullException(«\"s\" ⇒ nameof(s)»); "
                + "return s.Length; } }", "new A().Go(\"a\");"),
        new("throw expression", Told.Nothing,
            "public class A { private readonly string s; public A(string s) { « if (s == null) { throw new ArgumentNullException(\"s\"); "
                + "} this.s = s; ⇒ this.s = s ?? throw new ArgumentNullException(nameof(s)); » } public string Go() => s; }",
                "new A(\"a\").Go();"),
        new("primary constructor", Told.Listed,
            "public class A« { private readonly string s; public A(string s) { this.s = s; "
                + "} ⇒ (string s) { » public string Go() => s.Trim(); }", "new A(\"a\").Go();"),
        new("builder to concatenation", Told.Listed,
            "public class A { public string Go(string a, string b) { « var t = new StringBuilder(); t.Append(a); t.Append(\"-\"); "
                + "t.Append(b); return t.ToString(); ⇒ return a + \"-\" + b; » } }", "new A().Go(\"a\", \"b\");"),
        new("names in a tuple", Told.Nothing,
            "public class A { private static (int «A, int B ⇒ First, int Second») Two(int x) => (x, x + 1); "
                + "public int Go(int x) => Two(x).Item1; }", "new A().Go(1);"),
        new("members reordered", Told.Nothing,
            "public class A { « public int One() => 1; public int Two(int x) => One() + x; ⇒ public int Two(int x) => One() + x; "
                + "public int One() => 1; » }", "new A().Two(1);"),
        new("initialiser to constructor", Told.Listed,
            "public class A { « public bool On { get; set; } = true; public int Size { get; set; } = 8; ⇒ public A() { Size = 8; "
                + "On = true; } public bool On { get; set; } public int Size { get; set; } » }", "new A().On.ToString();"),
        new("field to property", Told.Nothing,
            "public class A { « private int size = 8; public int Size { get { return size; } set { size = value; "
                + "} } ⇒ public int Size { get; set; } = 8; » }", "new A().Size.ToString();"),
        new("stored value to the same constant answer", Told.Listed,
            "public enum Mode { None, Loose, Strict } public abstract class Value { public abstract Mode Mode { get; "
                + "} } public class Text : Value { public override Mode Mode « { get; } = Mode.Loose; ⇒ => Mode.Loose; » }",
                "Value value = new Text(); Console.WriteLine(value.Mode);"),
        new("literal to constant", Told.Nothing,
            "public class A { « ⇒ private const int Pause = 100; » public Task Go() => Task.Delay(«100 ⇒ Pause»); }",
            "await new A().Go();"),
        new("reversed condition", Told.Nothing,
            "public class A { public int Go(int x) { « if (x < 10) { return 1; } else { return 2; } ⇒ if (x >= 10) return 2; return 1; "
                + "» } }", "new A().Go(1);"),
        new("boundary written otherwise", Told.Nothing, "public class A { public bool Go(int x) => x «< 10 ⇒ <= 9»; }", "new A().Go(1);"),
        new("null check", Told.Nothing, "public class A { public int Go(string? s) => s «== ⇒ is» null ? 0 : s.Length; }",
            "new A().Go(\"a\");"),
        new("conditional access", Told.Nothing,
            "public class A { public event Action? Done; public void Go() { « var d = Done; if (d != null) d(); ⇒ Done?.Invoke(); » } }",
            "var a = new A(); a.Done += () => { }; a.Go();"),
        new("lock object", Told.Listed,
            "public class A { private readonly «object ⇒ Lock» gate = new(); private int n; public int Go() { lock (gate) return ++n; } }",
            "new A().Go();"),
        new("interlocked", Told.Listed,
            "public class A { private readonly object gate = new(); private int n; public int Go() { « lock (gate) { return ++n; "
                + "} ⇒ return Interlocked.Increment(ref n); » } }", "new A().Go();"),
        new("algorithm in one call", Told.Listed,
            "public class A { public byte[] Go(byte[] x) { « using var h = System.Security.Cryptography.SHA256.Create(); "
                + "return h.ComputeHash(x); ⇒ return System.Security.Cryptography.SHA256.HashData(x); » } }", "new A().Go([1]);"),
        new("await to return", Told.Info,
            "public class A { public «async ⇒» Task Go(Task t) « { await t.ConfigureAwait(false); } ⇒ => t; » }",
            "await new A().Go(Task.CompletedTask);"),
        new("type split", Told.Listed,
            "public class A { public string Go(string p) « { return File.Exists(p) ? File.ReadAllText(p) : \"\"; "
                + "} } ⇒ => new Files().Read(p); } internal class Files { "
                + "public string Read(string p) => File.Exists(p) ? File.ReadAllText(p) : \"\"; } »", "new A().Go(\"a\");"),
        new("a helper's signature is taken", Told.Listed,
            "public class A { public string Go(long n) => Go(n, false«⇒, true»); "
                + "«⇒ public string Go(long n, bool joins) => Go(n, false, joins);» "
                + "private string Go(long n, bool isOrdinal«⇒, bool joins») { var s = n.ToString(); "
                + "return isOrdinal ? s.TrimEnd('0') : s; } }",
            "new A().Go(5);"),
        new("an overload of as many parameters", Told.Listed,
            "public class A { public int Kind { get; } «public A(string s, int kind) { Kind = kind; } ⇒ public A(string s) { Kind = 1; } "
                + "public A(string s, Type inner) { Kind = 2; }» "
                + "public static A Of(string s) => new A(s, «2 ⇒ s.GetType()»); }",
            "A.Of(\"a\");"),
        new("the work is handed on to a new overload", Told.Listed,
            "public class A { public Func<string, string>? Changed { get; set; } public string Name { get; set; } = \"a\"; "
                + "public string Go(long n) => Go(n, Name«⇒, out _»); "
                + "public string Go(long n, string name) { « var s = Changed?.Invoke(name) ?? name; return s.ToLowerInvariant() + n; ⇒ "
                + "return Go(n, name, out _); » } «⇒ public string Go(long n, string name, out int length) { "
                + "var s = Changed?.Invoke(name) ?? name; length = s.Length; return s.ToLowerInvariant() + n; }» }",
            "new A { Changed = x => x + x }.Go(5);"),
        new("the words of an exception are looked up in another way", Told.Listed,
            "public class A { public int Go(string s) => s.Length > 9 "
                + "? throw new InvalidOperationException(« \"no\" ⇒ SR.Get(\"no\") ») : 1; } "
                + "«⇒ internal static class SR { public static string Get(string key) { try { return Key(key); "
                + "} catch (System.Resources.MissingManifestResourceException) { return key; } } "
                + "static string Key(string key) => Environment.GetEnvironmentVariable(key) ?? throw new TimeoutException(); }»",
            "new A().Go(\"a\");"),
        new("null in a lambda that is kept", Told.Info,
            "public class A { private Func<string?>? get; public void Go(string s) { get = « () => s ⇒ () => s.Length > 2 ? s : null »; } "
                + "public string? Ask() => get?.Invoke(); }",
            "new A().Go(\"a\");"),
        new("names of members that were given to a method", Told.Listed,
            "public class A { public void Go(TextWriter w) { « Put(w, \"Timestamp\", 1); Put(w, \"Level\", 2); ⇒ "
                + "w.Write(\"{\\\"Timestamp\\\":1,\"); w.Write(\"\\\"Level\\\":2,\"); » } "
                + "public void Put(TextWriter w, string name, int value) => w.Write($\"\\\"{name}\\\":{value},\"); }",
            "new A().Go(Console.Out);"),
        new("entries of a registry", Told.Info,
            "public class A { private readonly Dictionary<string, string> all = new(); private void Add(string key) { all[key] = key; } "
                + "public A() { «Add(\"en-UK\"); Add(\"de\"); ⇒ Add(\"fr\"); Add(\"es\");» } public int Go() => all.Count; }",
            "new A().Go();"),
        new("message reworded", Told.Listed,
            "public class A { public void Go(int x) { if (x > 9) throw new InvalidOperationException(\"«too many ⇒ there are too many of "
                + "them»\"); } }", "new A().Go(1);"),
        new("ThrowIfNull of two", Told.Nothing,
            "public class A { public int Go(string s, object o) { « if (s is null) throw new ArgumentNullException(nameof(s)); "
                + "if (o is null) throw new ArgumentNullException(nameof(o)); ⇒ ArgumentNullException.ThrowIfNull(s); "
                + "ArgumentNullException.ThrowIfNull(o); » return s.Length; } }",
            "new A().Go(\"a\", 1);"),
        new("line of the caller", Told.Nothing,
            "public class A { public void Go(string s) { « ⇒ \n\n » Note(s); "
                + "} static void Note(string s, [System.Runtime.CompilerServices.CallerLineNumber] int line = 0) => File.WriteAllText(s, "
                + "line.ToString()); }",
            "new A().Go(\"a\");"),
        new("cast behind a question for the class", Told.Listed,
            "public class Id { public int N; public override int GetHashCode() => N; public override bool Equals(object? o) => "
                + "«o != null && o.GetType() == typeof(Id) && ((Id)o).N == N ⇒ o is Id other && other.N == N»; }",
            "Console.WriteLine(new Id().Equals(new Id()));"),
        new("cast of what was asked before", Told.Nothing,
            "public class Box { public string Go(object o) { if (o is not string) return \"\"; "
                + "« var s = o as string; return s ?? \"\"; ⇒ return (string)o; » } }",
            "Console.WriteLine(new Box().Go(3));"),
        new("parameter renamed", Told.Info, "public class A { public int Go(int «x ⇒ value») => «x ⇒ value» + 1; }", "new A().Go(1);"),
    ];
}
