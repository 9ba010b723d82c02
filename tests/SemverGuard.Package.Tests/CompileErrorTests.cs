using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>
/// Real upgrades after which the project does not compile: beside each of the compiler's errors stands what it comes from.
/// </summary>
public sealed class CompileErrorTests
{
    private const string Filter = """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.OpenApi.Models;
        using Swashbuckle.AspNetCore.SwaggerGen;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc("v1", new OpenApiInfo { Title = "t", Version = "v1" });
            options.OperationFilter<DefaultErrorResponse>();
        });
        builder.Build().UseSwagger();

        public class DefaultErrorResponse : IOperationFilter
        {
            public void Apply(OpenApiOperation operation, OperationFilterContext context) =>
                operation.Responses["default"] = new OpenApiResponse { Description = "error" };
        }
        """;

    [Fact]
    public void An_honest_major_with_its_namespaces_moved()
    {
        using var app = new ConsumerProject().With("Program.cs", Filter).Referencing("Swashbuckle.AspNetCore", "6.2.3")
            .WithItem("<FrameworkReference Include=\"Microsoft.AspNetCore.App\" />");
        app.Build().ShouldSucceed().ShouldNotWarn();

        var build = app.Bump("Swashbuckle.AspNetCore", "10.3.1").Build("-p:SemverGuardReport=report.md").ShouldFail();
        ShouldExplainEachError(build);
        Assert.Contains(build.Diagnostics, x => x is { Code: "SG2015", Line: 3, Column: 25 } && x.Message.StartsWith("Microsoft.OpenApi 2.")
            && x.Message.Contains("'OpenApiOperation' and 'OpenApiResponse' are now in Microsoft.OpenApi."));
        Assert.Contains(build.Diagnostics, x => x.Code == "SG1102"
            && x.Message.Contains("now takes Microsoft.OpenApi.OpenApiOperation (was Microsoft.OpenApi.Models.OpenApiOperation)"));
        Assert.DoesNotContain("nothing here", app.Read("report.md"));

        // With the namespace mended the compiler comes to the bodies; what it refuses then is explained as well.
        app.With("Program.cs", Filter.Replace("using Microsoft.OpenApi.Models;", "using Microsoft.OpenApi;")
            .Replace("builder.Build()", "var text = new OpenApiSchema { Type = \"string\" };\nbuilder.Build()"));
        var mended = app.Build().ShouldFail();
        // The source needs the upgrade by now: that what it meant before is not compared stands at the reference.
        ShouldExplainEachError(mended);
        Assert.DoesNotContain(mended.Diagnostics, x => x.Code == "SG2015");
    }

    [Fact]
    public void A_new_overload_that_fits_as_well()
    {
        using var app = new ConsumerProject().Referencing("NUnit", "4.1.0").With("Program.cs", """
            using NUnit.Framework;

            Assert.That(new[] { 1 }, Is.EqualTo(null).AsCollection);
            Assert.That(0.04, Is.EqualTo(0L).Within(0.1));
            Assert.That(true, Is.EqualTo(default));
            """);
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump("NUnit", "4.3.2").Build().ShouldFail();
        ShouldExplainEachError(build);
        Assert.Contains(build.Diagnostics, x => x is { Code: "SG1120", Line: 3 }
            && x.Message.Contains("returns EqualStringConstraint, which has no 'AsCollection'"));
        Assert.Contains(build.Diagnostics, x => x is { Code: "SG1120", Line: 4 }
            && x.Message.Contains("returns EqualNumericConstraint<long>, whose 'Within' takes other arguments"));
        Assert.Contains(build.Diagnostics, x => x is { Code: "SG1120", Line: 5 }
            && x.Message.Contains("'Is.EqualTo(string)' is new and makes a call ambiguous with 'Is.EqualTo(DateTime)', which is new too"));

        // In a clone that was never built, of a source that is adapted in part: it compiles against neither version.
        foreach (string folder in new[] { "bin", "obj" }) Directory.Delete(Path.Combine(app.Folder, folder), recursive: true);
        app.With("Program.cs", app.Read("Program.cs") + "\n_ = typeof(NUnit.Framework.Constraints.EqualNumericConstraint<int>);\n");
        var clone = app.Build().ShouldFail();
        Assert.Contains(
            "the source already needs the upgrade, so what it meant before was not compared (Program.cs(6,", clone.Message("SG9005"));
        ShouldExplainEachError(clone);
    }

    /// <summary>Of two upgrades the first by alphabet has nothing to do with it.</summary>
    [Fact]
    public void A_finding_belongs_to_the_package_that_declares_the_symbol()
    {
        using var app = new ConsumerProject().With("Program.cs", Repository.Source("spectre-emoji-const"))
            .With("Other.cs", "static class Other { static string Name => typeof(Newtonsoft.Json.JsonConvert).Name; }\n")
            .Referencing("Newtonsoft.Json", "13.0.2").Referencing("Spectre.Console", "0.49.1");
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("Newtonsoft.Json", "13.0.3").Bump("Spectre.Console", "0.57.2").Build().ShouldSucceed().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"Spectre.Console\"",
            "warning SG2001 at Program.cs: string.Join(\" \", Emoji.Known.Cloud");
    }

    private static void ShouldExplainEachError(BuildResult build)
    {
        var errors = build.Diagnostics.Where(x => x.Code.StartsWith("CS") && x.Severity == "error").Select(x => (x.File, x.Line, x.Column))
            .Distinct().Order().ToArray();
        Assert.NotEmpty(errors);
        var told = build.Diagnostics.Where(x => x.Code.StartsWith("SG") && x.Code is not ("SG1000" or "SG9005") && x.Severity != "message")
            .ToArray();
        Assert.Equal(errors, told.Select(x => (x.File, x.Line, x.Column)).Order());
        Assert.DoesNotContain("SemverGuardAccept", build.Output);
    }
}
