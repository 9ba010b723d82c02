using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>What keeps other warnings quiet keeps ours quiet, at the same places.</summary>
public sealed class MutedTests
{
    private const string Source = "SgTest.Limits.Wait();\nSystem.Console.WriteLine(SgTest.Limits.Most);\nOther.Go();\n";

    private const string Other = "static class Other\n{\n    public static void Go() => System.Console.WriteLine(SgTest.Limits.Most);\n}\n";

    [Fact]
    public void An_editorconfig_counts_for_the_files_it_names()
    {
        using var app = Bumped();
        app.With(".editorconfig",
            "root = true\n[Program.cs]\ndotnet_diagnostic.SG2001.severity = none\n[*.cs]\ndotnet_diagnostic.SG2003.severity = error\n");
        app.Build().ShouldFail()
            .ShouldWarn("error SG1000 at app.csproj", "error SG2003 at Program.cs: SgTest.Limits.Wait()", "warning SG2001 at Other.cs: ");

        app.With(".editorconfig",
            "root = true\n[*.cs]\ndotnet_diagnostic.SG2001.severity = none\ndotnet_diagnostic.SG2003.severity = suggestion\n");
        app.Build("-p:SemverGuardReport=a.md%3Ba.sarif").ShouldSucceed().ShouldNotWarn();
        Assert.Contains("Muted by severity none in .editorconfig: ", app.Read("a.md"));
        Assert.Contains("\"justification\": \"severity none in .editorconfig\"", app.Read("a.sarif"));
        Assert.Contains("package SgTest.Limits 1.0.1 ", app.Read("SemverGuard.net10.0.baseline"));
    }

    [Theory]
    [InlineData(".globalconfig", "is_global = true\ndotnet_diagnostic.SG2001.severity = none\ndotnet_diagnostic.SG2003.severity = silent\n",
        "severity none in .globalconfig")]
    [InlineData("Our.ruleset",
        "<RuleSet Name=\"Ours\" ToolsVersion=\"16.0\"><Rules AnalyzerId=\"SemverGuard\" RuleNamespace=\"SemverGuard\"><Rule Id=\"SG2001\" "
            + "Action=\"None\" /><Rule Id=\"SG2003\" Action=\"Hidden\" /></Rules></RuleSet>", "severity none in Our.ruleset")]
    [InlineData("Program.cs", "#pragma  warning disable SG2001, SG2003\n" + Source, null)]
    [InlineData("Suppressions.cs",
        "[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage (\"a\", "
            + "\"SG2001:b\")]\n[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage (\"a\", \"SG2003\")]\n",
            "[assembly: SuppressMessage]")]
    public void A_file_mutes(string file, string text, string? how)
    {
        using var app = Bumped();
        app.With(file, text);
        if (file.EndsWith(".ruleset")) app.WithProperty("CodeAnalysisRuleSet", file);
        if (how is null)
        {
            app.Build().ShouldSucceed().ShouldWarn("warning SG1000 at app.csproj", "warning SG2001 at Other.cs");
            app.With("Other.cs", Other.Replace(
                "    public", "    [System.Diagnostics.CodeAnalysis.SuppressMessage (\"a\", \"SG2001\")]\n    public"));
        }
        app.Build("-p:SemverGuardReport=a.md").ShouldSucceed().ShouldNotWarn();
        Assert.Contains("Muted by " + (how ?? "#pragma warning").Replace("[", "\\[").Replace("]", "\\]"), app.Read("a.md"));
        Assert.Contains("package SgTest.Limits 1.0.1 ", app.Read("SemverGuard.net10.0.baseline"));
    }

    [Theory]
    [InlineData("NoWarn")]
    [InlineData("MSBuildWarningsAsMessages")]
    public void A_property_mutes(string property)
    {
        using var app = Bumped().WithProperty(property, $"$({property});SG2001;SG2003");
        app.Build("-p:SemverGuardReport=a.md").ShouldSucceed().ShouldNotWarn();
        Assert.Contains("Muted by " + property, app.Read("a.md"));
        Assert.Contains("package SgTest.Limits 1.0.1 ", app.Read("SemverGuard.net10.0.baseline"));
    }

    /// <summary>The compiler can no longer be asked, as its output would not differ, and yet what is said changes.</summary>
    [Fact]
    public void What_is_muted_while_findings_are_open_is_heard_at_once()
    {
        using var app = Bumped();
        app.Build().ShouldSucceed().ShouldWarn("warning SG1000 at app.csproj", "warning SG2001 at ", "warning SG2003 at Program.cs");
        app.With("Our.ruleset", "<RuleSet Name=\"Ours\" ToolsVersion=\"16.0\" />").WithProperty("CodeAnalysisRuleSet", "Our.ruleset");
        app.Build().ShouldSucceed().ShouldWarn("warning SG1000 at app.csproj", "warning SG2001 at ", "warning SG2003 at Program.cs");
        app.With(".editorconfig", "[*.cs]\ndotnet_diagnostic.SG2001.severity = none\ndotnet_diagnostic.SG2003.severity = none\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        Assert.Contains("package SgTest.Limits 1.0.1 ", app.Read("SemverGuard.net10.0.baseline"));
    }

    private static ConsumerProject Bumped()
    {
        RecompilationTests.Limits();
        var app = new ConsumerProject().Referencing("SgTest.Limits", "1.0.0").With("Program.cs", Source).With("Other.cs", Other);
        app.Build().ShouldSucceed().ShouldNotWarn();
        return app.Bump("SgTest.Limits", "1.0.1");
    }
}
