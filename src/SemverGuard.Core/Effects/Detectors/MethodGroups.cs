using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>Another method is handed on as a delegate: <c>items.Select(Forced)</c> for <c>items.Select(Plain)</c>.</summary>
internal static class MethodGroups
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        if (pair.WasHandle.IsNil) yield break;
        var (was, now) = (HandedOn(pair.BeforeSide, pair.WasHandle), HandedOn(pair.AfterSide, pair.IsHandle));
        // Of several, nobody can tell which took the place of which.
        if (Only(was, now) is not [var old] || Only(now, was) is not [var @new] || old.Delegate != @new.Delegate) yield break;
        if (IsSame(pair, old.Method, @new.Method)) yield break;
        string text = $"now hands on {@new.Method.Shown} (was {old.Method.Shown})";
        yield return new Effect(EffectKind.Answer, @new.Method.Symbol, text, Weight.Faint);
    }

    private static (Operand Method, string Delegate)[] Only(
        List<(Operand Method, string Delegate)> one, List<(Operand Method, string Delegate)> other) =>
        [.. one.Where(x => !other.Exists(y => y.Method.Symbol == x.Method.Symbol)).GroupBy(x => x.Method.Symbol).Select(x => x.First())];

    /// <summary>It has another name or another place by now.</summary>
    private static bool IsSame(MethodPair pair, Operand was, Operand now) =>
        !was.OwnMethod.IsNil && !now.OwnMethod.IsNil
        && (new SameBodies(pair.BeforeSide, pair.AfterSide).Are(was.OwnMethod, now.OwnMethod)
            || new BodyHashes(pair.BeforeSide.Image, pair.BeforeSide.Operands).Of(was.OwnMethod)
                == new BodyHashes(pair.AfterSide.Image, pair.AfterSide.Operands).Of(now.OwnMethod));

    /// <summary>The methods with names of which delegates are made, with the type of these.</summary>
    private static List<(Operand Method, string Delegate)> HandedOn(Side side, MethodDefinitionHandle method)
    {
        var found = new List<(Operand, string)>();
        foreach (var (_, body) in WrittenBodies.Read(side, method))
        {
            Operand? last = null;
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (il.OpCode == ILOpCode.Newobj && last is not null && side.Operands[il.Entity] is { IsDelegateConstructor: true } made)
                    found.Add((last, made.Type));
                last = il.OpCode is ILOpCode.Ldftn or ILOpCode.Ldvirtftn && side.Operands[il.Entity] is { IsGenerated: false } named
                    ? named : null;
            }
        }
        return found;
    }
}
