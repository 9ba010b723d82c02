using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>The names of what an upgrade added: types, namespaces, and members that are new or have another signature.</summary>
public sealed class AddedNames
{
    private readonly HashSet<string> names;

    private AddedNames(HashSet<string> names) => this.names = names;

    /// <param name="assemblies">Simple names of the upgrade's assemblies.</param>
    /// <exception cref="BadImageFormatException">An assembly is damaged.</exception>
    public static AddedNames Of(AssemblySet before, AssemblySet after, IEnumerable<string> assemblies)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (string assembly in assemblies)
        {
            var known = new HashSet<string>(Symbols(before, assembly), StringComparer.Ordinal);
            foreach (string symbol in Symbols(after, assembly).Where(x => !known.Contains(x))) names.UnionWith(Says(symbol));
        }
        return new AddedNames(names);
    }

    /// <summary>Whether a text, such as a compiler's error, says one of them.</summary>
    public bool AreIn(string text) => ErrorText.Words(text).Overlaps(names);

    /// <summary>Documentation ids with everything that a caller sees.</summary>
    private static IEnumerable<string> Symbols(AssemblySet world, string assembly)
    {
        if (world.Find(assembly) is not { } image) return [];
        return ApiReader.ReadVisible(image)
            .SelectMany(
            x => x.Members.Where(y => y.IsVisible).Select(y => y.Id + " " + FactText.Of(y)).Prepend(x.Id + " " + FactText.Of(x)));
    }

    /// <summary>Of a member its own name, of a type that and the last one of its namespace.</summary>
    private static IEnumerable<string> Says(string symbol)
    {
        string path = symbol.Substring(2).Split(' ', '(')[0];
        string[] parts = path.Split('.');
        if (parts[parts.Length - 1].StartsWith("#ctor", StringComparison.Ordinal) && parts.Length > 1)
            yield return ApiSurface.SimpleName(parts[parts.Length - 2]);
        else yield return ApiSurface.SimpleName(parts[parts.Length - 1]);
        if (symbol[0] == 'T' && parts.Length > 1) yield return parts[parts.Length - 2];
    }
}
