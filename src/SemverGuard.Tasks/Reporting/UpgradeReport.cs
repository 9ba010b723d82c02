using System.Globalization;
using System.Text;
using SemverGuard.Findings;
using SemverGuard.Packages;
using SemverGuard.Rules;

namespace SemverGuard.Tasks.Reporting;

/// <summary>Turns findings into the lines a developer reads: one summary for each package, then each finding at its first place in the source.</summary>
internal static class UpgradeReport
{
    /// <param name="describe">Who brings a transitive package and which version they ask for; empty for the project's own.</param>
    /// <param name="line">What to write for a package to be at a version.</param>
    public static IReadOnlyList<Diagnostic> Of(GuardReport report, SeverityPolicy policy, Func<Bump, Place> place, Func<Bump, string> describe, Func<PackageMove, string> line)
    {
        var diagnostics = new List<Diagnostic>();
        foreach (var upgrade in report.Findings.GroupBy(x => x.Package.Id, StringComparer.OrdinalIgnoreCase))
        {
            var told = upgrade.Select(x => (Finding: x, Severity: policy.Of(x))).Where(x => x.Severity is not null)
                .Select(x => (x.Finding, Severity: x.Severity!.Value)).OrderByDescending(x => x.Severity).ToArray();
            if (told.Length == 0) continue;
            var bump = told[0].Finding.Package;
            var at = place(bump);
            diagnostics.Add(new Diagnostic(Diagnostic.Summary, told[0].Severity, Summary(bump, told.Select(x => x.Finding).ToArray(), describe(bump), line), at));
            foreach (var (finding, severity) in told)
            {
                var site = finding.Sites.Count > 0 ? new Place(finding.Sites[0].File, finding.Sites[0].Line, finding.Sites[0].Column) : at;
                diagnostics.Add(new Diagnostic(finding.Id, severity, finding.Message, site, HelpLink(finding.Id)));
            }
        }
        return diagnostics;
    }

    /// <summary>Fact, kinds of harm, evidence, way out.</summary>
    private static string Summary(Bump bump, IReadOnlyList<Finding> findings, string origin, Func<PackageMove, string> line)
    {
        var text = new StringBuilder();
        text.Append(bump.Id).Append(' ').Append(bump.Before).Append(" -> ").Append(bump.After);
        if (origin.Length > 0) text.Append(" (").Append(origin).Append(')');
        text.Append(bump.Claim switch
        {
            Claim.None => " changed under the same version and breaks",
            Claim.Major when bump.Before.Split('.')[0] != bump.After.Split('.')[0] => " is a major upgrade and breaks",
            Claim.Major => " promises nothing by its version and breaks",
            var claim => " calls itself a " + claim.Word() + " but breaks",
        });
        text.Append(" what this project uses: ");
        text.Append(string.Join(", ", findings.GroupBy(x => Word(x.Impact)).OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => x.Count().ToString(CultureInfo.InvariantCulture) + " " + x.Key)));
        text.Append(". ").Append(findings[0].Message.TrimEnd('.')).Append('.');
        if (findings.Count > 1) text.Append(" And ").Append((findings.Count - 1).ToString(CultureInfo.InvariantCulture)).Append(" more.");
        if (findings.FirstOrDefault(x => x.WayOut.Count > 0) is { } linked)
            text.Append(" It links with ").Append(string.Join(" ", linked.WayOut.Select(line))).Append('.');
        text.Append(" If this is fine: dotnet build -t:SemverGuardAccept -p:SemverGuardPackages=").Append(bump.Id);
        return text.ToString();
    }

    /// <summary>The worst of the harms: what stops the build, then what stops the program, then what changes it.</summary>
    private static string Word(Impact impact)
    {
        foreach (var one in new[] { Impact.Source, Impact.Binary, Impact.Recompile, Impact.Behavior, Impact.Package })
        {
            if ((impact & one) != 0) return one.ToString().ToLowerInvariant();
        }
        return "other";
    }

    private static string? HelpLink(string id) => RuleCatalog.All.FirstOrDefault(x => x.Info.Id == id)?.HelpLink;
}
