using System.Globalization;
using SemverGuard.Findings;
using SemverGuard.Recording;
using SemverGuard.Rules;
using SemverGuard.Tool.Replay.Recordings;
using SemverGuard.Uses;

namespace SemverGuard.Tool.Replay.Comparing;

/// <summary>What a comparison found, as findings: one for each member and kind of difference.</summary>
/// <param name="bumps">The packages that moved.</param>
/// <param name="known">What the checks found that run nothing: some of it says why.</param>
internal sealed class ReplayFindings(IReadOnlyList<Bump> bumps, IReadOnlyList<Finding> known)
{
    /// <summary>Names of tests that stand in a message.</summary>
    private const int MostTests = 2;

    public IReadOnlyList<Finding> Of(ReplayComparison comparison)
    {
        Finding[] border = [.. comparison.Differences.GroupBy(Root).Select(x => Border([.. x]))];
        var outcomes = comparison.Outcomes.GroupBy(
            x => (TestName.IsTest(x.Test), x.Before is null, x.After is null, x.First?.Kind, x.First?.Spot.Name));
        return [.. border, .. outcomes.Select(x => Outcome([.. x]))];
    }

    /// <summary>Of a command, where it ended in another way.</summary>
    public IReadOnlyList<Finding> Of(OutcomeDifference? program) => program is null ? [] : [Program(program)];

    /// <param name="unused">Documentation comment ids of members that the project uses and that nothing called, by assembly.</param>
    /// <param name="used">How many it uses.</param>
    public Finding Cover(Bump bump, IReadOnlyList<string> unused, int used)
    {
        const int Most = 8;
        string names = string.Join(", ", unused.Take(Most).Select(x => $"`{MemberName.Short(x)}`"));
        string rest = unused.Count > Most ? $" and {unused.Count - Most} more" : "";
        string exercised = $"{used - unused.Count} of {used} used members of {bump.Id} were exercised; not: {names}{rest}.";
        return Finding(ReplayRules.Cover, bump, "package:" + bump.Id + "/cover", exercised + " What they do now no test tells.") with
        {
            Severity = Severity.Info,
        };
    }

    /// <summary>One member that holds another value is one difference, whichever calls hand out the object that it belongs to.</summary>
    private static (DifferenceKind, string, string, string) Root(BorderDifference difference) =>
        difference.Part is { Owner.Length: > 0 } part
            ? (DifferenceKind.Result, part.Owner, part.Before, part.After)
            : (difference.Kind, difference.Spot.Name, "", "");

    private Finding Border(IReadOnlyList<BorderDifference> differences)
    {
        var first = differences[0];
        var bump = BumpOf(first.Assembly);
        string[] tests = [.. differences.Select(x => x.Test).Where(x => x.Length > 0).Distinct()];
        SourceSite[] sites = [.. differences.Select(x => SiteOf(x.Spot)).OfType<SourceSite>().Distinct().Order()];
        var reasons = known.Where(x => Explains(x, first.Spot.Member)).Select(x => (x.Id, x.Message)).Distinct().ToArray();
        string message = $"{bump.Id} {bump.After}: {Sentence(first)}{In(tests)}.{Because(reasons)}";
        return Finding(RuleOf(first.Kind), bump, first.Spot.Member, message) with
        {
            Sites = sites,
            Observed = new Observation(first.Arguments, first.Before, first.After, tests, reasons),
        };
    }

    private static string Sentence(BorderDifference difference) =>
        What(difference) + (difference.Call > 0 ? ", at call " + difference.Call.ToString(CultureInfo.InvariantCulture) : "");

    private static string What(BorderDifference difference)
    {
        string name = $"`{difference.Spot.Name}`";
        return difference.Kind switch
        {
            DifferenceKind.Result when !HasNotEnded(difference) => $"{name} returned {difference.Part.Text}{Given(difference)}",
            DifferenceKind.Result or DifferenceKind.Exception =>
                $"{name} {Ended(difference.After)} ({Ended(difference.Before)} before){Given(difference)}",
            DifferenceKind.Callback when difference.After == CountText.Of(0) =>
                $"{name} was not called back any more (was {difference.Before})",
            DifferenceKind.Callback => $"{name} was called back {difference.After} (was {difference.Before})",
            DifferenceKind.HandedBack => $"{name} was handed {difference.Part.Text}",
            DifferenceKind.Calls => $"{name} was called {difference.After} (was {difference.Before})",
            DifferenceKind.Arguments => $"{name} was called with {difference.Part.Text}",
            _ => $"{name} ran {difference.After} (ran {difference.Before})",
        };
    }

    private static bool HasNotEnded(BorderDifference difference) =>
        RecordingFormat.NotEnded == difference.Before || RecordingFormat.NotEnded == difference.After;

    private static string Given(BorderDifference difference) => difference.Arguments.Length == 0 ? "" : " for the same arguments";

    private static string Ended(string outcome)
    {
        const int Most = 120;
        if (outcome == RecordingFormat.NotEnded) return "did not end";
        string text = outcome.StartsWith('!') ? "threw " + OneLine(outcome[1..]) : "returned " + ValueDifference.Shown(outcome);
        return text.Length > Most ? text[..Most] + " …" : text;
    }

