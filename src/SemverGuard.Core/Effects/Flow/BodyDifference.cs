using System.Reflection.Metadata;

namespace SemverGuard.Effects.Flow;

/// <summary>What two bodies do otherwise: first as they stand, and then by the case.</summary>
internal sealed class BodyDifference(
    Side before, Func<MethodDefinitionHandle, bool> isPartBefore, Side after, Func<MethodDefinitionHandle, bool> isPartAfter)
{
    /// <summary>The part of the time that may be taken once more for the cases.</summary>
    private const int ForCases = 4;

    private readonly Allowance allowance = Allowance.For(before.Image.Size + after.Image.Size),
        cases = Allowance.For((before.Image.Size + after.Image.Size) / ForCases);

    /// <summary>Null when they do the same.</summary>
    /// <param name="places">Of the parameters of the one before among those of the one after, where they are others; each its own.</param>
    public Mismatch? Of(MethodDefinitionHandle was, MethodDefinitionHandle now, IReadOnlyList<int>? places = null)
    {
        var mismatch = new BodyComparison(before, isPartBefore, after, isPartAfter, allowance, places).Compare(was, now);
        if (mismatch is null or { IsGivenUp: true } or { IsLook: false, Text: not null }) return mismatch;
        var other = new BodyComparison(before, isPartBefore, after, isPartAfter, cases, places, isOfCases: true);
        return mismatch with { Case = other.FindCase(was, now) };
    }
}
