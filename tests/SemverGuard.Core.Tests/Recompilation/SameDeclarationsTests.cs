using SemverGuard.Compiling;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;
using SemverGuard.Witness;

namespace SemverGuard.RecompilationTests;

/// <summary>What a compiler sees of a reference, and what it does not.</summary>
public sealed class SameDeclarationsTests
{
    [Theory]
    [InlineData("public int M() => 1;", "public int M() => 2;")]
    [InlineData("public async Task M() => await Task.Yield();", "public async Task M() { await Task.Yield(); await Task.Yield(); }")]
    [InlineData("private int x; public int M() => x;", "private long y; public int M() => (int)y;")]
    [InlineData("public void M() { } internal void N() { }", "public void M() { } internal void O(int a) { }")]
    [InlineData("public void M() { } public void N() { }", "public void N() { } public void M() { }")]
    [InlineData("public int P { get; set; }", "private int p; public int P { get { return p; } set { p = value; } }")]
    public void Bodies_and_what_nobody_may_name_are_no_difference(string before, string after) => Assert.True(AreSame(before, after));

    [Theory]
    [InlineData("public const int X = 1;", "public const int X = 2;")]
    [InlineData("public void M(int x = 1) { }", "public void M(int x = 2) { }")]
    [InlineData("public void M(int x) { }", "public void M(int y) { }")]
    [InlineData("public void M(int x) { }", "public void M(in int x) { }")]
    [InlineData("public void M(object x) { }", "public void M(object x) { } public void M(string x) { }")]
    [InlineData("public void M<T>() { }", "public void M<T>() where T : class { }")]
    [InlineData("public void M(string x) { }", "public void M(string? x) { }")]
    [InlineData("public object M() => 1;", "public dynamic M() => 1;")]
    [InlineData("public (int A, int B) M() => default;", "public (int B, int A) M() => default;")]
    [InlineData("public void M() { }", "[Obsolete] public void M() { }")]
    [InlineData("public void M() { }", "[System.Diagnostics.Conditional(\"X\")] public void M() { }")]
    [InlineData("public int P { get; set; }", "public int P { get; private set; }")]
    [InlineData("public void M(int[] x) { }", "public void M(params int[] x) { }")]
    [InlineData("public virtual void M() { }", "public void M() { }")]
    [InlineData("public struct S { private int x; }", "public struct S { private int x; private object y; }")]
    [InlineData("public abstract class A { }", "public abstract class A { internal abstract void M(); }")]
    [InlineData("public class A { public A() { } }", "public class A { private A() { } }")]
    [InlineData("public class A : List<int> { }", "public class A : List<long> { }")]
    [InlineData("public enum E { A, B }", "public enum E { B, A }")]
    [InlineData("public interface I { void M(); }", "public interface I { void M() { } }")]
    [InlineData("internal class A { }", "public class A { }")]
    public void Whatever_a_source_may_depend_on_is(string before, string after) => Assert.False(AreSame(before, after));

    /// <summary>A friend sees internals.</summary>
    [Fact]
    public void A_friend_has_to_be_compiled()
    {
        const string Friend = "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"App\")]";
        Assert.False(SameDeclarations.Are(Library("public int M() => 1;", Friend), Library("public int M() => 2;", Friend), "App", new()));
        Assert.True(SameDeclarations.Are(Library("public int M() => 1;", Friend), Library("public int M() => 2;", Friend), "Other", new()));
    }

    public static TheoryData<string> Cases => [.. WitnessCase.All.Concat(WitnessCase.Peers).Select(x => x.Name)];

    /// <summary>Where the declarations are the same, the source compiles and means the same.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Nothing_comes_of_the_same_declarations(string name)
    {
        var build = WitnessCase.All.Concat(WitnessCase.Peers).Single(x => x.Name == name).Build;
        var before = build.CompileBefore.Select(World.Open).ToDictionary(x => x.Name);
        var after = build.CompileAfter.Select(World.Open).ToDictionary(x => x.Name);
        bool isSame = before.Count == after.Count && before.All(x => after.TryGetValue(x.Key, out var other) && SameDeclarations.Are(x.Value, other, "App", new()));
        if (!isSame) return;
        Assert.Empty(build.Errors);
        Assert.Empty(RebindReader.Read(Build(build.App, before.Values), Build(build.AppAfter!, after.Values), ["Lib", "Lib2"]));
    }

    private static Build Build(CompiledAssembly app, IEnumerable<AssemblyImage> references)
    {
        var image = World.Open(app);
        return new Build(image, World.Of([image, .. references]), null);
    }

    private static bool AreSame(string before, string after) => SameDeclarations.Are(Library(before), Library(after), "App", new());

    private static AssemblyImage Library(string members, string more = "") => World.Open(TestCompiler.Compile(
        $"#nullable enable\nusing System; using System.Collections.Generic; using System.Threading.Tasks;\n{more}\npublic class Lib {{ {members} }}",
        new CompileSettings("Lib")));
}
