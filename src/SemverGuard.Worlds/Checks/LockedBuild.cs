using SemverGuard.Findings;
using SemverGuard.Rules;
using SemverGuard.Worlds.Baselines;

namespace SemverGuard.Worlds.Checks;

/// <summary>What a build says that asked for the baseline as a developer's build would leave it.</summary>
/// <remarks>As locked restore asks for versions.</remarks>
internal static class LockedBuild
{
    /// <summary>What such a build cannot do without, or cannot vouch for.</summary>
    private static readonly RuleInfo[] Needed =
        [SelfRules.BaselineMissing, SelfRules.BaselineStale, SelfRules.BaselineUnreadable, SelfRules.NotChecked, SelfRules.InternalError];

    private const string WhyError = "SemverGuardLocked=true makes this an error.";

    /// <summary>An error where another build has a warning: an error is what no list of warnings mutes.</summary>
    public static Diagnostic Weighed(Diagnostic told) => told.Severity == Severity.Warning && Needed.Any(x => x.Id == told.Code)
        ? told with { Severity = Severity.Error, Message = told.Message.TrimEnd('.') + ". " + Mend(told.Code) }
        : told;

    /// <param name="moves">What differs, so that it is never empty.</param>
    public static Diagnostic Stale(string baselineFile, IReadOnlyList<(string Id, string Text)> moves) => Diagnostic.About(
        SelfRules.BaselineStale,
        "The baseline is stale: " + PackageChanges.Names(moves) + ". " + WhyError
            + " Build on a developer's machine, accept what it finds (dotnet build -t:SemverGuardAccept), and commit the file.",
        BaselineFile.PlaceOf(baselineFile, moves.Select(x => x.Id)),
        Severity.Error);

    private static string Mend(string code)
    {
        if (code == SelfRules.BaselineUnreadable.Id) return WhyError + " Mend the file on a developer's machine, build, and commit it.";
        if (code == SelfRules.NotChecked.Id)
            return WhyError + " Build on a developer's machine, or accept it there"
                + " (dotnet build -t:SemverGuardAccept), and commit the baseline.";
        return WhyError;
    }
}
