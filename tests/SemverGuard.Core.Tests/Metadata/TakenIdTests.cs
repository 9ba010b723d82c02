using SemverGuard.Compiling;
using SemverGuard.Effects;
using SemverGuard.Linkage;
using SemverGuard.Recompilation;

namespace SemverGuard.Metadata;

/// <summary>A version that has the module version id of the one before is compared like any other.</summary>
public sealed class TakenIdTests
{
    private static readonly CompiledAssembly Was = Upgraded.Library(
        "public enum E { A, B } public class C { public int M() => 1; public void Gone() { } public const int Limit = 1; }");

    private static readonly CompiledAssembly Now = Upgraded.Library(
        "public enum E { B, A } public class C { public int M() => throw new Exception(); public const int Limit = 2; }").WithIdOf(Was);

    [Fact]
    public void What_its_methods_do_otherwise_is_told()
    {
        var report = Upgraded.Check(Was, Now, "public class P { public static int Main() => new C().M(); }");
        Assert.Contains(report.Findings, x => x.Message.Contains("now throws", StringComparison.Ordinal));
    }

    [Fact]
    public void What_does_not_link_any_more_is_told()
    {
        var app = World.Open(TestCompiler.Compile(
            "public class P { public static void Main() => new C().Gone(); }", new CompileSettings("App"), Was));
        var report = Linker.Check(World.Of([app, World.Open(Was)]), World.Of([app, World.Open(Now)]), app, sources: null, uses: []);
        Assert.Equal("M:C.Gone", Assert.Single(report.Failures).Symbol);
    }

    [Fact]
    public void What_it_declares_otherwise_is_told_also_where_a_third_version_was_compared_before()
    {
        var third = Upgraded.Library("public enum E { A, B } public class C { }").WithIdOf(Was);
        var diffs = new SurfaceDiffs("App", readsWarnings: false, new SurfaceDiffCache());
        Assert.True(diffs.Between(World.Open(Was), World.Open(Was))!.IsEmpty);
        Assert.False(diffs.Between(World.Open(Was), World.Open(third))!.IsEmpty);
        Assert.NotSame(diffs.Between(World.Open(Was), World.Open(third)), diffs.Between(World.Open(Was), World.Open(Now)));
    }

    /// <summary>The application may have one twice: in the packages folder, and copied beside the program.</summary>
    [Fact]
    public void A_copy_is_the_same()
    {
        Assert.True(World.Open(Was).IsSameAs(World.Open(Was)));
        Assert.Equal(World.Open(Was).Identity, World.Open(Was).Identity);
        Assert.False(World.Open(Was).IsSameAs(World.Open(Now)));
        Assert.NotEqual(World.Open(Was).Identity, World.Open(Now).Identity);
        Assert.False(World.Open(Was).IsSameAs(null));
    }
}

/// <summary>What somebody makes who wants an assembly to be taken for another.</summary>
internal static class TakenId
{
    /// <summary>The same with the module version id of the other.</summary>
    public static CompiledAssembly WithIdOf(this CompiledAssembly assembly, CompiledAssembly other)
    {
        byte[] image = [.. assembly.Image], own = World.Open(assembly).Mvid.ToByteArray();
        World.Open(other).Mvid.ToByteArray().CopyTo(image, image.AsSpan().IndexOf(own));
        return assembly with { Image = [.. image] };
    }
}
