using SemverGuard.Compiling;

namespace SemverGuard.Effects;

/// <summary>What is said about one changed method, and what is not.</summary>
public sealed class FactTests
{
    private const string Usings = """
        using System; using System.Collections.Generic; using System.Globalization; using System.IO; using System.Linq; using System.Net.Http; using System.Text; using System.Threading; using System.Threading.Tasks;

        """;

    private const string Adapters = "public interface IAdapter { } public class Sql : IAdapter { } "
        + "public static class Adapters { public static readonly IAdapter Sql = new Sql(); } ";

    private const string Events = "public enum Act { Ignore, Log, Throw } public static class Events { "
        + "public static readonly object Lost = new(), Found = new(), Pending = new(); } "
        + "public class Setup { public Setup With(object e, Act a) => this; } ";

    private const string Rank = "static class Rank { public static readonly int Low = 3; } ";

    private const string Version = "enum V { Default, Latest, Twelve, Thirteen, Odd } ";

    private const string Log = "static class Log { public static void Found() => Write(() => Events.Found); "
        + "public static void Lost() => Write(() => Events.Lost); static void Write(Func<object> e) => Console.WriteLine(e()); } ";

    [Theory]
    [InlineData("bool AutoStart { get; set; } = true;", "bool AutoStart { get; set; } = false;", "now sets AutoStart = false (was true)")]
    [InlineData("bool AutoStart { get; set; } = true;", "bool AutoStart { get; set; }", "now sets AutoStart = false (was true)")]
    [InlineData("int? MaxDepth { get; set; }", "int? MaxDepth { get; set; } = 64;", "now sets MaxDepth = 64 (was null)")]
    [InlineData("TimeSpan timeout = TimeSpan.FromSeconds(10);", "TimeSpan timeout = TimeSpan.FromSeconds(60);",
        "now sets timeout = TimeSpan.FromSeconds(60) (was TimeSpan.FromSeconds(10))")]
    [InlineData("public DayOfWeek First { get; set; } = DayOfWeek.Sunday;", "public DayOfWeek First { get; set; } = DayOfWeek.Monday;",
        "now sets First = DayOfWeek.Monday (was DayOfWeek.Sunday)")]
    [InlineData("DateTime Begin { get; set; } = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Local);",
        "DateTime Begin { get; set; } = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);",
        "now sets Begin = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc) (was new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Local))")]
    [InlineData("static readonly int Limit = 3;", "static readonly int Limit = 5;", "now sets Limit = 5 (was 3)")]
    [InlineData("char Separator() => ',';", "string Separator() => \",\";", "now returns \",\" (was ',')")]
    [InlineData("int Size => 100;", "int Size => 200;", "now returns 200 (was 100)")]
    [InlineData("int Go(Func<int> f) { try { return f(); } catch (Exception e) when (e is not TimeoutException) { return 1; } }",
        "int Go(Func<int> f) { try { return f(); } catch (Exception e) when (e is not (TimeoutException or IOException)) { return 1; } }",
        "now catches Exception under another condition, which asks for IOException")]
    [InlineData("string Protocol() => \"3.0.1\";", "string Protocol() => \"3.0.4\";", "now returns \"3.0.4\" (was \"3.0.1\")")]
    [InlineData("void Bind() => Console.Write(\"192.0.2.1\");", "void Bind() => Console.Write(\"127.0.0.1\");",
        "now uses \"127.0.0.1\" (was \"192.0.2.1\")")]
    [InlineData("Task Wait() => Task.Delay(1000);", "Task Wait() => Task.Delay(5000);", "now calls Task.Delay with 5000 (was 1000)")]
    [InlineData("void Go(CancellationTokenSource s) => s.CancelAfter(TimeSpan.FromSeconds(10));",
        "void Go(CancellationTokenSource s) => s.CancelAfter(TimeSpan.FromSeconds(60));",
        "now calls TimeSpan.FromSeconds with 60 (was 10)")]
    [InlineData("bool Is(string s) => s.StartsWith(\"x\", StringComparison.Ordinal);",
        "bool Is(string s) => s.StartsWith(\"x\", StringComparison.OrdinalIgnoreCase);",
        "now calls string.StartsWith with StringComparison.OrdinalIgnoreCase (was StringComparison.Ordinal)")]
    [InlineData("int Sum(string a, string b) => int.Parse(a, NumberStyles.Integer) + int.Parse(b, NumberStyles.Integer);",
        "int Sum(string a, string b) => int.Parse(a, NumberStyles.None) + int.Parse(b, NumberStyles.None);",
        "now calls int.Parse with NumberStyles.None (was NumberStyles.Integer)")]
    [InlineData("bool Is(string s) => s.AsSpan().Trim().SequenceEqual(\"x-sign\");",
        "bool Is(string s) => s.AsSpan().Trim().SequenceEqual(\"x-signature\".AsSpan());", "now uses \"x-signature\" (was \"x-sign\")")]
    [InlineData("string Key(Uri u) => u.Host + u.LocalPath;", "string Key(Uri u) => u.Host + (u.Port > 0 ? \":\" : \"\") + u.AbsolutePath;",
        "now uses Uri.AbsolutePath (was Uri.LocalPath)")]
    [InlineData("class Options { public string? Tool { get; set; } } string? Go(Options o, string s) => o.Tool;",
        "class Options { public string? Tool { get; set; } } "
            + "string? Go(Options o, string s) { if (s.Length > 3) o.Tool = s.Trim(); return o.Tool; }",
        "now sets Options.Tool")]
    [InlineData("bool Is(DayOfWeek d) => names.Contains(d.ToString()); List<string> names = new();",
        "bool Is(DayOfWeek d) => d != DayOfWeek.Monday && names.Contains(d.ToString()); List<string> names = new();",
        "now returns false at once where d is DayOfWeek.Monday")]
    [InlineData("void Go(CancellationToken t) { }", "void Go(CancellationToken t) => t.ThrowIfCancellationRequested();",
        "now throws OperationCanceledException")]
    [InlineData("class LimitException : Exception { } int steps; void Step() { if (++steps > 9) throw new LimitException(); } "
        + "void Go(List<int> l) { while (l.Count < 5) l.Add(1); } void Do() => Step();",
        "class LimitException : Exception { } int steps; void Step() { if (++steps > 9) throw new LimitException(); } "
            + "void Go(List<int> l) { while (l.Count < 5) { Step(); l.Add(1); } } void Do() => Step();",
        "now calls C.Step, which throws LimitException")]
    [InlineData("Exception Go(Exception e) => new IOException(\"lost\");", "Exception Go(Exception e) => new IOException(\"lost\", e);",
        "now creates IOException with innerException")]
    [InlineData("List<Exception> all = new(); void Go(string s) => Console.WriteLine(s);", "List<Exception> all = new(); "
        + "void Go(string s) { Console.WriteLine(s); if (s.Length > 3) all.Add(new IOException()); }",
        "now creates IOException and hands it on")]
    [InlineData("Exception Go(Exception e) { if (e is IOException) Console.WriteLine(e); return e; }",
        "Exception Go(Exception e) { if (e is IOException) Console.WriteLine(e); return With(e); } "
            + "static Exception With(Exception e) => e is IOException ? new IOException(e.Message, e) : e;",
        "now creates IOException and hands it on")]
    [InlineData("Guid Go(System.Text.Json.JsonElement e) => e.GetGuid();",
        "Guid Go(System.Text.Json.JsonElement e) => e.TryGetGuid(out var id) ? id : default;",
        "no longer throws the FormatException of JsonElement.GetGuid (calls JsonElement.TryGetGuid, called JsonElement.GetGuid)")]
    [InlineData("Func<int>? made; void Set(Func<int> f) => made = f; void Go() => Set(() => 404);",
        "Func<int>? made; void Set(Func<int> f) => made = f; void Go() => Fail(); void Fail() => Set(() => throw new IOException());",
        "now keeps a delegate that throws IOException")]
    [InlineData("void Go(int x) { }", "void Go(int x) { if (x > 9) throw new InvalidOperationException(\"too many\"); }",
        "now throws InvalidOperationException where x is at least 10 (\"too many\")")]
    [InlineData(Adapters + "public class Options { public IAdapter? Adapter { get; set; } = Adapters.Sql; }",
        Adapters + "public class Options { public IAdapter? Adapter { get; set; } }", "now sets Adapter = null (was Adapters.Sql)")]
    [InlineData(Adapters + "public class Options { public IAdapter? Adapter { get; set; } = new Sql(); }",
        Adapters + "public class Options { public IAdapter? Adapter { get; set; } }", "now sets Adapter = null (was new Sql())")]
    [InlineData("T Go<T>(T s) where T : class => Get(s); T Get<T>(T s) => s;",
        "T Go<T>(T s) where T : class { if (s == null) throw new OperationCanceledException(); return Get(s); } T Get<T>(T s) => s;",
        "now throws OperationCanceledException where s is null")]
    [InlineData("void Go(int x) { }",
        "void Go(int x) => Check(x, 9); void Check(int x, int most) { if (x > most) throw new InvalidOperationException(\"too many\"); }",
        "now throws InvalidOperationException (\"too many\")")]
    [InlineData("class Layout { public Layout(string s) { } public static implicit operator Layout(string s) => new(s); } "
            + "Layout Line { get; set; } = \"${longdate}|${level:uppercase=true}|${logger}|${message}\";",
        "class Layout { public Layout(string s, int[]? parts = null) { } public static implicit operator Layout(string s) => new(s); } "
            + "Layout Line { get; set; } = new(\"${longdate}|${level:uppercase=true}|${logger}|${message:withexception=true}\", [1, 2]);",
        "now sets Line from \"…|${logger}|${message:withexception=true}\" (was \"…|${logger}|${message}\")")]
    [InlineData(Events + "object Go(Setup s) => s.With(Events.Lost, Act.Throw).With(Events.Found, Act.Log);",
        Events + "object Go(Setup s) => s.With(Events.Lost, Act.Throw).With(Events.Found, Act.Log).With(Events.Pending, Act.Throw);",
        "now also calls Setup.With with Events.Pending, Act.Throw")]
    [InlineData(Events + "object Make(Setup s) => s.With(Events.Lost, Act.Throw).With(Events.Found, Act.Log); " + Log + "void Go() { }",
        Events + "object Make(Setup s) => s.With(Events.Lost, Act.Throw).With(Events.Found, Act.Log); " + Log + "void Go() => Log.Lost();",
        "now logs Events.Lost, which is thrown as an exception (Act.Throw)")]
    [InlineData(Rank + "int Of(string s) => Rank.Low;", Rank + "int Of(string s) => own; int own = 5;",
        "may now return another value than Rank.Low")]
    [InlineData(Version + "V Of(V v) { return v switch { V.Default => V.Twelve, V.Latest => V.Twelve, _ => v }; }",
        Version + "V Of(V v) { if (v > V.Odd) v = Known(v); return v switch { V.Default or V.Latest => V.Thirteen, _ => v }; } "
            + "V Known(V v) => Enum.IsDefined(v) ? v : V.Odd;",
        "now returns V.Thirteen where v is V.Default (was V.Twelve)")]
    [InlineData("object? Make(IServiceProvider p, Type t) => p.GetService(t);",
        "object? Make(IServiceProvider p, Type t) => p.GetService(typeof(IDisposable)) is null ? p.GetService(t) : null;",
        "now asks for the service IDisposable")]
    [InlineData("DateTimeOffset Read(string s) => DateTimeOffset.Parse(s, CultureInfo.InvariantCulture);",
        "DateTimeOffset Read(string s) { var v = DateTimeOffset.Parse(s, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal); "
            + "Console.Out.Flush(); return v; }",
        "now calls DateTimeOffset.Parse with DateTimeStyles.AssumeUniversal")]
    [InlineData("void Go(int x) { if (x > 9) throw new InvalidOperationException(\"too many\"); }", "void Go(int x) { }",
        "no longer throws InvalidOperationException")]
    [InlineData("void Go(int x) { if (x > 9) throw new InvalidOperationException(); }",
        "void Go(int x) { if (x > 9) throw new TimeoutException(); }", "now throws TimeoutException (was InvalidOperationException)")]
    [InlineData("class Missing : ArgumentException { } void Go() => throw new ArgumentException();",
        "class Missing : ArgumentException { } void Go() => throw new Missing();", "now throws Missing (was ArgumentException)")]
    [InlineData("void Go(Action a) { a(); }", "void Go(Action a) { try { a(); } catch (IOException) { } }", "now catches IOException")]
    [InlineData("void Go(Action a) { a(); }", "void Go(Action a) { try { a(); } catch { } }", "now catches Exception")]
    [InlineData("async Task Go(Task t) { await t; }", "async Task Go(Task t) { try { await t; } catch { } }", "now catches Exception")]
    [InlineData("string Q() => \"SELECT a FROM t\";", "string Q() => \"SELECT a FROM t ORDER BY a\";",
        "now sends the SQL \"SELECT a FROM t ORDER BY a\" (was \"SELECT a FROM t\")")]
    [InlineData("object H() => new SocketsHttpHandler();", "object H() => new SocketsHttpHandler { AllowAutoRedirect = false };",
        "now sets SocketsHttpHandler.AllowAutoRedirect = false")]
    [InlineData("void Go(string p) { }", "void Go(string p) { File.Delete(p); }", "now calls File.Delete")]
    [InlineData("string? H() => null;", "string? H() => Environment.GetEnvironmentVariable(\"LIB_HOME\");",
        "now calls Environment.GetEnvironmentVariable(\"LIB_HOME\")")]
    [InlineData("Task Go(Action a) { a(); return Task.CompletedTask; }", "Task Go(Action a) => Task.Run(a);", "now calls Task.Run")]
    [InlineData("async Task Go(Task t) { await t.ConfigureAwait(false); }", "async Task Go(Task t) { await t; }",
        "no longer uses ConfigureAwait(false): it comes back to the caller's context")]
    [InlineData("Task Go() { throw new IOException(); }", "async Task Go() { await Task.Yield(); throw new IOException(); }",
        "is now async: what it throws comes with its task")]
    [InlineData("void Go(Dictionary<string, string> d) => d[\"x-sign\"] = \"1\";",
        "void Go(Dictionary<string, string> d) => d[\"x-signature\"] = \"1\";", "now uses \"x-signature\" (was \"x-sign\")")]
    [InlineData("object D() => new HashSet<string>(StringComparer.OrdinalIgnoreCase);", "object D() => new HashSet<string>();",
        "no longer uses StringComparer.OrdinalIgnoreCase")]
    [InlineData("bool Is(string s) => string.Equals(s, \"x\", StringComparison.OrdinalIgnoreCase);", "bool Is(string s) => s == \"x\";",
        "now compares text exactly (was StringComparison.OrdinalIgnoreCase)")]
    [InlineData("bool Is(string s, string t) => s == t;", "bool Is(string s, string t) => s.Equals(t, StringComparison.CurrentCulture);",
        "now compares text with StringComparison.CurrentCulture (was exactly)")]
    [InlineData("bool Is(string s, string t) => s.Length == 3;",
        "bool Is(string s, string t) => s.Length == 3 && s.Equals(t, StringComparison.OrdinalIgnoreCase);",
        "now compares text with StringComparison.OrdinalIgnoreCase")]
    [InlineData("object E(Type t, object o) => t.IsEnum ? Enum.ToObject(t, o) : Convert.ChangeType(o, t);",
        "object E(Type t, object o) => Convert.ChangeType(o, t);", "no longer uses Enum.ToObject")]
    [InlineData("DateTime T() => DateTime.Now;", "DateTime T() => DateTime.UtcNow;", "now uses DateTime.UtcNow (was DateTime.Now)")]
    [InlineData("string? F(int x) => x.ToString();", "string? F(int x) => x > 3 ? null : x.ToString();", "may now return null")]
    [InlineData("string? F(string s) => s.Length > 3 ? s : s.Trim();", "string? F(string s) => s.Length > 3 ? null : s.Trim();",
        "may now return null")]
    [InlineData("public void Close() { Close(true); n++; } public virtual void Close(bool all) { } int n;",
        "public void Close() { n++; } public virtual void Close(bool all) { } int n;", "no longer calls C.Close(bool)")]
    [InlineData("IEnumerable<int> To(int n) { if (n < 0) throw new IOException(); for (int i = 0; i < n; i++) yield return i; }",
        "IEnumerable<int> To(int n) { if (n < 0) throw new IOException(); return Core(n); static IEnumerable<int> Core(int n) { "
            + "for (int i = 0; i < n; i++) yield return i; } }", "is no longer an iterator: it checks its arguments at once")]
    [InlineData("event Action? Done; void Go() { Done?.Invoke(); }", "event Action? Done; void Go() { }", "no longer calls C.Done")]
    [InlineData("int A, B; public override bool Equals(object? o) => o is C c && c.A == A; public override int GetHashCode() => 0;",
        "int A, B; public override bool Equals(object? o) => o is C c && c.A == A && c.B == B; public override int GetHashCode() => 0;",
        "now looks at B")]
    [InlineData("public string? Name { get; set; }",
        "[System.Text.Json.Serialization.JsonPropertyName(\"n\")] public string? Name { get; set; }",
        "now has [JsonPropertyName(\"n\")] on Name")]
    [InlineData("object gate = new(); int n; DayOfWeek day; void Set(DayOfWeek d) { if (day != d) day = d; } "
        + "public void Go() { lock (gate) { n = 1; } Set(DayOfWeek.Monday); }",
        "Lock gate = new(); int n; DayOfWeek day; void Set(DayOfWeek d) { if (day != d) day = d; } "
            + "public void Go() { lock (gate) { n = 1; } Set(DayOfWeek.Friday); }",
        "now calls C.Set with DayOfWeek.Friday (was DayOfWeek.Monday)")]
    [InlineData("object Of() => new System.Text.Json.Serialization.Metadata.JsonPropertyInfoValues<string> { JsonPropertyName = \"task\" };",
        "object Of() => new System.Text.Json.Serialization.Metadata.JsonPropertyInfoValues<string> { JsonPropertyName = \"resultType\" };",
        "no longer uses \"task\"")]
    [InlineData("int kind, mode; int Go() { if (kind == 0) throw new IOException(); return kind; }",
        "int kind, mode; int Go() { if (kind == 0 && mode == 2) throw new IOException(); return kind; }",
        "no longer throws IOException where kind is 0 and mode is not 2")]
    [InlineData("bool closed; void Check() { if (closed) throw new InvalidOperationException(); } void Do() => Check(); "
        + "void Go(List<int> l) { while (l.Count < 5) l.Add(1); }",
        "bool closed; void Check() { if (closed) throw new InvalidOperationException(); } void Do() => Check(); "
            + "void Go(List<int> l) { while (l.Count < 5) { Check(); l.Add(1); } }",
        "now calls C.Check, which throws InvalidOperationException")]
    [InlineData("void Go(Dictionary<string, int> d, string k) => d.Add(k, 1);", "void Go(Dictionary<string, int> d, string k) => d[k] = 1;",
        "now uses Dictionary.Item (was Dictionary.Add)")]
    [InlineData("string Go(DateTime d) => d.ToString(\"ddd, dd MMM yyyy HH:mm\");",
        "string Go(DateTime d) => d.ToString(\"dd MMM yyyy HH:mm\");",
        "now uses \"dd MMM yyyy HH:mm\" (was \"ddd, dd MMM yyyy HH:mm\")")]
    public void A_fact_is_told(string before, string after, string expected) => Assert.Contains(expected, Facts(before, after));

