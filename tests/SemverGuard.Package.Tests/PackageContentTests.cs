using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Xml.Linq;
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
            "LICENSE",
            "README.md",
            "SemverGuard.nuspec",
            "THIRD-PARTY-NOTICES.txt",
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
            "icon.png",
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

    /// <summary>A symbol server takes a file only where the package has its assembly at the same path, and takes nothing else.</summary>
    [Fact]
    public void The_symbols_are_where_their_assemblies_are()
    {
        string[] expected =
        [
            "SemverGuard.nuspec",
            "analyzers/dotnet/SemverGuard.Analyzers.pdb",
            "analyzers/dotnet/SemverGuard.CodeFixes.pdb",
            "tasks/netstandard2.0/SemverGuard.Core.pdb",
            "tasks/netstandard2.0/SemverGuard.Tasks.pdb",
            "tasks/netstandard2.0/SemverGuard.Worlds.pdb",
        ];
        Assert.Equal(expected, PackedSemverGuard.EntriesOf(PackedSemverGuard.Symbols));
        foreach (string pdb in expected.Skip(1)) Assert.Equal(IdOfSymbols(pdb), IdInAssembly(Path.ChangeExtension(pdb, ".dll")));
    }

    /// <summary>
    /// What the tool hands to MSBuild, and to the tests that it runs, is no reference of its own, and easily left behind.
    /// </summary>
    [Fact]
    public void The_tool_is_packed_with_what_it_hands_on()
    {
        string[] handedOn =
        [
            "build/SemverGuard.targets", "recorder/netstandard2.0/SemverGuard.Recorder.dll",
            "recorder/netstandard2.1/SemverGuard.Recorder.dll",
            "tasks/netstandard2.0/NuGet.Versioning.dll", "tasks/netstandard2.0/SemverGuard.Core.dll",
            "tasks/netstandard2.0/SemverGuard.Tasks.dll",
            "tasks/netstandard2.0/SemverGuard.Worlds.dll",
        ];
        var entries = PackedSemverGuard.EntriesOf(PackedTool.Value);
        Assert.Empty(handedOn.Select(x => "tools/net10.0/any/" + x).Except(entries));
        Assert.Empty(new[] { "LICENSE", "README.md", "icon.png" }.Except(entries));
        var symbols = PackedSemverGuard.EntriesOf(Path.ChangeExtension(PackedTool.Value, ".snupkg"));
        Assert.Contains("tools/net10.0/any/semverguard.pdb", symbols);
    }

    /// <summary>Whose code is shipped with ours, their licences ask us to say.</summary>
    [Fact]
    public void Everybody_else_is_named()
    {
        using var tool = ZipFile.OpenRead(PackedTool.Value);
        using var notices = new StreamReader(tool.GetEntry("THIRD-PARTY-NOTICES.txt")!.Open());
        string[] named = [.. notices.ReadToEnd().Split('\n').Select(x => x.Split(' ')[0]).Where(x => x.Length > 0)];
        string[] parts = ["Mono.Cecil.Mdb", "Mono.Cecil.Pdb", "Mono.Cecil.Rocks"];
        var shipped = PackedSemverGuard.Entries().Concat(tool.Entries.Select(x => x.FullName))
            .Where(x => x.EndsWith(".dll", StringComparison.Ordinal)).Select(x => Path.GetFileNameWithoutExtension(x)).Distinct()
            .Where(x => !x.StartsWith("SemverGuard", StringComparison.OrdinalIgnoreCase)).Except(parts);
        Assert.Empty(shipped.Except(named));
    }

    /// <summary>What a page on a feed shows of a package.</summary>
    [Theory]
    [InlineData("SemverGuard")]
    [InlineData("SemverGuard.Tool")]
    public void A_package_says_where_it_is_from(string id)
    {
        using var package = ZipFile.OpenRead(id == "SemverGuard" ? PackedSemverGuard.File : PackedTool.Value);
        using var nuspec = package.GetEntry(id + ".nuspec")!.Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().First().Elements().ToDictionary(x => x.Name.LocalName);
        Assert.Equal("MIT", metadata["license"].Value);
        Assert.Equal("icon.png", metadata["icon"].Value);
        Assert.Equal("README.md", metadata["readme"].Value);
        Assert.Equal("https://github.com/semverguard/semverguard", metadata["projectUrl"].Value);
        Assert.Equal("https://github.com/semverguard/semverguard", metadata["repository"].Attribute("url")!.Value);
    }

    /// <summary>
    /// So that anybody can pack the sources himself and hold the result against what is published: no clock, no random name. That the
    /// assemblies are compiled alike is the compiler's promise (Deterministic), which this does not build twice to see.
    /// </summary>
    [Fact]
    public void What_is_packed_again_is_the_same_to_the_last_byte()
    {
        var folder = Directory.CreateTempSubdirectory("semverguard-");
        foreach (var (first, again) in new[]
        {
            (PackedSemverGuard.File, PackedSemverGuard.PackInto(folder.FullName)), (PackedTool.Value, PackTool(folder.FullName)),
        })
        {
            foreach (string extension in new[] { ".nupkg", ".snupkg" })
                Assert.Equal(Hash(Path.ChangeExtension(first, extension)), Hash(Path.ChangeExtension(again, extension)));
        }
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

    private static readonly Lazy<string> PackedTool = new(() => PackTool(Path.Combine(Repository.Work, "tool")));

    /// <summary>Packs what is built into a folder, which has nothing of an earlier run then.</summary>
    private static string PackTool(string folder)
    {
        foreach (string stale in Directory.Exists(folder) ? Directory.GetFiles(folder, "SemverGuard.Tool.*") : []) File.Delete(stale);
        string[] pack =
            ["pack", "src/SemverGuard.Tool", "-c", Repository.Configuration, "--no-build", "-p:ReadyToRun=false", "-o", folder, "-v:q"];
        var (exitCode, output) = Dotnet.Run(Repository.Root, null, pack);
        Assert.True(exitCode == 0, output);
        return Assert.Single(Directory.GetFiles(folder, "SemverGuard.Tool.*.nupkg"));
    }

    private static string Hash(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));

    private static Guid IdOfSymbols(string pdb)
    {
        using var package = ZipFile.OpenRead(PackedSemverGuard.Symbols);
        using var content = package.GetEntry(pdb)!.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        using var provider = MetadataReaderProvider.FromPortablePdbImage([.. copy.ToArray()]);
        return new BlobContentId(provider.GetMetadataReader().DebugMetadataHeader!.Id).Guid;
    }

    private static Guid IdInAssembly(string dll)
    {
        using var image = new PEReader([.. PackedSemverGuard.Read(dll)]);
        var entry = image.ReadDebugDirectory().Single(x => x.Type == DebugDirectoryEntryType.CodeView);
        return image.ReadCodeViewDebugDirectoryData(entry).Guid;
    }

    private static string Machine => RuntimeInformation.RuntimeIdentifier;

    private static bool IsCompiled(string entry)
    {
        using var image = new PEReader([.. PackedSemverGuard.Read(entry)]);
        return image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
