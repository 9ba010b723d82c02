using SemverGuard.Tool.Replay.Recordings;

namespace SemverGuard.Tool.Replay.Comparing;

/// <summary>In which way a crossing of the border is another.</summary>
internal enum DifferenceKind
{
    /// <summary>A call with the same arguments gives another value.</summary>
    Result,

    /// <summary>It throws what it did not throw, or the other way round.</summary>
    Exception,

    /// <summary>A package calls the project more or less often.</summary>
    Callback,

    /// <summary>A package hands over something else: to a callback, or in <c>ref</c> and <c>out</c> arguments.</summary>
    HandedBack,

    /// <summary>The project calls a package more or less often. From here on, what it does follows from what it got before.</summary>
    Calls,

    /// <summary>It calls a package with other arguments.</summary>
    Arguments,

    /// <summary>The same crossings come in another order.</summary>
    Order,
}

/// <summary>One difference in one test.</summary>
/// <param name="Before">What is told of it, before; with <paramref name="After"/> the first example.</param>
/// <param name="First">When, in the order of all that crosses.</param>
internal sealed record BorderDifference(
    DifferenceKind Kind, string Test, Spot Spot, string Assembly, string Before, string After, long First)
{
    /// <summary>The arguments with which both were seen; empty where they are the difference.</summary>
    public string Arguments { get; init; } = "";

    /// <summary>Which of the calls there it is, from 1; 0 where it is not one of several that came in another order.</summary>
    public int Call { get; init; }

    /// <summary>The part of the values that differs.</summary>
    public ValueDifference Part => part ??= ValueDifference.Of(Before, After);

    private ValueDifference? part;
}
