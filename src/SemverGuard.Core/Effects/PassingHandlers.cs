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
        List<int> rethrows = [], throws = [], leaves = [], targets = [];
        var again = ThrownAgain(body);
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Rethrow || again.Contains(il.Offset)) rethrows.Add(il.Offset);
            else if (il.OpCode == ILOpCode.Throw) throws.Add(il.Offset);
            else if (il.OpCode is ILOpCode.Leave or ILOpCode.Leave_s)
            {
                leaves.Add(il.Offset);
                targets.Add(il.Next + (int)il.Integer);
            }
        }
        bool Passes((int, int) handler) => HasOne(rethrows, handler) && !HasOne(throws, handler) && !Leaves(leaves, targets, handler);
        foreach (var (start, end) in handlers.Where(Passes).OrderBy(x => x.Start))
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

    /// <summary>
    /// Where a handler throws the very exception that it caught, by its name: <c>catch (IOException e) { throw e; }</c>. It passes on the
    /// same, which begins its stack trace there.
    /// </summary>
    public static HashSet<int> ThrownAgain(MethodBodyBlock body)
    {
        var found = new HashSet<int>();
        var handlers = body.ExceptionRegions.Where(x => x.Kind == ExceptionRegionKind.Catch).ToArray();
        var starts = new HashSet<int>(handlers.Select(x => x.HandlerOffset));
        var ends = new HashSet<int>(handlers.Select(x => x.HandlerOffset + x.HandlerLength));
        if (starts.Count == 0) return found;
        bool isCaught = false; // it lies on the stack
        long local = -1;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (ends.Contains(il.Offset)) local = -1;
            if (starts.Contains(il.Offset)) (isCaught, local) = (true, -1);
            var (code, number) = il.Long;
            switch (code)
            {
                case ILOpCode.Nop: break;
                case ILOpCode.Stloc:
                    // What is stored there later is another one.
                    if (isCaught) local = number;
                    else if (local == number) local = -1;
                    isCaught = false;
                    break;
                case ILOpCode.Ldloc: isCaught = local >= 0 && number == local; break;
                case ILOpCode.Throw:
                    if (isCaught) found.Add(il.Offset);
                    isCaught = false;
                    break;
                default: isCaught = false; break;
            }
        }
        return found;
    }

    private static bool HasOne(List<int> offsets, (int Start, int End) handler) =>
        First(offsets, handler.Start) is var first && first < offsets.Count && offsets[first] < handler.End;

    /// <summary>A loop in the handler leaves its own <c>try</c> block, and stays in the handler.</summary>
    private static bool Leaves(List<int> offsets, List<int> targets, (int Start, int End) handler)
    {
        const int Most = 16;
        int first = First(offsets, handler.Start);
        for (int i = first; i < offsets.Count && offsets[i] < handler.End; i++)
        {
            if (i == first + Most || targets[i] < handler.Start || targets[i] >= handler.End) return true;
        }
        return false;
    }

    private static int First(List<int> offsets, int start) => offsets.BinarySearch(start) is var place && place < 0 ? ~place : place;
}
