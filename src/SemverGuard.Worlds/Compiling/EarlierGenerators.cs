using SemverGuard.Findings;
using SemverGuard.Worlds;
using SemverGuard.Uses;

namespace SemverGuard.Worlds.Compiling;

/// <summary>
/// The generators, and analyzers, that moved packages had. They are code that the compiler runs, so they run only where the project asks
/// for it.
/// </summary>
/// <param name="bumps">Those of the packages that moved whose generators are asked about.</param>
internal sealed class EarlierGenerators(Situation now, IReadOnlyList<Bump> bumps, AssemblyFiles files)
{
    private readonly HashSet<string> moved = new(bumps.Select(x => x.Id), StringComparer.OrdinalIgnoreCase);

    /// <summary>Its package moved, and it is another one than before.</summary>
    public bool HasMoved(Reference generator) => moved.Contains(generator.Package) && !IsSame(Earlier(generator), generator);

    /// <summary>The generator that the package had: in the same place, or in the folder of another compiler version.</summary>
    /// <returns>Null for a generator that is new.</returns>
    public Reference? Earlier(Reference generator)
    {
        if (!moved.Contains(generator.Package) || now.Worlds.FolderOf(now.Before(generator.Package)!) is not { } folder)
            return generator;
        string analyzers = Path.Combine(folder, "analyzers");
        if (!Directory.Exists(analyzers)) return null;
        string name = Path.GetFileName(generator.File);
        var candidates = Directory.EnumerateFiles(analyzers, name, SearchOption.AllDirectories)
            .OrderByDescending(x => x, StringComparer.Ordinal).ToArray();
        string? file = Array.Find(candidates, x => Below(x) == Below(generator.File)) ?? candidates.FirstOrDefault();
        return file is null ? null : generator with { File = file };
    }

    /// <summary>The upgrades whose generators are other ones and made code that is in the project's output.</summary>
    public IEnumerable<Bump> WithCodeIn(SourceMap output, IEnumerable<Reference> generators)
    {
        string[] documents = [.. output.Files.Select(x => x.Replace('\\', '/'))];
        var working = generators.Where(x => documents.Any(y => y.Contains("/" + x.Name + "/")) && HasMoved(x)).Select(x => x.Package)
            .ToArray();
        return bumps.Where(x => working.Contains(x.Id, StringComparer.OrdinalIgnoreCase));
    }

    private bool IsSame(Reference? one, Reference other) =>
        one is not null && files.Open(one.File) is { } image && image.IsSameAs(files.Open(other.File));

    /// <summary>The path below the package's folder for analyzers.</summary>
    private static string Below(string path)
    {
        string plain = path.Replace('\\', '/');
        return plain.Substring(plain.LastIndexOf("/analyzers/", StringComparison.OrdinalIgnoreCase) + 1);
    }
}
