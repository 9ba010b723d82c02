using SemverGuard.Compiling;
using SemverGuard.Recompilation;

namespace SemverGuard.RecompilationTests;

/// <summary>What the compiler counts, it counts in the order of the files; another order is no other meaning.</summary>
public sealed class IdentityTests
{
    [Theory]
    [InlineData("static object Go() => new { One = 1, Two = \"2\" };", "static object Go() => new { Three = 3, Four = 4m };")]
    [InlineData("static System.Func<int> Go(int x) { int y = x; return () => y + x; }",
        "static System.Func<int> Go(int x) { System.Func<int> f = () => x; return () => f() + 1; }")]
    [InlineData("static int Go(string s) => s switch { \"a\" => 1, \"b\" => 2, \"c\" => 3, \"d\" => 4, \"e\" => 5, \"f\" => 6, "
        + "\"g\" => 7, _ => 0 };", "static int[] Go() => [1, 2, 3, 4, 5];")]
    [InlineData("static System.Collections.Generic.IEnumerable<int> Go() { yield return 1; }",
        "static async System.Threading.Tasks.Task Go() { await System.Threading.Tasks.Task.Yield(); }")]
    public void The_files_in_another_order(string one, string other)
    {
        var settings = new CompileSettings("App") { More = [$"class Other {{ {other} }}"] };
        var app = TestCompiler.Compile($"class One {{ {one} }}", settings);
        Assert.Empty(RebindReader.Read(Build(app), Build(TestCompiler.Reorder(app)), ["Lib"]));
    }

    /// <summary>Of generated files, which a build keeps below its own folder.</summary>
    [Fact]
    public void The_files_in_another_folder()
    {
        const string Source = "class One { object Go() => new Inner<int>.Deep().Say(1); "
            + "} file class Inner<T> { public class Deep { public T Say(T x) => x; } }";
        var before = TestCompiler.Compile(Source, new CompileSettings("App") { File = "/before/Made.g.cs" });
        var after = TestCompiler.Compile(Source, new CompileSettings("App") { File = "/after/Made.g.cs" });
        Assert.Empty(RebindReader.Read(Build(before), Build(after), ["Lib"]));
    }

    private static Build Build(CompiledAssembly app)
    {
        var image = World.Open(app);
        return new Build(image, World.Of([image]), null);
    }
}
