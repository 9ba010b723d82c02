using System.Reflection.Metadata;

namespace SemverGuard.Effects.Flow;

/// <summary>The parts of bodies that handlers stand around.</summary>
internal sealed class Guarded(TermPool pool, Allowance allowance)
{
    /// <summary>The guarded parts in which a path stands, its callers' included, the nearest first.</summary>
    public List<(Frame Frame, Region Region)> Around(Frame frame)
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
