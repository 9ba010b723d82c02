using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>The target frameworks of one project move on together, in whatever order and however they are built.</summary>
public sealed class FrameworksTogetherTests
{
    private const string BothHarmed = "public static class Library\n{\n    public static int Most() => SgTest.Limits.Most;\n}\n";

    private const string NoneHarmed = "public static class Library\n{\n    public static void Rest() => SgTest.Limits.Wait(5);\n}\n";

    private const string OneHarmed = """
        public static class Library
        {
        #if NET
            public static int Most() => SgTest.Limits.Most;
        #else
            public static void Rest() => SgTest.Limits.Wait(5);
        #endif
        }

        """;

    private static readonly string[] OneFinding =
    [
        "warning SG1000 at app.csproj: <PackageReference Include=\"SgTest.Limits\"",
        "warning SG2001 at Library.cs: SgTest.Limits.Most;",
    ];

    [Theory]
    [InlineData("net10.0;netstandard2.0")]
    [InlineData("netstandard2.0;net10.0")]
    public void What_one_framework_holds_waits_in_the_other(string frameworks)
    {
        RecompilationTests.Limits();
        using var app = Library(frameworks, OneHarmed);
        app.Build("-m:2").ShouldSucceed().ShouldNotWarn();
        app.Bump("SgTest.Limits", "1.0.1").Build("-m:2").ShouldSucceed().ShouldWarn(OneFinding);
        Assert.Equal(("1.0.0", "1.0.0"), Versions(app));
        // Nothing changed: the one tells again what it found, and the other still waits.
        app.Build("-m:2").ShouldSucceed().ShouldWarn(OneFinding);
        Assert.Equal(("1.0.0", "1.0.0"), Versions(app));
        // Meanwhile it is looked at as before, and not waved through.
        app.Write("Library.cs", BothHarmed);
        app.Build("-m:2").ShouldSucceed().ShouldWarn([.. OneFinding, .. OneFinding]);
        app.Write("Library.cs", OneHarmed);
        app.Build("-m:2").ShouldSucceed();
        Assert.Equal(("1.0.0", "1.0.0"), Versions(app));
        // The reason is gone: both move, in one build.
        app.Write("Library.cs", NoneHarmed);
        app.Build("-m:2").ShouldSucceed().ShouldNotWarn();
        Assert.Equal(("1.0.1", "1.0.1"), Versions(app));
        string before = app.Read("SemverGuard.net10.0.baseline") + app.Read("SemverGuard.netstandard2.0.baseline");
        app.Build("-m:2").ShouldSucceed().ShouldNotWarn();
        Assert.Equal(before, app.Read("SemverGuard.net10.0.baseline") + app.Read("SemverGuard.netstandard2.0.baseline"));
    }

    [Fact]
    public void What_harms_neither_moves_both_in_one_build_and_a_framework_alone_waits_for_the_other()
    {
        RecompilationTests.Limits();
        using var app = Library("net10.0;netstandard2.0", NoneHarmed);
        app.Build("-m:2").ShouldSucceed().ShouldNotWarn();
        app.Bump("SgTest.Limits", "1.0.1").Build("-m:2").ShouldSucceed().ShouldNotWarn();
        Assert.Equal(("1.0.1", "1.0.1"), Versions(app));
        var alone = app.Bump("SgTest.Limits", "1.0.0").Build("-f", "netstandard2.0", "-v:n").ShouldSucceed().ShouldNotWarn();
        Assert.Contains("/SemverGuard.netstandard2.0.baseline on when net10.0 is built, too.", alone.Output);
        Assert.Equal(("1.0.1", "1.0.1"), Versions(app));
        app.Build("-f", "net10.0").ShouldSucceed().ShouldNotWarn();
        Assert.Equal(("1.0.0", "1.0.0"), Versions(app));
    }

    [Fact]
    public void The_command_moves_them_as_builds_do()
    {
        RecompilationTests.Limits();
        using var app = Library("net10.0;netstandard2.0", OneHarmed);
        app.Build("-m:2").ShouldSucceed().ShouldNotWarn();
        app.Bump("SgTest.Limits", "1.0.1").Save();
        Assert.Equal(1, Command.Run(app, "baseline", "--update").ExitCode);
        Assert.Equal(("1.0.0", "1.0.0"), Versions(app));
        app.Write("Library.cs", NoneHarmed);
        Assert.Equal(0, Command.Run(app, "baseline", "--update").ExitCode);
        Assert.Equal(("1.0.1", "1.0.1"), Versions(app));
    }

    private static ConsumerProject Library(string frameworks, string source) => new ConsumerProject().Targeting(frameworks)
        .WithProperty("OutputType", "Library").Referencing("SgTest.Limits", "1.0.0").With("Library.cs", source);

    private static (string Net, string Standard) Versions(ConsumerProject app) =>
        (Version(app, "net10.0"), Version(app, "netstandard2.0"));

    private static string Version(ConsumerProject app, string framework) =>
        app.Read($"SemverGuard.{framework}.baseline").Split('\n').Single(x => x.StartsWith("package SgTest.Limits ")).Split(' ')[2];
}
