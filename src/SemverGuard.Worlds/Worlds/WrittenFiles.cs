namespace SemverGuard.Worlds;

/// <summary>Which of a project's sources nobody wrote.</summary>
internal static class WrittenFiles
{
    private static readonly string[] WrittenBySdk = [".GlobalUsings.g", ".AssemblyInfo", ".AssemblyAttributes"];

    /// <summary>Whether a file is one that a build writes: it lies beside what the compiler writes.</summary>
    public static bool IsWritten(this ProjectWorld project, string file) => Path.GetFullPath(file).StartsWith(
        Path.GetDirectoryName(project.AssemblyFile) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>
    /// The same by the targets of a package, as a rule; a build with another version writes it anew. What the SDK writes comes from the
    /// project.
    /// </summary>
    public static bool IsWrittenByPackage(this ProjectWorld project, string file) =>
        project.IsWritten(file) && !Array.Exists(WrittenBySdk, Path.GetFileNameWithoutExtension(file).EndsWith);
}
