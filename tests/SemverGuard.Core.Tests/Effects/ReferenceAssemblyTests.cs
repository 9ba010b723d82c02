using SemverGuard.Api;
using SemverGuard.Compiling;
using SemverGuard.Findings;
using SemverGuard.Rules;

namespace SemverGuard.Effects;

/// <summary>
/// Where a framework's targeting pack has a newer version than a package, the world before has its reference assembly, in which all bodies
/// throw null.
/// </summary>
public sealed class ReferenceAssemblyTests
{
    private const string Attribute = "[assembly: System.Runtime.CompilerServices.ReferenceAssembly]\n";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_has_no_code_is_not_compared_and_that_is_said(bool isBefore)
    {
        var without = Lib(Attribute + "public class A { public int Go(int x) => throw null!; }");
        var with = Lib("public class A { public int Go(int x) => x > 3 ? 4 : 5; }");
        var (before, after) = isBefore ? (without, with) : (with, without);
        var app = World.Open(TestCompiler.Compile("class App { int Go() => new A().Go(4); }", new CompileSettings("App"), before));
        Metadata.AssemblyImage was = World.Open(before), now = World.Open(after);
        Metadata.AssemblySet worldBefore = World.Of([was, app]), worldAfter = World.Of([now, app]);
        var report = Guard.Check(new GuardInput
        {
            Uses = Uses.UseReader.Read(app, worldBefore, null),
            Bumps = [new Bump("Lib", "2.4.1", "2.4.2", ["Lib"])],
            RuntimeBefore = worldBefore, RuntimeAfter = worldAfter,
            Before = new ApiSurface(World.Of([was])).Find, After = new ApiSurface(World.Of([now])),
            Consumer = app,
            IsRebuilt = true,
        });
        Assert.Empty(report.NotChecked);
        var info = Assert.Single(report.Findings);
        Assert.Equal((EffectRules.Implementation.Id, Severity.Info), (info.Id, info.Severity));
        Assert.Equal(
            "Lib 2.4.2: the implementation of Lib was not compared: one of the two versions is at hand only as a reference assembly, "
            + "which has no code.", info.Message);
    }

    private static CompiledAssembly Lib(string source) => TestCompiler.Compile(source, new CompileSettings("Lib"));
}
