namespace SemverGuard.Effects;

/// <summary>What two nearly equal bodies differ in.</summary>
internal enum NearKind
{
    Overflow,
    Condition,
    Swap,
    Calculation,

    /// <summary>A number is worked out another way, which may come to the same.</summary>
    Rewritten,
    Made,
    Given,
    Default,
}

/// <param name="Direction">1 for something that came, -1 for something that went.</param>
internal sealed record NearDifference(NearKind Kind, int Direction, string Text);
