using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SemverGuard.Compiling;
using SemverGuard.Metadata;
using Xunit.Abstractions;

namespace SemverGuard.Corpus;

/// <summary>Every dll of the global packages folder is read, or has a reason not to be.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    /// <summary>Enough for every compiler and obfuscator of note, little enough for every test run.</summary>
    private const int MostFolders = 100, MostFiles = 400;

    private static readonly string PackagesFolder = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    [Fact]
    public void Every_dll_is_read_or_has_a_reason_not_to_be()
    {
        int native = 0, satellites = 0, types = 0, members = 0, uses = 0;
        var images = new List<AssemblyImage>();
        foreach (string file in Files())
        {
            var pe = new PEReader([.. File.ReadAllBytes(file)]);
            if (pe.HasMetadata) images.Add(new AssemblyImage(pe.GetMetadataReader(), pe));
            else native++;
        }
        var world = World.Of(images);
        foreach (var image in images)
        {
            var counts = Everything.Read(image, world);
            if (image.Reader.TypeDefinitions.Count <= 1) satellites++;
            (types, members, uses) = (types + counts.Types, members + counts.Members, uses + counts.Uses);
        }
        output.WriteLine($"{images.Count} assemblies, {satellites} of them without types, {native} native; {types} types, {members} members, {uses} uses");
        Assert.True(
            images.Count > 50, $"Only {images.Count} assemblies in {PackagesFolder}: the restore of these tests alone brings more.");
        Assert.True(uses > 1000, $"Only {uses} uses.");
    }

    [Fact]
    public void The_shared_framework_is_read()
    {
        var images = DotNet.Implementations.Select(World.Open).ToList();
        var world = new AssemblySet(images);
        var counts = images.AsEnumerable().Select(x => Everything.Read(x, world)).ToList();
        output.WriteLine($"{images.Count} assemblies, {counts.Sum(x => x.Types)} types, {counts.Sum(x => x.Members)} members, {counts.Sum(x => x.Uses)} uses");
        Assert.True(counts.Sum(x => x.Uses) > 10_000);
    }

    /// <summary>Every n-th folder when there are too many, and of the satellites a handful: they are all alike.</summary>
    private static IEnumerable<string> Files()
    {
        const int FewSatellites = 20;
        var satellites = All("*.resources.dll").Take(FewSatellites);
        var folders = All("*.dll").Except(All("*.resources.dll")).GroupBy(x => Path.GetDirectoryName(x)!).ToList();
        int step = 1 + folders.Count / MostFolders;
        return folders.Where((_, i) => i % step == 0).SelectMany(x => x).Take(MostFiles).Concat(satellites);
    }

    private static IEnumerable<string> All(string pattern) =>
        Directory.EnumerateFiles(PackagesFolder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal);
}
