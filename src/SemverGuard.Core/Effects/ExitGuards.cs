using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>How many conditions of a method can lead around one of its instructions.</summary>
/// <remarks>Counted by place: a condition that stands before the instruction and jumps behind it, or leaves. A loop's own condition counts once, in every version.</remarks>
internal sealed class ExitGuards
{
    private readonly List<(int At, int Target)> jumps = [];
    private readonly List<int> exits = [];

    public ExitGuards(MethodBodyBlock body)
    {
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode is ILOpCode.Ret) exits.Add(il.Offset);
            else if (il.OpCode is >= ILOpCode.Br_s and <= ILOpCode.Blt_un_s or >= ILOpCode.Br and <= ILOpCode.Blt_un) jumps.Add((il.Offset, il.Next + (int)il.Integer));
        }
    }

    /// <summary>Whether a jump from elsewhere leads into a stretch of code, at or before one of its instructions.</summary>
    public bool IsEntered(int start, int end, int offset) => jumps.Exists(x => (x.At < start || x.At >= end) && x.Target > start && x.Target <= offset);

    public int Before(int offset) => exits.Count(x => x < offset) + jumps.Count(x => x.At < offset && x.Target > offset);
}
