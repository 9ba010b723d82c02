using System.Text.RegularExpressions;

namespace SemverGuard.Package.Tests.Building;

/// <summary>
/// Upgrades in which nothing changes: every package also lies in the packages folder under a version that never was, with the same files.
/// </summary>
internal static partial class Twins
{
    /// <summary>Says in a project's baseline that it was built with those.</summary>
    public static void Pretend(ConsumerSolution solution, string project)
    {
        string file = $"{project}/SemverGuard.net10.0.baseline";
        solution.Write(file, PackageLine().Replace(solution.Read(file), x =>
        {
            Link(x.Groups["id"].Value.ToLowerInvariant(), x.Groups["version"].Value.ToLowerInvariant());
            return $"package {x.Groups["id"].Value} {x.Groups["version"].Value}-twin ";
        }));
    }

    private static void Link(string id, string version)
    {
        string folder = Path.Combine(Repository.Packages, id, version), twin = folder + "-twin";
        if (Directory.Exists(twin)) return;
        string half = twin + "." + Guid.NewGuid().ToString("N");
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(half, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.CreateSymbolicLink(copy, file);
        }
        Directory.Move(half, twin);
    }

    [GeneratedRegex("^package (?<id>[^ ]+) (?<version>[^ ]+) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex PackageLine();
}
