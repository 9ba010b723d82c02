using SemverGuard.Compiling;

namespace SemverGuard.Effects;

/// <summary>A comparison is taken again where it would come out the same, and nowhere else.</summary>
public sealed class DiffCacheTests
{
    private static readonly CompiledAssembly Kinds = Assembly("Kinds", "public enum Mode { Slow, Fast }");
    private static readonly CompiledAssembly Renamed = Assembly("Kinds", "public enum Mode { Careful, Brave }");
    private static readonly CompiledAssembly Was = Assembly("Lib", "public class C { public Mode Mode = Mode.Slow; }", Kinds);
    private static readonly CompiledAssembly Now = Assembly("Lib", "public class C { public Mode Mode = Mode.Fast; }", Kinds);

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

    private static string Fact(DiffCache cache, CompiledAssembly kinds) =>
        Assert.Single(Compare(cache, kinds).Candidates.SelectMany(x => x.Method.Effects)).Text;

    private static (IReadOnlyList<Candidate> Candidates, Metadata.AssemblyImage Image) Compare(DiffCache cache, CompiledAssembly kinds)
    {
        Metadata.AssemblyImage was = World.Open(Was), now = World.Open(Now);
        return ([.. cache.Compare(World.Of([was, World.Open(kinds)]), was, World.Of([now, World.Open(kinds)]), now)], now);
    }

    private static CompiledAssembly Assembly(string name, string source, params CompiledAssembly[] references) =>
        TestCompiler.Compile(source, new CompileSettings(name), references);
}
