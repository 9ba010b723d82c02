using SemverGuard.Findings;
using SemverGuard.Packages;

namespace SemverGuard.Worlds.Reporting;

/// <summary>Reads what a project says about severities from its properties and items.</summary>
/// <param name="projectFile">Where problems are told.</param>
internal sealed class ProjectPolicy(string projectFile)
{
    private readonly List<Diagnostic> problems = [];

    /// <summary>Settings that say nothing we know; they are ignored.</summary>
    public IReadOnlyList<Diagnostic> Problems => problems;

    /// <param name="rules">Rule ids with metadata <c>Severity</c>.</param>
    public IReadOnlyDictionary<string, Severity?> Rules(IEnumerable<WorldItem> rules)
    {
        var severities = new Dictionary<string, Severity?>(StringComparer.OrdinalIgnoreCase);
        foreach (var rule in rules)
        {
            string word = rule["Severity"];
            switch (word.ToLowerInvariant())
            {
                case "error": severities[rule.Spec] = Severity.Error; break;
                case "warning": severities[rule.Spec] = Severity.Warning; break;
                case "info": severities[rule.Spec] = Severity.Info; break;
                case "none": severities[rule.Spec] = null; break;
                default:
                    Bad($"<SemverGuardRule Include=\"{rule.Spec}\" Severity=\"{word}\" />: the severity is error, warning, info or none");
                    break;
            }
        }
        return severities;
    }

    /// <param name="word">patch, minor, major or none.</param>
    public Claim FailOn(string word)
    {
        var claim = word.ToLowerInvariant() switch { "patch" => Claim.Patch, "minor" => Claim.Minor, "major" => Claim.Major, _ =>
            Claim.None };
        if (claim == Claim.None && word.Length > 0 && !word.Equals("none", StringComparison.OrdinalIgnoreCase))
            Bad($"SemverGuardFailOn is '{word}'; it is patch, minor, major or none");
        return claim;
    }

    /// <summary>What package items say by a metadatum; one further to the end of <paramref name="items"/> has the last word.</summary>
    /// <param name="words">All that it may say.</param>
    /// <returns>By package id.</returns>
    public IReadOnlyDictionary<string, string> Packages(IEnumerable<WorldItem> items, string metadatum, params string[] words)
    {
        var said = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items)
        {
            string word = item[metadatum].ToLowerInvariant();
            if (words.Contains(word)) said[item.Spec] = word;
            else if (word.Length > 0) Bad($"{item.Spec} has {metadatum}=\"{item[metadatum]}\"; it is {string.Join(" or ", words)}");
        }
        return said;
    }

    public static string[] Codes(string list) => list.Split([';', ',', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);

    private void Bad(string message) =>
        problems.Add(Diagnostic.About(SelfRules.BadSetting, message + ". It is ignored.", new Place(projectFile)));
}
