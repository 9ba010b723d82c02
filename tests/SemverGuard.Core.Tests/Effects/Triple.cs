using System.Text.RegularExpressions;
using SemverGuard.Api;
using SemverGuard.Compiling;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Effects;

/// <summary>How loudly a case is told.</summary>
public enum Told
{
    Nothing,

    /// <summary>As one of the methods whose implementation changed, with no word on how.</summary>
    Listed,
    Info,
    Warning,
}

/// <summary>One library in two versions and a program that uses it.</summary>
/// <param name="Library">Where the versions differ it says <c>«before ⇒ after»</c>.</param>
/// <param name="Consumer">Statements of a program.</param>
public sealed partial record Triple(string Name, Told Told, string Library, string Consumer)
{
    private const string Usings =
        "using System.Globalization; using System.Text; using System.Text.Json; using System.Text.RegularExpressions; namespace Lib;\n";

    /// <summary>Names that the program's configuration has.</summary>
    public string[] Settings { get; init; } = [];

    /// <summary>The program's statements are what a test runner's targets have written.</summary>
    public bool IsWritten { get; init; }

    public override string ToString() => Name;

    /// <summary>The findings of a patch, as a build has them.</summary>
    public GuardReport Judge()
    {
        CompiledAssembly before = Compile("$1"), after = Compile("$2");
        var consumer = TestCompiler.Compile("using Lib;\n" + Consumer,
            new CompileSettings("App") { ImplicitUsings = true, Kind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication }, before);
        AssemblyImage was = World.Open(before), now = World.Open(after), app = World.Open(consumer);
        AssemblySet worldBefore = World.Of([was, app]), worldAfter = World.Of([now, app]);
        return Guard.Check(new GuardInput
        {
            Uses = UseReader.Read(app, worldBefore, World.Sources(consumer)),
            Bumps = [new Bump("Lib", "2.4.1", "2.4.2", ["Lib"])],
            RuntimeBefore = worldBefore,
            RuntimeAfter = worldAfter,
            Before = new ApiSurface(World.Of([was])).Find,
            After = new ApiSurface(World.Of([now])),
            Consumer = app,
            Sources = World.Sources(consumer),
            IsRebuilt = true,
            Settings = Settings,
            IsWritten = _ => IsWritten,
        });
    }

    public static Told Loudest(GuardReport report) =>
        report.Findings.Any(x => x.Severity >= Severity.Warning) ? Told.Warning
        : report.Findings.Any(x => x.Id != EffectRules.Implementation.Id) ? Told.Info
        : report.Findings.Count > 0 ? Told.Listed : Told.Nothing;

    /// <summary>Both versions of a text in which they stand as <c>«before ⇒ after»</c>.</summary>
    public static (string Was, string Now) Sides(string text) => (Difference().Replace(text, "$1"), Difference().Replace(text, "$2"));

    private CompiledAssembly Compile(string side) =>
        TestCompiler.Compile(Usings + Difference().Replace(Library, side), new CompileSettings("Lib") { ImplicitUsings = true });

    [GeneratedRegex("«(.*?) ?⇒ ?(.*?)»", RegexOptions.Singleline)]
    private static partial Regex Difference();
}
