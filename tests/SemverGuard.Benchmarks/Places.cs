using System.Reflection;

namespace SemverGuard.Benchmarks;

/// <summary>Where the build found what is measured.</summary>
internal static class Places
{
    private static readonly Dictionary<string, string?> Metadata =
        typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(x => x.Key, x => x.Value);

    public static string RepositoryRoot { get; } = Metadata["RepositoryRoot"]!;

    /// <summary>Where NuGet keeps the packages.</summary>
    public static string PackageRoot { get; } = Metadata["PackageRoot"]!;

    /// <summary>The folder of the base shared framework.</summary>
    public static string Framework { get; } = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    public static string ApiCompatTool { get; } =
        Package("Microsoft.DotNet.ApiCompat.Tool", Metadata["ApiCompatVersion"]!, "tools/net8.0/any/Microsoft.DotNet.ApiCompat.Tool.dll");

    /// <summary>The shared framework of that name that belongs to <see cref="Framework"/>.</summary>
    public static string SharedFramework(string name) =>
        Path.GetFullPath(Path.Combine(Framework, "..", "..", name, Path.GetFileName(Framework)));

    /// <summary>A file of a restored package.</summary>
    public static string Package(string id, string version, string file) =>
        Path.Combine([PackageRoot, id.ToLowerInvariant(), version, .. file.Split('/')]);
}
