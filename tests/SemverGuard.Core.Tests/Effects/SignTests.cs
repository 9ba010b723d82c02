using SemverGuard.FindingsTests;

namespace SemverGuard.Effects;

/// <summary>What is handed to whom, what is created, and what the project shows of itself that a fact concerns it.</summary>
public sealed class SignTests
{
    private const string Handlers = "public abstract class Handler { } public class Old : Handler { } public class New : Handler { } ";
    private const string Steps =
        "public interface IStep { } public class One : IStep { } public class Two : IStep { } internal class Inner : IStep { } ";
    private const string Tags = "public class Scope { public void AddTag(string name, string value) => Console.WriteLine(name + value); } ";
    private const string Looking = "public class Mode { public bool IsFast { get; set; } } "
        + "public class A { public Mode Go(Mode m) { new B().Do(m); return m; } } public class B { "
        + "public void Do(Mode m) => new C().Done(m); } "
        + "public class C { public void Done(Mode m) { « ⇒ if (m.IsFast) throw new InvalidOperationException(); » } }";

    private const string Versions =
        "public static class Known { public static readonly Version V4 = new(4, 0), V6 = new(6, 0); "
            + "public static readonly string Name = \"lib-name\"; } ";

    public static TheoryData<Triple, string> Facts => new()
    {
        { new("one of a family in place of another", Told.Warning,
            Handlers + "public class A { public Handler Go() => new «Old ⇒ New»(); }", "new A().Go();"), "now creates New (was Old)" },
        { new("a link less", Told.Warning, Steps
            + "public class A { public List<IStep> Go() { var l = new List<IStep>(); l.Add(new One()); « l.Add(new Two()); ⇒ » return l; "
            + "} }", "new A().Go();"), "no longer creates Two" },
        { new("a link more", Told.Warning, Steps
            + "public class A { public List<IStep> Go() { var l = new List<IStep>(); l.Add(new One()); « ⇒ l.Add(new Two()); » return l; "
            + "} }", "new A().Go();"), "now creates Two" },
        { new("a part more that is kept", Told.Info,
            Steps + "public class A { public IStep? First, Second; public void Go() { First = new One(); « ⇒ Second = new Two(); » } }",
            "new A().Go();"), "A.Go" },
        { new("a link of its own more", Told.Info,
            Steps + "public class A { public object Go() => new B().All(); "
                + "} internal class B { public List<IStep> All() { var l = new List<IStep>(); l.Add(new One()); « ⇒ l.Add(new Inner()); "
                + "» return l; } }", "new A().Go();"), "now creates Inner" },
        { new("tag renamed", Told.Warning,
            Tags + "public class A { public void Go(Scope s, string x) { s.AddTag(\"«secret ⇒ az.secret.name»\", x); "
                + "« ⇒ s.AddTag(\"az.secret.version\", x); » } }", "new A().Go(new Scope(), \"x\");"),
                "now uses \"az.secret.name\" (was \"secret\")" },
        { new("answer at once for the constant that is passed", Told.Warning,
            "public class A { static int n = 3; static bool Core(int m) => m > n; public bool On(DayOfWeek d) => "
                + "«Core((int)d) ⇒ d != DayOfWeek.Monday && Core((int)d)»; }", "Console.WriteLine(new A().On(DayOfWeek.Monday));"),
            "now returns false at once where d is DayOfWeek.Monday. The project passes DayOfWeek.Monday" },
        { new("answer at once for another constant", Told.Info,
            "public class A { static int n = 3; static bool Core(int m) => m > n; public bool On(DayOfWeek d) => "
                + "«Core((int)d) ⇒ d != DayOfWeek.Monday && Core((int)d)»; }", "Console.WriteLine(new A().On(DayOfWeek.Friday));"),
            "now returns false at once where d is DayOfWeek.Monday" },
        { new("text for the value that the project sets", Told.Warning,
            "public class Cookie { public DayOfWeek Day { get; set; } public string Text() { "
                + "« if (Day == DayOfWeek.Monday) return \"-\"; ⇒ » return Core(Day); } "
                + "static string Core(DayOfWeek d) => d.ToString(); }",
            "Console.WriteLine(new Cookie { Day = DayOfWeek.Monday }.Text());"), "The project sets Cookie.Day to DayOfWeek.Monday" },
        { new("sign in a text that is passed", Told.Warning,
            "public class A { public string Go(string s) => « s ⇒ s.Replace(\"[]\", \"\") »; }",
            "Console.WriteLine(new A().Go(\"a[]\"));"),
            "The project passes \"a[]\"" },
        { new("key more", Told.Info,
            "public class A { public Dictionary<string, int> Go() { var d = new Dictionary<string, int>(); d[\"first\"] = 1; "
                + "« ⇒ d[\"second\"] = 2; » return d; } }", "new A().Go();"), "now uses \"second\"" },
        { new("key that the project has went", Told.Warning,
            "public class A { public Dictionary<string, int> Go() { var d = new Dictionary<string, int>(); d[\"first\"] = 1; "
                + "« d[\"second\"] = 2; ⇒ » return d; } }", "Console.WriteLine(new A().Go()[\"second\"]);"),
                "The project has \"second\" in its code" },
        { new("key in a static field", Told.Info,
            Versions + "public class A { public Dictionary<string, int> Go() { var d = new Dictionary<string, int>(); "
                + "« ⇒ d[Known.Name] = 1; » return d; } }", "new A().Go();"), "now uses \"lib-name\"" },
        { new("answer in a static field", Told.Warning, Versions + "public class A { public Version Least => Known.«V4 ⇒ V6»; }",
            "Console.WriteLine(new A().Least);"), "now returns new Version(6, 0) (was new Version(4, 0))" },
        { new("parse to try", Told.Info,
            "public class A { public int Go(string s) { « return int.Parse(s); ⇒ int.TryParse(s, out int n); return n; » } }",
            "new A().Go(\"1\");"), "no longer throws the FormatException of int.Parse" },
        { new("parse to try, caught", Told.Warning,
            "public class A { public int Go(string s) { « return int.Parse(s); ⇒ int.TryParse(s, out int n); return n; » } }",
            "try { new A().Go(\"1\"); } catch (FormatException) { Console.WriteLine(1); }"), "catches FormatException" },
        { new("required service", Told.Info,
            "public class A { public int Go(Dictionary<string, int> d) => «d.TryGetValue(\"a\", out int n) ? n : 0 ⇒ d[\"a\"]»; }",
            "new A().Go([]);"), "now throws the KeyNotFoundException" },
        { new("looks at what the project uses", Told.Warning,
            "public static class Keys { public static object Any { get; } = new(); "
                + "} public class A { public void Go(object key) => new B().Do(key); "
                + "} public class B { public void Do(object key) => new C().Done(key); "
                + "} public class C { public void Done(object key) { « ⇒ if (key == Keys.Any) throw new InvalidOperationException(); » } }",
                "new A().Go(Keys.Any);"), "The project uses Keys.Any, which that code looks at now" },
        { new("looks at what the project sets", Told.Warning, Looking, "new A().Go(new Mode { IsFast = true });"),
            "The project sets Mode.IsFast to true" },
        { new("looks at what the project reads", Told.Info, Looking, "Console.WriteLine(new A().Go(new Mode()).IsFast);"),
            "now throws InvalidOperationException" },
        { new("a limit within the options that the project gives", Told.Info, Within, "new Engine(new Options()).Go(3);"),
            "now throws InvalidOperationException" },
        { new("a limit within the options, set by the project", Told.Warning, Within,
            "new Engine(new Options { Limits = { Most = 2 } }).Go(3);"), "The project uses Limits.Most, which that code looks at now" },
        { new("a plain word far inside that the project has for itself", Told.Info, Inside,
            "new A().Go([]); Console.WriteLine(new Dictionary<string, int> { [\"value\"] = 1 }.Count);"), "no longer uses \"value\"" },
        { new("a plain word far inside that the project hands over", Told.Warning, Inside,
            "var a = new A(); a.Find(\"value\"); a.Go([]);"), "The project has \"value\" in its code" },
        { new("null where the code looks at what the project sets", Told.Info,
            Looking.Replace("if (m.IsFast) throw new InvalidOperationException();",
                "ArgumentNullException.ThrowIfNull(m); GC.KeepAlive(m.IsFast);"), "new A().Go(new Mode { IsFast = true });"),
            "now throws ArgumentNullException" },
        { new("another call of one class among other changes", Told.Info, "public class A { bool b; public DateTime Go(string s) { "
            + "« if (s.Length > 3) b = !b; return DateTime.ParseExact(s, \"d\", null); ⇒ "
            + "if (s.Length > 4) b = true; return DateTime.Parse(s); » } }", "new A().Go(\"1\");"),
            "now calls DateTime.Parse (was DateTime.ParseExact)" },
        { new("made only of one that there is", Told.Nothing, Copied,
            "Console.WriteLine(new A().Go(new Plain()).GetType());"), "" },
        { new("made of one that the project makes", Told.Warning, Copied,
            "Console.WriteLine(new A().Go(new Special()).GetType());"), "IsOff = false (was true)" },
        { new("overload of what is called", Told.Warning,
            "public class A { public void Go(int x) => Go(x, 1); public void Go(int x, int y) => Go(x, y, 2); "
                + "public void Go(int x, int y, int z) { « ⇒ if (x + y > z) throw new InvalidOperationException(); » } }",
                "new A().Go(1);"), "now throws InvalidOperationException" },
        { new("name of what the project sets, asked of another value", Told.Warning, Asking,
            "new A().Go([new Mark { Overwrite = true }], new Mark());"), "The project sets Overwrite" },
        { new("name of what nobody sets, asked of another value", Told.Info, Asking, "new A().Go([new Mark()], new Mark());"),
            "with another value and \"Overwrite\"" },
        { new("value of a type that is told from others, put into what is passed", Told.Warning, Writing,
            "new A().Go(new Dictionary<string, object> { [\"a\"] = 1.5m });"), "The project passes decimal values" },
        { new("values of other types than the one that is told from others", Told.Info, Writing,
            "Console.WriteLine(1.5m); new A().Go(new Dictionary<string, object> { [\"a\"] = 1.5 });"), "own handling of decimal" },
        { new("object that has the interface that is told from others", Told.Warning,
            Writing.Replace("v is decimal d", "v is System.Runtime.CompilerServices.ITuple d").Replace("Number(decimal", "Number(object"),
            "new A().Write((1, \"a\"));"), "The project passes ITuple values" },
    };

