using SemverGuard.Findings;
using SemverGuard.Rules;

namespace SemverGuard.Witness;

/// <summary>What is said to one case when source and implementation are compared, against its truth.</summary>
public sealed record PeerRow(PeerTruth Case, GuardReport Report)
{
    /// <summary>That a body is another one says nothing about what it does.</summary>
    private IEnumerable<Finding> Told => Report.Findings.Where(x => x.Id != EffectRules.Implementation.Id);

    private Impact Warned => Told.Where(x => x.Severity >= Severity.Warning).Aggregate(Impact.None, (x, y) => x | y.Impact);

    private Impact Said => Told.Aggregate(Impact.None, (x, y) => x | y.Impact);

    /// <summary>Nothing differs but a compiler's warning: to say nothing is right, and so is to say what it will warn of.</summary>
    public bool IsUndecided => Case.Verdicts is ["warning-only"] || Case.HasCaveat;

    public bool IsHarmless => Case.Verdicts is ["none"];

    /// <summary>Breaks are warnings. Another behavior is told, at any severity: whether it hurts, only its user knows.</summary>
    public bool IsRight => IsUndecided || (IsHarmless ? Warned == Impact.None : Case.Verdicts.All(IsFound));

    private bool IsFound(string verdict) => verdict switch
    {
        "source" => Warned.HasFlag(Impact.Source),
        "binary" => Warned.HasFlag(Impact.Binary),
        "both" => Warned.HasFlag(Impact.Source | Impact.Binary),
        // Recompiled, and failing as before: that is the binary break again.
        "silent-recompile" when Case.RecompileFixes is false => Warned.HasFlag(Impact.Binary),
        "silent-recompile" => (Said & (Impact.Recompile | Impact.Behavior)) != 0,
        "silent-binary" =>
            (Said & (Impact.Binary | Impact.Behavior)) != 0
                || (Said.HasFlag(Impact.Recompile) && Case.Verdicts.Contains("silent-recompile")),
        _ => throw new InvalidDataException($"{Case.Name}: {verdict}"),
    };

    /// <summary>What is warned of and does not come true.</summary>
    public Impact Untrue => IsUndecided ? Impact.None : Warned & ~Case.Verdicts.Aggregate(Impact.None, (x, y) => x | True(y));

    private static Impact True(string verdict) => verdict switch
    {
        "source" => Impact.Source,
        "binary" => Impact.Binary,
        "both" => Impact.Source | Impact.Binary,
        "silent-recompile" or "silent-binary" => Impact.Recompile | Impact.Behavior,
        _ => Impact.None,
    };

    /// <summary>Whether what fails to link is told as that.</summary>
    public bool IsBinaryTold => Warned.HasFlag(Impact.Binary);

    public string Line
    {
        get
        {
            string told = string.Join(", ", Report.Findings.Select(
                x => $"{x.Severity.ToString().ToLowerInvariant()} {x.Id} ({string.Join(",", x.Impact.Words())})"));
            return $"| {Case.Name} | {string.Join(", ", Case.Verdicts)} | {(told.Length == 0 ? "nothing" : told)} |";
        }
    }
}

/// <summary>What compiler and runtime make of a case.</summary>
/// <param name="RecompileFixes">Where the old consumer does not link: whether the recompiled one runs; null where it links.</param>
/// <param name="HasCaveat">A warning is never wrong here, and none is not either.</param>
public sealed record PeerTruth(string Name, IReadOnlyList<string> Verdicts, bool? RecompileFixes, bool HasCaveat = false)
{
    public static PeerTruth Of(WitnessCase @case) => new(@case.Name, @case.Verdicts, @case.RecompileFixes, @case.HasCaveat);
}
