using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>What is shipped, file by file: every further dll runs inside somebody's compiler.</summary>
public sealed class PackageContentTests
{
    [Fact]
    public void The_package_holds_exactly_this()
    {
        string[] expected =
        [
            "README.md",
            "SemverGuard.nuspec",
            "analyzers/dotnet/NuGet.Versioning.dll",
            "analyzers/dotnet/SemverGuard.Analyzers.dll",
            "analyzers/dotnet/SemverGuard.CodeFixes.dll",
            "analyzers/dotnet/SemverGuard.Core.dll",
            "build/SemverGuard.props",
            "build/SemverGuard.targets",
            "buildMultiTargeting/SemverGuard.targets",
            "tasks/netstandard2.0/NuGet.Versioning.dll",
            "tasks/netstandard2.0/SemverGuard.Core.dll",
            "tasks/netstandard2.0/SemverGuard.Tasks.dll",
        ];
        Assert.Equal(expected, PackedSemverGuard.Entries());
    }
}