    private const string Within = "public class Limits { public int Most { get; set; } } public class Options { "
        + "public Limits Limits { get; } = new(); } public class Engine { public Engine(Options? options = null) => "
        + "Options = options ?? new(); public Options Options { get; } public void Go(int n) => new B().Do(this, n); } "
        + "public class B { public void Do(Engine e, int n) => new C().Done(e, n); } public class C { public void Done(Engine e, int n) { "
        + "« ⇒ if (n > e.Options.Limits.Most) throw new InvalidOperationException(); » Console.WriteLine(n); } }";

    private const string Inside = "public class A { public void Find(string s) => Console.WriteLine(s); "
        + "public void Go(Dictionary<string, int> d) => new B().Do(d); } "
        + "public class B { public void Do(Dictionary<string, int> d) { « d[\"value\"] = 2; ⇒ » d[\"first\"] = 1; } }";

    private const string Copied = "public class Plain { public virtual T Clone<T>() where T : Plain, new() => new T(); } "
        + "public class Special : Plain { public bool IsOff { get; set; } = «true ⇒ false»; "
        + "public override T Clone<T>() { var t = base.Clone<T>(); if (t is Special s) s.IsOff = IsOff; return t; } } "
        + "public class A { public Plain Go(Plain p) => p is Special s ? s.Clone<Special>() : p.Clone<Plain>(); }";

