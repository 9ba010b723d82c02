using System.Diagnostics;
using NuGet.Versioning;

namespace SemverGuard.Worlds;

/// <summary>
/// The assemblies of the target framework, and which of two is used where a package brings one of the same name: as the SDK's conflict
/// resolution decides it, for packages as they are and as they were.
/// </summary>
/// <param name="overrides">By package id, the highest version that the framework takes the place of.</param>
/// <param name="atRunTime">What it has when the application runs.</param>
internal sealed class FrameworkAssemblies(
    IReadOnlyDictionary<string, string> paths, IReadOnlyDictionary<string, string> overrides, RunTimeFramework atRunTime,
    AssemblyFiles files)
{
    public RunTimeFramework AtRunTime => atRunTime;

    /// <summary>Path by simple name: of those that the build uses, and of those that a package's assembly stands in for.</summary>
    public IReadOnlyDictionary<string, string> Paths => paths;

    /// <summary>As a project's build has them.</summary>
    public static FrameworkAssemblies Of(ProjectWorld project, Inventory inventory, AssemblyFiles files) =>
        Of(inventory, project.FrameworkOverrides.SelectMany(
            x => x["OverriddenPackages"].Split([';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)), project.Host, files);

    /// <param name="overrides">As a targeting pack lists them: <c>System.Text.Json|9.0.0</c>.</param>
    /// <param name="host">Of the dotnet command, its path or its name.</param>
    public static FrameworkAssemblies Of(Inventory inventory, IEnumerable<string> overrides, string host, AssemblyFiles files)
    {
        var paths = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var asset in inventory.Compile.Where(x => x.IsFramework)) paths[asset.Name] = asset.File;
        string[] folders = [.. paths.Values.Select(x => Path.GetDirectoryName(x)!).Distinct(StringComparer.Ordinal)];
        foreach (string name in inventory.Compile.Where(x => x.IsFromPackage).Select(x => x.Name))
        {
            if (!paths.ContainsKey(name) && folders.Select(x => Path.Combine(x, name + ".dll")).FirstOrDefault(File.Exists) is { } hidden)
                paths[name] = hidden;
        }
        var highest = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string[] pair in overrides.Select(x => x.Trim().Split('|')).Where(x => x.Length == 2)) highest[pair[0]] = pair[1];
        return new FrameworkAssemblies(paths, highest, new RunTimeFramework(folders, host), files);
    }

    /// <summary>Whether an assembly of a package is used, and not the framework's of that name.</summary>
    public bool IsUsed(string file, string package, string version)
    {
        if (!paths.TryGetValue(Path.GetFileNameWithoutExtension(file), out string? own)) return true;
        if (IsOverridden(package, version)) return false;
        if (files.Open(file) is not { } theirs || files.Open(own, isFramework: true) is not { } ours) return true;
        return IsHigher((theirs.Version, file), (ours.Version, own));
    }

    /// <summary>The same of the application's folder, when the framework has more assemblies than the compiler sees.</summary>
    public bool IsDeployed(string file, string package, string version)
    {
        if (!IsUsed(file, package, version)) return false;
        string name = Path.GetFileNameWithoutExtension(file);
        return paths.ContainsKey(name) || !atRunTime.Has(name) || files.Open(file) is not { } theirs
            || atRunTime.Yields(name, theirs.Version, FileVersion(file));
    }

    /// <summary>Whether of two packages' assemblies of one name the first is used; nothing is said of two of the same version.</summary>
    public bool IsHigher(string file, string other) =>
        files.Open(file) is { } one && files.Open(other) is { } another && IsHigher((one.Version, file), (another.Version, other));

    private static bool IsHigher((Version Version, string File) one, (Version Version, string File) other) =>
        one.Version == other.Version ? FileVersion(one.File) > FileVersion(other.File) : one.Version > other.Version;

    private bool IsOverridden(string package, string version) =>
        overrides.TryGetValue(package, out string? highest) && NuGetVersion.TryParse(highest, out var most)
        && NuGetVersion.TryParse(version, out var one) && one <= most;

    private static Version FileVersion(string file)
    {
        var info = FileVersionInfo.GetVersionInfo(file);
        return new Version(info.FileMajorPart, info.FileMinorPart, info.FileBuildPart, info.FilePrivatePart);
    }
}
