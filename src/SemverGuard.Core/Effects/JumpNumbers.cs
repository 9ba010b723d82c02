using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>Where the jumps of a body lead to, counted in instructions: distances depend on the size of tokens and short forms.</summary>
internal sealed class JumpNumbers
{
    private readonly List<int> offsets = [];
    private Dictionary<int, List<int>> open = [];

    /// <summary>To be called before each body.</summary>
    public void Begin()
    {
        const int Many = 64;
        offsets.Clear();
        // To clear a dictionary costs as much as it ever held.
        if (open.Count > Many) open = [];
        else open.Clear();
    }

    /// <summary>A hash with what jumps from and to an instruction. To be called for each instruction in turn.</summary>
    public ulong Mixed(ulong hash, IlReader il)
    {
        if (il.OpCode is not (ILOpCode.Nop or ILOpCode.Tail or ILOpCode.Readonly)) offsets.Add(il.Offset);
        int number = offsets.Count;
        if (open.TryGetValue(il.Offset, out var origins))
        {
            foreach (int origin in origins) hash = TextHash.Mix(hash, (ulong)origin);
        }
        switch (il.OpCode)
        {
            case ILOpCode.Switch:
                foreach (int target in il.SwitchTargets()) hash = Jump(hash, target, il.Offset, number);
                return hash;
            case >= ILOpCode.Br_s and <= ILOpCode.Blt_un or ILOpCode.Leave or ILOpCode.Leave_s:
                return Jump(hash, il.Next + (int)il.Integer, il.Offset, number);
            default: return hash;
        }
    }

    private ulong Jump(ulong hash, int target, int offset, int number)
    {
        if (target > offset)
        {
            if (!open.TryGetValue(target, out var origins)) open[target] = origins = [];
            origins.Add(number);
            return hash;
        }
        int index = offsets.BinarySearch(target);
        return TextHash.Mix(hash, (ulong)(index < 0 ? ~index : index));
    }
}
