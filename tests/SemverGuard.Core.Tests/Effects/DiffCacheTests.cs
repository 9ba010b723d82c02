using SemverGuard.Compiling;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>A comparison is taken again where it would come out the same, and nowhere else.</summary>
public sealed class DiffCacheTests
{
    private static readonly CompiledAssembly Kinds = Assembly("Kinds", "public enum Mode { Slow, Fast }");
    private static readonly CompiledAssembly Renamed = Assembly("Kinds", "public enum Mode { Careful, Brave }");
    private static readonly CompiledAssembly Was = Assembly("Lib", "public class C { public Mode Mode = Mode.Slow; }", Kinds);
    private static readonly CompiledAssembly Now = Assembly("Lib", "public class C { public Mode Mode = Mode.Fast; }", Kinds);

    private static readonly CompiledAssembly App = Assembly("App", "public class Program { object made = new C(); }", Was, Kinds);
    private static readonly CompiledAssembly Idle = Assembly("Idle", "public class Program { }");

    [Fact]
    public void What_another_assembly_says_is_looked_at_again_where_that_is_another()
    {
        var cache = new DiffCache();
        Assert.Equal("now sets Mode = Mode.Fast (was Mode.Slow)", Fact(cache, Kinds));
        Assert.Equal("now sets Mode = Mode.Brave (was Mode.Careful)", Fact(cache, Renamed));
        Assert.Equal("now sets Mode = Mode.Fast (was Mode.Slow)", Fact(cache, Kinds));
    }

    [Fact]
    public void A_comparison_that_was_made_belongs_to_the_assembly_at_hand()
    {
        var cache = new DiffCache();
        Compare(cache, Kinds);
        var (candidates, image) = Compare(cache, Kinds);
        Assert.NotEmpty(candidates);
        Assert.All(candidates, x => Assert.Same(image, x.Image));
    }

    [Fact]
    public void What_one_project_does_not_reach_another_is_told_all_the_same()
    {
        var cache = new DiffCache();
        Assert.Empty(Compare(cache, Kinds, Idle).Candidates);
        Assert.Equal("now sets Mode = Mode.Fast (was Mode.Slow)", Fact(cache, Kinds));
    }

    private static string Fact(DiffCache cache, CompiledAssembly kinds) =>
        Assert.Single(Compare(cache, kinds).Candidates.SelectMany(x => x.Method.Effects)).Text;

    private static (IReadOnlyList<Candidate> Candidates, AssemblyImage Image) Compare(
        DiffCache cache, CompiledAssembly kinds, CompiledAssembly? app = null)
    {
        AssemblyImage was = World.Open(Was), now = World.Open(Now), consumer = World.Open(app ?? App);
        AssemblySet before = World.Of([was, World.Open(kinds)]), after = World.Of([now, World.Open(kinds), consumer]);
        var diff = cache.Between(before, was, after, now);
        return ([.. diff.Changes(new Reach(before, after, consumer, []))], now);
    }

    private static CompiledAssembly Assembly(string name, string source, params CompiledAssembly[] references) =>
        TestCompiler.Compile(source, new CompileSettings(name), references);
}
