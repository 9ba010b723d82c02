using System.Collections.Concurrent;

namespace SemverGuard.Worlds;

/// <summary>
/// Assemblies at whose tables a check of this process has looked, and which can be followed: the projects of a solution have most of their
/// packages in common, and every check opens them anew.
/// </summary>
/// <remarks>
/// A file is known by path, length and time, as it is to compilers: who can write into the packages folder while a build runs has no need
/// of tables without an end.
/// </remarks>
internal static class AdmittedFiles
{
    /// <summary>Then all are forgotten: a build server lives for days, and looking once more costs milliseconds.</summary>
    private const int Most = 10_000;

    private static readonly ConcurrentDictionary<Key, bool> Known = new();

    internal readonly record struct Key(string Path, long Length, DateTime Written);

    /// <returns>The default where there is no such file.</returns>
    public static Key KeyOf(string path) =>
        new FileInfo(path) is { Exists: true } file ? new Key(path, file.Length, file.LastWriteTimeUtc) : default;

    public static bool Has(Key file) => Known.ContainsKey(file);

    public static void Add(Key file)
    {
        if (file == default) return;
        if (Known.Count >= Most) Known.Clear();
        Known[file] = true;
    }
}
