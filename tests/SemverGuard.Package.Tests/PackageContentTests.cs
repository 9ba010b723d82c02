using System.IO.Compression;
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

    /// <summary>
    /// What the tool hands to MSBuild, and to the tests that it runs, is no reference of its own, and easily left behind.
    /// </summary>
    [Fact]
    public void The_tool_is_packed_with_what_it_hands_on()
    {
        var folder = Directory.CreateTempSubdirectory("semverguard-");
        string[] pack = ["pack", "src/SemverGuard.Tool", "-c", Repository.Configuration, "--no-build", "-o", folder.FullName, "-v:q"];
        var (exitCode, output) = Dotnet.Run(Repository.Root, null, pack);
        Assert.True(exitCode == 0, output);
        using var package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(folder.FullName, "SemverGuard.Tool.*.nupkg")));
        string[] handedOn =
        [
            "build/SemverGuard.targets", "recorder/netstandard2.0/SemverGuard.Recorder.dll",
            "recorder/netstandard2.1/SemverGuard.Recorder.dll",
            "tasks/netstandard2.0/NuGet.Versioning.dll", "tasks/netstandard2.0/SemverGuard.Core.dll",
            "tasks/netstandard2.0/SemverGuard.Tasks.dll",
            "tasks/netstandard2.0/SemverGuard.Worlds.dll",
        ];
        Assert.Empty(handedOn.Select(x => "tools/net10.0/any/" + x).Except(package.Entries.Select(x => x.FullName)));
        folder.Delete(recursive: true);
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
