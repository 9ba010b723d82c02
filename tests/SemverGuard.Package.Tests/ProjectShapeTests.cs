using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>Several frameworks, central versions, packages that come by others.</summary>
public sealed class ProjectShapeTests
{
    [Fact]
    public void Several_target_frameworks_have_a_baseline_each()
    {
        using var app = new ConsumerProject().Targeting("net10.0;netstandard2.0").WithProperty("OutputType", "Library")
            .Referencing("Dapper", "2.0.78")
            .With("Library.cs", "public static class Library\n{\n    public static object Type() => Dapper.SqlMapper.GetDbType(1);\n}\n");
        app.Build("-m:2").ShouldSucceed().ShouldNotWarn();
        Assert.StartsWith("semverguard-baseline 1 net10.0 app.csproj\n", app.Read("SemverGuard.net10.0.baseline"));
        Assert.StartsWith("semverguard-baseline 1 netstandard2.0 app.csproj\npackage Dapper 2.0.78 direct",
            app.Read("SemverGuard.netstandard2.0.baseline"));
        Assert.DoesNotContain("T:System.Object", app.Read("SemverGuard.netstandard2.0.baseline"));
        app.Bump("Dapper", "2.0.123").Build("-m:2").ShouldFail().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"Dapper\"",
            "warning SG1000 at app.csproj: <PackageReference Include=\"Dapper\"",
            "warning SG1101 at Library.cs: GetDbType(1)",
            "warning SG1101 at Library.cs: GetDbType(1)");
        app.Accept().ShouldSucceed();
        Assert.Contains("package Dapper 2.0.123 direct", app.Read("SemverGuard.net10.0.baseline"));
        Assert.Contains("package Dapper 2.0.123 direct", app.Read("SemverGuard.netstandard2.0.baseline"));
    }

    [Fact]
    public void Central_package_management_points_at_the_central_line()
    {
        using var app = ConsumerProject.Of("dapper-getdbtype").Referencing("Dapper", "2.0.78").ManagedCentrally();
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("Dapper", "2.0.123").Build().ShouldFail().ShouldWarn(
            "warning SG1000 at Directory.Packages.props: <PackageVersion Include=\"Dapper\"",
            "warning SG1101 at Program.cs: GetDbType(1)");
    }

    [Fact]
    public void A_package_that_a_referenced_project_brings_is_told_at_the_line_that_was_bumped()
    {
        using var lib = new ConsumerProject("lib").WithProperty("OutputType", "Library").With("Lib.cs", "public static class Lib;")
            .Referencing("Dapper", "2.0.78");
        using var app = ConsumerProject.Of("dapper-getdbtype").WithItem($"<ProjectReference Include=\"{lib.Folder}/lib.csproj\" />");
        lib.Build().ShouldSucceed().ShouldNotWarn();
        app.Build().ShouldSucceed().ShouldNotWarn();
        Assert.Contains("package Dapper 2.0.78 via=lib hash=", app.Read("SemverGuard.net10.0.baseline"));
        lib.Bump("Dapper", "2.0.123").Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Build().ShouldFail().ShouldWarn(
            "warning SG1000 at lib.csproj: <PackageReference Include=\"Dapper\"",
            "warning SG1101 at Program.cs: GetDbType(1)");
        Assert.Contains("transitive: lib asks for Dapper", build.Message("SG1000"));
    }
}
