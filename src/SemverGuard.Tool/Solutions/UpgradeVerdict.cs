using SemverGuard.Rules;

namespace SemverGuard.Tool.Solutions;

/// <summary>An upgrade in a few words: the finding that says most, and how many more there are.</summary>
internal static class UpgradeVerdict
{
    public static string Of(Preview preview)
    {
        bool compiles = preview.Reports.All(x => x.Compiles);
        // What the compiler refuses has its cause among those; a licence has nothing to do with it.
        var breaks = preview.Breaks.OrderByDescending(x => !compiles && (x.Finding.Impact & Impact.Source) != 0)
            .ThenByDescending(x => x.Severity).ToArray();
        if (breaks.Length == 0 && preview.Unresolved.Count > 0) return preview.Unresolved[0].Problem.Kind;
        if (breaks.Length == 0) return preview.IsWhole ? "nothing breaks" : "not everything could be checked";
        string first = $"{breaks[0].Finding.Id} {breaks[0].Finding.Title}";
        string more = breaks.Length == 1 ? "" : $" and {breaks.Length - 1} more";
        return (compiles ? "" : "does not compile: ") + first + more;
    }
}
