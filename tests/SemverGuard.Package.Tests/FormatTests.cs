using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>Programs that fix what they find, with nobody to ask: in a commit hook none of them may settle an upgrade.</summary>
public sealed class FormatTests
{
    private const string Source = "SgTest.Limits.Wait();\nSystem.Console.WriteLine(SgTest.Limits.Most);\n";

    [Fact]
    public void A_formatter_without_options_leaves_everything_as_it_is()
    {
        using var app = Bumped();
        string baseline = app.Read("SemverGuard.net10.0.baseline"), accepted = app.Read("SemverGuard.net10.0.accepted");
        Format(app, "format");
        Format(app, "format", "analyzers", "--severity", "info");
        Assert.Equal(Source, app.Read("Program.cs"));
        Assert.Equal(baseline, app.Read("SemverGuard.net10.0.baseline"));
        Assert.Equal(accepted, app.Read("SemverGuard.net10.0.accepted"));
        app.Build().ShouldSucceed()
            .ShouldWarn("warning SG1000 at app.csproj", "warning SG2001 at Program.cs", "warning SG2003 at Program.cs");
    }

    [Fact]
    public void A_rule_that_is_named_is_fixed_in_the_source_and_accepted_nowhere()
    {
        using var app = Bumped();
        string baseline = app.Read("SemverGuard.net10.0.baseline"), accepted = app.Read("SemverGuard.net10.0.accepted");
        Format(app, "format", "analyzers", "--diagnostics", "SG2003", "--severity", "info");
        Assert.Equal(Source.Replace("Wait()", "Wait(seconds: 3)"), app.Read("Program.cs"));
        Assert.Equal(baseline, app.Read("SemverGuard.net10.0.baseline"));
        Assert.Equal(accepted, app.Read("SemverGuard.net10.0.accepted"));
    }

    [Fact]
    public void Roslynator_leaves_everything_as_it_is()
    {
        using var app = Bumped();
        string baseline = app.Read("SemverGuard.net10.0.baseline"), accepted = app.Read("SemverGuard.net10.0.accepted");
        string tools = Path.Combine(app.Folder, "tools"); // a folder of its own: who else installs something cannot be in the way
        Tool(app, "tool", "install", "Roslynator.DotNet.Cli", "--version", "1.0.1", "--tool-path", tools);
        string roslynator = Directory.GetFiles(tools, "Roslynator.dll", SearchOption.AllDirectories).First();
        var (_, output) = Dotnet.Run(app.Folder, null, roslynator, "fix", app.ProjectFile);
        Assert.Contains("SG2003", output); // it has seen what it does not fix
        Assert.Equal(Source, app.Read("Program.cs"));
        Assert.Equal(baseline, app.Read("SemverGuard.net10.0.baseline"));
        Assert.Equal(accepted, app.Read("SemverGuard.net10.0.accepted"));
    }

    private static void Format(ConsumerProject app, params string[] arguments) => Tool(app, [.. arguments, "--no-restore"]);

    private static void Tool(ConsumerProject app, params string[] arguments)
    {
        var (exitCode, output) = Dotnet.Run(app.Folder, null, arguments);
        Assert.True(exitCode == 0, output);
    }

    private static ConsumerProject Bumped()
    {
        RecompilationTests.Limits();
        var app = new ConsumerProject().Referencing("SgTest.Limits", "1.0.0").With("Program.cs", Source)
            .With("SemverGuard.net10.0.accepted", "semverguard-accepted 1\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("SgTest.Limits", "1.0.1").Build().ShouldSucceed()
            .ShouldWarn("warning SG1000 at app.csproj", "warning SG2001 at Program.cs", "warning SG2003 at Program.cs");
        return app;
    }
}
