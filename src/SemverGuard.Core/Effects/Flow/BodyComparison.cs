using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Flow;

/// <summary>
/// Whether two bodies do the same, whatever the compiler made of them: both are followed side by side, and do the same things in the same
/// order.
/// </summary>
/// <remarks>
/// A bisimulation by symbolic execution. What only the body itself can see (temporaries, the order of blocks, the polarity of a jump, how a
/// <c>switch</c> is written) is not compared; what others can see is: calls, loads, stores, constructions, what is thrown and returned, and
/// the conditions under which. "Equal" is proven; "not equal" may be two ways to write the same.
/// </remarks>
internal sealed class BodyComparison
{
    /// <summary>
    /// Steps that may be taken for one method, for each instruction that it has; beyond that it is taken to have changed.
    /// </summary>
    private const int StepsPerInstruction = 800, FewestSteps = 40_000, MostSteps = 1_000_000;

    /// <summary>Of cases: until the first is found, which is soon or never, and then until all is known of it.</summary>
    private const int StepsToCase = 20_000, StepsOfCase = 120_000;

    private readonly Allowance allowance;
    private readonly Machine before;
    private readonly Machine after;
    private readonly Counterparts counterparts;
    private readonly DifferenceReader reader;
    private readonly Worklist open;
    private readonly PathPairs pairs;
    private readonly IReadOnlyList<int>? places;
    private readonly bool isOfCases;

    /// <summary>Where the two do something else.</summary>
    private Difference? last;

    /// <summary>Of cases, the one that is come to first; the rest is followed for what each version looks at.</summary>
    private Difference? first;

    /// <summary>Where an exception has other words, which is told where nothing else differs.</summary>
    private Difference? worded;

    /// <param name="isPartBefore">Methods that only one version has: helpers that are part of their callers.</param>
    /// <param name="places">Of the parameters of the one before among those of the one after, where they are others; each its own.</param>
    /// <param name="isOfCases">
    /// What only looks at something is a value by its name, whenever it is looked at, and no action that has its place: two versions that
    /// look at different things are followed to what they do otherwise by that. Proves nothing, and finds the case.
    /// </param>
    public BodyComparison(Side before, Func<MethodDefinitionHandle, bool> isPartBefore, Side after,
        Func<MethodDefinitionHandle, bool> isPartAfter, Allowance allowance, IReadOnlyList<int>? places, bool isOfCases = false)
    {
        (this.allowance, this.places, this.isOfCases) = (allowance, places, isOfCases);
        var pool = new TermPool(allowance);
        this.before = new Machine(before, "before", pool, isPartBefore, allowance);
        this.after = new Machine(after, "after", pool, isPartAfter, allowance);
        counterparts = new Counterparts(before, after);
        open = new Worklist(allowance);
        pairs = new PathPairs(this.before, this.after, counterparts, pool, open, allowance, isOfCases);
        reader = new DifferenceReader(this.before, pairs.WasActions, this.after, pairs.NowActions, pool, places);
    }

    /// <returns>Where the two first do something else, without words where one of them cannot be followed; null when they do the
    /// same.</returns>
    public Mismatch? Compare(MethodDefinitionHandle was, MethodDefinitionHandle now)
    {
        if (IsProvenEqual(was, now)) return null;
        // Where it was given up, nothing is known to differ.
        var difference = allowance.IsSpent ? worded : last;
        return difference is null ? new Mismatch(null) { IsGivenUp = true } : reader.Explained(difference);
    }

    /// <returns>What the two do otherwise by what one of them looks at; null where nothing is found, or it has no name.</returns>
    public Case? FindCase(MethodDefinitionHandle was, MethodDefinitionHandle now)
    {
        if (IsProvenEqual(was, now) || first is null || allowance.IsSpent) return null;
        try
        {
            return reader.InCase(first);
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    /// <summary>A body that cannot be followed is not proven to do the same, and is nothing against the others.</summary>
    private bool IsProvenEqual(MethodDefinitionHandle was, MethodDefinitionHandle now)
    {
        try
        {
            return AreEqual(was, now);
        }
        catch (BadImageFormatException)
        {
            last = worded = first = null;
            return false;
        }
    }

    private bool AreEqual(MethodDefinitionHandle was, MethodDefinitionHandle now)
    {
        counterparts.Add(was, now);
        var root = was;
        while (counterparts.Open.Count > 0)
        {
            var (one, other) = counterparts.Open.Dequeue();
            allowance.Begin(MostSteps); // decoding counts too
            if (before.Frames.Enter(one, one == root ? places : null) is not { } wasFrame || after.Frames.Enter(other) is not { } nowFrame)
            {
                if (before.Frames.CodeOf(one) is null && after.Frames.CodeOf(other) is null) continue;
                last = null;
                return false;
            }
            long instructions = wasFrame.Code.Instructions.Length + nowFrame.Code.Instructions.Length;
            allowance.Begin(isOfCases ? StepsToCase : Math.Min(MostSteps, Math.Max(FewestSteps, StepsPerInstruction * instructions)));
            open.Clear();
            open.Add(wasFrame, nowFrame);
            if (!FollowAll()) return false;
        }
        last = worded;
        return worded is null && first is null;
    }

    /// <returns>Whether there may be more to find out in other bodies.</returns>
    private bool FollowAll()
    {
        while (!open.IsEmpty)
        {
            var (was, now, facts) = open.Next();
            if (pairs.Follow(was, now, facts) && !allowance.IsSpent) continue;
            last = pairs.Last;
            if (allowance.IsSpent) return false;
            if (isOfCases)
            {
                // What the other paths look at tells what this one alone does.
                if (first is null) allowance.Begin(StepsOfCase);
                first ??= last;
                continue;
            }
            if (worded is not null || !Throwing.IsOfWords(before, after, last!)) return false;
            worded = last;
        }
        return true;
    }
}