    private Finding Outcome(IReadOnlyList<OutcomeDifference> outcomes)
    {
        var first = outcomes[0];
        var bump = BumpOf(first.First?.Assembly ?? "");
        string[] tests = [.. outcomes.Select(x => x.Test).Where(x => x.Length > 0).Distinct()];
        string kind = !TestName.IsTest(first.Test) ? "" : tests.Length == 1 ? "the test " : "the tests ";
        string what = tests switch
        {
            [] => "the program",
            [var test] => $"{kind}`{test}`",
            [var one, var other] => $"{kind}`{one}` and `{other}`",
            _ => $"`{tests[0]}` and {tests.Length - 1} others",
        };
        string message = $"{bump.Id} {bump.After}: {what} {Ends(first, tests.Length > 1)}. {Reason(first)}";
        return Finding(ReplayRules.Outcome, bump, first.Spot.Member, message) with
        {
            Sites = [.. outcomes.Select(x => SiteOf(x.Spot)).OfType<SourceSite>().Distinct()],
            Observed = new Observation("", first.Before ?? "not run", first.After ?? "not run", tests, []),
        };
    }

    private Finding Program(OutcomeDifference outcome)
    {
        var part = ValueDifference.Of(outcome.Before!, outcome.After!);
        string verb = outcome.After!.StartsWith("exit code ", StringComparison.Ordinal) ? "ended with" : "printed";
        string message = $"{bumps[0].Id} {bumps[0].After}: the program {verb} {part.Text}.";
        return Finding(ReplayRules.Outcome, bumps[0], outcome.Spot.Member, message) with
        {
            Observed = new Observation("", outcome.Before!, outcome.After, [], []),
        };
    }

    /// <summary>Of the tests, where no test says why it ended in another way.</summary>
    /// <param name="name">The test project's.</param>
    /// <param name="reason">What the runner printed of it.</param>
    public Finding Runner(string name, int before, int after, string reason)
    {
        string message = $"{bumps[0].Id} {bumps[0].After}: the tests of {name} end with exit code {after} (was {before}), though no test "
            + $"that was recorded ends otherwise: {reason}";
        return Finding(ReplayRules.Outcome, bumps[0], name, message) with
        {
            Observed = new Observation("", "exit code " + before, "exit code " + after, [], []),
        };
    }

    /// <summary>What differs may be in what prepared the test.</summary>
    private static string Reason(OutcomeDifference outcome)
    {
        if (outcome.First is not { } first) return "Nothing differs in what crossed between the project and the package there.";
        string where = first.Test == outcome.Test ? "" : first.Test.Length > 0 ? $", in `{first.Test}`" : ", outside of the tests";
        return $"The first difference{where}: {Sentence(first)}.";
    }

    private static string Ends(OutcomeDifference outcome, bool areMany) => outcome switch
    {
        { Before: null } => "ran (did not run before)",
        { After: null } => "did not run (ran before)",
        { After: ['!', ..] } => $"{(areMany ? "fail, the first" : "fails")} with {OneLine(outcome.After[1..])} (passed before)",
        _ => $"{(areMany ? "pass (the first failed" : "passes (failed")} before with {OneLine(outcome.Before[1..])})",
    };

    /// <summary>The lines of an assertion's message behind each other.</summary>
    private static string OneLine(string text) =>
        string.Join(", ", text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static RuleInfo RuleOf(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Result => ReplayRules.Result,
        DifferenceKind.Exception => ReplayRules.Exception,
        DifferenceKind.Callback => ReplayRules.Callback,
        DifferenceKind.HandedBack => ReplayRules.HandedBack,
        _ => ReplayRules.Calls,
    };

    private static Finding Finding(RuleInfo rule, Bump bump, string symbol, string message) => new()
    {
        Id = rule.Id,
        Title = rule.Title,
        Severity = Severity.Warning,
        Impact = rule.Impact,
        Symbol = symbol,
        Message = message,
        Package = bump,
    };

    /// <summary>Where an assembly is nobody's, whatever moved first stands for all.</summary>
    private Bump BumpOf(string assembly) =>
        bumps.FirstOrDefault(x => x.Assemblies.Contains(assembly, StringComparer.OrdinalIgnoreCase)) ?? bumps[0];

    private static bool Explains(Finding finding, string member) =>
        finding.Symbol == member || finding.Trace.Contains(member) || finding.Methods.Any(x => x.Method.Symbol == member);

    private static SourceSite? SiteOf(Spot spot) => spot.File.Length > 0 ? new SourceSite(spot.File, spot.Line, 1) : null;

    private static string In(string[] tests) => tests.Length switch
    {
        0 => "",
        <= MostTests => $", in {string.Join(" and ", tests.Select(x => $"`{x}`"))}",
        _ => $", in {tests.Length} tests, such as `{tests[0]}`",
    };

    /// <summary>The first of them, as far as it says what is different.</summary>
    private static string Because(IReadOnlyList<(string Id, string Message)> reasons)
    {
        if (reasons.Count == 0) return "";
        string message = reasons[0].Message;
        int start = message.IndexOf(": ", StringComparison.Ordinal) + 1, end = message.IndexOf(". ", start, StringComparison.Ordinal);
        return $" {reasons[0].Id} may say why:{message[start..(end < 0 ? message.Length : end + 1)]}";
    }
}
