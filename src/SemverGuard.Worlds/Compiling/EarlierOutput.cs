using System.Text;
using SemverGuard.Findings;
using SemverGuard.Worlds.Baselines;
using SemverGuard.Worlds;

namespace SemverGuard.Worlds.Compiling;

/// <summary>
/// A project's output compiled against the packages as they were, for the projects that reference it: which output it belongs to, and which
/// packages were at which version. The first line is the module version id of the build's own output, then comes one <c>Id Version</c> a
/// line.
/// </summary>
internal static class EarlierOutput
{
    /// <param name="assemblyFile">The project's own output, as just compiled.</param>
    public static void Note(BuildPair builds, string assemblyFile, IEnumerable<Bump> bumps, AssemblyFiles files)
    {
        if (files.Open(assemblyFile) is not { } image) return;
        var text = new StringBuilder().Append(image.Mvid).Append('\n');
        foreach (var bump in bumps) text.Append(bump.Id).Append(' ').Append(bump.Before).Append('\n');
        OutputFile.Write(NoteIn(builds.BeforeFolder), text.ToString());
    }

    /// <param name="reference">Of a project, as the compiler gets it: <c>obj/Debug/net10.0/ref/Data.dll</c>.</param>
    /// <param name="bumps">Of the project that references it.</param>
    /// <returns>Its output before; null where no build made one for the same source and the same versions.</returns>
    public static string? Of(string reference, IReadOnlyList<Bump> bumps, AssemblyFiles files)
    {
        if (BuildPair.Beside(reference) is not { } builds) return null;
        if (!File.Exists(builds.Before) || !File.Exists(NoteIn(builds.BeforeFolder))) return null;
        if (!File.Exists(builds.Output) || files.Open(builds.Output) is not { } image) return null;
        string[] lines = InputFile.Lines(NoteIn(builds.BeforeFolder));
        if (lines.Length == 0 || lines[0] != image.Mvid.ToString()) return null;
        var versions = new HashSet<string>(lines.Skip(1), StringComparer.OrdinalIgnoreCase);
        var referenced = new HashSet<string>(image.ReferencedNames(), StringComparer.OrdinalIgnoreCase);
        return bumps.Where(x => x.Assemblies.Any(referenced.Contains)).All(x => versions.Contains(x.Id + " " + x.Before))
            ? builds.Before
            : null;
    }

    private static string NoteIn(string folder) => Path.Combine(folder, "packages.txt");
}
