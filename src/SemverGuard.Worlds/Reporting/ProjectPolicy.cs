using SemverGuard.Findings;
using SemverGuard.Packages;

namespace SemverGuard.Worlds.Reporting;

/// <summary>Reads what a project says about severities from its properties and items.</summary>
internal sealed class ProjectPolicy
{
    private readonly string projectFile;

    /// <summary>Settings that say nothing we know; they are ignored.</summary>
    private readonly List<Diagnostic> problems = [];

    private ProjectPolicy(string projectFile) => this.projectFile = projectFile;

    public static SeverityPolicy Of(ProjectWorld project)
    {
        var said = new ProjectPolicy(project.ProjectFile);
        // The reference after the central version: it is the nearer one.
        WorldItem[] packages = [.. project.PackageVersions, .. project.PackageReferences];
        return new SeverityPolicy
        {
            Rules = said.Rules(project.Rules),
            TreatWarningsAsErrors = project.TreatWarningsAsErrors,
            WarningsNotAsErrors = Codes(project.WarningsNotAsErrors),
            NoWarn = Codes(project.NoWarn),
            WarningsAsMessages = Codes(project.WarningsAsMessages),
            Places = new PlaceSeverities(
                FullPaths(project.ConfigFiles), RuleSetFile.PathOf(project), FullPaths(project.Sources), Codes(project.DefineConstants)),
            FailOn = said.FailOn(project.FailOn),
            Packages = said.Packages(packages, "SemverGuard", "on", "off", "strict"),
            Claims = said.Packages(packages, "SemverGuardClaim", "none", "version"),
            Problems = said.problems,
        };
    }

    /// <param name="rules">Rule ids with metadata <c>Severity</c>.</param>
    private IReadOnlyDictionary<string, Severity?> Rules(IEnumerable<WorldItem> rules)
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
    private Claim FailOn(string word)
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
    private IReadOnlyDictionary<string, string> Packages(IEnumerable<WorldItem> items, string metadatum, params string[] words)
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

    private static IEnumerable<string> FullPaths(IReadOnlyList<WorldItem> items) => items.Select(x => x.FullPath);
}
