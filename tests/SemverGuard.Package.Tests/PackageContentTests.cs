using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
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
            "docs/accuracy.md",
            "docs/bots.md",
            "docs/command-line.md",
            "docs/configuration.md",
            "docs/editor.md",
            "docs/fleet.md",
            "docs/how-it-works.md",
            "docs/performance.md",
            "docs/report.schema.json",
            "docs/reports.md",
            "docs/rolling-out.md",
            "docs/rules.md",
            "docs/upgrades.md",
            $"tasks/{Machine}/NuGet.Versioning.dll",
            $"tasks/{Machine}/SemverGuard.Core.dll",
            $"tasks/{Machine}/SemverGuard.Tasks.dll",
            $"tasks/{Machine}/SemverGuard.Worlds.dll",
            "tasks/netstandard2.0/NuGet.Versioning.dll",
            "tasks/netstandard2.0/SemverGuard.Core.dll",
            "tasks/netstandard2.0/SemverGuard.Tasks.dll",
            "tasks/netstandard2.0/SemverGuard.Worlds.dll",
        ];
        Assert.Equal(expected, PackedSemverGuard.Entries());
    }

    [Theory]
    [InlineData("SemverGuard.Core.dll")]
    [InlineData("SemverGuard.Tasks.dll")]
    [InlineData("SemverGuard.Worlds.dll")]
    [InlineData("NuGet.Versioning.dll")]
    public void What_runs_in_a_build_on_this_machine_is_compiled_ahead(string file)
    {
        Assert.True(IsCompiled($"tasks/{Machine}/{file}"));
        Assert.False(IsCompiled($"tasks/netstandard2.0/{file}"));
    }

    private static string Machine => RuntimeInformation.RuntimeIdentifier;

    private static bool IsCompiled(string entry)
    {
        using var image = new PEReader([.. PackedSemverGuard.Read(entry)]);
        return image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
