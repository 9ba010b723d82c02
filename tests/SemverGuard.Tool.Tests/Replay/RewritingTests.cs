using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using SemverGuard.Compiling;
using SemverGuard.Findings;
using SemverGuard.Recording;
using SemverGuard.Tool.Replay.Recordings;
using SemverGuard.Tool.Replay.Rewriting;
using SemverGuard.Tool.Replay.Sides;

namespace SemverGuard.Tool.Replay;

/// <summary>
/// Rewritten programs do what they did: each file under Programs is a package and, below the line <c>// program</c>, a program that uses
/// it. It prints the same as it is, rewritten, and rewritten while it records; and every method of the rewritten assembly compiles. What is
/// recorded stands beside it.
/// </summary>
public sealed partial class RewritingTests : IDisposable
{
    private static readonly string Programs = Repository.PathOf("tests", "SemverGuard.Tool.Tests", "Replay", "Programs");

    private static readonly Lazy<CompiledAssembly> Preparer = new(() => TestCompiler.Compile(
        File.ReadAllText(Path.Combine(Programs, "..", "Preparer.cs")),
        Settings("Preparer", OutputKind.ConsoleApplication, OptimizationLevel.Release)));

    private readonly TempFolder folder = new();

    public static TheoryData<string, OptimizationLevel> Cases()
    {
        var cases = new TheoryData<string, OptimizationLevel>();
        foreach (string file in Directory.EnumerateFiles(Programs, "*.cs").Order(StringComparer.Ordinal))
        {
            foreach (var optimization in Enum.GetValues<OptimizationLevel>())
                cases.Add(Path.GetFileNameWithoutExtension(file), optimization);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_rewritten_program_does_what_it_did(string program, OptimizationLevel optimization)
    {
        Build(program, optimization);
        var original = Run("App", []);
        Assert.Equal(("", true), (original.Error, original.Output.Length > 0));
        Rewrite("App", ["Lib"]);
        var off = Run("App", []);
        var on = Run("App", [], (RecordingFormat.FolderVariable, folder.Root), (RecordingFormat.SaltVariable, "salt"));
        Assert.Equal(new Result(0, "", ""), Run("Preparer", ["App"]));
        Assert.Equal(original, off);
        Assert.Equal(original, on);
        var recorded = Recorded();
        Assert.NotEmpty(recorded);
        if (optimization == OptimizationLevel.Debug) Compare(program, recorded); // the other has other lines
    }

    /// <summary>Which of two tests that run side by side comes first is chance, and what crosses in each is the same.</summary>
    [Fact]
    public void Tests_that_run_in_parallel_are_told_apart_and_nothing_differs()
    {
        Build("Parallel", OptimizationLevel.Release);
        Rewrite("App", ["Lib"]);
        RecordedRun one = Recorded("one"), other = Recorded("other");
        string[] tests = [.. Sequence.Of([.. one.Crossings]).Select(x => x.Crossing.Test).Where(RecordingFormat.IsTest)];
        Assert.Equal(["FirstTests.Crosses", "SecondTests.Crosses"], tests.Distinct().Order(StringComparer.Ordinal));
        Assert.True(tests.Zip(tests.Skip(1)).Count(x => x.First != x.Second) > 5, string.Join('\n', tests));

        var what = new Runnable("App.csproj", "");
        var bump = new Bump("Lib", "1.0.0", "1.0.1", ["Lib"]);
        var result = new ReplayJudge([bump], [], []).Of(Side(one), Side(other));
        Assert.Equal((2, 30, true), (result.Tests, result.Crossings, result.IsWhole));
        Assert.Empty(result.Report.Upgrades[0].Findings);
        Assert.Empty(result.Report.NotChecked);

        RanSide Side(RecordedRun run) => new([[new SideRun(what, 0, "", run)]], new Rewritten([], [], []));
    }

    /// <summary>By the framework, to which it goes, or by the project itself; what goes to the package itself nobody sees.</summary>
    [Fact]
    public void A_method_group_is_exercised_when_it_is_called()
    {
        Build("Groups", OptimizationLevel.Debug);
        var used = Rewrite("App", ["Lib"]).Select(x => x.Member).ToHashSet();
        Run("App", [], (RecordingFormat.FolderVariable, folder.Root), (RecordingFormat.SaltVariable, "salt"));
        used.ExceptWith(RecordedRun.Of(folder.Root).Crossings.Select(x => x.Spot.Member));
        Assert.Equal(["M:Lib.Tool.Never(System.Int32)"], used);
    }

    private RecordedRun Recorded(string name)
    {
        folder.With($"{name}/{RecordingFormat.MovedFile}", "Lib");
        var run = Run("App", [], (RecordingFormat.FolderVariable, folder.PathOf(name)), (RecordingFormat.SaltVariable, "salt"));
        Assert.Equal(new Result(0, "done\n", ""), run);
        return RecordedRun.Of(folder.PathOf(name));
    }

    private string[] Recorded()
    {
        var run = RecordedRun.Of(folder.Root);
        Assert.False(run.IsCut);
        // Where more comes than a recording keeps, threads decide what.
        return [.. run.Dropped == 0 ? run.Crossings.Select(Line) : run.Crossings.Select(Place).Distinct().Append("and more")];

        static string Place(RecordedCrossing x) => $"{x.Spot.Line} {x.Spot.Kind} {x.Spot.Name}";

        static string Line(RecordedCrossing x)
        {
            string back = x.HandedBack.Length > 0 ? $" handing back {x.HandedBack}" : "", outcome = x.Outcome.Length > 0
                ? " = " + x.Outcome
                : "";
            return $"{Place(x)}({x.Arguments}){outcome}{back}{(x.Count > 1 ? $" x{x.Count}" : "")}";
        }
    }

    /// <summary>Threads cross in any order.</summary>
    private static void Compare(string program, string[] recorded)
    {
        string file = Path.Combine(Programs, program + ".recorded.txt");
        string now = string.Concat(
            recorded.Order(StringComparer.Ordinal).Select(x => x.Replace("\n", "\\n", StringComparison.Ordinal) + "\n"));
        if (Repository.IsUpdating) File.WriteAllText(file, now);
        Assert.Equal(File.ReadAllText(file), now);
    }

    /// <summary>As if the whole framework had moved: nearly every call in them goes through the recorder.</summary>
    [Theory]
    [InlineData("Mono.Cecil")]
    [InlineData("Parquet")]
    [InlineData("NuGet.Packaging")]
    [InlineData("System.CommandLine")]
    [InlineData("Spectre.Console")]
    [InlineData("SemverGuard.Core")]
    [InlineData("Microsoft.CodeAnalysis.CSharp")]
    public void What_was_rewritten_of_real_assemblies_compiles(string name)
    {
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll"))
            File.Copy(file, folder.PathOf(Path.GetFileName(file)));
        Write(Preparer.Value, "Preparer");
        var original = Run("Preparer", [name]);
        Assert.Equal((0, ""), (original.ExitCode, original.Error));
        Rewrite(name, DotNet.ReferencePack.Keys);
        Assert.Equal(original, Run("Preparer", [name]));
    }

    public void Dispose() => folder.Dispose();

    private void Build(string program, OptimizationLevel optimization)
    {
        string[] parts = File.ReadAllText(Path.Combine(Programs, program + ".cs")).Split("\n// program\n");
        parts[1] = Repeated().Replace(parts[1], x => string.Concat(
            Enumerable.Range(0, int.Parse(x.Groups[1].ValueSpan)).Select(y => x.Groups[2].Value.Replace("#", y.ToString()))));
        var package = TestCompiler.Compile(parts[0], Settings("Lib", OutputKind.DynamicallyLinkedLibrary, OptimizationLevel.Release));
        var app = TestCompiler.Compile(parts[1], Settings("App", OutputKind.ConsoleApplication, optimization), package);
        Write(package);
        Write(app, "App");
        Write(Preparer.Value, "Preparer");
        folder.With(RecordingFormat.MovedFile, "Lib");
    }

    /// <param name="program">Its name, where it can be run.</param>
    private void Write(CompiledAssembly assembly, string? program = null)
    {
        File.WriteAllBytes(folder.PathOf(assembly.Name + ".dll"), [.. assembly.Image]);
        File.WriteAllBytes(folder.PathOf(assembly.Name + ".pdb"), [.. assembly.Pdb]);
        if (program is null) return;
        folder.With(program + ".runtimeconfig.json", JsonSerializer.Serialize(new
        {
            runtimeOptions = new
            {
                framework = new { name = "Microsoft.NETCore.App", version = "10.0.0" },
                configProperties = new Dictionary<string, object> { ["System.Globalization.Invariant"] = true },
            },
        }));
    }

    private static CompileSettings Settings(string name, OutputKind kind, OptimizationLevel optimization) =>
        new(name) { Kind = kind, Optimization = optimization, ImplicitUsings = true };

    /// <returns>The members that are used of what moved.</returns>
    private IReadOnlyCollection<(string Member, string Assembly)> Rewrite(string name, IEnumerable<string> moved)
    {
        string recorder = folder.PathOf("SemverGuard.Recorder.dll");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "recorder", "netstandard2.1", "SemverGuard.Recorder.dll"), recorder);
        string framework = Path.GetDirectoryName(DotNet.ReferencePack["System.Runtime"])!;
        var rewriter = new AssemblyRewriter(new HashSet<string> { name }, moved.ToHashSet());
        rewriter.Rewrite(folder.PathOf(name + ".dll"), [folder.Root, framework], recorder);
        return rewriter.Used;
    }

    private Result Run(string name, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(DotNet.Host, ["exec", folder.PathOf(name + ".dll"), .. arguments])
        {
            WorkingDirectory = folder.Root, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (variable, value) in environment) start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Result(process.ExitCode, output, error.Result);
    }

    /// <summary>Long methods are written as <c>// repeat COUNT</c> before a line, in which # is the number of the repetition.</summary>
    [GeneratedRegex(@"// repeat (\d+)\n(.+)\n")]
    private static partial Regex Repeated();

    private sealed record Result(int ExitCode, string Output, string Error);
}
