using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>Handlers that clean up and pass on what they catch, whatever it is: nobody outside meets another exception, or none.</summary>
internal sealed class PassingHandlers
{
    private readonly List<(int Start, int End)> handlers = [];

    public PassingHandlers(MethodBodyBlock body)
    {
        foreach (var region in body.ExceptionRegions.Where(x => x.Kind == ExceptionRegionKind.Catch))
            handlers.Add((region.HandlerOffset, region.HandlerOffset + region.HandlerLength));
        if (handlers.Count == 0) return;
        var ends = new HashSet<(int, int)>();
        var others = new HashSet<(int, int)>();
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            var found = il.OpCode == ILOpCode.Rethrow ? ends
                : il.OpCode is ILOpCode.Leave or ILOpCode.Leave_s or ILOpCode.Throw ? others : null;
            if (found is null) continue;
            int offset = il.Offset;
            found.UnionWith(handlers.Where(x => offset >= x.Start && offset < x.End));
        }
        handlers.RemoveAll(x => !ends.Contains(x) || others.Contains(x));
    }

    /// <summary>Whether an instruction is in such a handler.</summary>
    public bool Contains(int offset) => handlers.Exists(x => offset >= x.Start && offset < x.End);
}
