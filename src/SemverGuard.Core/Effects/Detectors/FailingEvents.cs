using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A method writes one more event to the log, and the package makes an exception of it for whoever chooses nothing else.</summary>
internal static class FailingEvents
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        var side = pair.AfterSide;
        foreach (var (step, direction) in pair.Exclusive(StepKind.Call))
        {
            if (direction < 0 || step.Target is not { OwnMethod: { IsNil: false } called } target || !Logging.Is(target)) continue;
            if (OwnCode.StaticFields(side, called).FirstOrDefault(x => side.SetToThrow.ContainsKey(x.Symbol)) is not { } logged) continue;
            string text = $"now logs {logged.Shown}, which is thrown as an exception ({side.SetToThrow[logged.Symbol]})";
            yield return new Effect(EffectKind.Exception, logged.Symbol, text, Weight.Strong) { Direction = 1 };
            yield break;
        }
    }

    /// <summary>By static field of an assembly the member of an enum that it is given together with, where that is to throw.</summary>
    public static Dictionary<string, string> SetToThrow(Side side)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (_, body) in side.Image.Bodies())
        {
            var il = new IlReader(body.GetILReader());
            string? field = null;
            long? chosen = null;
            while (il.MoveNext())
            {
                if (il.OpCode == ILOpCode.Ldsfld) (field, chosen) = (side.Operands[il.Entity].Symbol, null);
                else if (field is not null && chosen is null && il.Long is (ILOpCode.Ldc_i4, var number)) chosen = number;
                else
                {
                    if (field is not null && chosen is { } value && il.OpCode is ILOpCode.Call or ILOpCode.Callvirt
                        && Literals.ParameterTypes(side.Operands[il.Entity], side) is [.., { } type]
                        && Literals.EnumMember(type, value, side) is { } member && member.EndsWith(".Throw", StringComparison.Ordinal))
                        found[field] = member;
                    (field, chosen) = (null, null);
                }
            }
        }
        return found;
    }
}
