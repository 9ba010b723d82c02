using SemverGuard.Compiling;
using SemverGuard.Linkage;
using SemverGuard.Metadata;

namespace SemverGuard.LinkageTests;

public sealed class ChangedPackageTests
{
    /// <summary>Its package says nothing of a higher version, so NuGet leaves the dependency where it is.</summary>
    [Fact]
    public void An_upgraded_package_may_ask_an_unchanged_one_for_what_it_never_had()
    {
        var dep = TestCompiler.Compile("public static class Dep { public static void A() { } }", new CompileSettings("Dep"));
        var later = TestCompiler.Compile(
            "public static class Dep { public static void A() { } public static void B() { } }", new CompileSettings("Dep"));
        var before = TestCompiler.Compile("public class Api { public void Go() => Dep.A(); }", new CompileSettings("Lib"), dep);
        var after = TestCompiler.Compile("public class Api { public void Go() => Dep.B(); }", new CompileSettings("Lib"), later);
        var app = TestCompiler.Compile(
            "public class Program { public void Main() => new Api().Go(); }", new CompileSettings("App"), before);
        var consumer = World.Open(app);
        var report = Linker.Check(
            World.Of([consumer, World.Open(before), World.Open(dep)]), World.Of([consumer, World.Open(after), World.Open(dep)]), consumer,
            sources: null, uses: []);
        var failure = Assert.Single(report.Failures);
        Assert.Equal("MissingMethodException M:Dep.B", $"{failure.Exception} {failure.Symbol}");
        Assert.True(failure.IsReached);
    }

    /// <summary>Types of one name, of one namespace and another.</summary>
    [Theory]
    [InlineData("public static void Go(One.Op x) { }", "public static void Go(Two.Op x) { }", "Api.Go(null)",
        "has no method 'Api.Go(Op)' (it now takes Two.Op, was One.Op)")]
    [InlineData("public static void Go(System.Collections.Generic.List<One.Op> x) { }",
        "public static void Go(System.Collections.Generic.List<Two.Op> x) { }", "Api.Go(null)",
        "has no method 'Api.Go(List<Op>)' (it now takes System.Collections.Generic.List<Two.Op>, "
            + "was System.Collections.Generic.List<One.Op>)")]
    [InlineData("public static One.Op Go() => null;", "public static Two.Op Go() => null;", "Api.Go()",
        "has no method 'Api.Go()' returning One.Op (it now returns Two.Op)")]
    [InlineData("public static void Go() { }", "public static void Go<T>() { }", "Api.Go()",
        "has no method 'Api.Go()' with no type parameters (it now has 1 type parameter)")]
    [InlineData("public static One.Op Go;", "public static Two.Op Go;", "System.Console.WriteLine(Api.Go)",
        "has no field 'Api.Go' of type One.Op (it is now Two.Op)")]
    public void What_differs_is_in_the_words(string was, string now, string call, string words)
    {
        const string Types = " namespace One { public class Op { } } namespace Two { public class Op { } }";
        var before = TestCompiler.Compile($"public static class Api {{ {was} }}{Types}", new CompileSettings("Lib"));
        var after = TestCompiler.Compile($"public static class Api {{ {now} }}{Types}", new CompileSettings("Lib"));
        var app = TestCompiler.Compile(
            $"public class Program {{ public void Main() {{ {call}; }} }}", new CompileSettings("App"), before);
        var consumer = World.Open(app);
        var report = Linker.Check(
            World.Of([consumer, World.Open(before)]), World.Of([consumer, World.Open(after)]), consumer, sources: null, uses: []);
        Assert.Equal(words, Assert.Single(report.Failures).Fact);
    }

    /// <summary>
    /// A project's own library is compiled against today's version, and stands in the world before as well: what failed there does so
    /// still.
    /// </summary>
    [Fact]
    public void A_library_of_the_project_asks_the_package_as_it_was_for_a_higher_version()
    {
        const string Kept = "public static class Dep { public static void A() { } ";
        var compiled = TestCompiler.Compile(Kept + "public static void B() { } }", Dep("2.0.0.0"));
        var lib = TestCompiler.Compile("public class Api { public void Go() => Dep.B(); }", new CompileSettings("Lib"), compiled);
        var app = TestCompiler.Compile("public class Program { public void Main() => new Api().Go(); }", new CompileSettings("App"), lib);
        var consumer = World.Open(app);
        var report = Linker.Check(In("1.0.0.0"), In("2.0.0.0"), consumer, sources: null, uses: []);
        Assert.Empty(report.Failures);

        AssemblySet In(string version) => World.Of([consumer, World.Open(lib), World.Open(TestCompiler.Compile(Kept + "}", Dep(version)))]);
        static CompileSettings Dep(string version) => new("Dep") { Version = version, KeySeed = "one" };
    }
}
