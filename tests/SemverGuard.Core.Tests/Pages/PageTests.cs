using SemverGuard.Compiling;
using SemverGuard.Findings;
using SemverGuard.Rules;

namespace SemverGuard.Pages;

public sealed class PageTests
{
    public static TheoryData<string> Examples => [.. RulePage.AllExamples.Select(x => x.ToString())];

    public static TheoryData<string> Rules => [.. RulePage.All.Select(x => x.Rule.Name)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_page_keeps_its_promise(string example)
    {
        var run = PageRun.All[example];
        if (Repository.IsUpdating) Update(run);
        Assert.Equal(run.Printed, run.Example.Findings);
        Assert.Equal(run.Recompiled, run.Example.Recompiled);
        Assert.Equal(run.NotRecompiled, run.Example.NotRecompiled);
    }

    /// <summary>Without a compiler the rules estimate. What they warn of is no false alarm.</summary>
    [Theory]
    [MemberData(nameof(Examples))]
    public void The_estimate_warns_of_nothing_that_works(string example)
    {
        var run = PageRun.All[example];
        Assert.True(run.Findings.Count > 0 || !run.Estimated.Any(x => x.Severity >= Severity.Warning),
            string.Concat(run.Estimated.Select(x => x + "\n")));
    }

    /// <summary>What we say a change does is what the compiler and the runtime do about it.</summary>
    [Theory]
    [MemberData(nameof(Examples))]
    public void Compiler_and_runtime_agree_with_the_impact(string example)
    {
        var run = PageRun.All[example];
        var impact = run.Findings.Aggregate(Impact.None, (x, y) => x | y.Impact);
        bool compiles = !run.Recompiled.StartsWith("does not compile", StringComparison.Ordinal);
        bool links = !run.NotRecompiled.StartsWith("fails", StringComparison.Ordinal);
        bool prints = run.Recompiled.StartsWith("prints", StringComparison.Ordinal)
            || run.NotRecompiled.StartsWith("prints", StringComparison.Ordinal);
        Assert.Equal(compiles, !impact.HasFlag(Impact.Source));
        bool isBehavior = impact.HasFlag(Impact.Behavior); // then old builds and new ones print something else
        if ((!isBehavior && run.Recompiled.StartsWith("prints", StringComparison.Ordinal)) || impact.HasFlag(Impact.Recompile))
            Assert.Equal(prints, impact.HasFlag(Impact.Recompile));
        Assert.False(prints && impact == Impact.None, "It does something else, and nothing says so.");
        // IL does not say what is converted to what, so a lost interface is known to break the source, and the runtime's failure only
        // follows.
        Assert.True(links || (impact & (Impact.Source | Impact.Binary | Impact.Behavior)) != 0, "The runtime fails, and nothing says so.");
        Assert.False(links && impact.HasFlag(Impact.Binary), "The runtime does not fail.");
        // Of several failures the runtime meets one first.
        if (run.Findings.Any(x => x.Exception is not null))
            Assert.Contains(run.NotRecompiled, run.Findings.Select(x => $"fails with `{x.Exception}`"));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_library_against_itself_is_silent(string example) => Assert.Empty(PageRun.All[example].Identity);

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_page_has_a_title_an_example_and_a_counter_example(string rule)
    {
        var page = RulePage.All.Single(x => x.Rule.Name == rule);
        Assert.StartsWith($"# {page.Rule.Id}: {page.Rule.Title}\n", page.Text, StringComparison.Ordinal);
        Assert.Contains("\n## What to do\n", page.Text, StringComparison.Ordinal);
        if (SelfRules.All.Concat(PackageRules.All).Concat(ReplayRules.All).Contains(page.Rule)) return; // nothing that could be compiled
        var runs = page.Examples.Select(x => PageRun.All[x.ToString()]).ToList();
        Assert.Contains(runs, x =>
            x.Findings.Any(y => y.Id == page.Rule.Id && (y.Severity == Severity.Warning || EffectRules.Infos.Contains(page.Rule))));
        Assert.Contains(runs, x => x.Findings.Count == 0);
    }

    [Fact]
    public void Every_id_has_a_page_and_every_page_an_id() =>
    Assert.Equal(Catalogue.All.Select(x => x.Page).Order(StringComparer.Ordinal), RulePage.Files);

    [Fact]
    public void Ids_are_unique_and_ascend() =>
        Assert.Equal(
            RuleCatalog.All.Select(x => x.Info.Id).Distinct().Order(StringComparer.Ordinal), RuleCatalog.All.Select(x => x.Info.Id));

    /// <summary>Titles name examples, so within a page they differ.</summary>
    [Fact]
    public void Titles_differ() =>
    Assert.Equal(RulePage.AllExamples.Select(x => x.ToString()).Distinct(), RulePage.AllExamples.Select(x => x.ToString()));

    private static void Update(PageRun run)
    {
        string text = File.ReadAllText(run.Example.Page.File);
        int start = text.IndexOf($"\n## {run.Example.Title}\n", StringComparison.Ordinal),
            end = text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        string section = end < 0 ? text[start..] : text[start..end];
        string updated = section
            .Replace($"| recompiled | {run.Example.Recompiled} |", $"| recompiled | {run.Recompiled} |", StringComparison.Ordinal)
            .Replace(
            $"| not recompiled | {run.Example.NotRecompiled} |", $"| not recompiled | {run.NotRecompiled} |", StringComparison.Ordinal);
        if (run.Example.Findings.Length > 0)
            updated = updated.Replace($"```text\n{run.Example.Findings}```", $"```text\n{run.Printed}```", StringComparison.Ordinal);
        File.WriteAllText(run.Example.Page.File, text.Replace(section, updated, StringComparison.Ordinal));
    }
}