    private const string Asking = "public class Mark { public bool Overwrite { get; set; } } public class A { static void Get(ref bool v, "
        + "object o, string name) => v = o.GetType().GetProperty(name)?.GetValue(o) is true; public bool Go(Mark[] all, Mark one) { "
        + "bool v = false; foreach (var x in all) Get(ref v, «one ⇒ x», \"Overwrite\"); return v; } }";

    private const string Writing = "public class A { public decimal Zero => 0m; void Number(decimal d) { } void Other(object o) { } "
        + "public void Go(Dictionary<string, object> all) { foreach (var x in all) Write(x.Value); } "
        + "public void Write(object v) { « ⇒ if (v is decimal d) { Number(d); return; } » Other(v); } }";

    /// <summary>
    /// A name that the project has in its code, and a package far inside: the one that the project calls, or one that it knows nothing of,
    /// where it may have the name for somebody else.
    /// </summary>
    [Theory]
    [InlineData(false, Findings.Severity.Warning)]
    [InlineData(true, Findings.Severity.Info)]
    public void A_name_far_inside_is_the_projects_where_the_package_is(bool isApart, Findings.Severity expected)
    {
        const string Shop = "public class Shop { public int Go() => new C0().Go().Count; ";
        const string Program = "public static class Program { public static void Main() { Console.WriteLine(new Shop().Go()); "
            + "var form = new Dictionary<string, int> { [\"client_id\"] = 3 }; Console.WriteLine(form.Count); } }";
        string was = Chain(""), now = Chain("d[\"client_id\"] = 2;");
        var bumped = new Bumped { ComparesBehavior = true };
        var check = isApart
            ? bumped.Package("Inner", was, now).Package("Shop", Shop + "}", Shop + "public int Size; }").Check(Program)
            : bumped.Package("Shop", was + Shop + "}", now + Shop + "}").Check(Program);
        var told = Assert.Single(check.Report.Findings, x => x.Message.Contains("now uses \"client_id\"", StringComparison.Ordinal));
        Assert.Equal(expected, told.Severity);
    }

