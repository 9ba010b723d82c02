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
