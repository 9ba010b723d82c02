using SemverGuard.Findings;

namespace SemverGuard.Worlds.Reporting;

/// <summary>The pages of the rules, for reports and for who asks for one.</summary>
internal static class RulePages
{
    /// <param name="id">In any case.</param>
    /// <returns>Null when there is no such rule.</returns>
    public static string? Of(string id)
    {
        if (Catalogue.Find(id.ToUpperInvariant()) is not { } rule) return null;
        using var reader = new StreamReader(typeof(RulePages).Assembly.GetManifestResourceStream("pages/" + rule.Name)!);
        return reader.ReadToEnd();
    }
}
