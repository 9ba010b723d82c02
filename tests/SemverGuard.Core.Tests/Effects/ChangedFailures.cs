namespace SemverGuard.Effects;

/// <summary>Exceptions, and what is returned instead.</summary>
internal static class ChangedFailures
{
    public static readonly Triple[] All =
    [
        new("throws for a value that the project gives to a constructor", Told.Warning,
            "public readonly struct Request { public Request(string scope, string? claims = null) { Scope = scope; Claims = claims; } "
                + "public string Scope { get; } public string? Claims { get; } } public class Client { readonly Inner inner = new(); "
                + "public int Get(Request r) => inner.Ask(r); } class Inner { public int Ask(Request r) => Run(r); int Run(Request r) { "
                + "if (r.Scope.Length > 9) throw new TimeoutException(); « ⇒ if (r.Claims != null) throw new TimeoutException(\"claims\"); » "
                + "return r.Scope.Length; } }",
            "try { Console.WriteLine(new Client().Get(new Request(\"a\", claims: \"{}\"))); } catch (Exception) { }"),
        new("throws in a constructor that got an optional parameter", Told.Warning,
            Grown("if (v.Contains('\\n')) throw new InvalidOperationException(v);"), "new Request().Add(\"x\");"),
        new("throws for another value of an optional parameter that is new", Told.Listed,
            Grown("if (encode) throw new InvalidOperationException(v);"), "new Request().Add(\"x\");"),
        new("another answer of a method that got an optional parameter", Told.Info,
            "public class Schema { public bool Nullable(Type t« ⇒ , string? name = null») { « return false; ⇒ "
                + "return t.IsClass && name == null; » } }",
            "Console.WriteLine(new Schema().Nullable(typeof(string)));"),
        new("condition of a catch that a method of its own asks by now", Told.Warning,
            "public class Reader { public int Read(Type t, Func<int> f) { try { return f(); } catch (TimeoutException) "
                + "when («t.Name == \"A\" ⇒ IsFine(t)») { return -1; } } "
                + "« ⇒ static bool IsFine(Type t) => t.Name is \"A\" or \"B\"; » }",
            "Console.WriteLine(new Reader().Read(typeof(int), () => 1));"),
        new("condition of a catch that the project has as well", Told.Warning,
            "public class Reader { public int Read(Func<int> f) { try { return f(); } catch (IOException e) "
                + "when (e.HResult == «1 ⇒ 2 || e.Data.Count > 0») { return -1; } } }",
            "try { Console.WriteLine(new Reader().Read(() => 1)); } catch (IOException) { }"),
        new("another exception", Told.Warning,
            "public class Store { public void Put(int x) { if (x > 9) throw new «InvalidOperationException ⇒ "
                + "NotSupportedException»(\"full\"); } }",
            "new Store().Put(1);"),
        new("another exception that is caught", Told.Warning,
            "public class Store { public void Put(int x) { if (x > 9) throw new «InvalidOperationException ⇒ "
                + "ArgumentException»(\"full\"); } }",
            "try { new Store().Put(1); } catch (InvalidOperationException) { Console.WriteLine(\"full\"); }"),
        new("another exception, a caller's mistake, which stands for others", Told.Info,
            "public class StoreException : Exception; public class Store { public void Put(int x) { "
                + "if (x > 9) throw new «StoreException ⇒ ArgumentException»(); "
                + "} public void Open() { if (Path.GetTempPath() == \"\") throw new StoreException(); } }",
            "try { var s = new Store(); s.Open(); s.Put(1); } catch (StoreException) { Console.WriteLine(\"down\"); }"),
        new("another exception, a caller's mistake, which stands for others that the framework declares", Told.Info,
            "public class StoreException : Exception; public class Lines : TextReader { "
            + "public override string? ReadLine() => Path.GetTempPath() == \"\" ? throw new StoreException() : null; "
            + "public void Put(int x) { if (x > 9) throw new «StoreException ⇒ ArgumentException»(); } }",
            "try { var s = new Lines(); s.ReadLine(); s.Put(1); } catch (StoreException) { Console.WriteLine(\"down\"); }"),
        new("another exception, a caller's mistake, that is caught further out", Told.Warning,
            "public class StoreException : Exception; public class Store { public void Put(int x) { "
                + "if (x > 9) throw new «StoreException ⇒ ArgumentException»(); } }",
            "try { Helper.Go(); } catch (StoreException) { Console.WriteLine(\"full\"); "
                + "} static class Helper { public static void Go() => new Store().Put(1); }"),
        new("guard added", Told.Warning,
            "public class Store { public int Count; public void Put(string s) { "
                + "«⇒ if (s.Length > 100) throw new InvalidOperationException(\"too long\");» Count++; } }",
            "new Store().Put(Console.ReadLine()!);"),
        new("guard added, for texts that the project has none of", Told.Info,
            "public class Store { public int Count; public void Put(string s) { "
                + "«⇒ if (s.Length > 100) throw new InvalidOperationException(\"too long\");» Count++; } }",
            "new Store().Put(\"a\");"),
        new("guard removed", Told.Warning,
            "public class Store { public int Count; public void Put(string s) { "
                + "« if (Count > 100) throw new InvalidOperationException(\"full\"); ⇒» Count++; } }",
            "new Store().Put(\"a\");"),
        new("argument guard added", Told.Info,
            "public class Store { public int Count; public void Put(string s) { "
                + "«⇒ if (s.Length == 0) throw new ArgumentException(\"empty\");» Count++; } }",
            "new Store().Put(\"a\");"),
        new("wrapped", Told.Warning,
            "public class StoreException(string m, Exception e) : Exception(m, e); "
                + "public class Store { public string Get(string p) { « return Read(p); ⇒ try { return Read(p); "
                + "} catch (IOException e) { throw new StoreException(\"no\", e); "
                + "} » } private string Read(string p) => File.ReadAllText(p); }",
            "try { Console.WriteLine(new Store().Get(\"a\")); } catch (IOException) { }"),
        new("swallowed", Told.Warning,
            "public class Store { public string Get(string p) { try { return File.ReadAllText(p); } catch (IOException) { «throw; "
                + "⇒ return \"\";» } } }",
            "Console.WriteLine(new Store().Get(\"a\"));"),
        new("no longer swallowed", Told.Warning,
            "public class Store { public string Get(string p) { « try { return File.ReadAllText(p); "
                + "} catch (FileNotFoundException) { return \"\"; } ⇒ return File.ReadAllText(p); » } }",
            "Console.WriteLine(new Store().Get(\"a\"));"),
        new("null rather than an exception", Told.Warning,
            "public class Store { private readonly Dictionary<string, string> all = []; "
                + "public string? Get(string k) => all.TryGetValue(k, out var v) ? v : «throw new InvalidOperationException(k) ⇒ null»; }",
            "Console.WriteLine(new Store().Get(\"a\"));"),
        new("null rather than empty", Told.Warning,
            "public class Store { private readonly List<int> all = []; "
                + "public int[]? Get() => all.Count == 0 ? «Array.Empty<int>() ⇒ null» : all.ToArray(); }",
            "Console.WriteLine(new Store().Get());"),
        new("own exception no longer thrown", Told.Warning,
            "public class TokenException : Exception; public class Tokens { public bool Check(string s) { "
                + "« if (s.Length < 3) throw new TokenException(); ⇒ if (s.Length < 3) return false; » return true; } }",
            "Console.WriteLine(new Tokens().Check(\"a\"));"),
        new("first or nothing", Told.Warning,
            "public class Store { private readonly List<string> all = []; "
                + "public string? Get(string k) => all.«FirstOrDefault ⇒ First»(x => x == k); }",
            "Console.WriteLine(new Store().Get(\"a\"));"),
        new("one or the first", Told.Warning,
            "public class Store { private readonly List<string> all = []; "
                + "public string Get(string k) => all.«First ⇒ Single»(x => x == k); }",
            "Console.WriteLine(new Store().Get(\"a\"));"),
        new("parse that throws", Told.Info,
            "public class Reader { public int Read(string s) { « return int.TryParse(s, out int x) ? x : -1; ⇒ return int.Parse(s); » } }",
            "Console.WriteLine(new Reader().Read(\"a\"));"),
        new("cast that gives null", Told.Info,
            "public class Box { public object? Content; public string? Text() => «(string?)Content ⇒ Content as string»; }",
            "Console.WriteLine(new Box().Text());"),
        new("question that becomes a cast", Told.Info,
            "public class Box { public string? Text(object o) { var s = «o as string ⇒ (string)o»; return s ?? \"none\"; } }",
            "Console.WriteLine(new Box().Text(3));"),
        new("caught exception thrown anew", Told.Info,
            "public class Job { public void Go(Action a) { try { a(); } "
                + "catch («IOException ⇒ IOException e») { «throw ⇒ throw e»; } } }",
            "try { new Job().Go(() => { }); } catch (IOException e) { Console.WriteLine(e.StackTrace); }"),
        new("task canceled instead of failed", Told.Warning,
            "public class Job { public System.Threading.Tasks.Task Go() => «System.Threading.Tasks.Task.FromException(new "
                + "OperationCanceledException()) ⇒ System.Threading.Tasks.Task.FromCanceled("
                + "new System.Threading.CancellationToken(true))»; }",
            "Console.WriteLine(new Job().Go().IsFaulted);"),
        new("called by reflection", Told.Info,
            "public class Job { public void Go(Action a) => a.«Invoke ⇒ DynamicInvoke»(); }",
            "new Job().Go(() => { });"),
        new("disposed is checked", Told.Info,
            "public sealed class Pool : IDisposable { private bool gone; public void Dispose() => gone = true; "
                + "public int Rent() { «⇒ if (gone) throw new ObjectDisposedException(\"pool\");» return 1; } }",
            "Console.WriteLine(new Pool().Rent());"),
        new("retries on another exception", Told.Warning,
            "public class Retry { public void Run(Action a) { try { a(); } catch («TimeoutException ⇒ IOException») { a(); } } }",
            "new Retry().Run(() => { });"),
    ];

    /// <param name="check">Of a constructor that is called in a lambda.</param>
    private static string Grown(string check) =>
        "public class Header { public string V; public Header(string v« ⇒ , bool encode = false») { « ⇒ " + check + " » V = v; } } "
        + "public class Request { public List<Header> All = []; public Request Add(string v) => With(x => x.All.Add(new Header(v))); "
        + "Request With(Action<Request> action) { action(this); return this; } }";
}
