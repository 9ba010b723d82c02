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

    /// <summary>Those that a statement names; where it names none, one that the project names anywhere.</summary>
    public IReadOnlyList<ChangedValue> Meant(IReadOnlyList<ChangedValue> values, Statement? statement)
    {
        if (values.Count < 2) return values;
        var words = statement is { } one ? Words(one) : [];
        ChangedValue[] known = [.. values.Where(x => used.Contains(x.Id))];
        if (known.Length == 0) known = [.. values];
        ChangedValue[] named = [.. known.Where(x => words.Contains(Name(x))).GroupBy(Name, StringComparer.Ordinal)
            .SelectMany(x => Qualified([.. x], words))];
        return named.Length > 0 ? named : [known[known.Length - 1]];
    }

    /// <summary>Of those with one name the ones whose type is named too; all, where none is (<c>using static</c>).</summary>
    private static ChangedValue[] Qualified(ChangedValue[] values, HashSet<string> words)
    {
        ChangedValue[] qualified = [.. values.Where(x => words.Contains(Name(DocumentationId.DeclaringType(x.Id))))];
        return qualified.Length > 0 ? qualified : values;
    }

    private HashSet<string> Words(Statement statement)
    {
        var (start, last) = statement;
        var words = new HashSet<string>(StringComparer.Ordinal);
        for (int i = start.Line; i <= last && line(start with { Line = i }) is { } text; i++) words.UnionWith(ErrorText.Words(text));
        return words;
    }

    private static string Name(ChangedValue value) => Name(value.Id);

    private static string Name(string id) => id.Substring(id.LastIndexOf('.') + 1);
}
