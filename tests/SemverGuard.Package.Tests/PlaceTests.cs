using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>Who is to blame for an upgrade, where the line stands that undoes it, and what is safe because it restores.</summary>
public sealed class PlaceTests
{
    private const string Limits = "<PackageReference Include=\"SgTest.Limits\"", Use = "System.Console.WriteLine(SgTest.Limits.Most);";

    public PlaceTests() => RecompilationTests.Limits();

    [Fact]
    public void A_central_version_of_what_another_project_references()
    {
        using var solution = Through(new ConsumerSolution().Version("SgTest.Limits", "1.0.0"), "");
        solution.Build().ShouldSucceed().ShouldNotWarn();
        var build = solution.Version("SgTest.Limits", "1.0.1").Build().ShouldSucceed();
        Assert.Equal("Directory.Packages.props", File(Assert.Single(build.Diagnostics, x => x.Code == "SG1000")));
        Assert.Contains("(transitive: Data asks for SgTest.Limits (>= 1.0.1))", build.Message("SG1000"));
        Assert.EndsWith("Safe: SgTest.Limits 1.0.0.", build.Message("SG2001"));
    }

    [Fact]
    public void The_reference_of_another_project()
    {
        using var solution = Through(new ConsumerSolution().With("Data/Directory.Packages.props", "<Project />"), "Version=\"1.0.0\"");
        solution.Build().ShouldSucceed().ShouldNotWarn();
        Data(solution, "Version=\"1.0.1\"");
        var told = Assert.Single(solution.Build().ShouldSucceed().Diagnostics, x => x.Code == "SG1000");
        Assert.Equal(("Data.csproj", 2), (File(told), told.Line));
    }

    /// <summary>Included without a version in one file, and given one in another.</summary>
    [Fact]
    public void An_update_in_an_imported_file()
    {
        using var app = new ConsumerProject().With("Program.cs", Use)
            .With("Directory.Build.props", $"<Project><ItemGroup>{Limits} /></ItemGroup></Project>")
            .With("Directory.Build.targets", "<Project><Import Project=\"$(MSBuildThisFileDirectory)eng/Versions.props\" /></Project>");
        Bump("1.0.0");
        app.Build().ShouldSucceed().ShouldNotWarn();
        Bump("1.0.1");
        var told = Assert.Single(app.Build().ShouldSucceed().Diagnostics, x => x.Code == "SG1000");
        Assert.Equal(("Versions.props", 2), (File(told), told.Line));

        void Bump(string version) =>
            app.Write("eng/Versions.props",
                $"<Project><ItemGroup>\n  <PackageReference Update=\"SgTest.Limits\"><Version>{version}</Version></PackageReference>\n</ItemGroup></Project>");
    }

    [Fact]
    public void An_override_of_a_central_version()
    {
        using var solution = new ConsumerSolution().Version("SgTest.Limits", "1.0.0");
        App("");
        solution.Build().ShouldSucceed().ShouldNotWarn();
        App("VersionOverride=\"1.0.1\"");
        solution.Build().ShouldSucceed().ShouldWarn(
            "warning SG1000 at App.csproj: <PackageReference Include=\"SgTest.Limits\" VersionOverride",
            "warning SG2001 at Program.cs: " + Use);

        void App(string version) =>
            solution.Project("App", $"<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>\n<ItemGroup>{Limits} {version} /></ItemGroup>").With("App/Program.cs", Use);
    }

    [Fact]
    public void A_directive_in_a_program_of_one_file()
    {
        using var app = new ConsumerProject();
        Bump("1.0.0");
        Build().ShouldSucceed().ShouldNotWarn();
        Bump("1.0.1");
        Build().ShouldSucceed().ShouldWarn("warning SG1000 at tool.cs: #:package SgTest.Limits@1.0.1", "warning SG2001 at tool.cs: " + Use);

        void Bump(string version) =>
            app.Write("tool.cs", $"#:package SemverGuard@{PackedSemverGuard.Version}\n#:package SgTest.Limits@{version}\n\n{Use}\n");

        BuildResult Build()
        {
            var (exitCode, output) =
                Dotnet.Run(app.Folder, null, "build", "tool.cs", "-tl:off", "-p:NuGetAudit=false", "-p:PublishAot=false");
            return new BuildResult(exitCode, output, app.Folder);
        }
    }

