using SemverGuard.Compiling;
using SemverGuard.Recompilation;
using SemverGuard.Witness;

namespace SemverGuard.RecompilationTests;

/// <summary>
/// A project that no longer compiles is compiled once more before its errors, so that they are explained when they are first seen.
/// </summary>
public sealed class CompileDoubtTests
{
    private const string Library = "namespace Lib { public class Used; } namespace Lib.More { public class Unused; }";

    [Fact]
    public void Nothing_changed() => Assert.False(IsInDoubt(Library, x => x));

    [Fact]
    public void An_addition_under_another_name() => Assert.False(IsInDoubt(Library + " namespace Lib.Other { public class New; }", x => x));

    /// <summary>Compiled code does not show a <c>using</c>.</summary>
    [Fact]
    public void A_namespace_of_which_nothing_is_used() => Assert.True(IsInDoubt("namespace Lib { public class Used; }", x => x));

    [Fact]
    public void Another_key() => Assert.True(IsInDoubt(Library, x => x with { KeySeed = "other" }));

    [Fact]
    public void A_lower_version() => Assert.True(IsInDoubt(Library, x => x with { Version = "1.0.0.0" }));

    [Fact]
    public void A_higher_version() => Assert.False(IsInDoubt(Library, x => x with { Version = "3.0.0.0" }));

    [Fact]
    public void A_need_of_a_higher_version_than_there_is()
    {
        var low = Part("1.0.0.0");
        var now = TestCompiler.Compile(Library + " internal class Inner : Part;", Settings, Part("2.0.0.0"));
        Assert.True(IsInDoubt(now, [low]));
        Assert.False(IsInDoubt(TestCompiler.Compile(Library + " internal class Inner : Part;", Settings, low), [low]));

        static CompiledAssembly Part(string version) =>
            TestCompiler.Compile("public class Part;", new CompileSettings("Part") { Version = version, KeySeed = "part" });
    }

    [Fact]
    public void Another_member_that_nobody_names() =>
    Assert.False(IsInDoubt(Library.Replace("class Used;", "class Used { public void Unnamed() { } }"), x => x));

    [Fact]
    public void Another_constructor() =>
    Assert.True(IsInDoubt(Library.Replace("class Used;", "class Used { public Used(int x) { } }"), x => x));

    public static TheoryData<string> Broken =>
        [.. WitnessCase.All.Concat(WitnessCase.Peers).Where(x => x.Verdicts.Contains("source")).Select(x => x.Name)];

    /// <summary>Whoever does not compile any more is compiled before the errors are seen.</summary>
    [Theory]
    [MemberData(nameof(Broken))]
    public void A_source_that_breaks(string name)
    {
        var @case = WitnessCase.All.Concat(WitnessCase.Peers).Single(x => x.Name == name);
        var app = World.Open(@case.Build.App);
        var before = World.Of([app, .. @case.Build.CompileBefore.Select(World.Open)]);
        var after = World.Of([.. @case.Build.CompileAfter.Select(World.Open)]);
        Assert.True(CompileDoubt.About(
            new Build(app, before, null), after, ["Lib", "Lib2"], SurfaceDiffTests.Words(@case.Source), SurfaceDiffTests.Surfaces));
    }

    private static CompileSettings Settings { get; } = new("Lib") { Version = "2.0.0.0", KeySeed = "one" };

    private static bool IsInDoubt(string now, Func<CompileSettings, CompileSettings> settings) =>
        IsInDoubt(TestCompiler.Compile(now, settings(Settings)), []);

    private static bool IsInDoubt(CompiledAssembly now, CompiledAssembly[] others)
    {
        var was = TestCompiler.Compile(Library, Settings);
        const string Source = "using Lib.More; public class App { public Lib.Used? Field; }";
        var app = World.Open(TestCompiler.Compile(Source, new CompileSettings("App"), was));
        var before = World.Of([World.Open(was), app, .. others.Select(World.Open)]);
        var after = World.Of([World.Open(now), .. others.Select(World.Open)]);
        return CompileDoubt.About(new Build(app, before, null), after, ["Lib"], SurfaceDiffTests.Words(Source), SurfaceDiffTests.Surfaces);
    }
}
