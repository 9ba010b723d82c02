using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>Upgrades that compile and then meet another package at run time; each with its control, in which both packages move.</summary>
public sealed class TransitiveBreakTests
{
    [Fact]
    public void A_token_library_without_the_methods_that_its_sibling_calls()
    {
        ConsumerProject.Restore("Microsoft.IdentityModel.JsonWebTokens", "8.16.0");
        using var app = ConsumerProject.Of("jwt-7-tokens-8").Referencing("Microsoft.IdentityModel.JsonWebTokens", "7.7.3")
            .Referencing("Microsoft.IdentityModel.Tokens", "7.7.3");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump("Microsoft.IdentityModel.Tokens", "8.16.0").Build().ShouldSucceed().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"Microsoft.IdentityModel.Tokens\"",
            "warning SG3002 at Program.cs: new JsonWebToken(jwt).Issuer",
            "warning SG3002 at Program.cs: var r = new JsonWebTokenHandler().ValidateTokenAsync(");
        Assert.Contains(
            build.Diagnostics, x => x.Code == "SG3002" && x.Message.Contains("Base64UrlEncoder.Decode(ReadOnlySpan<char>, Span<byte>)"));
        Assert.All(build.Diagnostics.Where(x => x.Code == "SG3002"), x => Assert.Contains("MissingMethodException", x.Message));
        Assert.All(build.Diagnostics.Where(x => x.Code == "SG3002"), x => Assert.Contains(
            "Safe: Microsoft.IdentityModel.Tokens 7.7.3, or Microsoft.IdentityModel.Tokens 8.16.0 with "
                + "Microsoft.IdentityModel.JsonWebTokens 8.16.0.", x.Message));
        // All links again. What is left the notes of the major describe: claims are told apart by case, and a switch takes that back.
        var cured = app.Bump("Microsoft.IdentityModel.JsonWebTokens", "8.16.0").Build().ShouldSucceed().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"Microsoft.IdentityModel.Tokens\"",
            "warning SG4012 at Program.cs: var r = new JsonWebTokenHandler().ValidateTokenAsync(");
        Assert.Contains(
            "now creates CaseSensitiveClaimsIdentity (was ClaimsIdentity) unless "
                + "\"Microsoft.IdentityModel.Tokens.UseClaimsIdentityType\" is switched",
            cured.Message("SG4012"));
    }

    [Fact]
    public void A_proxy_library_that_hides_a_method_its_user_calls()
    {
        ConsumerProject.Restore("NSubstitute", "5.0.0");
        using var app = ConsumerProject.Of("nsubstitute-4.0-castle-5.0").Referencing("NSubstitute", "4.0.0")
            .Referencing("Castle.Core", "4.4.0");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump("Castle.Core", "5.0.0").Build().ShouldSucceed().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"Castle.Core\"",
            "warning SG1103 at Program.cs: var s = Substitute.For<Func<int>>()");
        Assert.Contains("ModuleScope.DefineType", build.Message("SG1103"));
        Assert.Contains("MethodAccessException", build.Message("SG1103"));
        Assert.Contains("Safe: Castle.Core 4.4.0, or Castle.Core 5.0.0 with NSubstitute 5.0.0.", build.Message("SG1103"));
        Assert.Contains("It links with <PackageReference Include=\"NSubstitute\" Version=\"5.0.0\" />.", build.Message("SG1000"));
        Cured(app, "NSubstitute", "5.0.0");
    }

    [Fact]
    public void A_document_model_that_moved_away_under_its_generator()
    {
        ConsumerProject.Restore("Swashbuckle.AspNetCore.SwaggerGen", "10.3.1");
        using var app = ConsumerProject.Of("swagger-6.2.3-openapi-2").Referencing("Swashbuckle.AspNetCore.SwaggerGen", "6.2.3")
            .Referencing("Microsoft.OpenApi", "1.2.3")
            .WithItem("<FrameworkReference Include=\"Microsoft.AspNetCore.App\" />");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump("Microsoft.OpenApi", "2.12.1").Build().ShouldSucceed().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"Microsoft.OpenApi\"",
            "warning SG1001 at Program.cs: s.AddSwaggerGen()");
        // What is called first; then what only stands in types that are handed to the container.
        Assert.Contains("OpenApiInfo", build.Message("SG1001"));
        Assert.Contains("Fails here too: ", build.Message("SG1001"));
        Assert.Contains("TypeLoadException", build.Message("SG1001"));
        Assert.Contains("Safe: Microsoft.OpenApi 1.2.3, or Microsoft.OpenApi 2.12.1 with Swashbuckle.AspNetCore.SwaggerGen 10.3.1.",
            build.Message("SG1001"));
        Cured(app, "Swashbuckle.AspNetCore.SwaggerGen", "10.3.1");
    }

    private static void Cured(ConsumerProject app, string package, string version)
    {
        app.Bump(package, version).Build().ShouldSucceed().ShouldNotWarn();
        Assert.Contains($"package {package} {version} direct", app.Read("SemverGuard.net10.0.baseline"));
    }

    /// <summary>
    /// The reference assemblies of ASP.NET Core lack it, and the SDK leaves the package's out of the application for the framework's own.
    /// </summary>
    [Fact]
    public void An_assembly_that_the_framework_has_at_run_time_only_is_not_missing()
    {
        const string Sealer = "SgTest.Sealer", Lib = "namespace SgTest { public static class Sealer { public static object Seal() => ";
        MadePackage.PackOn(Sealer, "1.0.0", Lib + "null; } }", "");
        MadePackage.PackOn(Sealer, "1.0.1", Lib + "Sealing.Of(); } class Sealing { internal static object Of() => "
                + "new System.Security.Cryptography.Pkcs.ContentInfo(new byte[1]); } }",
            "<PackageReference Include=\"System.Security.Cryptography.Pkcs\" Version=\"9.0.11\" />");
        MadePackage.PackOn(Sealer, "1.0.2", Lib + "Sealing.Of(); } class Sealing { internal static object Of() => "
                + "new System.Security.Cryptography.Pkcs.ContentInfo(new byte[2]).Content.Length; } }",
            "<PackageReference Include=\"System.Security.Cryptography.Pkcs\" Version=\"9.0.11\" />");
        using var app = new ConsumerProject().Referencing(Sealer, "1.0.0")
            .WithItem("<FrameworkReference Include=\"Microsoft.AspNetCore.App\" />")
            .With("Program.cs", "System.Console.WriteLine(SgTest.Sealer.Seal());\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        foreach (string version in new[] { "1.0.1", "1.0.2" })
        {
            var build = app.Bump(Sealer, version).Build().ShouldSucceed();
            Assert.False(app.Has("bin/Debug/net10.0/System.Security.Cryptography.Pkcs.dll"));
            Assert.DoesNotContain(build.Diagnostics, x => x.Code is "SG3005" or "SG9005");
        }
    }

    /// <summary>It had its code in a package of its own, and has it itself by now: one upgrade.</summary>
    [Fact]
    public void An_assembly_that_moves_to_another_package()
    {
        const string Source = "namespace SgTest { public static class Whole { public static int Open(string name) => $; } }";
        const string Assembly = "<AssemblyName>SgTest.Moved</AssemblyName>";
        Pack("SgTest.Whole.Core", "1.0.0", Source.Replace("$", "1"), Assembly, "");
        Pack("SgTest.Whole", "1.0.0", "", "<IncludeBuildOutput>false</IncludeBuildOutput>",
            "<PackageReference Include=\"SgTest.Whole.Core\" Version=\"1.0.0\" />");
        Pack("SgTest.Whole", "1.0.1", Source.Replace("string name", "string name, int mode").Replace("$", "2"), Assembly, "");
        Pack("SgTest.Whole", "1.0.2", Source.Replace("$", "2"), Assembly, "");
        using var app = new ConsumerProject().Referencing("SgTest.Whole", "1.0.0")
            .With("Program.cs", "System.Console.WriteLine(SgTest.Whole.Open(\"a\"));\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var refused = app.Bump("SgTest.Whole", "1.0.1").Build().ShouldFail();
        Assert.Contains("SgTest.Whole 1.0.1: 'Whole.Open(string)' now takes (string, int)", refused.Message("SG1102"));
        foreach (string _ in new[] { "at first", "again" })
        {
            var build = app.Bump("SgTest.Whole", "1.0.2").Build().ShouldSucceed();
            Assert.Contains("SgTest.Whole 1.0.2 takes the place of SgTest.Whole.Core 1.0.0 and does", build.Message("SG1000"));
        }
        app.Accept().ShouldSucceed();
        app.Build().ShouldSucceed().ShouldNotWarn();
        Assert.DoesNotContain("SgTest.Whole.Core", File.ReadAllText(app.Baseline));

        static void Pack(string id, string version, string source, string properties, string references) => MadePackage.Pack(id, version,
            ("Lib.cs", source),
            MadePackage.OnFeed,
            (id + ".csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework>{properties}</PropertyGroup>
                  <ItemGroup>{references}</ItemGroup>
                </Project>
                """));
    }
}