    /// <summary>Classes each of which calls the next, up to a method that puts a row into a dictionary.</summary>
    private static string Chain(string row)
    {
        const int Length = 10;
        var links = Enumerable.Range(0, Length)
            .Select(x => $"public class C{x} {{ public Dictionary<string, int> Go() => new C{x + 1}().Go(); }} ");
        return string.Concat(links) + $"public class C{Length} {{ public Dictionary<string, int> Go() {{ "
            + $"var d = new Dictionary<string, int>(); d[\"first\"] = 1; {row} return d; }} }}";
    }

    [Fact]
    public void A_key_that_the_settings_have_is_the_projects_affair()
    {
        const string Library =
            "public class A { public string Go() => new B().Read(); } public class B { public string Read() => new C().Read(); } "
            + "public class C { public string Read() { string? v = Environment.GetEnvironmentVariable(\"SHOP_RATIO_ARG\"); "
            + "if (v is null) throw new Exception(); "
            + "« return v; ⇒ if (v.Length > 3) throw new InvalidOperationException(); return v; » } }";
        var triple = new Triple("key in the settings", Told.Warning, Library, "new A().Go();") { Settings = ["SHOP_RATIO_ARG"] };
        var told = Assert.Single(triple.Judge().Findings, x => x.Severity == Findings.Severity.Warning);
        Assert.Contains("The project has \"SHOP_RATIO_ARG\" in its settings, which that code asks for", told.Message);
        Assert.Equal(Told.Info, Triple.Loudest((triple with { Settings = ["OTHER"] }).Judge()));
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void A_fact_is_told_as_loudly_as_it_deserves(Triple triple, string words)
    {
        var report = triple.Judge();
        string all = string.Join("\n", report.Findings);
        Assert.Contains(words, all);
        Assert.True(triple.Told == Triple.Loudest(report), $"{triple.Name}: expected {triple.Told}, is {Triple.Loudest(report)}\n{all}");
    }
}
