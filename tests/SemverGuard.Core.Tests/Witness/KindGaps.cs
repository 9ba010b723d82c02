namespace SemverGuard.Witness;

/// <summary>The kinds of changes that still go wrong. The list only gets shorter.</summary>
internal static class KindGaps
{
    public static IReadOnlyList<string> Known { get; } = [];
}
