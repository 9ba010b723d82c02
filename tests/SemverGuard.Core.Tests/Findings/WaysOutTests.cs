using SemverGuard.Api;
using SemverGuard.Compiling;
using SemverGuard.Findings;
using SemverGuard.Metadata;

namespace SemverGuard.FindingsTests;

/// <summary>A version is named as safe when the application was linked with it, and not before.</summary>
public sealed class WaysOutTests
{
    private const string DepBefore = "public static class Dep { public static void Kept() { } public static void Gone() { } }";
    private const string DepAfter = "public static class Dep { public static void Kept() { } }";
    private const string LibNow = "public static class Lib { public static void Go() => Dep.Gone(); public static void Rest() { } }";
    private const string LibCured = "public static class Lib { public static void Go() => Dep.Kept(); public static void Rest() { } }";
    private const string App = "public static class Program { public static void Main() => Lib.Go(); }";

    private readonly CompiledAssembly before = TestCompiler.Compile(DepBefore, new CompileSettings("Dep"));
    private readonly CompiledAssembly after = TestCompiler.Compile(DepAfter, new CompileSettings("Dep"));
    private readonly CompiledAssembly lib;
    private readonly AssemblyImage app;
    private readonly List<string> tried = [];

    public WaysOutTests()
    {
        lib = TestCompiler.Compile(LibNow, new CompileSettings("Lib"), before);
        app = World.Open(TestCompiler.Compile(App, new CompileSettings("App"), before, lib));
    }

    [Fact]
    public void The_first_that_links_is_named_and_those_behind_it_are_not_tried()
    {
        var finding = Check(Lib("2.0.1", LibNow), Lib("2.1.0", LibCured), Lib("3.0.0", LibCured));
        Assert.Equal([new PackageMove("Lib.Package", "2.1.0")], finding.WayOut);
        Assert.EndsWith("Safe: Dep.Package 1.0.0, or Dep.Package 1.0.1 with Lib.Package 2.1.0.", finding.Message);
        Assert.Equal(["2.0.1", "2.1.0"], tried);
    }

    [Fact]
    public void The_upgrade_can_stop_half_way()
    {
        var half = TestCompiler.Compile(DepBefore + " public static class More;", new CompileSettings("Dep"));
        var finding = Check(("1.0.0.5", World.Of([app, World.Open(lib), World.Open(half)]), "Dep.Package"));
        Assert.EndsWith("Safe: Dep.Package 1.0.0, or Dep.Package 1.0.0.5.", finding.Message);
    }

    [Fact]
    public void Several_move_together()
    {
        var finding = Check(Set(World.Of([app, World.Open(Compiled(LibCured)), World.Open(after)]), new PackageMove("Lib.Package", "2.1.0"),
            new PackageMove("Other.Package", "2.1.0")));
        Assert.EndsWith("or Dep.Package 1.0.1 with Lib.Package 2.1.0 and Other.Package 2.1.0.", finding.Message);
    }

    [Fact]
    public void What_only_moves_the_failure_is_not_named() =>
    AssertNoneLinks(Lib("2.1.0",
        "public static class Lib { public static void Go() => Other(); static void Other() => Dep.Gone(); public static void Rest() { } }"));

    [Fact]
    public void What_breaks_the_project_itself_is_not_named() =>
    AssertNoneLinks(Lib("3.0.0", "public static class Lib { public static void Went() { } public static void Rest() { } }"));

    /// <summary>As with the upgrade itself: what nothing leads to is no warning.</summary>
    [Fact]
    public void A_failure_that_nothing_leads_to_is_none() =>
        Assert.Single(
            Check(Lib("2.1.0", "public static class Lib { public static void Go() { } public static void Rest() => Dep.Gone(); }")).WayOut);

    [Fact]
    public void Without_a_failure_nothing_is_asked()
    {
        Guard.Check(Input(World.Of([app, World.Open(Compiled(LibCured)), World.Open(after)]), [Lib("2.1.0", LibCured)]));
        Assert.Empty(tried);
    }

    [Fact]
    public void A_handful_is_tried()
    {
        AssertNoneLinks([.. Enumerable.Range(1, 50).Select(x => Lib("2.0." + x, LibNow))]);
        Assert.Equal(12, tried.Count);
    }

    [Fact]
    public void A_known_vulnerability_of_the_version_before_is_said()
    {
        var input = Input(Now, []) with { Bumps = [Bump with { IsBeforeVulnerable = true }] };
        Assert.EndsWith(
            "Safe: Dep.Package 1.0.0 (though it has a known vulnerability).", Assert.Single(Guard.Check(input).Findings).Message);
    }

    private static Bump Bump => new("Dep.Package", "1.0.0", "1.0.1", ["Dep"]);

    private AssemblySet Now => World.Of([app, World.Open(lib), World.Open(after)]);

    private void AssertNoneLinks(params (string, AssemblySet, string)[] sets)
    {
        var finding = Check(sets);
        Assert.Empty(finding.WayOut);
        Assert.EndsWith("Safe: Dep.Package 1.0.0.", finding.Message);
    }

    private CompiledAssembly Compiled(string source) =>
        TestCompiler.Compile(source, new CompileSettings("Lib"), source.Contains("Gone") ? before : after);

    private (string Version, AssemblySet World, string Package) Lib(string version, string source) =>
        (version, World.Of([app, World.Open(Compiled(source)), World.Open(after)]), "Lib.Package");

    private Finding Check(params (string Version, AssemblySet World, string Package)[] sets) =>
        Assert.Single(Guard.Check(Input(Now, sets)).Findings);

    private Finding Check(VersionSet set) => Assert.Single(Guard.Check(Input(Now, []) with { Alternatives = (_, _) => [set] }).Findings);

    private static VersionSet Set(AssemblySet world, params PackageMove[] moves) => new(moves, world);

    private GuardInput Input(AssemblySet now, (string Version, AssemblySet World, string Package)[] sets) => new()
    {
        Bumps = [Bump],
        Uses = [],
        Before = (_, _) => null,
        After = new ApiSurface(now),
        RuntimeBefore = World.Of([app, World.Open(lib), World.Open(before)]),
        RuntimeAfter = now,
        Consumer = app,
        IsRebuilt = true,
        PackageOf = x => x is "Lib" or "Dep" ? (x + ".Package", x == "Lib" ? "2.0.0" : "1.0.1") : null,
        Alternatives = (bump, failing) =>
        {
            Assert.Equal("Dep.Package", bump.Id);
            Assert.Equal(["Lib.Package"], failing);
            return sets.Select(x =>
            {
                tried.Add(x.Version);
                return new VersionSet([new PackageMove(x.Package, x.Version)], x.World);
            });
        },
    };
}
