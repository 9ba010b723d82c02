using NuGet.Packaging.Core;
using NuGet.ProjectModel;
using NuGet.Versioning;

namespace SemverGuard.Tool.Solutions;

/// <summary>An upgrade that a project has through another one, and whether it can do more here than there.</summary>
public sealed class ResolvedPackagesTests
{
    private static readonly ResolvedPackages Library = new(Of("Json 1", "Text 1"), Of("Json 2", "Text 1"));

    [Fact]
    public void What_comes_with_a_project_does_what_it_does_there() =>
        Assert.True(new ResolvedPackages(Of("Json 1", "Text 1", "Other 1 Text"), Of("Json 2", "Text 1", "Other 1 Text")).AreAllOf(Library));

    [Theory]
    [InlineData("Json 1|Text 1|Client 1 Json", "Json 2|Text 1|Client 1 Json")] // another package calls it
    [InlineData("Json 1|Text 1|Client 1 Json|Shell 1 Client", "Json 2|Text 1|Client 1 Json|Shell 1 Client")]
    [InlineData("Json 1|Text 1|Mail 1", "Json 2|Text 1|Mail 2")] // more moves than there
    [InlineData("Json 1 Text|Text 2", "Json 2 Text|Text 2")] // it calls another version
    [InlineData("Json 3|Text 1", "Json 4|Text 1")]
    public void What_meets_other_packages_here_is_looked_at(string before, string after) =>
        Assert.False(new ResolvedPackages(Of(before.Split('|')), Of(after.Split('|'))).AreAllOf(Library));

    [Fact]
    public void What_brings_more_than_assemblies_is_looked_at()
    {
        var after = Of("Json 2", "Text 1");
        after.Libraries[0].Build = [new LockFileItem("build/Json.targets")];
        Assert.False(new ResolvedPackages(Of("Json 1", "Text 1"), after).AreAllOf(Library));
    }

    [Fact]
    public void A_package_that_went_moved_too()
    {
        var resolved = new ResolvedPackages(Of("Json 1", "Text 1"), Of("Text 1"));
        Assert.Equal("Json", Assert.Single(resolved.Moved));
        Assert.Equal("Json", Assert.Single(resolved.MovedAssemblies.Distinct()));
    }

    /// <param name="packages">Each an id, its version, and ids that it depends on.</param>
    private static LockFileTarget Of(params string[] packages) => new() { Libraries = [.. packages.Select(x => Package(x.Split(' ')))] };

    private static LockFileTargetLibrary Package(string[] words) => new()
    {
        Name = words[0],
        Version = NuGetVersion.Parse(words[1]),
        Type = "package",
        Dependencies = [.. words.Skip(2).Select(x => new PackageDependency(x))],
        RuntimeAssemblies = [new LockFileItem($"lib/net10.0/{words[0]}.dll")],
    };
}
