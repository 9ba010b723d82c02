using SemverGuard.Findings;
using SemverGuard.Rules;

namespace SemverGuard.Reports;

/// <summary>The page that explains an id.</summary>
internal static class HelpLinks
{
    /// <returns>Null for an id without a page.</returns>
    public static string? Of(string id) => RuleCatalog.All.FirstOrDefault(x => x.Info.Id == id)?.HelpLink ?? SelfRules.All.FirstOrDefault(x => x.Id == id)?.HelpLink;
}
