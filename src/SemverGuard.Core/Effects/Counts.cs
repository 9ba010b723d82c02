using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>
/// A number on which its type goes on counting: where it begins shows only together with how it is counted. <c>return n++</c> from one and
/// <c>return ++n</c> from zero give the same.
/// </summary>
internal static class Counts
{
    /// <summary>Whether a counter begins one higher or lower, and the methods that count it changed as well.</summary>
    public static bool IsMoved(MethodPair pair, string type, string member, long was, long now)
    {
        if (Math.Abs(was - now) != 1) return false;
        List<ulong> old = Counting(pair.BeforeSide, type, member), @new = Counting(pair.AfterSide, type, member);
        return old.Count > 0 && @new.Count > 0 && !old.SequenceEqual(@new);
    }

    /// <summary>The methods that change it, by their bodies; those that only set what they are given are no part of it.</summary>
    private static List<ulong> Counting(Side side, string type, string member)
    {
        var found = new List<ulong>();
        if (side.Image.FindType(type) is not { IsNil: false } handle) return found;
        BodyHashes? hashes = null;
        foreach (var method in side.Image.Reader.GetTypeDefinition(handle).GetMethods())
        {
            string name = side.Image.Reader.GetString(side.Image.Reader.GetMethodDefinition(method).Name);
            bool isOther = name is not (".ctor" or ".cctor") && name != "get_" + member && name != "set_" + member;
            if (!isOther || !Changes(side, method, member)) continue;
            found.Add((hashes ??= new BodyHashes(side.Image, side.Operands)).Of(method));
        }
        return found;
    }

    private static bool Changes(Side side, MethodDefinitionHandle method, string member)
    {
        if (side.Image.Body(side.Image.Reader.GetMethodDefinition(method)) is not { } body) return false;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            bool isField = il.OpCode is ILOpCode.Ldflda or ILOpCode.Ldsflda or ILOpCode.Stfld or ILOpCode.Stsfld;
            if (!isField && il.OpCode is not (ILOpCode.Call or ILOpCode.Callvirt)) continue;
            var operand = side.Operands[il.Entity];
            if (operand.SetProperty == member) return true;
            if (isField && (operand.Name == member || Members.PropertyOf(side, operand) == member)) return true;
        }
        return false;
    }
}
