using System.Reflection.Metadata;

namespace SemverGuard.Effects.Flow;

/// <summary>The parts of two bodies that handlers stand around.</summary>
internal sealed class Guarded(Machine before, Machine after, Counterparts counterparts, TermPool pool, Allowance allowance)
{
    /// <summary>
    /// The handlers that an exception may enter from where two paths stand, with what is known there; null where the one has others than
    /// the other.
    /// </summary>
    public IReadOnlyList<(Frame Was, Frame Now)>? Handlers(Frame was, Frame now)
    {
        var (one, other) = (Around(was), Around(now));
        if (one.Count != other.Count) return null;
        var handlers = new List<(Frame, Frame)>();
        for (int i = 0; i < one.Count; i++)
        {
            var (x, y) = (one[i], other[i]);
            allowance.Take(1 + (x.Frame.Size + y.Frame.Size) / 8);
            if (allowance.IsSpent || x.Region.Kind != y.Region.Kind || !CatchSame(x.Region, y.Region)) return null;
            if (x.Region.Filter >= 0) handlers.Add((x.Frame.In(x.Region.Filter), y.Frame.In(y.Region.Filter)));
            handlers.Add((x.Frame.In(x.Region.Handler), y.Frame.In(y.Region.Handler)));
        }
        return handlers;
    }

    private bool CatchSame(Region was, Region now) => was.CatchType.IsNil
        || counterparts.Match(was.CatchType, before.Symbol(was.CatchType), now.CatchType, after.Symbol(now.CatchType));

    /// <summary>The guarded parts in which a path stands, its callers' included, the nearest first.</summary>
    private List<(Frame Frame, Region Region)> Around(Frame frame)
    {
        var around = new List<(Frame, Region)>();
        for (var outer = frame; outer is not null; outer = outer.Caller)
        {
            allowance.Take(outer.Code.Regions.Length / 4);
            around.AddRange(outer.Code.Regions.Where(x => x.Covers(outer.At)).Select(x => (outer, x)));
        }
        return around;
    }

    /// <summary>What the handlers set is not known afterwards.</summary>
    /// <param name="set">How many values were forgotten before.</param>
    public void Forget(Frame frame, IReadOnlyList<Region> handlers, Node node, ref int set)
    {
        foreach (var handler in handlers)
        {
            allowance.Take((handler.HandlerEnd - handler.Handler) / 8);
            if (allowance.IsSpent) return;
            for (int i = handler.Handler; i < handler.HandlerEnd; i++)
            {
                var instruction = frame.Code.Instructions[i];
                if (instruction.Code != ILOpCode.Stloc) continue;
                if (instruction.Number >= frame.Locals.Length)
                    throw new BadImageFormatException("A method body sets a local that is not there.");
                frame.Locals[instruction.Number] = pool.Unknown(-node.Id, set++, isFloat: false);
            }
        }
    }
}
