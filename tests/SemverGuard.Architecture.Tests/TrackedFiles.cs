using SemverGuard.Compiling;

namespace SemverGuard.Architecture;

/// <summary>The files of the repository, without what builds leave behind.</summary>
internal static class TrackedFiles
{
    private static readonly string[] NotOurs =
        ["bin", "obj", ".git", ".vs", ".idea", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts"];

    private static readonly string[] Binary = [".png", ".dll", ".nupkg", ".snk"];

    public static IReadOnlyList<string> All { get; } = [.. In(new DirectoryInfo(Repository.Root)).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> WithExtension(params string[] extensions) =>
        All.Where(x => extensions.Contains(Path.GetExtension(x)));

    /// <summary>The path from the root, for messages.</summary>
    public static string Name(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');

    private static IEnumerable<string> In(DirectoryInfo directory)
    {
        foreach (var file in directory.EnumerateFiles())
        {
            if (!Binary.Contains(file.Extension) && file.Extension is not (".user" or ".binlog") && file.Name != ".git")
                yield return file.FullName;
        }
        foreach (var inner in directory.EnumerateDirectories().Where(x => !NotOurs.Contains(x.Name)))
        {
            foreach (string file in In(inner)) yield return file;
        }
    }
}