    /// <summary>
    /// Nobody asks for the version that NuGet takes, because there is no lower one: who asks for most, and did not before, is the cause.
    /// </summary>
    [Fact]
    public void A_higher_version_than_anybody_asked_for()
    {
        Asking("SgTest.Steady", "1.0.0", "0.5.0");
        Asking("SgTest.Raised", "1.0.0", "1.0.0");
        Asking("SgTest.Raised", "1.1.0", "1.0.0.5");
        using var app = new ConsumerProject().With("Program.cs", Use).Referencing("SgTest.Steady", "1.0.0")
            .Referencing("SgTest.Raised", "1.0.0");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump("SgTest.Raised", "1.1.0").Build().ShouldSucceed().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"SgTest.Raised\"",
            "warning SG2001 at Program.cs: " + Use);
        Assert.Contains(
            "SgTest.Limits 1.0.0 -> 1.0.1 (transitive: SgTest.Raised 1.1.0 asks for SgTest.Limits (>= 1.0.0.5)", build.Message("SG1000"));
        Assert.EndsWith("Safe: SgTest.Raised 1.0.0.", build.Message("SG2001"));
    }

    /// <summary>
    /// Nobody asked for the version before either: NuGet took the next higher one, and would again. What has nothing to do with it stays.
    /// </summary>
    [Fact]
    public void Back_to_a_higher_version_than_anybody_asked_for()
    {
        Asking("SgTest.Under", "1.0.0", "0.5.0");
        Asking("SgTest.Under", "2.0.0", "1.0.1");
        Asking("SgTest.Steady", "1.0.0", "0.5.0");
        Asking("SgTest.Steady", "1.5.0", "0.6.0");
        using var app = new ConsumerProject().With("Program.cs", Use).Referencing("SgTest.Under", "1.0.0")
            .Referencing("SgTest.Steady", "1.0.0");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump("SgTest.Under", "2.0.0").Bump("SgTest.Steady", "1.5.0").Build().ShouldSucceed();
        Assert.EndsWith("Safe: SgTest.Under 1.0.0.", build.Message("SG2001"));
    }

    /// <summary>The version before of a package that another asks for would not restore: what is safe is the other as it was.</summary>
    [Fact]
    public void What_is_safe_restores()
    {
        Asking("SgTest.Raised", "1.0.0", "1.0.0");
        Asking("SgTest.Raised", "2.0.0", "1.0.1");
        using var app = new ConsumerProject().With("Program.cs", Use).Referencing("SgTest.Raised", "1.0.0")
            .Referencing("SgTest.Limits", "1.0.0");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump("SgTest.Raised", "2.0.0").Bump("SgTest.Limits", "1.0.1").Build().ShouldSucceed();
        Assert.EndsWith("Safe: SgTest.Limits 1.0.0 and SgTest.Raised 1.0.0.", build.Message("SG2001"));
        app.Bump("SgTest.Raised", "1.0.0").Bump("SgTest.Limits", "1.0.0").Build().ShouldSucceed().ShouldNotWarn();
    }

    /// <summary>A companion came with the upgrade and asks for more too: it goes with it.</summary>
    [Fact]
    public void What_came_with_an_upgrade_goes_with_it()
    {
        Asking("SgTest.Companion", "1.0.0", "1.0.1");
        Asking("SgTest.Raised", "1.0.0", "1.0.0");
        Asking("SgTest.Raised", "3.0.0", "1.0.1", "<PackageReference Include=\"SgTest.Companion\" Version=\"1.0.0\" />");
        using var app = new ConsumerProject().With("Program.cs", Use).Referencing("SgTest.Raised", "1.0.0");
        app.Build().ShouldSucceed().ShouldNotWarn();
        Assert.EndsWith("Safe: SgTest.Raised 1.0.0.", app.Bump("SgTest.Raised", "3.0.0").Build().ShouldSucceed().Message("SG2001"));
    }

    /// <summary>Nobody can go back to it by a version: another package came and asks for more.</summary>
    [Fact]
    public void What_does_not_restore_is_not_called_safe()
    {
        Asking("SgTest.Raised", "2.0.0", "1.0.1");
        Asking("SgTest.Steady", "2.0.0", "1.0.0");
        using var app = new ConsumerProject().With("Program.cs", Use).Referencing("SgTest.Steady", "2.0.0");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Referencing("SgTest.Raised", "2.0.0").Build().ShouldSucceed();
        Assert.DoesNotContain("Safe:", build.Message("SG2001"));
    }

    [Fact]
    public void A_downgrade_goes_back()
    {
        using var app = new ConsumerProject().With("Program.cs", Use).Referencing("SgTest.Limits", "1.0.1");
        app.Build().ShouldSucceed().ShouldNotWarn();
        string report = app.Bump("SgTest.Limits", "1.0.0").Build("-p:SemverGuardReport=guard.md", "-p:SemverGuardVerbosity=detailed")
            .ShouldSucceed().ShouldNotWarn().Output;
        Assert.Contains("SgTest.Limits goes back from 1.0.1 to 1.0.0 and ", report);
        Assert.Contains("**goes back, evidence: ", app.Read("guard.md"));
    }

    /// <summary>The line that lowered it is the one to write again.</summary>
    [Fact]
    public void A_downgrade_in_another_project_has_a_way_back_too()
    {
        MadePackage.Pack("SgTest.Grown", "1.0.0", ("Lib.cs", "public static class Log { public static void Kept() { } }"));
        MadePackage.Pack("SgTest.Grown", "1.0.1",
            ("Lib.cs", "public static class Log { public static void Kept() { } public static void Added() { } }"));
        const string Framework = "<PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>";
        using var solution = new ConsumerSolution().Version("SgTest.Grown", "1.0.1")
            .Project("Data", Framework + "<ItemGroup><PackageReference Include=\"SgTest.Grown\" /></ItemGroup>")
            .With("Data/Data.cs", "public class Data;")
            .Project("App", Framework + "<ItemGroup><ProjectReference Include=\"../Data/Data.csproj\" /></ItemGroup>")
            .With("App/App.cs", "class App { void Run() => Log.Added(); }");
        solution.Build().ShouldSucceed().ShouldNotWarn();
        var build = solution.Version("SgTest.Grown", "1.0.0").Build().ShouldFail();
        Assert.Contains(" goes back from 1.0.1 to 1.0.0 and breaks", build.Message("SG1000"));
        Assert.EndsWith("Safe: SgTest.Grown 1.0.1.", build.Message("SG1101"));
    }

    /// <summary>
    /// A member that another project's package lost, in Visual Basic: its compiler names the line and underlines the column.
    /// </summary>
    [Fact]
    public void An_error_of_the_Visual_Basic_compiler()
    {
        MadePackage.Pack(
            "SgTest.Basic", "1.0.0", ("Lib.cs", "public static class Log { public static void Gone() { } public static void Kept() { } }"));
        MadePackage.Pack("SgTest.Basic", "1.0.1", ("Lib.cs", "public static class Log { public static void Kept() { } }"));
        using var app = new ConsumerProject(extension: ".vbproj").Referencing("SgTest.Basic", "1.0.0")
            .With(
            "Program.vb", "Module Program\n    Sub Main()\n        Log.Kept()\n        If True Then Log.Gone()\n    End Sub\nEnd Module\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump("SgTest.Basic", "1.0.1").Build().ShouldFail().ShouldWarn(
            "warning SG1000 at app.vbproj: <PackageReference Include=\"SgTest.Basic\"",
            "warning SG1101 at Program.vb: Log.Gone()");
        var error = Assert.Single(build.Diagnostics, x => x.Code == "BC30456");
        var told = Assert.Single(build.Diagnostics, x => x.Code == "SG1101");
        Assert.Equal((error.Line, error.Column), (told.Line, told.Column));
    }

    private static ConsumerSolution Through(ConsumerSolution solution, string version)
    {
        Data(solution, version);
        return solution.With("Data/Text.cs", "namespace Data; public static class Text { public const string Empty = \"\"; }")
            .Project("App", "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>\n<ItemGroup>\n  <ProjectReference "
                + "Include=\"../Data/Data.csproj\" />\n</ItemGroup>")
            .With("App/Program.cs", Use);
    }

    private static void Data(ConsumerSolution solution, string version) =>
        solution.Project("Data", $"<ItemGroup>{Limits} {version} /></ItemGroup>");

    /// <summary>A package that does nothing but ask for another.</summary>
    private static void Asking(string id, string version, string limits, string more = "") => MadePackage.PackOn(id, version,
        $"public static class {id.Replace('.', '_')} {{ public static int X() => 1; }}",
        $"<PackageReference Include=\"SgTest.Limits\" Version=\"{limits}\" />{more}");

    private static string File(BuildDiagnostic diagnostic) => Path.GetFileName(diagnostic.File);
}
