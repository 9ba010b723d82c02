using SemverGuard.Recording;

namespace SemverGuard.Tool.Replay.Recordings;

/// <summary>Where the border was crossed: a line of the project's source, and what was called there.</summary>
/// <param name="Member">Documentation comment id.</param>
/// <param name="File">Empty where there are no symbols.</param>
internal sealed record Spot(CrossingKind Kind, string Member, string File, int Line)
{
    /// <summary>The same whichever overload the compiler took there.</summary>
    public string Key => $"{Kind}\t{Name}\t{File}\t{Line}";

    /// <summary>Type and member, without namespace and parameters: <c>CourierClient.Subscribe</c>.</summary>
    public string Name => MemberName.Short(Member);
}

/// <summary>One call over the border, and how often it came just like this.</summary>
/// <param name="Test">In which it came; empty outside of tests.</param>
/// <param name="Assembly">Simple name of the package's assembly on the other side; empty where that is not known.</param>
/// <param name="Outcome">What came back; behind an exclamation mark, what was thrown.</param>
/// <param name="HandedBack">What <c>ref</c> and <c>out</c> arguments were afterwards.</param>
/// <param name="Times">When it came, as numbers in the order of all: the first times, ascending.</param>
internal sealed record RecordedCrossing(
    string Test, Spot Spot, string Assembly, string Arguments, string Outcome, string HandedBack, long Count, IReadOnlyList<long> Times)
{
    public long First => Times[0];

    /// <summary>It came more often than its times are kept.</summary>
    public bool IsCut => Times.Count < Count;

    public bool Threw => Outcome.StartsWith(RecordingFormat.Exception);
}
