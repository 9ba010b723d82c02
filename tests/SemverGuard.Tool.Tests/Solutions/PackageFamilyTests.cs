using NuGet.Versioning;
using SemverGuard.Tool.Solutions;

namespace SemverGuard.Tool.Tests.Solutions;

public sealed class PackageFamilyTests
{
    [Theory]
    [InlineData("OpenTelemetry", "OpenTelemetry.Exporter.Console", 1)]
    [InlineData("Microsoft.Extensions.Hosting", "Microsoft.Extensions.Http", 1)]
    [InlineData("Microsoft.EntityFrameworkCore.Sqlite", "Microsoft.Extensions.Http", 2)]
    [InlineData("System.Text.Json", "System.CommandLine", 2)]
    [InlineData("Serilog", "NodaTime", 2)]
    public void Packages_of_one_version_are_a_family_by_the_beginning_of_their_names(string one, string other, int families)
    {
        var now = NuGetVersion.Parse("1.0.0");
        IReadOnlyList<NuGetVersion> served = [now, NuGetVersion.Parse("2.0.0")];
        IReadOnlyList<string> projects = ["App"];
        var found = PackageFamily.Of(
            [(one, now, projects), (other, now, projects)],
            new Dictionary<string, IReadOnlyList<NuGetVersion>> { [one] = served, [other] = served });
        Assert.Equal(families, found.Count);
    }
}
