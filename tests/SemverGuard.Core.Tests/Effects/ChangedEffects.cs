namespace SemverGuard.Effects;

/// <summary>What happens besides the result: resources, threads, callbacks, the world outside.</summary>
internal static class ChangedEffects
{
    public static readonly Triple[] All =
    [
        new("a setter that sets nothing", Told.Info,
            "public class Wait { private int most = 3; public int Most { get => most; set { « most = value; ⇒» } } "
                + "public int Delay { get; set { « field = value; ⇒» } } }", "new Wait().Delay = 5;"),
        new("a constructor that no longer keeps its argument", Told.Info,
            "public class Part { public Part(string name, int size) { Size = size; « Name = name; ⇒» } public string? Name { get; } "
                + "public int Size { get; } }", "Console.WriteLine(new Part(\"a\", 2).Name);"),
        new("another property's field", Told.Info,
            "public class Part { private string a = \"\", b = \"\"; public string Name { get => a; set => a = value; } "
                + "public string Code { get => «b ⇒ a»; set => b = value; } }", "Console.WriteLine(new Part { Name = \"b\" }.Code);"),
        new("one call of several", Told.Info,
            "public class Page { public string Text = \"\"; public void Say(string s) => Text += s; } public class Writer { "
                + "public void Write(Page p, string[] all) { p.Say(\"[\"); foreach (var s in all) p.Say(s); « p.Say(\"]\"); ⇒» } }",
            "new Writer().Write(new Page(), []);"),
        new("one store of several", Told.Warning,
            "public class Steps { private int state; public int Go(int n) { if (n > 5) state = 1; else { state = 2; n++; } "
                + "if (n == 3) { « state = 4; ⇒» n += 2; } return n + state; } }", "Console.WriteLine(new Steps().Go(2));"),
        new("what a lambda closes over", Told.Info,
            "public class Sums { public Func<int> Of(int a, int b) => () => «a - b ⇒ b - a»; }",
            "Console.WriteLine(new Sums().Of(1, 2)());"),
        new("parameters of an asynchronous method", Told.Info,
            "public class Sums { public async Task<int> Of(int a, int b) { await Task.Yield(); return «a - b ⇒ b - a»; } }",
            "Console.WriteLine(await new Sums().Of(1, 2));"),
        new("locals of an iterator", Told.Listed,
            "public class Sums { public IEnumerable<int> Of(int n) { int a = n, b = 2 * n; yield return 1; "
                + "yield return «a - b ⇒ b - a»; } }",
            "Console.WriteLine(new Sums().Of(1).Last());"),
        new("parameters of a generic iterator", Told.Info,
            "public class Sums { public IEnumerable<T> Of<T>(T a, T b, List<T> seen) { seen.Add(«a ⇒ b»); yield return «b ⇒ a»; } }",
            "Console.WriteLine(new Sums().Of(1, 2, []).Last());"),
        new("an option of the caller's own object", Told.Info,
            "public class Options { public string[] Tools { get; set; } = []; public int Most { get; set; } } public class Client { "
                + "public int Ask(Options o, int x) { «⇒ if (x > o.Most) o.Tools = o.Tools.Skip(x).ToArray();» return o.Tools.Length; } }",
            "var o = new Options(); o.Tools = [\"a\"]; Console.WriteLine(new Client().Ask(o, 3));"),
        new("closes the inner stream", Told.Warning,
            "public sealed class Frame(Stream inner) : IDisposable { public void Dispose() { inner.Flush(); «⇒ inner.Dispose();» } }",
            "using var f = new Frame(new MemoryStream());"),
        new("leaves the stream open", Told.Warning,
            "public class Reader { public string Read(Stream s) { using var r = new StreamReader(s, Encoding.UTF8, true, 1024, "
                + "leaveOpen: «true ⇒ false»); return r.ReadToEnd(); } }",
            "Console.WriteLine(new Reader().Read(new MemoryStream()));"),
        new("share of a file", Told.Warning,
            "public class Log { public Stream Open(string p) => new FileStream(p, FileMode.OpenOrCreate, FileAccess.Write, "
                + "FileShare.«Read ⇒ None»); }", "new Log().Open(\"a\");"),
        new("mode of a file", Told.Warning,
            "public class Log { public Stream Open(string p) => File.Open(p, FileMode.«Append ⇒ Create»); }", "new Log().Open(\"a\");"),
        new("writes instead of appending", Told.Warning,
            "public class Log { public void Say(string p, string s) => File.«AppendAllText ⇒ WriteAllText»(p, s); }",
            "new Log().Say(\"a\", \"b\");"),
        new("deletes", Told.Warning,
            "public class Temp { public void Done(string p) { «⇒ if (File.Exists(p)) File.Delete(p);» Console.Error.WriteLine(p); } }",
            "new Temp().Done(\"a\");"),
        new("no longer flushes", Told.Warning,
            "public class Log(Stream s) { public void Say(byte[] b) { s.Write(b, 0, b.Length); « s.Flush(); ⇒» } }",
            "new Log(new MemoryStream()).Say([]);"),
        new("event no longer raised", Told.Warning,
            "public class Job { public event Action? Done; public int Count; public void Run() { Count++; « Done?.Invoke(); ⇒» } }",
            "var j = new Job(); j.Done += () => { }; j.Run();"),
        new("event raised twice", Told.Warning,
            "public class Job { public event Action? Done; public int Count; public void Run() { Done?.Invoke(); Count++; "
                + "«⇒ Done?.Invoke();» } }", "var j = new Job(); j.Done += () => { }; j.Run();"),
        new("hook no longer called", Told.Warning,
            "public abstract class Step { public int Count; public void Run() { « Before(); ⇒» Count++; "
                + "} protected virtual void Before() { } }",
            "new Mine().Run(); class Mine : Step { protected override void Before() => Console.WriteLine(\"before\"); }"),
        new("hook called in another order", Told.Warning,
            "public abstract class Step { public int Count; public void Run() { « Before(); Count = 5; ⇒ Count = 5; Before(); "
                + "» } protected virtual void Before() { } }",
            "new Mine().Run(); class Mine : Step { protected override void Before() => Console.WriteLine(\"before\"); }"),
        new("context lost", Told.Warning,
            "public class Caller { public async Task<string> Get(Task<string> t) => await t«.ConfigureAwait(false)⇒»; }",
            "await new Caller().Get(Task.FromResult(\"a\"));"),
        new("waits instead", Told.Warning,
            "public class Caller { public «async ⇒» Task<int> Get(Task<int> t) { « int x = await t; return x + 1; "
                + "⇒ int x = t.GetAwaiter().GetResult(); return Task.FromResult(x + 1); » } }",
                "await new Caller().Get(Task.FromResult(1));"),
        new("waits on a property", Told.Warning, "public class Caller { public int Get(Task<int> t, int x) => «x ⇒ t.Result»; }",
            "new Caller().Get(Task.FromResult(1), 2);"),
        new("thread pool", Told.Warning, "public class Jobs { public void Go(Action a) { «a(); ⇒ Task.Run(a);» } }",
            "new Jobs().Go(() => { });"),
        new("thread of its own", Told.Warning,
            "public class Jobs { public void Go(Action a) { «Task.Run(a); ⇒ new Thread(() => a()).Start();» } }",
            "new Jobs().Go(() => { });"),
        new("no lock", Told.Warning,
            "public class Counter { private readonly object gate = new(); private int n; public int Next() { « lock (gate) { return ++n; "
                + "} ⇒ return ++n; » } }", "Console.WriteLine(new Counter().Next());"),
        new("lazy", Told.Warning,
            "public class Users { public IEnumerable<string> All(IEnumerable<string> x) => x.Where(y => y.Length > 0)«.ToList()⇒»; }",
            "new Users().All([\"a\"]);"),
        new("iterator", Told.Warning,
            "public class Users { public IEnumerable<int> All(int n) { « var l = new List<int>(); for (int i = 0; i < n; i++) l.Add(i); "
                + "return l; ⇒ for (int i = 0; i < n; i++) yield return i; » } }", "new Users().All(3);"),
        new("cached", Told.Info, "public class Users { private string[]? all; "
            + "public string[] All(string s) => «s.Split(',') ⇒ all ??= s.Split(',')»; public bool Has => all is not null; }",
            "new Users().All(\"a\");"),
        new("static constructor", Told.Warning,
            "public class Setup { «⇒ static Setup() { Environment.SetEnvironmentVariable(\"LIB\", \"1\"); }» public string Go() => \"a\"; }", "Console.WriteLine(new Setup().Go());"),
        new("handler of the process", Told.Warning,
            "public class Setup { public Setup() { «⇒ AppDomain.CurrentDomain.UnhandledException += (_, "
                + "_) => Environment.Exit(1);» Name = \"a\"; } public string Name; }", "Console.WriteLine(new Setup().Name);"),
        new("finally of an iterator", Told.Warning,
            "public class Lines { public int Open; public IEnumerable<int> All(int n) { Open++; try { for (int i = 0; i < n; "
                + "i++) yield return i; } finally { Open = Open «- 1 ⇒ - 2»; } } }",
            "foreach (int i in new Lines().All(3)) Console.WriteLine(i);"),
        new("converter that an attribute names", Told.Info,
            """
            public abstract class Converter { public abstract int Write(int x); }
            public sealed class Hex : Converter { public override int Write(int x) => x «+ 1 ⇒ + 2»; }
            public sealed class ConverterAttribute(Type type) : Attribute { public Type Type => type; }
            public static class Json { public static int Of<T>() => ((Converter)Activator.CreateInstance(((ConverterAttribute)typeof(T).GetCustomAttributes(false)[0]).Type)!).Write(3); }
            """,
            "Console.WriteLine(Json.Of<Item>()); [Converter(typeof(Hex))] class Item;"),
        new("an option that a new object has not anyway", Told.Info,
            "public class Runner { public string Go() { var s = new System.Diagnostics.ProcessStartInfo(\"git\")"
                + "« ⇒ { RedirectStandardError = false }»; "
                + "return s.FileName + s.RedirectStandardError; } }", "Console.WriteLine(new Runner().Go());"),
        new("redirects", Told.Warning,
            "public class Api { public HttpMessageHandler Make() => new SocketsHttpHandler«() ⇒ { AllowAutoRedirect = false }»; }",
            "new Api().Make();"),
        new("equality", Told.Warning,
            "public class Key(string a, string b) { public string A => a; public string B => b; "
                + "public override bool Equals(object? o) => o is Key k && k.A == A« ⇒ && k.B == B»; "
                + "public override int GetHashCode() => A.GetHashCode(); }",
                "Console.WriteLine(new Key(\"a\", \"b\").Equals(new Key(\"a\", \"c\")));"),
        new("override added", Told.Info,
            "public class Reader { public virtual string Read() => \"plain\"; "
                + "} public class Json : Reader { «⇒ public override string Read() => \"json\";» }",
                "Reader r = new Json(); Console.WriteLine(r.Read());"),
        new("queue or stack", Told.Warning,
            "public class Work { private readonly LinkedList<int> all = new(); public void Add(int x) => all.Add«First ⇒ Last»(x); "
                + "public int Count => all.Count; }", "new Work().Add(1);"),
        new("goes elsewhere", Told.Warning,
            "public class Mail { public Task Send(string s) => new HttpClient().PostAsync(\"/«mail ⇒ outbox»\", new StringContent(s)); }",
            "await new Mail().Send(\"a\");"),
        new("process", Told.Warning,
            "public class Tool { public string Go(string s) { «⇒ System.Diagnostics.Process.Start(\"tool\", s);» return s; } }",
            "new Tool().Go(\"a\");"),
        new("null is stored where a text was", Told.Info,
            "public class Parser { readonly Dictionary<string, string?> data = []; public void Visit(string key, object? value) => "
                + "data[key] = «value + \"\" ⇒ value is null ? null : value + \"\"»; }",
            "new Parser().Visit(\"a\", 1);"),
        new("a constant is stored where a setting was", Told.Warning,
            "public static class Settings { public static bool Unicode { get; set; } } public class Entry { public bool IsUnicode { get; "
                + "set; } public Entry(string name) { GC.KeepAlive(name); IsUnicode = «Settings.Unicode ⇒ true»; } }",
            "Console.WriteLine(new Entry(\"a\").IsUnicode);"),
        new("a constant is stored where its name was", Told.Listed,
            "public static class Settings { public static int Size => 30; } public class Entry { public int Size { get; set; } public "
                + "Entry(string name) { GC.KeepAlive(name); Size = «Settings.Size ⇒ 30»; } }",
            "Console.WriteLine(new Entry(\"a\").Size);"),
        new("option, through members that hand on to their namesakes", Told.Warning, Handler(
                "public class Api { public void Send() => Send(1); void Send(int x) => Send(x, 1); void Send(int x, int y) => "
                + "SendCore(x + y); void SendCore(int x) => Start.Run(x); }"), "new Api().Send();"),
        new("option, through as many members of other names", Told.Info, Handler(
                "public class Api { public void Send() => First(1); void First(int x) => Second(x, 1); void Second(int x, int y) => "
                + "Third(x + y); void Third(int x) => Start.Run(x); }"), "new Api().Send();"),
        new("how the program starts", Told.Warning, Started, "new Server().Start();"),
        new("how a written program starts", Told.Info, Started, "new Server().Start();") { IsWritten = true },
    ];

    private const string Started =
        "public class Server { public int Tries = «3 ⇒ 5»; public void Start() => Console.WriteLine(Tries); }";

    private static string Handler(string caller) => caller + " static class Start { public static void Run(int x) => Connection.Open(x); } "
        + "static class Connection { public static void Open(int x) => Transport.Make(); } static class Transport { "
        + "public static HttpMessageHandler Make() => new SocketsHttpHandler«() ⇒ { AllowAutoRedirect = false }»; }";
}
