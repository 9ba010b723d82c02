using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>Handlers that clean up and pass on what they catch, whatever it is: nobody outside meets another exception, or none.</summary>
internal sealed class PassingHandlers
{
    /// <summary>Where they begin and end, one behind the other.</summary>
    private readonly List<int> starts = [], ends = [];

    public PassingHandlers(MethodBodyBlock body)
    {
        var handlers = new HashSet<(int Start, int End)>(body.ExceptionRegions.Where(x => x.Kind == ExceptionRegionKind.Catch)
            .Select(x => (x.HandlerOffset, x.HandlerOffset + x.HandlerLength)));
        List<int> rethrows = [], others = [];
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Rethrow) rethrows.Add(il.Offset);
            else if (il.OpCode is ILOpCode.Leave or ILOpCode.Leave_s or ILOpCode.Throw) others.Add(il.Offset);
        }
        foreach (var (start, end) in handlers.Where(x => HasOne(rethrows, x) && !HasOne(others, x)).OrderBy(x => x.Start))
        {
            if (ends.Count > 0 && start < ends[ends.Count - 1])
            {
                ends[ends.Count - 1] = Math.Max(end, ends[ends.Count - 1]);
                continue;
            }
            starts.Add(start);
            ends.Add(end);
        }
    }

    /// <summary>Whether an instruction is in such a handler.</summary>
    public bool Contains(int offset)
    {
        int place = starts.BinarySearch(offset);
        if (place < 0) place = ~place - 1;
        return place >= 0 && offset < ends[place];
    }

    private static bool HasOne(List<int> offsets, (int Start, int End) handler)
    {
        int first = offsets.BinarySearch(handler.Start);
        if (first < 0) first = ~first;
        return first < offsets.Count && offsets[first] < handler.End;
    }
}
