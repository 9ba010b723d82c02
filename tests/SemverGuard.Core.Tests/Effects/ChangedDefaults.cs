namespace SemverGuard.Effects;

/// <summary>Values that nobody sets, or that stand in the code.</summary>
internal static class ChangedDefaults
{
    private const string Client =
        "public class Client(Options options) { public int Tries => options.Retries; "
            + "public string Ask() => options.Name + options.Timeout + options.Strict; }\n";

    public static readonly Triple[] All =
    [
        new("property initialiser", Told.Warning,
            Client + "public class Options { public int Retries { get; set; } = «3 ⇒ 5»; public string Name = \"a\"; "
                + "public TimeSpan Timeout; public bool Strict; }",
            "Console.WriteLine(new Client(new Options()).Ask());"),
        new("value set in the constructor", Told.Warning,
            Client + "public class Options { public Options() { Timeout = TimeSpan.FromSeconds(«30 ⇒ 100»); } public int Retries { get; "
                + "set; } public string Name = \"a\"; public TimeSpan Timeout; public bool Strict; }",
            "Console.WriteLine(new Client(new Options()).Ask());"),
        new("property initialiser beside a constructor that checks what it is given", Told.Warning,
            Client + "public class Options { public Options(int version = 3) { if (version is < 1 or > 9) throw new TimeoutException(); } "
                + "public int Retries { get; set; } = «3 ⇒ 5»; public string Name = \"a\"; public TimeSpan Timeout; public bool Strict; }",
            "Console.WriteLine(new Client(new Options()).Ask());"),
        new("type that a generic method makes", Told.Warning,
            "public class Timer { public int Seconds { get; } public Timer() { Seconds = «3 ⇒ 5»; } } "
                + "public class A { static T Make<T>() where T : new() => new T(); static T Ask<T>() where T : new() => Make<T>(); "
                + "public int Go() => Ask<Timer>().Seconds; }",
            "Console.WriteLine(new A().Go());"),
        new("constructor overrides the initialiser", Told.Warning,
            Client + "public class Options { public Options() { «⇒ Strict = false;» } public int Retries { get; set; "
                + "} public string Name = \"a\"; public TimeSpan Timeout; public bool Strict = true; }",
            "Console.WriteLine(new Client(new Options()).Ask());"),
        new("value went with its initialiser", Told.Warning,
            "public class Options { public bool Validate { get; set; }« = true;⇒» } "
                + "public class Reader { public string Read(Options o) => o.Validate ? \"checked\" : \"raw\"; }",
            "Console.WriteLine(new Reader().Read(new Options()));"),
        new("private field", Told.Warning,
            "public class Parser { private bool strict = «false ⇒ true»; public int Parse(string s) => strict ? int.Parse(s) : s.Length; }",
            "Console.WriteLine(new Parser().Parse(\"1\"));"),
        new("private static readonly", Told.Warning,
            "public class Poller { private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(«100 ⇒ 5000»); "
                + "public TimeSpan Next() => Pause; }",
            "Console.WriteLine(new Poller().Next());"),
        new("private constant", Told.Warning,
            "public class Poller { private const int Milliseconds = «100 ⇒ 5000»; public Task Next() => Task.Delay(Milliseconds); }",
            "await new Poller().Next();"),
        new("page size", Told.Warning,
            "public class Pages { private const int Size = «20 ⇒ 100»; "
                + "public IEnumerable<int> First(IEnumerable<int> all) => all.Take(Size); }",
            "Console.WriteLine(new Pages().First([1, 2]).Count());"),
        new("constant answer", Told.Warning, "public class Limits { public virtual int MaxLength => «100 ⇒ 50»; }",
            "Console.WriteLine(new Limits().MaxLength);"),
        new("stored value to another constant answer", Told.Warning,
            "public enum Mode { None, Loose, Strict } public abstract class Value { public abstract Mode Mode { get; "
                + "} } public class Text : Value { public override Mode Mode « { get; } = Mode.Loose; ⇒ => Mode.Strict; » }",
            "Value value = new Text(); Console.WriteLine(value.Mode);"),
        new("nullable gets a value", Told.Warning,
            "public class Settings { public int? MaxDepth { get; set; }« ⇒ = 64;» } "
                + "public class Reader { private readonly Settings settings = new(); "
                + "public bool Fits(int depth) => depth <= (settings.MaxDepth ?? int.MaxValue); }",
            "Console.WriteLine(new Reader().Fits(100));"),
        new("enum", Told.Warning,
            "public enum Mode { Loose, Strict } public class Options { public Mode Mode { get; set; } = Mode.«Loose ⇒ Strict»; }",
            "Console.WriteLine(new Options().Mode);"),
        new("default behind a facade", Told.Warning,
            "public static class Json { public static string Write(object o) => new Writer(new Settings()).Write(o); "
                + "} public class Writer(Settings s) { public string Write(object o) => s.Indented ? \"\\n\" + o : \"\" + o; "
                + "} public class Settings { public Settings() { Indented = «false ⇒ true»; } public bool Indented { get; set; } }",
            "Console.WriteLine(Json.Write(1));"),
        new("string default", Told.Warning,
            "public class Options { public string Queue { get; set; } = \"«orders ⇒ orders.v2»\"; "
                + "} public class Bus { public string Send(Options o) => o.Queue; }",
            "Console.WriteLine(new Bus().Send(new Options()));"),
        new("number of tries", Told.Warning,
            "public class Retry { public void Run(Action a) { for (int i = 0; i < «3 ⇒ 5»; i++) { try { a(); return; "
                + "} catch (TimeoutException) { } } } }",
            "new Retry().Run(() => { });"),
        new("longest text", Told.Warning,
            "public class Names { public string Cut(string s) => s.Length > «50 ⇒ 20» ? s.Substring(1) : s; }",
            "Console.WriteLine(new Names().Cut(Environment.MachineName));"),
        new("timeout of a token", Told.Warning,
            "public class Caller { public CancellationToken Token() => new CancellationTokenSource(TimeSpan.FromSeconds(«10 ⇒ "
                + "60»)).Token; }", "Console.WriteLine(new Caller().Token());"),
        new("timeout of a client", Told.Warning,
            "public class Caller { private readonly HttpClient http = new(); "
                + "public Caller() { http.Timeout = TimeSpan.FromSeconds(«100 ⇒ 5»); "
                + "} public Task<string> Get(string u) => http.GetStringAsync(u); }",
            "await new Caller().Get(\"a\");"),
        new("boundary", Told.Warning, "public class Age { public bool IsAdult(int age) => age «>= ⇒ >» 18; }",
            "Console.WriteLine(new Age().IsAdult(18));"),
        new("an old call behind a new option", Told.Warning,
            "public class Options { public int Size { get; set; } « ⇒ public bool Link { get; set; } » } "
                + "public class Links { public void Add(string key) { } } "
                + "public class Cache(Options options) { private readonly Links links = new(); "
                + "public void Add(string key) { if (options.Size > 0) key += options.Size; « ⇒ if (options.Link) » links.Add(key); } }",
            "new Cache(new Options()).Add(\"a\");"),
        new("an old call behind a copy of a new option", Told.Warning,
            "public class Options { public int Size { get; set; } « ⇒ public bool Link { get; set; } » } "
                + "public class Links { public void Add(string key) { } } "
                + "public class Cache(Options options) { private readonly Links links = new(); "
                + "« ⇒ internal bool Linked { get; } = options.Link; » public int Size => options.Size; "
                + "public Entry Add(string key) => new(this, links, key); } "
                + "public class Entry { internal Entry(Cache cache, Links links, string key) "
                + "{ « ⇒ if (cache.Linked) » links.Add(key); Size = cache.Size; } public int Size { get; } }",
            "Console.WriteLine(new Cache(new Options()).Add(\"a\").Size);"),
        new("calculation", Told.Listed,
            "public class Price { public decimal Net(decimal gross, decimal tax) => gross «/ (1 + tax) ⇒ * (1 - tax)»; }",
            "Console.WriteLine(new Price().Net(1, 2));"),
        new("delegate that an option begins with answers something else", Told.Warning,
            "public class Options { public Func<string, bool> Hides { get; set; } = x => «false ⇒ true»; }",
            "Console.WriteLine(new Options().Hides(\"a\"));"),
        new("delegate of a method where a lambda answered nothing", Told.Warning,
            "static class Log { public static bool Hides(string name) => name.Length > 3; public static int Count; } public class Options "
                + "{ public Func<string, bool> Hides { get; set; } = «x => false ⇒ Log.Hides»; }",
            "Console.WriteLine(new Options().Hides(\"a\"));"),
        new("delegate that another type keeps where a lambda answered nothing", Told.Warning,
            "static class Log { public static readonly Func<string, bool> Hides = x => x.Length > 3; } public class Options "
                + "{ public Func<string, bool> Hides { get; set; } = «x => false ⇒ Log.Hides»; }",
            "Console.WriteLine(new Options().Hides(\"a\"));"),
        new("lambda written as a method", Told.Listed,
            "static class Log { public static bool Hides(string name) => name.Length > 3; } public class Options "
                + "{ public Func<string, bool> Hides { get; set; } = «x => Log.Hides(x) ⇒ Log.Hides»; }",
            "Console.WriteLine(new Options().Hides(\"a\"));"),
    ];
}
