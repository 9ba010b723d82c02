using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>How many conditions of a method can lead around one of its instructions.</summary>
/// <remarks>Counted by place: a condition that stands before the instruction and jumps behind it, or leaves. A loop's own condition counts
/// once, in every version.</remarks>
internal sealed class ExitGuards
{
    /// <summary>In the order of their targets.</summary>
    private readonly (int At, int Target)[] jumps;

    /// <summary>Where jumps that lead forward stand, and where they lead to.</summary>
    private readonly List<int> starts = [];
    private readonly int[] ends;
    private readonly List<int> exits = [];

    /// <summary>Jumps without a condition, by the place behind them.</summary>
    private readonly Dictionary<int, (int At, int Target)> leaving = [];

    /// <summary>Of these, what tests for null, in the order of the places.</summary>
    private readonly List<int> nullStarts = [], nullEnds = [], nullExits = [];

    /// <param name="isStateMachine">
    /// A MoveNext of the compiler's: its jumps on the state are no conditions, and their number depends on where awaits stand in tries.
    /// </param>
    public ExitGuards(MethodBodyBlock body, bool isStateMachine)
    {
        List<(int At, int Target)> all = [], forward = [];
        var il = new IlReader(body.GetILReader());
        bool isOnState = false, isAfterDispatch = false;
        while (il.MoveNext())
        {
            var (code, number) = il.Long;
            if (code is ILOpCode.Ret) exits.Add(il.Offset);
            if (code == ILOpCode.Br) leaving[il.Next] = (il.Offset, il.Next + (int)il.Integer);
            bool isJump = code is >= ILOpCode.Br and <= ILOpCode.Blt_un;
            bool isDispatch = isStateMachine && (code == ILOpCode.Br ? isAfterDispatch : isOnState && (isJump || code == ILOpCode.Switch));
            if (isJump) all.Add((il.Offset, il.Next + (int)il.Integer));
            if (isJump && !isDispatch && all[^1].Target > il.Offset) forward.Add(all[^1]);
            isAfterDispatch = isDispatch;
            // The state is kept in the first local, and held against numbers.
            isOnState = code == ILOpCode.Ldloc && number == 0 || isOnState && code is ILOpCode.Ldc_i4 or ILOpCode.Sub;
        }
        starts.AddRange(forward.Select(x => x.At));
        ends = [.. forward.Select(x => x.Target)];
        Array.Sort(ends);
        jumps = [.. all];
        Array.Sort(jumps, (x, y) => x.Target.CompareTo(y.Target));
    }

    /// <summary>The first instruction inside a stretch of code that a jump from elsewhere leads to; its end when there is none.</summary>
    public int Entry(int start, int end)
    {
        for (int i = FirstAbove(start); i < jumps.Length && jumps[i].Target < end; i++)
        {
            if (jumps[i].At < start || jumps[i].At >= end) return jumps[i].Target;
        }
        return end;
    }

    /// <summary>
    /// Where the other branch of a condition ends, to which one jump leads and which nothing else comes to: what stands before it returns
    /// or leads around it. Null for another place.
    /// </summary>
    public int? EndOfAlternative(int at, int target)
    {
        if (Array.Exists(jumps, x => x.Target == target && x.At != at)) return null;
        if (leaving.TryGetValue(target, out var around)) return around.Target > target ? around.Target : null;
        return exits.BinarySearch(target - 1) >= 0 ? int.MaxValue : null;
    }

    /// <summary>Of the jumps that begin before the instruction, those that have not ended there.</summary>
    public int Before(int offset) => CountBelow(exits, offset) + CountBelow(starts, offset) - CountBelow(ends, offset + 1);

    /// <summary>How many of these test for null, around what would have thrown there as a rule.</summary>
    public int NullTestsBefore(int offset) =>
        CountBelow(nullExits, offset) + CountBelow(nullStarts, offset) - CountBelow(nullEnds, offset + 1);

    /// <summary>A jump tests for null.</summary>
    public void TestsNull(int at, int target)
    {
        if (target <= at) return;
        AddNull(at, target);
        // What it leads around leaves the method, or the statement.
        if (exits.BinarySearch(target - 1) >= 0) Insert(nullExits, target - 1);
        if (leaving.TryGetValue(target, out var other) && other.At > at && other.Target > target) AddNull(other.At, other.Target);
    }

    private void AddNull(int at, int target)
    {
        Insert(nullStarts, at);
        Insert(nullEnds, target);
    }

    private static void Insert(List<int> sorted, int offset) => sorted.Insert(CountBelow(sorted, offset), offset);

    private int FirstAbove(int target)
    {
        int low = 0, high = jumps.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (jumps[middle].Target <= target) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static int CountBelow(IReadOnlyList<int> sorted, int offset)
    {
        int low = 0, high = sorted.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sorted[middle] < offset) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
