using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>Upgrades that compile and then meet another package at run time; each with its control, in which both packages move.</summary>
public sealed class TransitiveBreakTests
{
    [Fact]
    public void A_token_library_without_the_decoder_that_its_sibling_calls()
    {
        using var app = ConsumerProject.Of("jwt-7-tokens-8").Referencing("Microsoft.IdentityModel.JsonWebTokens", "7.7.3").Referencing("Microsoft.IdentityModel.Tokens", "7.7.3");
        Broken(app, "Microsoft.IdentityModel.Tokens", "8.16.0", "MissingMethodException");
        Cured(app, "Microsoft.IdentityModel.JsonWebTokens", "8.16.0");
    }

    [Fact]
    public void A_proxy_library_that_hides_a_method_its_user_calls()
    {
        using var app = ConsumerProject.Of("nsubstitute-4.0-castle-5.0").Referencing("NSubstitute", "4.0.0").Referencing("Castle.Core", "4.4.0");
        Broken(app, "Castle.Core", "5.0.0", "MethodAccessException");
        Cured(app, "NSubstitute", "5.0.0");
    }

    [Fact]
    public void A_document_model_that_moved_away_under_its_generator()
    {
        using var app = ConsumerProject.Of("swagger-6.2.3-openapi-2").Referencing("Swashbuckle.AspNetCore.SwaggerGen", "6.2.3").Referencing("Microsoft.OpenApi", "1.2.3")
            .WithItem("<FrameworkReference Include=\"Microsoft.AspNetCore.App\" />");
        Broken(app, "Microsoft.OpenApi", "2.12.1", "TypeLoadException");
        Cured(app, "Swashbuckle.AspNetCore.SwaggerGen", "10.3.1");
    }

    private static void Broken(ConsumerProject app, string package, string version, string exception)
    {
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump(package, version).Build().ShouldSucceed();
        var findings = build.Diagnostics.Where(x => x.Code.StartsWith("SG") && x.Severity == "warning").ToArray();
        Assert.True(findings.Length > 1, build.Output);
        var summary = Assert.Single(findings, x => x.Code == "SG1000");
        Assert.Equal("app.csproj", Path.GetFileName(summary.File));
        Assert.Contains($"<PackageReference Include=\"{package}\"", app.Read("app.csproj").Split('\n')[summary.Line - 1]);
        Assert.Contains(findings, x => x.Message.Contains(exception));
    }

    private static void Cured(ConsumerProject app, string package, string version)
    {
        app.Bump(package, version).Build().ShouldSucceed().ShouldNotWarn();
        Assert.Contains($"package {package} {version} direct", app.Read("SemverGuard.net10.0.baseline"));
    }
}
