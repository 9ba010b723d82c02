using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Recompilation;

/// <summary>
/// Which constants the project's source names, and where: compiled code has a constant's value only, and several may have had the one and
/// have the other now.
/// </summary>
/// <param name="uses">What the project uses; constants by their names.</param>
/// <param name="line">The text of the source line at a place; null when the source is not at hand.</param>
internal sealed class NamedValues(IEnumerable<SymbolUse> uses, Func<SourceSite, string?> line)
{
    private readonly HashSet<string> used = new(uses.Select(x => x.Symbol), StringComparer.Ordinal);

    /// <summary>Those that a place names; where its line names none, one that the project names anywhere.</summary>
    public IReadOnlyList<ChangedValue> Meant(IReadOnlyList<ChangedValue> values, SourceSite? site)
    {
        if (values.Count < 2) return values;
        var words = ErrorText.Words(site is { } place ? line(place) ?? "" : "");
        ChangedValue[] known = [.. values.Where(x => used.Contains(x.Id))];
        if (known.Length == 0) known = [.. values];
        ChangedValue[] named = [.. known.Where(x => words.Contains(Name(x)))];
        ChangedValue[] qualified = [.. named.Where(x => words.Contains(Name(DocumentationId.DeclaringType(x.Id))))];
        return qualified.Length > 0 ? qualified : named.Length > 0 ? named : [known[known.Length - 1]];
    }

    private static string Name(ChangedValue value) => Name(value.Id);

    private static string Name(string id) => id.Substring(id.LastIndexOf('.') + 1);
}
