using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>Real upgrades after which the project no longer compiles: the line of the last build that explains the compiler's error.</summary>
public sealed class ApiBreakTests
{
    [Fact]
    public void A_method_removed_in_a_patch()
    {
        using var app = ConsumerProject.Of("dapper-getdbtype").Referencing("Dapper", "2.0.78");
        app.Build().ShouldSucceed().ShouldNotWarn();
        Assert.Contains("M:Dapper.SqlMapper.GetDbType(System.Object) [call]", app.Read("SemverGuard.net10.0.baseline"));
        string baseline = app.Read("SemverGuard.net10.0.baseline");

        var build = app.Bump("Dapper", "2.0.123").Build().ShouldFail().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"Dapper\"",
            "warning SG1101 at Program.cs: SqlMapper.GetDbType(1)");

        Assert.Contains("Dapper 2.0.78 -> 2.0.123 calls itself a patch but breaks what this project uses: 1 source.", build.Message("SG1000"));
        Assert.Equal(baseline, app.Read("SemverGuard.net10.0.baseline"));
    }
}
