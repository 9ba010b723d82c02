using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>
/// Real upgrades after which the project no longer compiles: the line of the last build that explains the compiler's error.
/// </summary>
public sealed class ApiBreakTests
{
    [Fact]
    public void A_method_removed_in_a_patch()
    {
        using var app = ConsumerProject.Of("dapper-getdbtype").Referencing("Dapper", "2.0.78");
        app.Build().ShouldSucceed().ShouldNotWarn();
        string baseline = app.Read("SemverGuard.net10.0.baseline");
        Assert.Contains("M:Dapper.SqlMapper.GetDbType(System.Object) [call]", baseline);

        var build = app.Bump("Dapper", "2.0.123").Build().ShouldFail().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"Dapper\"",
            "warning SG1101 at Program.cs: GetDbType(1)");

        Assert.Contains(
            "Dapper 2.0.78 -> 2.0.123 calls itself a patch but breaks what this project uses: 1 source.", build.Message("SG1000"));
        Assert.Equal(baseline, app.Read("SemverGuard.net10.0.baseline"));

        // The way back.
        app.Bump("Dapper", "2.0.78").Build().ShouldSucceed().ShouldNotWarn();
        Assert.Equal(baseline, app.Read("SemverGuard.net10.0.baseline"));
    }

    [Fact]
    public void Members_added_to_an_interface_that_the_project_implements()
    {
        using var app = ConsumerProject.Of("yamldotnet-objectfactory").Referencing("YamlDotNet", "13.1.1");
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("YamlDotNet", "13.7.1").Build().ShouldFail().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"YamlDotNet\"",
            "warning SG1105 at Program.cs: IObjectFactory");
    }

    [Fact]
    public void A_property_removed_in_a_minor()
    {
        using var app = ConsumerProject.Of("protobuf-phpgeneric").Referencing("Google.Protobuf", "3.25.1");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump("Google.Protobuf", "3.36.2").Build().ShouldFail().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"Google.Protobuf\"",
            "warning SG1101 at Program.cs: PhpGenericServices");
        Assert.Contains("calls itself a minor", build.Message("SG1000"));
    }

    [Fact]
    public void A_property_of_another_package_of_the_family_removed_in_a_minor()
    {
        using var app = ConsumerProject.Of("azurecore-mtls").Referencing("Azure.Core", "1.62.0")
            .WithProperty("NoWarn", "$(NoWarn);AZID0004");
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("Azure.Core", "1.63.0").Build().ShouldFail().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"Azure.Core\"",
            "warning SG1101 at Program.cs: DisableMtlsProofOfPossession = true",
            "warning SG1101 at Program.cs: DisableMtlsProofOfPossession; }"); // read again: another error of the compiler's
    }

    [Fact]
    public void Types_that_moved_only_for_the_compiler_break_nothing()
    {
        using var app = ConsumerProject.Of("sqlclient-moved-types").Referencing("Microsoft.Data.SqlClient", "7.0.3");
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("Microsoft.Data.SqlClient", "7.1.0").Build().ShouldSucceed().ShouldNotWarn();
        Assert.Contains("package Microsoft.Data.SqlClient 7.1.0 direct", app.Read("SemverGuard.net10.0.baseline"));
    }

    /// <summary>
    /// What does not compile any more somebody needs help with, whatever the version says; the rest of a major is for who wants to read it.
    /// </summary>
    [Fact]
    public void An_honest_major_is_a_warning_where_it_does_not_compile_and_nowhere_else()
    {
        using var app = ConsumerProject.Of("rabbitmq-imodel").Referencing("RabbitMQ.Client", "6.4.0");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump("RabbitMQ.Client", "7.1.2").Build("-v:n").ShouldFail().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"RabbitMQ.Client\"",
            "warning SG1001 at Program.cs: IModel).Name");
        Assert.Contains(
            "RabbitMQ.Client 6.4.0 -> 7.1.2 is a major upgrade and breaks what this project uses: 1 source", build.Message("SG1000"));
        Assert.Contains(build.Diagnostics, x => x.Severity == "message" && x.Code.StartsWith("SG"));
    }
}
