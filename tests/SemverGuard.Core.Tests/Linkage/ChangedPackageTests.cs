using SemverGuard.Compiling;
using SemverGuard.Linkage;

namespace SemverGuard.LinkageTests;

public sealed class ChangedPackageTests
{
    /// <summary>Its package says nothing of a higher version, so NuGet leaves the dependency where it is.</summary>
    [Fact]
    public void An_upgraded_package_may_ask_an_unchanged_one_for_what_it_never_had()
    {
        var dep = TestCompiler.Compile("public static class Dep { public static void A() { } }", new CompileSettings("Dep"));
        var later = TestCompiler.Compile("public static class Dep { public static void A() { } public static void B() { } }", new CompileSettings("Dep"));
        var before = TestCompiler.Compile("public class Api { public void Go() => Dep.A(); }", new CompileSettings("Lib"), dep);
        var after = TestCompiler.Compile("public class Api { public void Go() => Dep.B(); }", new CompileSettings("Lib"), later);
        var app = TestCompiler.Compile("public class Program { public void Main() => new Api().Go(); }", new CompileSettings("App"), before);
        var consumer = World.Open(app);
        var report = Linker.Check(
            World.Of([consumer, World.Open(before), World.Open(dep)]), World.Of([consumer, World.Open(after), World.Open(dep)]), consumer, sources: null, uses: []);
        var failure = Assert.Single(report.Failures);
        Assert.Equal("MissingMethodException M:Dep.B", $"{failure.Exception} {failure.Symbol}");
        Assert.True(failure.IsReached);
    }
}
