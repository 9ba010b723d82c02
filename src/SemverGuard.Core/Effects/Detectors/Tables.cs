using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>Lists that are written down in the code hold other numbers, or their texts in another order.</summary>
internal static class Tables
{
    public static string? Find(MethodPair pair)
    {
        if (pair.WasHandle.IsNil) return null;
        var (was, now) = (Of(pair.BeforeSide, pair.WasHandle), Of(pair.AfterSide, pair.IsHandle));
        return Numbers(was.Numbers, now.Numbers) ?? Order(was.Texts, now.Texts);
    }

    /// <summary>Compilers name a table by a hash of what is in it, and one day by another kind of hash.</summary>
    private static string? Numbers(List<string> was, List<string> now) =>
        was.Count == now.Count && !was.SequenceEqual(now) && was.Concat(now).All(x => x.Length == was[0].Length)
            ? "now has other numbers in a table of constants" : null;

    private static string? Order(List<string> was, List<string> now)
    {
        if (was.Count != now.Count || was.SequenceEqual(now) || !new HashSet<string>(was).SetEquals(now)) return null;
        int moved = Enumerable.Range(0, was.Count).First(x => was[x] != now[x]);
        return $"now has {Texts.Quote(now[moved])} before {Texts.Quote(was[moved])} in a list";
    }

    private static (List<string> Numbers, List<string> Texts) Of(Side side, MethodDefinitionHandle method)
    {
        var (numbers, texts) = (new List<string>(), new List<string>());
        foreach (var (_, body) in WrittenBodies.Read(side, method))
        {
            string? text = null;
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (text is not null && il.OpCode is ILOpCode.Stelem_ref or ILOpCode.Stind_ref or ILOpCode.Stobj) texts.Add(text!);
                text = il.OpCode == ILOpCode.Ldstr ? side.Image.UserString(il.Token) : null;
                if (il.OpCode is ILOpCode.Ldtoken or ILOpCode.Ldsflda && side.Operands[il.Entity] is var field
                    && field.Starts("<PrivateImplementationDetails>") && HashOf(field.Name) is { } hash)
                    numbers.Add(hash);
            }
        }
        return (numbers, texts);
    }

    /// <summary>Null where the name is none: older compilers number their tables.</summary>
    private static string? HashOf(string name)
    {
        string digits = new([.. name.TakeWhile(Uri.IsHexDigit)]);
        return digits.Length >= Sha256 ? digits.Substring(0, Sha256) : digits.Length == Sha1 ? digits : null;
    }

    private const int Sha1 = 40, Sha256 = 64;
}
