using SemverGuard.Effects.Sheets;
using SemverGuard.Linkage;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>The whole product in one pure function.</summary>
public static class Guard
{
    /// <exception cref="MistakeException">A mistake of ours, with the assembly that was looked at.</exception>
    public static GuardReport Check(GuardInput input)
    {
        try
        {
            return Report(input);
        }
        catch (Exception e) when (MistakeException.IsOne(e))
        {
            throw new MistakeException(string.Join(", ", input.Bumps.SelectMany(x => x.Assemblies).Take(3)), e);
        }
    }

    private static GuardReport Report(GuardInput input)
    {
        var changes = new ApiChanges(input);
        var notChecked = new List<NotChecked>();
        LinkReport? links = null;
        notChecked.AddRange(Namesakes(input));
        Try(() => links = Link(input, notChecked), "linkage", notChecked);
        var waysOut = new WaysOut(input);
        var findings = new FindingSet(input, waysOut);
        var owners = new Owners(input);

        foreach (var (change, use) in changes.ThatHurt(input.Uses))
        {
            if (owners.Of(use.Assembly, change.Symbol) is { } bump) findings.Add(change, use, bump);
        }
        foreach (var failure in links?.Failures ?? []) findings.Add(failure, changes.Behind(failure), owners.Of(failure));
        bool linkageDecides = links is not null && input.Consumer is not null;
        if (input.Recompiled is { } recompiled)
            Try(() => Compare(recompiled, input, owners, findings), "what the source means now", notChecked);
        IReadOnlyList<NotChecked> notCompared = [];
        IReadOnlyList<Sheet> sheets = [];
        var others = new List<Finding>();
        // An assembly to which types moved comes with the upgrade that references it.
        Try(() => others.AddRange(EffectFindings.Of(input, links, x => owners.Of(x) ?? owners.ThatNeeds(x), out notCompared, out sheets)),
            "the behavior", notChecked);
        Try(() => others.AddRange(ReflectionFindings.Of(input, owners.Of)), "what is read by reflection", notChecked);
        Try(() => others.AddRange(PackageFindings.Of(input)), "the packages", notChecked);
        Try(() => others.AddRange(LibraryConstants.Of(input, changes, owners)), "the constants of libraries", notChecked);
        IReadOnlyList<Finding> judged = [];
        Try(() => judged = findings.Judged(linkageDecides, others), "the findings", notChecked);
        Try(() => judged = new WaysBack(input, waysOut).Said(judged), "the ways back", notChecked);
        IReadOnlyList<Hole> holes = [];
        if (links is not null && input.Consumer is { } consumer)
            Try(() => holes = Hole.In(consumer, input.Sources), "where the project reflects", notChecked);
        return new GuardReport(
            judged,
            Once([.. notChecked, .. notCompared, .. changes.Damaged.Where(x => notChecked.All(y => y.Subject != x.Subject))]),
            new Checked(links?.Assemblies ?? 0, links?.References ?? 0, input.Uses.Count))
        {
            Sheets = sheets,
            Compiles = input.Recompiled is not { Compiles: false },
            Holes = holes,
        };
    }

    /// <summary>What one assembly does not let be read costs that question only.</summary>
    private static void Try(Action part, string subject, List<NotChecked> notChecked)
    {
        try
        {
            part();
        }
        catch (BadImageFormatException e)
        {
            notChecked.Add(NotChecked.Unread(LimitException.Blamed(e, subject), e.Message));
        }
        catch (InsufficientExecutionStackException)
        {
            notChecked.Add(NotChecked.Unread(subject, "what is called leads deeper than this thread's stack"));
        }
    }

    /// <summary>An assembly that cannot be read cannot be compared either.</summary>
    private static IReadOnlyList<NotChecked> Once(IReadOnlyList<NotChecked> all)
    {
        var unread = new HashSet<string>(all.Where(x => x.IsUnread).Select(x => x.Subject), StringComparer.OrdinalIgnoreCase);
        return [.. all.Where(x => x.IsUnread || !x.IsUncompared || !unread.Contains(x.Subject)).Distinct()];
    }

    /// <summary>Of two assemblies with one name only one is deployed, and it is the project's own.</summary>
    private static IEnumerable<NotChecked> Namesakes(GuardInput input) =>
        from bump in input.Bumps
        where input.Consumer is { } consumer && bump.Assemblies.Contains(consumer.Name, StringComparer.OrdinalIgnoreCase)
        select NotChecked.About(bump, "its assembly of the project's own name, of which only the project's is loaded");

    private static LinkReport? Link(GuardInput input, List<NotChecked> notChecked)
    {
        if (input.Bumps.Count == 0 || input.RuntimeAfter is not { } after) return null;
        if (input.RuntimeBefore is not { } before)
        {
            notChecked.AddRange(input.Bumps.Select(x => NotChecked.About(
                x, "linkage between packages, behavior, and what else the package brings: as it was it is not on this machine")));
            return null;
        }
        var report = Linker.Check(before, after, input.Consumer, input.Sources, input.Uses);
        notChecked.AddRange(report.Damaged.GroupBy(x => x.Assembly).Select(x => NotChecked.Unread(x.Key, x.First().Reason)));
        return report;
    }

    /// <summary>What the compiler makes of the source now: another meaning, or errors, and what is the reason.</summary>
    private static void Compare(Recompiled recompiled, GuardInput input, Owners owners, FindingSet findings)
    {
        var causes = new Causes(input, recompiled, owners);
        if (recompiled is { Before: { } before, After: { } after })
        {
            var calls = new ReboundCalls(input, recompiled);
            var rebinds = RebindReader.Read(before, after, [.. input.Bumps.SelectMany(x => x.Assemblies)],
                new NamedValues(input.Uses, recompiled.Line));
            foreach (var rebind in rebinds.Where(x => x.Site is not { } site || !recompiled.IsBrought(site)).Select(calls.Judged)
                .OfType<Rebind>())
            {
                var cause = causes.Of(rebind);
                var told = cause is null ? causes.Explained(rebind) : rebind;
                findings.Add(told, cause?.Change, cause?.Bump ?? causes.Owner(rebind) ?? input.Principal);
            }
        }
        if (input.Bumps.Count == 0) return;
        foreach (var error in recompiled.Errors.Distinct())
            findings.Add(causes.Of(error) ?? causes.Following(error) ?? causes.Unknown(error), error);
    }
}
