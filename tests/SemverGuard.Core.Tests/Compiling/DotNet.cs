namespace SemverGuard.Compiling;

/// <summary>The .NET that runs the tests: its host, its targeting pack, its shared framework.</summary>
public static class DotNet
{
    private static readonly string SharedFramework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>The folder that holds <c>shared</c>, <c>packs</c> and <c>sdk</c>.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(SharedFramework, "..", "..", ".."));

    public static string Host { get; } = Path.Combine(Root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");

    /// <summary>Reference assemblies of the framework, by simple name.</summary>
    public static IReadOnlyDictionary<string, string> ReferencePack { get; } = FindPack();

    /// <summary>Implementation assemblies of the framework, the few native libraries beside them left out.</summary>
    public static IReadOnlyList<string> Implementations { get; } =
        [.. Directory.GetFiles(SharedFramework, "*.dll")
            .Where(x => Path.GetFileName(x) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal))
                && !name.Contains(".Native", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static Dictionary<string, string> FindPack()
    {
        string packs = Path.Combine(Root, "packs", "Microsoft.NETCore.App.Ref");
        string pack = Directory.GetDirectories(packs, "10.*").MaxBy(x => Version.Parse(Path.GetFileName(x).Split('-')[0]))!;
        return Directory.GetFiles(Path.Combine(pack, "ref", "net10.0"), "*.dll")
            .ToDictionary(x => Path.GetFileNameWithoutExtension(x), StringComparer.OrdinalIgnoreCase);
    }
}
