namespace SemverGuard.Witness;

/// <summary>The cases of other people's test suites that still go wrong. The list only gets shorter.</summary>
internal static class PeerGaps
{
    public static IReadOnlyList<string> Known { get; } = [];
}
