using SemverGuard.Compiling;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;
using SemverGuard.Uses;
using SemverGuard.Witness;

namespace SemverGuard.RecompilationTests;

/// <summary>What a compiler sees of a reference, and what it does not.</summary>
public sealed class SurfaceDiffTests
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

    [Fact]
    public void What_warnings_are_made_of_counts_where_they_are_errors()
    {
        AssemblyImage before = Library("public void M(string x) { }"), after = Library("public void M(string? x) { }");
        Assert.False(new SurfaceDiffs("App", true, new()).Between(before, after)!.IsEmpty);
        Assert.True(new SurfaceDiffs("App", false, new()).Between(before, after)!.IsEmpty);
    }

    /// <summary>A friend sees internals.</summary>
    [Fact]
    public void A_friend_has_to_be_compiled()
    {
        const string Friend = "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"App\")]";
        AssemblyImage before = Library("public int M() => 1;", Friend), after = Library("public int M() => 2;", Friend);
        Assert.Null(Surfaces.Between(before, after));
        Assert.True(new SurfaceDiffs("Other", true, new()).Between(before, after)!.IsEmpty);
    }

    [Theory]
    [InlineData("public void N() { }", "lib.M();")]
    [InlineData("public class Other { public void M() { } }", "lib.M();")]
    [InlineData("public class Other { public Other(int x) { } public static implicit operator int(Other x) => 1; }", "lib.M();")]
    [InlineData("public interface IOther { void P(); }", "lib.M();")]
    public void What_no_word_of_the_source_leads_to_cannot_be_seen(string added, string statement) =>
    Assert.False(CanBeSeen(added, statement));

    [Theory]
    [InlineData("public void M(string x) { }", "lib.M();")] // another overload
    [InlineData("public void N() { }", "N(x => lib.N());")]
    [InlineData("public Lib(int x) { }", "Take(new(1));")]
    [InlineData("public static implicit operator int(Lib x) => 1;", "Take(lib);")]
    [InlineData("public void Add(string x) { }", "lib.M();")] // { "x" }
    [InlineData("public struct Part { public Part(int x) { } } public Part All() => default;", "lib.All();")]
    [InlineData("public class Item : IDisposable { public void Dispose() { } } public Item All() => new();", "lib.All();")]
    [InlineData("[System.Runtime.CompilerServices.CollectionBuilder(typeof(Maker), \"Make\")] public class Bag : List<int> { } "
        + "public class Maker { } public Bag All() => new();", "lib.All();")]
    [InlineData("public class ExtraAttribute : Attribute { }", "[Extra] void Local() { }")]
    public void What_the_source_says_or_comes_with_it_can(string added, string statement) => Assert.True(CanBeSeen(added, statement));

    /// <summary>Whoever calls an extension says nothing of its class, and who opens a namespace nothing of its types.</summary>
    [Theory]
    [InlineData("public static class More { public static void Trim(this string x) { } }", "x.Trim();", true)]
    [InlineData("public static class More { public static void Trim(this string x) { } }", "x.Cut();", false)]
    [InlineData("public static class More { public static void Deconstruct(this string x, out int a, out int b) { a = b = 0; } }",
        "var (a, b) = x;", true)]
    [InlineData("namespace Wide.Open { public class Thing { } }", "using Wide.Open;", true)]
    [InlineData("namespace Wide.Open { public class Thing { } }", "using Narrow;", false)]
    public void Beside_the_type(string added, string source, bool isSeen)
    {
        var diff = Surfaces.Between(Library(""), Library("", "", added))!;
        Assert.Equal(isSeen, SurfaceDiff.CanBeSeen([diff], Words(source), []));
    }

    /// <summary>What another package returns has no name in the source.</summary>
    [Fact]
    public void Another_assembly_may_return_a_type_that_changed()
    {
        var before = TestCompiler.Compile("public class Part { }", new CompileSettings("Lib"));
        var after = TestCompiler.Compile(
            "public class Part : System.IDisposable { public void Dispose() { } }", new CompileSettings("Lib"));
        var other = TestCompiler.Compile("public class Maker { public Part Make() => new(); }", new CompileSettings("Other"), before);
        var diff = Surfaces.Between(World.Open(before), World.Open(after))!;
        Assert.True(SurfaceDiff.CanBeSeen([diff], Words("var x = new Maker().Make();"), [World.Open(other)]));
        Assert.False(SurfaceDiff.CanBeSeen([diff], Words("var x = new Maker().Make();"), []));
    }

    /// <summary>A framework's assembly that gives way to a package's of the same name: the one has no code.</summary>
    [Theory]
    [InlineData("public struct S { private object x; }", "public struct S { private int x; private string y; }", true)]
    [InlineData("public struct S { private object x; }", "public struct S { private int x; public int X => x; }", false)]
    public void A_reference_assembly_is_read_as_what_it_stands_for(string before, string after, bool areSame)
    {
        const string Attribute = "[assembly: System.Runtime.CompilerServices.ReferenceAssembly]";
        Assert.Equal(areSame, Surfaces.Between(Library(before, Attribute), Library(after), isOfOther: true)!.IsEmpty);
        Assert.False(Surfaces.Between(Library(before, Attribute), Library(after))!.IsEmpty); // of one package, which brings another file
    }

    public static TheoryData<string> Cases => [.. WitnessCase.All.Concat(WitnessCase.Peers).Select(x => x.Name)];

    /// <summary>Where the source can see no difference, it compiles and means the same.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Nothing_comes_of_what_cannot_be_seen(string name)
    {
        var @case = WitnessCase.All.Concat(WitnessCase.Peers).Single(x => x.Name == name);
        var build = @case.Build;
        var before = build.CompileBefore.Select(World.Open).ToDictionary(x => x.Name);
        var after = build.CompileAfter.Select(World.Open).ToDictionary(x => x.Name);
        if (before.Count != after.Count || !before.Keys.All(after.ContainsKey)) return;
        var diffs = before.Select(x => Surfaces.Between(x.Value, after[x.Key])).ToList();
        if (diffs.Any(x => x is null)) return;
        if (SurfaceDiff.CanBeSeen(diffs!, Words(@case.Source), after.Values.Where((_, i) => diffs[i]!.IsEmpty))) return;
        Assert.Empty(build.Errors);
        Assert.Empty(RebindReader.Read(Build(build.App, before.Values), Build(build.AppAfter!, after.Values), ["Lib", "Lib2"]));
    }

    private static bool CanBeSeen(string added, string statement)
    {
        var diff = Surfaces.Between(Library("public void M() { }"), Library("public void M() { }" + added))!;
        Assert.False(diff.IsEmpty);
        return SurfaceDiff.CanBeSeen([diff], Words("void Run(Lib lib) { " + statement + " }"), []);
    }

    internal static SurfaceDiffs Surfaces => new("App", true, new());

    internal static SourceWords Words(string source)
    {
        var words = new SourceWords();
        words.Add(source);
        return words;
    }

    private static Build Build(CompiledAssembly app, IEnumerable<AssemblyImage> references)
    {
        var image = World.Open(app);
        return new Build(image, World.Of([image, .. references]), null);
    }

    private static bool AreSame(string before, string after) => Surfaces.Between(Library(before), Library(after))!.IsEmpty;

    private static AssemblyImage Library(string members, string attributes = "", string types = "") => World.Open(TestCompiler.Compile(
        $"#nullable enable\nusing System; using System.Collections.Generic; using System.Threading.Tasks;\n{attributes}\npublic class Lib "
            + $"{{ {members} }} {types}",
        new CompileSettings("Lib")));
}
