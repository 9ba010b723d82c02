using System.Reflection.Metadata;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Recompilation;

/// <summary>
/// Whether only a compiler can tell if a source still compiles. A second compilation costs as much as the first, and most upgrades change
/// nothing that the source says.
/// </summary>
public static class CompileDoubt
{
    /// <param name="bumped">Simple names of the assemblies that changed.</param>
    /// <param name="source">What the source says, as far as it is written.</param>
    /// <param name="surfaces">Compares two versions of an assembly.</param>
    /// <exception cref="BadImageFormatException">An assembly is damaged.</exception>
    public static bool About(Build before, AssemblySet after, IReadOnlyCollection<string> bumped, SourceWords source, SurfaceDiffs surfaces)
    {
        if (LosesAnIdentity(before, after, bumped)) return true;
        var diffs = new List<SurfaceDiff>();
        foreach (string name in bumped)
        {
            if (after.Find(name) is not { } now) continue;
            if ((before.World.Find(name) is { } was ? surfaces.Between(was, now) : SurfaceDiff.Added(now)) is not { } diff) return true;
            diffs.Add(diff);
        }
        if (diffs.All(x => x.IsEmpty)) return false;
        var others = after.Application.Where(x => !bumped.Contains(x.Name, StringComparer.OrdinalIgnoreCase));
        return SurfaceDiff.CanBeSeen(diffs, source.And(Said(before.Output)), others);
    }

    /// <summary>An assembly is gone or is another one to those that ask for it, or asks for a higher one than there is.</summary>
    private static bool LosesAnIdentity(Build before, AssemblySet after, IReadOnlyCollection<string> bumped)
    {
        if (before.World.Application.Any(x => x != before.Output && after.Find(x.Name) is null)) return true;
        foreach (string name in bumped)
        {
            if (after.Find(name) is not { } image) continue;
            if (before.World.Find(name) is { } other && (other.KeyToken != image.KeyToken || image.Version < other.Version)) return true;
            foreach (var handle in image.Reader.AssemblyReferences)
            {
                var reference = image.Reader.GetAssemblyReference(handle);
                if (after.Find(image.Reader.GetString(reference.Name)) is { } found && found.Version < reference.Version) return true;
            }
        }
        return false;
    }

    /// <summary>What generators wrote is known by its output alone.</summary>
    private static IEnumerable<string> Said(AssemblyImage output)
    {
        var reader = output.Reader;
        return reader.TypeReferences.Select(x => reader.GetTypeReference(x).Name)
            .Concat(reader.MemberReferences.Select(x => reader.GetMemberReference(x).Name))
            .Concat(reader.MethodDefinitions.Select(x => reader.GetMethodDefinition(x).Name))
            .Select(x => Declarations.SaidName(reader.GetString(x)));
    }
}