    [Theory]
    [InlineData("string M(int x) => x > 3 ? \"too many\" : \"ok then\";", "string M(int x) => x > 3 ? \"too many items\" : \"ok then\";")]
    [InlineData("int count = 0; bool on = false;", "int count; bool on;")]
    [InlineData("void Go(Action a) { try { a(); } catch (Exception) { } }", "void Go(Action a) { try { a(); } catch { } }")]
    [InlineData("void Go(string s) { if (s == null) throw new ArgumentNullException(nameof(s)); }",
        "void Go(string s) { ArgumentNullException.ThrowIfNull(s); }")]
    [InlineData("void Go(int x) { if (x > 9) throw new TimeoutException(\"late\"); }",
        "void Go(int x) { if (x > 9) Fail(); } static void Fail() => throw new TimeoutException(\"too late\");")]
    [InlineData("void Go(string p) { File.Delete(p); }",
        "void Go(string p) { Remove(p); } static void Remove(string p) { File.Delete(p); }")]
    [InlineData("object gate = new object(); int n; void Go() { lock (gate) n++; }",
        "Lock gate = new Lock(); int n; void Go() { lock (gate) n++; }")]
    [InlineData("public bool F { get; } public C() { F = true; } public C(int x, bool f = true) { F = f; }",
        "public bool F { get; } public C() : this(1) { } public C(int x, bool f = true) { F = f; }")]
    [InlineData("public bool F { get; } public C() { F = true; }",
        "public bool F { get; } public C() : this(1) { } private C(int x, bool f = true) { F = f; }")]
    [InlineData("void Go(int n) { if (!Try(n, out var e)) throw e!; } bool Try(int n, out TimeoutException? e) { "
        + "e = n > 3 ? new TimeoutException() : null; return e is null; }",
        "void Go(int n) { if (n > 3) throw new TimeoutException(); } bool Try(int n, out TimeoutException? e) { "
            + "e = n > 3 ? new TimeoutException() : null; return e is null; }")]
    [InlineData("bool Is(string s) => s.Equals(\"x\");", "bool Is(string s) => s == \"x\";")]
    [InlineData("bool Is(string s) => s.Equals(\"x\", StringComparison.Ordinal);", "bool Is(string s) => !(s != \"x\");")]
    [InlineData("bool Is(string s) => string.Equals(s, \"x\", StringComparison.OrdinalIgnoreCase);",
        "bool Is(string s) => s.Equals(\"x\", StringComparison.OrdinalIgnoreCase);")]
    [InlineData("int[] E() => new int[0];", "int[] E() => Array.Empty<int>();")]
    [InlineData("string V() => \"client/1.0.3\";", "string V() => \"client/1.0.4\";")] // the version of these assemblies begins so
    [InlineData("string V() => \"Lib, Version=4.0.0.0, Culture=neutral, PublicKeyToken=null\";",
        "string V() => \"Lib, Version=5.0.0.0, Culture=neutral, PublicKeyToken=null\";")]
    [InlineData("string V => \"ID_NET8_0\";", "string V => \"ID_NET10_0\";")]
    [InlineData("TimeSpan T() => TimeSpan.FromSeconds(5.0);", "TimeSpan T() => TimeSpan.FromSeconds(5);")]
    [InlineData("public bool Setex { get; set; } = true;",
        "public bool Setext { get; set; } = true; public bool Setex { get => Setext; set => Setext = value; }")]
    [InlineData("int A() => 1; int B() { Console.WriteLine(1); return 2; }", "int A() { Console.WriteLine(1); return 1; } int B() => 2;")]
    [InlineData("bool Is(int[] x) => x.Contains(3);", "bool Is(int[] x) => x.AsSpan().Contains(3);")]
    [InlineData("int[] L(IEnumerable<int> x) => x.Where(y => y > 1).ToArray();",
        "int[] L(IEnumerable<int> x) { var l = new List<int>(); l.AddRange(x.Where(y => y > 1)); return l.ToArray(); }")]
    public void Another_way_to_write_it_is_no_fact(string before, string after) => Assert.Empty(Facts(before, after));

