using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using SemverGuard.Compiling;
using SemverGuard.Findings;
using SemverGuard.Pages;
using SemverGuard.Reports;
using SemverGuard.Tool.Commands;
using SemverGuard.Tool.Witnesses;

namespace SemverGuard.Tool;

/// <summary>
/// The rules' pages have an upgrade for each rule: its witness is green with the package before and red with the one after, or there is a
/// reason why there is none.
/// </summary>
public sealed partial class WitnessTests : IDisposable
{
    private const string Nameless = "what means something else has no name, and takes the project's own source to show";

    /// <summary>Rules whose witnesses are of one kind, and the reasons of those that have none.</summary>
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["SG2000"] = "the compiler refuses the project's own source, which is not in the report",
        ["SG2011"] = Nameless, ["SG2013"] = Nameless, ["SG2099"] = Nameless,
    };

    private readonly TempFolder folder = new();

    public static TheoryData<string, string> Examples()
    {
        var examples = new TheoryData<string, string>();
        foreach (var page in RulePage.All.Where(x => IsTried(x.Rule.Id)))
        {
            var told = page.Examples.Where(x => x.Findings.Contains($" {page.Rule.Id}: ", StringComparison.Ordinal));
            // The others of these pages differ in what is said, and have the same witness.
            foreach (var example in IsRecompiled(page.Rule.Id) ? told : told.Take(1)) examples.Add(page.Rule.Id, example.Title);
        }
        return examples;
    }

    /// <summary>Besides, what is gone and what a constructor sets.</summary>
    private static bool IsTried(string rule) => IsRecompiled(rule) || rule is "SG1000" or "SG1101" or "SG4001";

    private static bool IsRecompiled(string rule) => rule.StartsWith("SG2", StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_witness_is_green_before_and_red_after(string rule, string title)
    {
        var example = RulePage.AllExamples.Single(x => x.Page.Rule.Id == rule && x.Title == title);
        var before = Library(example.Before, "1.0.0.0");
        var after = Library(example.After, "1.0.1.0");
        var fact = Facts(example, before, after).Single(x => x.Id == rule);
        if (Reasons.TryGetValue(rule, out string? reason))
        {
            var source = new WitnessSource(Seen(before), () => Seen(after));
            Assert.Equal(reason, Assert.Throws<InvalidDataException>(() => source.Body(fact)).Message);
            return;
        }
        Holds(fact, before, after);
    }

    /// <summary>A package in a namespace; each line is what it adds or changes, and what the test then calls.</summary>
    [Theory]
    [InlineData("M:Lib.Box.#ctor(System.String)", "public class Box(object value) { «⇒ public Box(string text) : this((object)text) { }» }",
        "() => new global::Lib.Box(default(string)!);")]
    [InlineData("M:Lib.Pen.Draw(System.Int32)",
        "public class Pen { «⇒ public int Draw(int width) => width;» } "
        + "public static class Pens { public static int Draw(this Pen pen, long width) => 0; }",
        "using Lib;\n")]
    [InlineData("M:Lib.Pens.Draw(Lib.Pen,System.Int32)",
        "public class Pen; public static class Pens { public static int Draw(this Pen pen, long width) => 0; "
        + "«⇒ public static int Draw(this Pen pen, int width) => 1;» }",
        "default(global::Lib.Pen)!.Draw(default(int));")]
    [InlineData("M:Lib.Log.Write(Lib.Pieces)", "public static class Log { public static void Write(string text) { } "
        + "«⇒ public static void Write(Pieces pieces) { }» } "
        + "[System.Runtime.CompilerServices.InterpolatedStringHandler] public class Pieces { public Pieces(int letters, int holes) { } "
        + "public void AppendFormatted<T>(T value) { } }",
        "Write($\"{0}\");")]
    [InlineData("M:Lib.Show.It``1(``0)",
        "public static class Show { public static int It(object value) => 0; «⇒ public static int It<T>(T value) => 1;» }",
        "It(default(string)!)")]
    [InlineData("M:Lib.Meter.op_Implicit(Lib.Meter)~System.Double",
        "public class Length { public static implicit operator double(Length length) => 1; } "
        + "public class Meter : Length { «⇒ public static implicit operator double(Meter meter) => 2;» }",
        "(a) => (double)a;")]
    [InlineData("M:Lib.Bag.Add(System.String)",
        "public class Bag { public void Add(object item) { } «⇒ public void Add(string item) { }» }",
        "Add(default(string)!)")]
    [InlineData("M:Lib.Log.Write(System.String,System.Int32)",
        "public static class Log { public static void Write(string text, int level = «1⇒2») { } }",
        "Xunit.Assert.Equal<object>(1, ", "SG2003")]
    [InlineData("M:Lib.Time.Of(System.Nullable{System.Int64},System.Decimal)",
        "public static class Time { public static void Of(long? ticks = «null⇒3», decimal share = 0.5m) { } }",
        "Xunit.Assert.Null(", "SG2003")]
    [InlineData("F:Lib.Rates.Low", "public static class Rates { public const float Low = «0.1f⇒0.2f»; }", "(System.Single)(0.1)", "SG2001")]
    [InlineData("F:Lib.Rates.Name", "public static class Rates { public const string? Name = «null⇒\"a\"»; }",
        "Xunit.Assert.Null(inlined)", "SG2001")]
    public void A_call_that_shows_it_is_found(string symbol, string package, string part, string rule = "SG2005")
    {
        var fact = new ReportedFact(rule, symbol, "", new("Lib", "1.0.0"), new("Lib", "1.0.1"), null, null, null);
        Assert.Contains(part, Holds(fact, Version(package, isAfter: false), Version(package, isAfter: true)), StringComparison.Ordinal);
    }

    /// <summary>What a replay recorded: arguments, what was and what is.</summary>
    [Theory]
    [InlineData("SG6001", "3", "\"<3>\"", "\"[3]\"", "Xunit.Assert.Equal(\"<3>\", global::Lib.Show.It((int)(3)));")]
    [InlineData("SG6002", "-1", "\"none\"", "!System.ArgumentException: no", "_ = global::Lib.Show.It((int)(-1));")]
    [InlineData("SG6002", "-2", "!System.InvalidOperationException: no", "\"none\"",
        "Xunit.Assert.Throws<global::System.InvalidOperationException>(")]
    public void A_recorded_call_is_made_again(string rule, string arguments, string was, string now, string part)
    {
        const string Package = "public static class Show { public static string It(int number) => number == «-2⇒-1» "
            + "? throw new System.«InvalidOperationException⇒ArgumentException»(\"no\") "
            + ": number < 0 ? \"none\" : \"«<⇒[»\" + number + \"«>⇒]»\"; }";
        var fact = new ReportedFact(
            rule, "M:Lib.Show.It(System.Int32)", "", new("Lib", "1.0.0"), new("Lib", "1.0.1"), arguments, was, now);
        Assert.Contains(part, Holds(fact, Version(Package, isAfter: false), Version(Package, isAfter: true)), StringComparison.Ordinal);
    }

    /// <summary>In one sentence behind "no test can be written".</summary>
    [Theory]
    [InlineData("SG6003", "M:Lib.A.B", "what calls the project back, and what the project does then, takes the whole program to show")]
    [InlineData("SG2005", "M:App.Baskets.Total", "what means another member is the project's own source, and not in the report")]
    [InlineData("SG2005", "M:Lib.A.B", "no call is known that is compiled to another member by now")]
    [InlineData("SG2005", "M:Lib.New.B", "New is new, and takes the project's own source to be called")]
    [InlineData("SG2003", "M:Lib.A.B", "it is declared as it was")]
    [InlineData("SG2003", "M:Lib.A.C", "M:Lib.A.C is not in both versions")]
    [InlineData("SG2003", "M:Lib.A.D``1(``0,System.Int32)", "its parameter value has a type that only it can name")]
    [InlineData("SG1101", "M:Lib.A.C", "Lib@1.0.0 has no public M:Lib.A.C")]
    [InlineData("SG4009", "M:Lib.A.B", "no call is known that shows it; semverguard replay may find one")]
    public void Where_there_is_none_it_says_why(string rule, string symbol, string reason)
    {
        const string Package = "public static class A { public static void B() { } "
            + "public static void D<T>(T value, int level = «1⇒2») { } } "
            + "«⇒public static class New { public static void B() { } }»";
        var fact = new ReportedFact(rule, symbol, "", new("Lib", "1.0.0"), new("Lib", "1.0.1"), null, null, null);
        var source = new WitnessSource(Seen(Version(Package, isAfter: false)), () => Seen(Version(Package, isAfter: true)));
        Assert.Equal(reason, Assert.Throws<InvalidDataException>(() => source.Body(fact)).Message);
    }

    /// <summary><c>«before⇒after»</c> marks what differs.</summary>
    private static CompiledAssembly Version(string package, bool isAfter)
    {
        string source = Changed().Replace(package, x => x.Groups[isAfter ? 2 : 1].Value);
        return Library($"#nullable enable\nnamespace Lib {{ {source} }}", isAfter ? "1.0.1.0" : "1.0.0.0");
    }

    [GeneratedRegex("«([^⇒]*)⇒([^»]*)»")]
    private static partial Regex Changed();

    /// <returns>The witness.</returns>
    private static string Holds(ReportedFact fact, CompiledAssembly before, CompiledAssembly after)
    {
        string witness = WitnessCommand.Text(fact, "Witness", new WitnessSource(Seen(before), () => Seen(after)).Body(fact));
        Assert.True(Failure(witness, before) is null, witness + Failure(witness, before));
        Assert.True(Failure(witness, after) is not null, witness);
        return witness;
    }

    private static Microsoft.CodeAnalysis.Compilation Seen(CompiledAssembly package) =>
        TestCompiler.Compilation("", new CompileSettings("Seen"), [package.Reference]);

    /// <returns>Null where the test is green.</returns>
    private static string? Failure(string witness, CompiledAssembly package)
    {
        var settings = new CompileSettings("Tests") { More = [WitnessProject.Xunit], Nullable = false };
        var (tests, errors) = TestCompiler.TryCompile(witness, settings, package);
        if (tests is null) return string.Join("\n", errors);
        var context = new AssemblyLoadContext("witness", isCollectible: true);
        try
        {
            context.LoadFromStream(new MemoryStream([.. package.Image]));
            var type = context.LoadFromStream(new MemoryStream([.. tests.Image])).GetType("Witness")!;
            type.GetMethod("Holds")!.Invoke(Activator.CreateInstance(type), null);
            return null;
        }
        catch (TargetInvocationException e)
        {
            return e.InnerException!.Message;
        }
        finally
        {
            context.Unload();
        }
    }

    /// <summary>As <c>semverguard compare</c> reports them.</summary>
    private List<ReportedFact> Facts(PageExample example, CompiledAssembly before, CompiledAssembly after)
    {
        using var files = new Files();
        var (was, now) = (Opened("before"), Opened("after"));
        folder.With("app/Program.cs", example.Consumer);
        var application = ApplicationSource.Compile(new SourceOptions(folder.PathOf("app"), null, true, true), [], was, now, files);
        var input = Comparison.Of(was, now, application, isRebuilt: true) with { ComparesBehavior = true };
        return ReportedFact.All(Shared.Text("json", Report.Of(Guard.Check(input), input.Bumps)), "report.json");

        PackageSource Opened(string side)
        {
            string file = folder.With($"{side}/Lib.dll", "");
            File.WriteAllBytes(file, [.. (side == "before" ? before : after).Image]);
            return PackageSource.Open(file, side == "before" ? "1.0.0" : "1.0.1", files);
        }
    }

    private static CompiledAssembly Library(string source, string version) =>
        TestCompiler.Compile(source, new CompileSettings("Lib") { Version = version, ImplicitUsings = true });

    public void Dispose() => folder.Dispose();
}
