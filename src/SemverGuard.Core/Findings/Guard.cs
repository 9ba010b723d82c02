using SemverGuard.Linkage;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>The whole product in one pure function.</summary>
public static class Guard
{
    public static GuardReport Check(GuardInput input)
    {
        var changes = new ApiChanges(input);
        var links = Link(input, out var notChecked);
        var findings = new FindingSet(input);

        foreach (var (change, use) in changes.ThatHurt(input.Uses))
        {
            if (BumpOf(input, use.Assembly) is { } bump) findings.Add(change, use, bump);
        }
        foreach (var failure in links?.Failures ?? [])
        {
            var bump = BumpOf(input, failure.Target) ?? BumpOf(input, failure.From) ?? input.Bumps[0];
            var cause = changes.Of(failure.Target, failure.Symbol).FirstOrDefault(x => (x.Impact & Impact.Binary) != 0);
            findings.Add(failure, cause, bump);
        }
        foreach (var rebind in Rebinds(input)) findings.Add(rebind, BumpOf(input, rebind) ?? input.Bumps[0]);
        var behavior = EffectFindings.Of(input, x => BumpOf(input, x), out var notCompared);
        return new GuardReport(
            findings.Judged(linkageDecides: links is not null && input.Consumer is not null, behavior),
            [.. notChecked, .. notCompared, .. changes.Damaged.Where(x => notChecked.All(y => y.Subject != x.Subject))],
            new Checked(links?.Assemblies ?? 0, links?.References ?? 0, input.Uses.Count));
    }

    /// <summary>Whether only a compiler can tell if the source still compiles: something that it uses changed in a way that may break it.</summary>
    public static bool MayNotCompile(GuardInput input) =>
        new ApiChanges(input).ThatHurt(input.Uses).Any(x => (x.Change.Impact & Impact.Source) != 0 && BumpOf(input, x.Use.Assembly) is not null);

    private static LinkReport? Link(GuardInput input, out List<NotChecked> notChecked)
    {
        notChecked = [];
        if (input.Bumps.Count == 0 || input.RuntimeAfter is not { } after) return null;
        if (input.RuntimeBefore is not { } before)
        {
            notChecked.AddRange(input.Bumps.Select(x => new NotChecked($"{x.Id} {x.Before} -> {x.After}", "linkage between packages and behavior: the package as it was is not on this machine")));
            return null;
        }
        var report = Linker.Check(before, after, input.Consumer, input.Sources, input.Uses);
        notChecked.AddRange(report.Damaged.GroupBy(x => x.Assembly).Select(x => new NotChecked(x.Key, "cannot be read: " + x.First().Reason)));
        return report;
    }

    private static IReadOnlyList<Rebind> Rebinds(GuardInput input) =>
        input.Recompiled is { After: { } after } recompiled ? RebindReader.Read(recompiled.Before, after, [.. input.Bumps.SelectMany(x => x.Assemblies)]) : [];

    /// <summary>The bump that brought what a place means now; of an indirect consequence, the first.</summary>
    private static Bump? BumpOf(GuardInput input, Rebind rebind) => input.Bumps.FirstOrDefault(
        x => x.Assemblies.Any(y => input.After.Find(y, DocumentationId.DeclaringType(rebind.Symbol)) is not null));

    private static Bump? BumpOf(GuardInput input, string assembly) =>
        input.Bumps.FirstOrDefault(x => x.Assemblies.Contains(assembly, StringComparer.OrdinalIgnoreCase));
}