    /// <summary><c>==</c> is ordinal.</summary>
    [Theory]
    [InlineData("bool Is(string s) => string.Equals(s, \"x\");", "bool Is(string s) => string.Equals(s, \"x\", StringComparison.Ordinal);")]
    [InlineData("bool Is(string s, string t) => s == t;", "bool Is(string s, string t) => s.Equals(t, StringComparison.Ordinal);")]
    [InlineData("bool Is(string s, StringComparison c) => s == \"x\";", "bool Is(string s, StringComparison c) => s.Equals(\"x\", c);")]
    public void Another_form_of_the_same_comparison_is_no_convention(string before, string after)
    {
        foreach (var (was, now) in new[] { (before, after), (after, before) })
            Assert.DoesNotContain(Facts(was, now), x => x.Contains("compares text", StringComparison.Ordinal)
                || x.Contains(" uses string", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("List<int>? items; public List<int>? M() { return items; }",
        "List<int>? items; public List<int> M() { return items ?? new List<int>(); }")]
    [InlineData("class Builder { public List<int> Items = [1]; } public List<int> M() { return new List<int> { 1 }; }",
        "class Builder { public List<int> Items = [1]; } public List<int> M() { var b = new Builder(); return b.Items; }")]
    public void Whether_an_object_is_new_is_only_said_where_that_is_known(string before, string after) =>
        Assert.DoesNotContain(Facts(before, after), x => x.Contains("each time", StringComparison.Ordinal));

    [Fact]
    public void A_new_exception_is_told_with_its_words() => Assert.Contains(
        "now throws InvalidOperationException where x is at least 4 (\"no nonce is used twice\")",
        Facts("public int M(int x) { return x; }",
            "public int M(int x) { if (x > 3) throw new InvalidOperationException(\"no nonce is used twice\"); return x; }"));

    [Fact]
    public void A_shorter_form_names_the_parameter() => Assert.Contains(
        "now calls M with isPublic = true (was false)",
        Facts("public int M(int x) => M(x, false); public int M(int x, bool isPublic) => isPublic ? x : -x;",
            "public int M(int x) => M(x, true); public int M(int x, bool isPublic) => isPublic ? x : -x;"));

    /// <summary>Private state that only one version has is worked out from what there is in both.</summary>
    [Theory]
    [InlineData("public struct R { bool _isPattern; public bool IsPattern => _isPattern; "
        + "public override bool Equals(object? o) => o is R r && r.IsPattern == IsPattern; public override int GetHashCode() => 0; }",
        "public struct R { bool _isPattern; public bool IsPattern => _isPattern; "
            + "public override bool Equals(object? o) => o is R r && r._isPattern == _isPattern; public override int GetHashCode() => 0; }")]
    [InlineData("public struct R { bool _isPattern; public override bool Equals(object? o) => o is R r && r._isPattern == _isPattern; "
        + "public override int GetHashCode() => 0; }",
        "public struct R { int options; int Options => options & 1; public override bool Equals(object? o) => o is R r && r.Options == "
            + "Options; public override int GetHashCode() => 0; }")]
    public void Equality_by_state_of_one_version_is_no_fact(string before, string after)
    {
        foreach (var (was, now) in new[] { (before, after), (after, before) })
            Assert.DoesNotContain(Facts(was, now), x => x.Contains("looks at", StringComparison.Ordinal));
    }

    /// <summary>A record compares all of its fields: two that were equal each have a lock of their own, and are not.</summary>
    [Fact]
    public void Private_state_of_a_record_is_compared()
    {
        const string Plain = "public record R(int A);", Locked = "public record R(int A) { readonly SemaphoreSlim sem = new(1); }";
        Assert.Contains("now looks at sem", Facts(Plain, Locked));
        Assert.DoesNotContain(Facts(Locked, Plain), x => x.Contains("looks at", StringComparison.Ordinal));
    }

    /// <summary>A factory throws what it returns; what is kept as a delegate is thrown by whoever calls that.</summary>
    [Theory]
    [InlineData("void Go(Maker m) { throw m.Late(3); } public class Maker { public TimeoutException Late(int n) => Inner(n, 1); "
        + "TimeoutException Inner(int n, int x) => new TimeoutException(); }",
        "void Go(Maker m) { throw new TimeoutException(); } public class Maker { public TimeoutException Late(int n) => Inner(n, 1); "
            + "TimeoutException Inner(int n, int x) => new TimeoutException(); }")]
    [InlineData("void Go(Maker m) { throw m.Late(3); } public class Maker { public Exception Late(int n) => Inner(n, 1); "
        + "Exception Inner(int n, int x) => new TimeoutException(); }",
        "void Go(Maker m) { throw new TimeoutException(); } public class Maker { public Exception Late(int n) => Inner(n, 1); "
            + "Exception Inner(int n, int x) => new TimeoutException(); }")]
    [InlineData("async Task Go(IMaker m) { throw await m.Late(3).ConfigureAwait(false); "
        + "} public interface IMaker { Task<TimeoutException> Late(int n); }",
        "async Task Go(IMaker m) { await Task.Yield(); throw new TimeoutException(); "
            + "} public interface IMaker { Task<TimeoutException> Late(int n); }")]
    [InlineData("void Go(IMaker m) { throw m.Late(3); } public interface IMaker { Exception Late(int n); }",
        "void Go(IMaker m) { throw new TimeoutException(); } public interface IMaker { Exception Late(int n); }")]
    [InlineData("Action a = () => { };", "Action a = () => throw new TimeoutException();")]
    [InlineData("Action a; public C() { a = Nothing; } static void Nothing() { } static void Fail() => throw new TimeoutException();",
        "Action a; public C() { a = Fail; } static void Nothing() { } static void Fail() => throw new TimeoutException();")]
    [InlineData("Action Go() => Nothing; static void Nothing() { } static void Fail() => throw new TimeoutException();",
        "Action Go() => Fail; static void Nothing() { } static void Fail() => throw new TimeoutException();")]
    [InlineData("object Go(int x) => new Box(x, null); class Box { public Box(int x, string? s) { "
        + "if (s == null) throw new TimeoutException(); } }",
        "object Go(int x) => new Box(x); class Box { public Box(int x) { if (x == 3) throw new TimeoutException(); "
            + "} public Box(int x, string? s) { if (s == null) throw new TimeoutException(); } }")]
    [InlineData("void Go(int x) { if (x == 3) throw new TimeoutException(); }",
        "void Go(int x) => Go(x, null); void Go(int x, string? s) { if (x == 3) throw new TimeoutException(); }")]
    [InlineData("void Go(int x) { if (x == 3) throw new TimeoutException(); "
        + "} public static class Guards { public static void Check(int x) { if (x == 3) throw new TimeoutException(); } }",
        "void Go(int x) { Guards.Check(x); } public static class Guards { public static void Check(int x) { "
            + "if (x == 3) throw new TimeoutException(); } }")]
    public void What_is_thrown_elsewhere_or_was_before_is_not_thrown_now(string before, string after)
    {
        foreach (var (was, now) in new[] { (before, after), (after, before) })
            Assert.DoesNotContain(Facts(was, now), x => x.Contains("throws", StringComparison.Ordinal));
    }

    /// <summary>What is held against another number is no limit where the number is a member of an enum, or the compiler's own.</summary>
    [Theory]
    [InlineData("enum Kind { A, B, C, D, E, F } bool Is(Kind k) => k >= Kind.D;",
        "enum Kind { A, New, B, C, D, E, F } bool Is(Kind k) => k >= Kind.D;")]
    [InlineData("enum Kind { A, B, C, D, E, F } static Kind K() => Kind.A; bool Is() { var k = K(); if (k < Kind.D) k = K(); "
        + "return k > Kind.D; }",
        "enum Kind { A, New, Newer, B, C, D, E, F } static Kind K() => Kind.A; bool Is() { var k = K(); if (k < Kind.D) k = K(); "
            + "return k > Kind.B; }")]
    [InlineData("int Go(ConsoleKey k) { switch (k) { case ConsoleKey.A: return 2; case ConsoleKey.F1: return 3; "
        + "case ConsoleKey.F24: return 4; case ConsoleKey.Attention: return 5; case ConsoleKey.Play: return 6; "
        + "case ConsoleKey.Tab: return 7; case ConsoleKey.BrowserBack: return 8; default: return 9; } }",
        "int Go(ConsoleKey k) { switch (k) { case ConsoleKey.A: return 2; case ConsoleKey.F1: return 3; "
            + "case ConsoleKey.VolumeUp: return 4; case ConsoleKey.Attention: return 5; case ConsoleKey.Play: return 6; "
            + "case ConsoleKey.Enter: return 7; case ConsoleKey.BrowserBack: return 8; default: return 9; } }")]
    [InlineData("async Task Go() { await Task.Yield(); await Task.Yield(); await Task.Yield(); }",
        "async Task Go() { await Task.Yield(); await Task.Yield(); await Task.Yield(); await Task.Yield(); }")]
    public void A_number_that_stands_for_something_else_is_no_limit(string before, string after)
    {
        foreach (var (was, now) in new[] { (before, after), (after, before) })
            Assert.DoesNotContain(Facts(was, now), x => x.Contains("compares with", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("bool Is(DayOfWeek k) => k >= DayOfWeek.Tuesday;", "bool Is(DayOfWeek k) => k >= DayOfWeek.Friday;",
        "now compares with DayOfWeek.Friday (was DayOfWeek.Tuesday)")]
    [InlineData("static DayOfWeek K() => DayOfWeek.Sunday; bool Is() { var k = K(); if (k.ToString() == \"a\") k = K(); "
        + "return k > DayOfWeek.Tuesday; }",
        "static DayOfWeek K() => DayOfWeek.Sunday; bool Is() { var k = K(); if (k.ToString() == \"a\") k = K(); "
            + "return k > DayOfWeek.Friday; }", "now compares with DayOfWeek.Friday (was DayOfWeek.Tuesday)")]
    [InlineData("async Task<bool> Is(Task<int> x) => await x > 20;", "async Task<bool> Is(Task<int> x) => await x > 30;",
        "now compares with 30 (was 20)")]
    public void A_limit_is_told_by_name(string before, string after, string expected) => Assert.Contains(expected, Facts(before, after));

    /// <summary>What methods set as they go along is where something stands.</summary>
    [Fact]
    public void A_place_that_moves_on_is_no_limit()
    {
        var facts = Facts("int n; public int Go(int x) { n += x; return n; }",
            "int n; int bad = 437; public void Next(int x) => bad = x; public int Go(int x) { if (n > bad) "
                + "throw new TimeoutException(); n += x; return n; }");
        Assert.Contains(facts, x => x.StartsWith("now throws TimeoutException", StringComparison.Ordinal));
        Assert.DoesNotContain(facts, x => x.Contains("limit", StringComparison.Ordinal));
    }

    /// <summary>A default is what the getter answers after the constructor, in both versions.</summary>
    [Theory]
    [InlineData("class Options { public string? Tool { get; set; } public static Options Make() => new Options(); } void Go(string s) { }",
        "class Options { public string? Tool { get; set; } public static Options Make() => new Options(); } "
            + "void Go(string s) { var o = Options.Make(); o.Tool = s.Trim(); }")]
    [InlineData("long? size; public long? Size { get => size; set => size = value; }",
        "long size = -1; public long? Size { get => size >= 0 ? size : null; set => size = value ?? -1; }")]
    [InlineData("long? size; public long? Size { get => size; set => size = value; }", "long size = -1; internal long Size => size;")]
    [InlineData("public static int Page { get; } static C() { try { Page = Environment.ProcessorCount; } catch (Exception) { Page = 437; "
        + "} }", "public static int Page => Environment.ProcessorCount;")]
    [InlineData("public int Page { get; } = 437;", "public int Page => Environment.ProcessorCount * 2;")]
    [InlineData("public int Page { get; } = 437;", "static int Known => 437; public int Page => Known;")]
    [InlineData("public int Page { get; set; } = 437;", "int? page; public int Page { get => page ?? 437; set => page = value; }")]
    [InlineData("public int Page { get; set; } = 437;",
        "int page; public int Page { get => page == 0 ? 437 : page; set => page = value; }")]
    [InlineData("int page = 437;", "int? page;")]
    [InlineData("struct S { byte p; public S(int x) { p = (byte)x; } public int Page => p; } S s; public C() { s = new S(1); "
        + "} public int Page { get => s.Page; set { } }", "byte page = 1; public int Page { get => page; set { page = (byte)value; } }")]
    public void A_default_by_another_route_is_no_fact(string before, string after)
    {
        foreach (var (was, now) in new[] { (before, after), (after, before) })
            Assert.DoesNotContain(Facts(was, now), x => x.StartsWith("now sets", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("long? size; public long? Size { get => size; set => size = value; }",
        "long size = 64; public long? Size { get => size >= 0 ? size : null; set => size = value ?? -1; }",
        "now begins with Size = 64 (was null)")]
    [InlineData("int? page; public int Page { get => page ?? 437; set => page = value; }",
        "int? page = 850; public int Page { get => page ?? 437; set => page = value; }", "now begins with Page = 850 (was 437)")]
    [InlineData("static int page = 437; public static int Page { get => page; set => page = value; }",
        "static int page = 850; public static int Page { get => page; set => page = value; }", "now sets Page = 850 (was 437)")]
    [InlineData("public int Page { get; } = 437;", "public int Page => Environment.ProcessorCount;",
        "now begins with Page = Environment.ProcessorCount (was 437)")]
    public void A_default_is_what_the_getter_answers(string before, string after, string expected) =>
    Assert.Contains(expected, Facts(before, after));

    /// <summary>
    /// A converter is the same in whichever build of its assembly; for which types code is generated is nothing on the wire.
    /// </summary>
    [Theory]
    [InlineData(
        "[System.Text.Json.Serialization.JsonConverter(typeof(Lib.Dates))] public DateTime At { get; set; }",
        "[System.Text.Json.Serialization.JsonConverter(typeof(Lib.Dates))] public DateTime At { get; set; }", "")]
    [InlineData(
        "[System.Text.Json.Serialization.JsonConverter(typeof(Lib.Dates))] public DateTime At { get; set; }",
        "[System.Text.Json.Serialization.JsonConverter(typeof(Lib.Times))] public DateTime At { get; set; }",
        "now has [JsonConverter(typeof(Lib.Times))] on At (was [JsonConverter(typeof(Lib.Dates))])")]
    [InlineData(
        "[System.Text.Json.Serialization.JsonSerializable(typeof(int))] class Own;",
        "[System.Text.Json.Serialization.JsonSerializable(typeof(int)), "
            + "System.Text.Json.Serialization.JsonSerializable(typeof(long))] class Own;", "")]
    public void A_converter_is_its_type_in_whichever_build(string before, string after, string expected)
    {
        Assert.Equal(expected.Length == 0 ? [] : [expected], Compared(before, "1.0.0.0", after, "2.0.0.0"));

        static string[] Compared(string before, string wasVersion, string after, string version)
        {
            var (was, wasHelper) = Built(before, wasVersion);
            var (now, helper) = Built(after, version);
            var changed = AssemblyDiff.Compare(World.Of([was, wasHelper]), World.Open(was), World.Of([now, helper]), World.Open(now));
            return [.. changed.SelectMany(x => x.Method.Effects).Select(x => x.Text)];
        }

        static (CompiledAssembly, CompiledAssembly) Built(string members, string version)
        {
            var helper = TestCompiler.Compile(
                $"[assembly: System.Reflection.AssemblyVersion(\"{version}\")] namespace Lib {{ public class Dates {{ }} "
                    + $"public class Times {{ }} }}", new CompileSettings("Helper"));
            return (TestCompiler.Compile($"{Usings}public class C {{ {members} }}", new CompileSettings("Lib"), helper), helper);
        }
    }

    /// <summary>What begins as the version of one of the two only is no stamp in one and a value in the other.</summary>
    [Theory]
    [InlineData("1.0.0.0", "2.0.0.0")]
    [InlineData("2.0.0.0", "1.0.0.0")]
    public void A_text_that_stays_is_the_same_whatever_versions_the_assemblies_have(string wasVersion, string version)
    {
        const string Before = "string Go(int x) => x > 3 ? Task.Delay(1000).ToString()! : \"2.0.0.7\";";
        CompiledAssembly was = Built(Before, wasVersion), now = Built(Before.Replace("1000", "5000", StringComparison.Ordinal), version);
        var changed = AssemblyDiff.Compare(World.Of([was]), World.Open(was), World.Of([now]), World.Open(now));
        Assert.Equal(["now calls Task.Delay with 5000 (was 1000)"], changed.SelectMany(x => x.Method.Effects).Select(x => x.Text));
        Assert.DoesNotContain("#", Assert.Single(changed).Method.Difference, StringComparison.Ordinal);

        static CompiledAssembly Built(string members, string version) =>
            TestCompiler.Compile($"{Usings}public class C {{ {members} }}", new CompileSettings("Lib") { Version = version });
    }

    private const string Life = "int life; public int Life { get => life; set { life = value; Note(); } } "
        + "void Note() { Console.WriteLine(); } public C() { Init(); } ";

    [Theory]
    [InlineData(Life + "int Init() { Note(); return 0; }", Life + "int Init() { Note(); Life = 3600; return 0; }",
        "now sets Life = 3600 (was 0)")]
    [InlineData(Life + "void Init() { Life = 60; }", Life + "void Init() { Life = 3600; }", "now sets Life = 3600 (was 60)")]
    public void What_constructors_alone_call_sets_defaults(string before, string after, string expected) =>
        Assert.Contains(expected, Facts(before, after));

    /// <summary>Whoever calls it later sets no default, and what a constructor set before is not what memory holds.</summary>
    [Theory]
    [InlineData("void Init() { Note(); } public void Go() { Init(); }",
        "void Init() { Note(); Life = 3600; } public void Go() { Init(); }")]
    [InlineData("void Init() { Note(); } public C(int x) { life = x; Init(); }",
        "void Init() { Note(); Life = 3600; } public C(int x) { life = x; Init(); }")]
    public void What_others_call_or_set_is_no_default(string before, string after) =>
        Assert.DoesNotContain(Facts(Life + before, Life + after), x => x.Contains("(was 0)", StringComparison.Ordinal));

    [Fact]
    public void A_check_that_comes_to_a_stranger_has_not_moved() => Assert.Contains("no longer throws TimeoutException", Facts(
        "public int Divide(int x) { if (x == 0) throw new TimeoutException(); return 9 / x; } public int Round(int x) => x;",
        "public int Divide(int x) => x == 0 ? 0 : 9 / x; public int Round(int x) { if (x < 0) throw new TimeoutException(); return x; }"));

    [Theory]
    [InlineData("public int Go(int x) { Check(x); return Do(x); } int Do(int x) { if (x == 0) throw new TimeoutException(); return x; } "
        + "void Check(int x) { Console.WriteLine(x); }",
        "public int Go(int x) { Check(x); return Do(x); } int Do(int x) { return x; } "
        + "void Check(int x) { Console.WriteLine(x); if (x == 0) throw new TimeoutException(); }")]
    [InlineData("public int Go(int x) { return Do(x); } int Do(int x) { if (x == 0) throw new TimeoutException(); return x; }",
        "public int Go(int x) { if (x == 0) throw new TimeoutException(); return Do(x); } int Do(int x) { return x; }")]
    [InlineData("public async Task<int> Go(int x) { await Task.Yield(); return Do(x); } int Do(int x) { if (x == 0) "
        + "throw new TimeoutException(); return x; }", "public async Task<int> Go(int x) { await Task.Yield(); if (x == 0) "
        + "throw new TimeoutException(); return Do(x); } int Do(int x) { return x; }")]
    public void A_check_that_comes_to_a_caller_or_to_its_neighbor_has_moved(string before, string after) =>
        Assert.DoesNotContain(Facts(before, after), x => x.Contains("throws", StringComparison.Ordinal));

    private const string Raise = " static class Raise { public static void Null(string n) => throw new ArgumentNullException(n); }";

    [Theory]
    [InlineData("void Go(string a, string b) { x = a ?? throw new ArgumentNullException(\"a\", \"No a.\"); y = b ?? \"none\"; } "
            + "string x = \"\", y = \"\";",
        "void Go(string a, string b) { if (a == null) Raise.Null(\"a\"); if (b == null) Raise.Null(\"b\"); x = a; y = b; } "
            + "string x = \"\", y = \"\";" + Raise,
        "now throws ArgumentNullException in one more place where b is null")]
    [InlineData("void Go(string a, string b) { x = a ?? throw new ArgumentNullException(\"a\"); y = b ?? \"none\"; } "
            + "string x = \"\", y = \"\";",
        "void Go(string a, string b) { x = a ?? throw new ArgumentNullException(\"a\"); y = b ?? throw new ArgumentNullException(\"b\"); } "
            + "string x = \"\", y = \"\";",
        "now throws ArgumentNullException in one more place where b is null")]
    public void One_more_place_is_said(string before, string after, string expected) =>
        Assert.Contains(expected, Facts(before, after));

    private const string Later = " static void Fail(System.Runtime.ExceptionServices.ExceptionDispatchInfo e) => e.Throw();";

    private const string Capture = "System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture";

    /// <summary>Whoever throws it in the end: it is made here.</summary>
    [Theory]
    [InlineData("void Go(Action a) { try { a(); } catch (Exception e) { Fail(" + Capture + "(e)); } }" + Later,
        "void Go(Action a) { try { a(); } catch (Exception e) { var x = new InvalidDataException(\"no file\", e); Fail(" + Capture
            + "(x)); } }" + Later,
        "now throws InvalidDataException (\"no file\")")]
    [InlineData("void Go(int x) { if (x > 9) Fail(" + Capture + "(new TimeoutException())); }" + Later, "void Go(int x) { }" + Later,
        "no longer throws TimeoutException")]
    public void An_exception_that_is_made_for_somebody_else_is_thrown(string before, string after, string expected) =>
        Assert.Contains(expected, Facts(before, after));

    [Fact]
    public void An_exception_that_is_thrown_by_way_of_somebody_else_is_thrown_as_before() => Assert.DoesNotContain(Facts(
        "void Go(int x) { if (x > 9) throw new TimeoutException(); Console.WriteLine(x); }",
        "void Go(int x) { if (x > 9) Fail(" + Capture + "(new TimeoutException())); Console.WriteLine(x); }" + Later),
        x => x.Contains("TimeoutException", StringComparison.Ordinal));

    /// <summary>What only the package itself calls, behind an interface, may take more than before.</summary>
    [Fact]
    public void What_answers_an_interface_is_the_same_method_with_one_more_parameter() => Assert.Contains(Facts(
        "class LostException : Exception { } interface IMake { int Make(string s, bool all); } class Maker : IMake { "
            + "public int Make(string s, bool all) { return all ? s.Length : 0; } } int Go(IMake m) => m.Make(\"a\", true);",
        "class LostException : Exception { } interface IMake { int Make(string s, int n, bool all); } class Maker : IMake { "
            + "public int Make(string s, int n, bool all) { if (s.Length > n) throw new LostException(); return all ? s.Length : 0; } } "
            + "int Go(IMake m) => m.Make(\"a\", 3, true);"), x => x.StartsWith("now throws LostException", StringComparison.Ordinal));

    [Fact]
    public void What_answers_an_interface_and_only_hands_on_more_is_told_nothing_of() => Assert.Empty(Facts(
        "interface IMake { int Make(string s, bool all); } class Maker : IMake { "
            + "public int Make(string s, bool all) { return all ? s.Length : 0; } } int Go(IMake m) => m.Make(\"a\", true);",
        "interface IMake { int Make(string s, int n, bool all); } class Maker : IMake { "
            + "public int Make(string s, int n, bool all) { return all ? s.Length : 0; } } int Go(IMake m) => m.Make(\"a\", 3, true);"));

    private const string Line = "string? Line() { if (text.Length > 3) return \"\\n\"; return null; }";

    [Theory]
    [InlineData("string text = \"\"; string? Go() { return new StringBuilder(text).Append(Line()).ToString(); " + Line + " }", "")]
    [InlineData("string text = \"\"; string? Go() { return Line(); " + Line + " }", "may now return null")]
    [InlineData("string text = \"\"; string? Go() { var s = Line(); if (s is null) return text; return s; " + Line + " }", "")]
    public void What_a_local_function_answers_is_an_answer_where_it_is_handed_on(string after, string expected) =>
        Assert.Equal(expected, string.Join("", Facts("string text = \"\"; string? Go() { return text.Trim(); }", after)
            .Where(x => x.Contains("null", StringComparison.Ordinal))));

    [Theory]
    [InlineData("bool Go(Stream s) { return s.CanRead; }",
        "bool Go(Stream s) { try { Check(s); } catch (InvalidDataException) { return false; } return s.CanRead; "
            + "} static void Check(Stream s) { if (s.Length == 7) throw new InvalidDataException(); }")]
    [InlineData("bool Go(Stream s) { return s.CanRead; }",
        "bool Go(Stream s) { try { if (s.Length == 7) throw new InvalidDataException(); } catch (Exception) { return false; "
            + "} return s.CanRead; }")]
    public void What_is_caught_inside_is_not_thrown(string before, string after) =>
        Assert.DoesNotContain(Facts(before, after), x => x.Contains("throws", StringComparison.Ordinal));

    [Theory]
    [InlineData("void Go(Action a) { try { a(); } catch (IOException) { } }", "void Go(Action a) { try { a(); } catch { } }",
        "now catches Exception")]
    [InlineData("void Go(Action a) { try { a(); } catch { } }", "void Go(Action a) { try { a(); } catch (IOException) { } }",
        "no longer catches Exception")]
    [InlineData("void Go(Action a) { try { a(); } catch (FileNotFoundException) { } }",
        "void Go(Action a) { try { a(); } catch (IOException) { } }", "now catches IOException")]
    [InlineData("int Go(string s) { try { return int.Parse(s); } catch (FormatException) { return 0; } }",
        "int Go(string s) => Safe(s); static int Safe(string s) { try { return int.Parse(s); } catch { return 0; } }",
        "now catches Exception")]
    [InlineData("int Go(string s, Action a) { try { a(); try { return int.Parse(s); } catch (FormatException) { return 0; } } "
        + "catch { return 1; } }", "int Go(string s, Action a) { try { a(); return int.Parse(s); } catch { return 1; } }",
        "no longer catches FormatException")]
    [InlineData("int Go(string s, Action a) { try { a(); try { return int.Parse(s); } catch (FormatException) { return 0; } } "
        + "catch { return 1; } }",
        "int Go(string s, Action a) { a(); return Safe(s); } "
            + "static int Safe(string s) { try { return int.Parse(s); } catch { return 0; } }",
        "no longer catches Exception of Action.Invoke")]
    public void What_a_wider_catch_in_its_place_catches_too_is_caught_in_both(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join("; ", Facts(before, after).Where(x => x.Contains("catches", StringComparison.Ordinal))));

    /// <summary>A call that came into a block, or left one, whose handler was there before.</summary>
    [Theory]
    [InlineData("int Go(string s, Action a) { var f = File.OpenRead(s); try { a(); return f.ReadByte(); } "
        + "catch (IOException) { return 0; } }",
        "int Go(string s, Action a) { try { var f = File.OpenRead(s); a(); return f.ReadByte(); } catch (IOException) { return 0; } }",
        "now catches IOException of File.OpenRead")]
    [InlineData("int Go(string s, Action a) { try { a(); return int.Parse(s); } catch (FormatException) { return 0; } }",
        "int Go(string s, Action a) { a(); try { return int.Parse(s); } catch (FormatException) { return 0; } }",
        "no longer catches FormatException of Action.Invoke")]
    [InlineData("int Go(string s, Action a) { try { var f = File.OpenRead(s); try { a(); } catch (IOException) { } return f.ReadByte(); } "
        + "catch (Exception) { return 0; } }",
        "int Go(string s, Action a) { try { try { var f = File.OpenRead(s); a(); return f.ReadByte(); } catch (IOException) { } "
        + "return 0; } catch (Exception) { return 0; } }", "")]
    public void A_call_comes_into_a_block_that_was_there(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join("; ", Facts(before, after)));

    private const string Writers = "decimal Zero => 0m; void Text(string s) { } void Number(decimal d) { } void Other(object? o) { } "
        + "void Pair(string key, object? value) { } static bool IsNumber(object? o) => o is decimal; ";

    /// <summary>Values of a type are treated in a way of their own, where they were treated like all others.</summary>
    [Theory]
    [InlineData("void Write<T>(T v) { if (v is string s) Text(s); else Other(v); }",
        "void Write<T>(T v) { if (v is string s) Text(s); else if (v is decimal d) Number(d); else Other(v); }",
        "now calls C.Number; now has its own handling of decimal")]
    [InlineData("void Write(object v) { if (v is string s) Text(s); else Other(v); }",
        "void Write(object v) { switch (v) { case string s: Text(s); break; case System.Collections.IDictionary d: Pair(\"d\", d); break; "
            + "default: Other(v); break; } }",
        "now calls C.Pair; now has its own handling of IDictionary")]
    [InlineData("void Write(object v) { if (v is string s) Text(s); else Other(v); }",
        "void Write(object v) => Write(v, 1); void Write(object v, int n) { if (v is string s) Text(s); else if (v is "
            + "System.Runtime.CompilerServices.ITuple { Length: 2 } t && t[0] is string k) Pair(k, t[1]); else Other(v); }",
        "now calls C.Pair; now has its own handling of ITuple")]
    [InlineData("string Of(object v) => v.ToString()!;",
        "string Of(object v) { if (v is decimal d) return d.ToString(CultureInfo.InvariantCulture).Trim(); return v.ToString()!; }",
        "now uses CultureInfo.InvariantCulture; now uses string.Trim; now has its own handling of decimal")]
    [InlineData("void Write(object v) { if (IsNumber(v)) Number((decimal)v); else Other(v); }",
        "void Write(object v) { if (v is decimal d) Number(d); else Other(v); Other(v); }", "")]
    [InlineData("void Write(object v) { if (v.GetType() == typeof(decimal)) Number((decimal)v); else Other(v); }",
        "void Write(object v) { if (v is decimal d) Number(d); else Other(v); Other(v); }", "")]
    [InlineData("int Count(IEnumerable<int> s) { int n = 0; foreach (int x in s) n++; return n; }",
        "int Count(IEnumerable<int> s) { if (s is ICollection<int> c) return c.Count; int n = 0; foreach (int x in s) n++; return n; }",
        "")]
    [InlineData("void Go(IEnumerable<int> s) { foreach (int x in s) Other(x); }",
        "void Go(IEnumerable<int> s) { if (s is ICollection<int> c) { Other(c); return; } foreach (int x in s) Other(x); }", "")]
    [InlineData("void Write(object v) => Other(v);",
        "void Write(object v) { if (v is decimal) throw new NotSupportedException(); Other(v); }",
        "now throws NotSupportedException where v is a decimal")]
    public void A_type_is_told_from_others(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join("; ", Facts(Writers + before, Writers + after)));

    private const string Tokens = "class Token { readonly string s; Token(string s) => this.s = s; "
        + "public static Token Value(string s) => new(s); public static Token Forced(string s) => new(s + \"!\"); "
        + "public static Token Renamed(string s) => new(s); } "
        + "static class Made { public static Token Value(string s) => Token.Value(s); } ";

    [Theory]
    [InlineData("IEnumerable<Token> Go(string[] s) => s.Select(Token.Value);",
        "IEnumerable<Token> Go(string[] s) => s.Select(Token.Forced);",
        "now hands on Token.Forced (was Token.Value)")]
    [InlineData("Func<IEnumerable<Token>> Go(string[] s) => () => s.Skip(1).Select(Token.Value);",
        "Func<IEnumerable<Token>> Go(string[] s) => () => s.Skip(1).Select(Token.Forced);", "now hands on Token.Forced (was Token.Value)")]
    [InlineData("IEnumerable<Token> Go(string[] s) => s.Select(Token.Value);",
        "IEnumerable<Token> Go(string[] s) => s.Select(Token.Renamed);", "")]
    [InlineData("IEnumerable<Token> Go(string[] s) => s.Select(Token.Value);",
        "IEnumerable<Token> Go(string[] s) => s.Select(x => Token.Value(x));", "")]
    public void Another_method_is_handed_on(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join("; ", Facts(Tokens + before, Tokens + after)));

    private const string Codes = "enum Code { None, Text, Day, Time, Number } int One() => 1; int Two() => 2; int Three() => 3; ";

    [Theory]
    [InlineData("object? Go(Code c) { switch (c) { case Code.Text: return One(); case Code.Number: return Two(); } return null; }",
        "object? Go(Code c) { switch (c) { case Code.Text: return One(); case Code.Number: return Two(); case Code.Day: return Three(); } "
            + "return null; }", "no longer returns null at once where c is Code.Day")]
    [InlineData("object? Go(Code c) => c == Code.Text ? One() : null;",
        "object? Go(Code c) => c == Code.Text ? One() : c == Code.Time ? Three() : null;", "now has its own handling of Code.Time")]
    [InlineData("object? Go(Code c) => c == Code.Text ? One() : c == Code.Day ? Two() : null;",
        "object? Go(Code c) { switch (c) { case Code.Text: return One(); case Code.Day: return Three(); default: return null; } }",
        "")]
    [InlineData("object? Go(Code c) { if (c == Code.None) return One(); if (c == Code.Text) return Two(); return null; }",
        "object? Go(Code c) { switch (c) { case Code.None: return Two(); case Code.Text: return One(); case Code.Day: return 3; default: "
            + "return null; } }", "now has its own handling of Code.Day")]
    [InlineData("object? Go(Code c) { if (c is Code.Text or Code.Day or Code.Time) return One(); return null; }",
        "object? Go(Code c) { switch (c) { case Code.Text: return Two(); case Code.Day: case Code.Time: return One(); default: "
            + "return null; } }", "")]
    [InlineData("enum Mode { On, Off } object? Go(Mode m) { if (m == Mode.On) return One(); return Two(); }",
        "enum Mode { On, Off } object? Go(Mode m) { switch (m) { case Mode.On: return One(); case Mode.Off: return Three(); default: "
            + "throw new IOException(); } }", "")]
    public void An_enum_has_a_case_more(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join(
            "; ", Facts(Codes + before, Codes + after).Where(x => x.Contains("handling") || x.Contains("at once"))));

    private const string Help = "public class Heading { public override string ToString() => \"h\"; public static implicit operator "
        + "string(Heading h) => h.ToString(); public static Heading Default => new(); } public class Help { public Help(string s) { } } ";

    [Theory]
    [InlineData("Help Go(string s) => new(s.Trim());", "Help Go(string s) => new(s.Trim() + Environment.NewLine);",
        "now adds Environment.NewLine to what it gives Help's constructor")]
    [InlineData("Help Go() => new(Heading.Default);",
        "Help Go() => new(string.Format(\"{0}{1}\", Heading.Default, Environment.NewLine));",
        "now adds Environment.NewLine to what it gives Help's constructor")]
    [InlineData("Help Go(string s, string t) => new(s + \"-\" + t);", "Help Go(string s, string t) => new($\"{s}-{t}\");", "")]
    public void A_text_has_a_part_more(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join("; ", Facts(Help + before, Help + after)));

    private const string Lookup = "public class Mark : Attribute { public bool Overwrite { get; set; } } "
        + "static void Get(ref bool v, object? o, string name) => v = o != null && name.Length > 3; ";

    [Fact]
    public void A_name_that_is_asked_of_another_value_is_told() => Assert.Equal(
        ["now calls C.Get with another value and \"Overwrite\" (was a)"],
        Facts(Lookup + "bool Go(object a, object[] b) { bool v = false; foreach (var x in b) Get(ref v, a, \"Overwrite\"); return v; }",
            Lookup + "bool Go(object a, object[] b) { bool v = false; foreach (var x in b) Get(ref v, x, \"Overwrite\"); return v; }"));

    [Theory]
    [InlineData("void Go(StringBuilder s, string t) { foreach (char c in t) s.Append(c); }",
        "void Go(StringBuilder s, string t) { foreach (char c in t) { if (c > 127) s.Append($\"%{(byte)c:X2}\"); else s.Append(c); } }",
        "now writes \"%\" and in the format \"X2\"")]
    [InlineData("void Go(StringBuilder s, byte b) => s.Append('%').Append(b.ToString(\"X2\"));",
        "void Go(StringBuilder s, byte b) => s.Append($\"%{b:X2}\");", "")]
    [InlineData("string Go(string s) => s;", "string Go(string s) => string.Concat($\"<{\"div\",4}\", s);", "")]
    public void A_format_is_told(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join("; ", Facts(before, after).Where(x => x.Contains("writes"))));

    private const string Headers = "public class Options { public Action<HttpRequestMessage, Uri> Clean { get; set; } = Default; "
        + "public static void Default(HttpRequestMessage m, Uri u) { if (m.RequestUri!.Host != u.Host || m.RequestUri.Port != u.Port) "
        + "m.Headers.Authorization = null; } } ";

    [Fact]
    public void What_a_new_delegate_looks_at_is_told() => Assert.Contains("now looks at Uri.Port", Facts(
        "public class Options { public int Most { get; set; } } void Go(HttpRequestMessage m, Uri u) { if (m.RequestUri!.Host != u.Host) "
            + "m.Headers.Authorization = null; }",
        Headers.Replace("{ public Action", "{ public int Most { get; set; } public Action")
            + "void Go(HttpRequestMessage m, Uri u) => new Options().Clean(m, u);"));

    /// <summary>That a switch is asked for is said once, with what it is.</summary>
    [Fact]
    public void A_switch_is_told_once()
    {
        const string Other = "static readonly int most = int.Parse(\"3\"); public int Most => most; ";
        Assert.Equal(["now reads the setting \"Lib.Issue12\""], Facts(Other,
            Other + "static readonly bool old = AppContext.TryGetSwitch(\"Lib.Issue12\", out bool on) && on; public bool IsOld => old;"));
    }

    private const string Switched = " class Plain; class Strict : Plain { public int Of { get; set; } } "
        + "static class Switches { static bool? on; ";

    private static string Switch(string name) => Switched + "public static bool " + name + " => on ??= AppContext.TryGetSwitch(\"Lib."
        + name + "\", out bool x) && x; }";

    /// <summary>A switch to something new becomes one back to what was: what happens without it is another thing.</summary>
    [Theory]
    [InlineData("object Go() => Switches.UseStrict ? new Strict() : new Plain();", "UseStrict",
        "object Go() => Switches.UsePlain ? new Plain() : new Strict();", "UsePlain",
        "now creates Strict (was Plain) unless \"Lib.UsePlain\" is switched on")]
    [InlineData("object Go() { if (Switches.UseStrict) return new Strict(); return new Plain(); }", "UseStrict",
        "object Go() { if (!Switches.UsePlain) { return new Strict(); } return new Plain(); }", "UsePlain",
        "now creates Strict (was Plain) unless \"Lib.UsePlain\" is switched on")]
    [InlineData("object Go() => Switches.UseStrict ? new Strict { Of = 3 } : new Plain();", "UseStrict",
        "object Go() => Switches.UsePlain ? new Plain() : new Strict { Of = 3 };", "UsePlain",
        "now creates Strict (was Plain) unless \"Lib.UsePlain\" is switched on")]
    [InlineData("void Go() { if (Switches.UseStrict) Check(); else Take(); } void Check() => throw new IOException(); void Take() { }",
        "UseStrict", "void Go() { if (Switches.UsePlain) Take(); else Check(); } void Check() => throw new IOException(); void Take() { }",
        "UsePlain", "now calls C.Check (was C.Take) unless \"Lib.UsePlain\" is switched on")]
    [InlineData("object Go() => Switches.UseStrict ? new Strict() : new Plain();", "UseStrict",
        "object Go() => Switches.BeStrict ? new Strict() : new Plain();", "BeStrict",
        "now uses \"Lib.BeStrict\" (was \"Lib.UseStrict\")")]
    public void What_happens_without_a_switch_is_told(string before, string was, string after, string now, string expected) =>
        Assert.Equal([expected], Facts(before + Switch(was), after + Switch(now)));

    /// <summary>What a constructor of a type does to fill a field is told of the field, and not once more of the constructor.</summary>
    [Theory]
    [InlineData("new System.Text.RegularExpressions.Regex(\"^a\")", "new System.Text.RegularExpressions.Regex(\"^b\")")]
    [InlineData("new HashSet<string> { \"a-b\" }", "new HashSet<string> { \"a-b\", \"c-d\" }")]
    [InlineData("new Dictionary<string, string> { [\"a\"] = \"b-c\" }", "new Dictionary<string, string> { [\"a\"] = \"b-d\" }")]
    public void What_a_field_begins_with_is_told_of_the_field_alone(string was, string now)
    {
        string Members(string value) => "static readonly object shared = " + value + "; object Get() => shared;";
        Assert.Equal(
            ["F:C.shared"], Compare(Members(was), Members(now)).Where(x => x.Method.Effects.Count > 0).Select(x => x.Method.Symbol));
    }

    [Fact]
    public void A_method_that_changed_without_a_fact_is_still_a_changed_method() =>
        Assert.Equal(
            ["M:C.Less(System.Int32)"], Compare("bool Less(int x) => x < 3;", "bool Less(int x) => x <= 3;").Select(x => x.Method.Symbol));

    internal static string[] Facts(string before, string after) =>
        [.. Moves.Cancelled(Compare(before, after)).SelectMany(x => x.Method.Effects).Select(x => x.Text)];

    internal static List<Candidate> Compare(string before, string after)
    {
        CompiledAssembly was = Compile(before), now = Compile(after);
        return AssemblyDiff.Compare(World.Of([was]), World.Open(was), World.Of([now]), World.Open(now));
    }

    private static CompiledAssembly Compile(string members) =>
        TestCompiler.Compile($"{Usings}public class C {{ {members} }}", new CompileSettings("Lib"));
}
