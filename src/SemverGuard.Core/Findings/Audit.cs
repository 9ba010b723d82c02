using SemverGuard.Linkage;
using SemverGuard.Packages;

namespace SemverGuard.Findings;

/// <summary>What does not fit together in an application as it is: no upgrade is asked about, and nothing is known of how it was.</summary>
public static class Audit
{
    /// <summary>Each costs as much as the check itself.</summary>
    private const int MostTried = 12;

    /// <param name="input">Its bumps are the packages as they are (<see cref="Bump.IsAsItIs"/>).</param>
    /// <param name="facts">What is known of the packages themselves.</param>
    /// <param name="asked">The versions of the second package that the first asks for, as a sentence's object; null when it asks for
    /// none.</param>
    public static GuardReport Check(
        GuardInput input, IEnumerable<(Bump Package, PackageChange Fact)> facts, Func<string, string, string?> asked)
    {
        var links = Linker.Check(input.RuntimeAfter!, input.Consumer, input.Sources, input.Uses);
        var findings = new List<Finding>();
        foreach (var same in links.Failures.GroupBy(x => (LinkRules.Of(x.Exception), x.Symbol)))
        {
            var failure = same.OrderByDescending(x => x.Reach).First();
            findings.Add(Finding(failure, Owner(failure, input), input, asked));
        }
        var ofPackages = facts.GroupBy(x => (x.Package.Id, x.Fact.Kind));
        findings.AddRange(ofPackages.Select(x => PackageFindings.Of([.. x.Select(y => y.Fact)], x.First().Package)));
        return new GuardReport(
            [
                .. WithWaysOut(findings, input).OrderByDescending(x => x.Severity).ThenByDescending(x => x.Reach)
                    .ThenBy(x => x.Id, StringComparer.Ordinal),
            ],
            [.. links.Damaged.GroupBy(x => x.Assembly).Select(x => NotChecked.Unread(x.Key, x.First().Reason))],
            new Checked(links.Assemblies, links.References, input.Uses.Count));
    }

    /// <summary>The package that lacks something; where a whole assembly is missing, the one that needs it.</summary>
    /// <remarks>An assembly of no package, such as one that lies beside the project, stands for itself.</remarks>
    private static Bump Owner(LinkFailure failure, GuardInput input)
    {
        string? id = (input.PackageOf(failure.Target) ?? input.PackageOf(failure.From))?.Id;
        string version = input.RuntimeAfter!.Find(failure.Target)?.Version.ToString() ?? "";
        return input.Bumps.FirstOrDefault(x => x.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
            ?? new Bump(failure.Target, version, version, [failure.Target]) { IsAsItIs = true };
    }

    private static Finding Finding(LinkFailure failure, Bump package, GuardInput input, Func<string, string, string?> asked)
    {
        var rule = LinkRules.Of(failure.Exception);
        bool isOwn = failure.From == input.Consumer?.Name;
        string message = Sentences.OfFailure(failure, input, package, isRefused: false);
        if (input.PackageOf(failure.From) is { } asking && input.PackageOf(failure.Target) is { } target
            && asked(asking.Id, target.Id) is { } versions)
            message += $" {asking.Id} asks for {target.Id} {versions}.";
        return new Finding
        {
            Id = rule.Id,
            Title = rule.Title,
            Severity = failure is { IsReached: true, IsDoubtful: false, IsSilent: false } ? Severity.Warning : Severity.Info,
            Impact = rule.Impact,
            Symbol = failure.Symbol,
            Message = message,
            Package = package,
            Sites = [.. new SortedSet<Uses.SourceSite>(failure.Sites.Select(x => x.Source).OfType<Uses.SourceSite>())],
            Reach = failure.Reach,
            Trace = failure.Sites.Count > 0 ? [.. failure.Sites[0].Path, failure.Symbol] : [],
            Exception = failure.IsSilent ? null : failure.Exception,
            NeededBy = isOwn ? null : failure.From,
        };
    }

    /// <summary>What is named was linked: with these versions nothing fails that the application reaches.</summary>
    private static IEnumerable<Finding> WithWaysOut(IReadOnlyList<Finding> findings, GuardInput input)
    {
        var broken = findings.Where(x => x is { Severity: Severity.Warning, Impact: Rules.Impact.Binary }).ToArray();
        var ways = broken.Select(x => x.Package).Distinct().ToDictionary(x => x, x => WayOut(x, broken, input));
        foreach (var finding in findings)
        {
            bool isBroken = finding is { Severity: Severity.Warning, Impact: Rules.Impact.Binary };
            if (!isBroken || !ways.TryGetValue(finding.Package, out var moves) || moves.Count == 0)
            {
                yield return finding;
                continue;
            }
            string versions = string.Join(" and ", moves.Select(x => x.Id + " " + x.Version));
            yield return finding with { WayOut = moves, Message = $"{finding.Message} It links with {versions}." };
        }
    }

    private static IReadOnlyList<PackageMove> WayOut(Bump package, IReadOnlyList<Finding> broken, GuardInput input)
    {
        if (input.Alternatives is not { } alternatives) return [];
        var here = broken.Where(x => x.Package == package).ToArray();
        var asking = here.Select(x => input.PackageOf(x.NeededBy ?? "")?.Id).OfType<string>();
        string[] failing = [.. asking.Distinct(StringComparer.OrdinalIgnoreCase)];
        var tolerated = new HashSet<(string, string)>(broken.Except(here).Select(x => (x.Id, x.Symbol)));
        return alternatives(package, failing).Take(MostTried).FirstOrDefault(x => Links(x, tolerated, input))?.Moves ?? [];
    }

    private static bool Links(VersionSet set, HashSet<(string, string)> tolerated, GuardInput input)
    {
        var report = Linker.Check(set.Runtime, input.Consumer, input.Sources, input.Uses);
        return report.Damaged.Count == 0
            && report.Failures.All(x => IsHarmless(x) || tolerated.Contains((LinkRules.Of(x.Exception).Id, x.Symbol)));

        bool IsHarmless(LinkFailure failure) =>
            (!failure.IsReached && failure.From != input.Consumer?.Name) || failure.IsDoubtful || failure.IsSilent;
    }
}
