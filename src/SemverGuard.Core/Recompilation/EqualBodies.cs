using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>
/// Whether two bodies agree instruction for instruction: nearly all of two builds do, and need no normal form. Those that do not may
/// still mean the same.
/// </summary>
internal sealed class EqualBodies(AssemblyImage before, AssemblyImage after)
{
    /// <summary>By the tokens of both: they are other numbers in another build, and each keeps its meaning throughout one.</summary>
    private readonly Dictionary<(int Was, int Now), bool> known = [];

    /// <exception cref="BadImageFormatException">One of the bodies is damaged.</exception>
    public bool Are(MethodDefinitionHandle was, MethodDefinitionHandle now)
    {
        var one = before.Body(before.Reader.GetMethodDefinition(was));
        var other = after.Body(after.Reader.GetMethodDefinition(now));
        if (one is null || other is null) return one == other;
        if (one.GetILReader().Length != other.GetILReader().Length) return false;
        var il = new IlReader(one.GetILReader());
        var otherIl = new IlReader(other.GetILReader());
        while (il.MoveNext())
        {
            if (!otherIl.MoveNext() || il.OpCode != otherIl.OpCode || il.Integer != otherIl.Integer || !SaySame(il, otherIl)) return false;
        }
        return true;
    }

    private bool SaySame(IlReader one, IlReader other)
    {
        if (one.OpCode == ILOpCode.Calli) return true; // as in the normal form
        if (one.Token == 0 || other.Token == 0) return one.Token == other.Token;
        var tokens = (one.Token, other.Token);
        if (!known.TryGetValue(tokens, out bool same)) known[tokens] = same = Text(before, one) == Text(after, other);
        return same;
    }

    private static string Text(AssemblyImage image, IlReader il) => il.OpCode == ILOpCode.Ldstr
        ? image.UserString(il.Token)
        : NormalBody.Symbol(image, il.Entity);
}
