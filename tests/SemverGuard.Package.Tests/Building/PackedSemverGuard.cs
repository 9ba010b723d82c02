using System.IO.Compression;
using System.Runtime.InteropServices;

namespace SemverGuard.Package.Tests.Building;

/// <summary>The package under test, packed once a run into a feed of its own.</summary>
internal static class PackedSemverGuard
{
    public const string Version = "0.1.0-test";

    private static readonly Lazy<string> PackedFile = new(Pack);

    public static string File => PackedFile.Value;

    public static string Symbols => Path.ChangeExtension(File, ".snupkg");

    public static IReadOnlyList<string> Entries() => EntriesOf(File);

    public static IReadOnlyList<string> EntriesOf(string file)
    {
        using var package = ZipFile.OpenRead(file);
        return package.Entries.Select(x => x.FullName)
            .Where(x => !x.StartsWith("_rels/") && !x.StartsWith("package/") && x != "[Content_Types].xml").Order(StringComparer.Ordinal)
            .ToArray();
    }

    public static byte[] Read(string entry)
    {
        using var package = ZipFile.OpenRead(File);
        using var content = package.GetEntry(entry)!.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    private static string Pack()
    {
        // The version stays the same, so what an earlier run has extracted must go: a stale package tests nothing.
        string extracted = Path.Combine(Repository.Packages, "semverguard");
        if (Directory.Exists(extracted)) Directory.Delete(extracted, recursive: true);
        return PackInto(Repository.Feed);
    }

    /// <summary>Packs what is built into a folder.</summary>
    public static string PackInto(string folder)
    {
        var (exitCode, output) = Dotnet.Run(Repository.Root,
            new Dictionary<string, string> { ["NUGET_PACKAGES"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? "" },
            "pack", "src/SemverGuard/SemverGuard.csproj", "--no-build", "-c", Repository.Configuration, "-p:PackageVersion=" + Version,
            "-p:ReadyToRunRuntimes=" + RuntimeInformation.RuntimeIdentifier, "-o", folder, "-nodeReuse:false");
        Assert.True(exitCode == 0, output);
        return Path.Combine(folder, $"SemverGuard.{Version}.nupkg");
    }
}
