using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// What a delegate looks at with which an object begins by now, where the method that did the same before did not: that is done under
/// another condition.
/// </summary>
internal static class KeptLooks
{
    private const int Most = 2;

    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        if (!pair.IsConstructor || pair.WasHandle.IsNil) return [];
        Step[] kept = [.. pair.Exclusive(StepKind.Call)
            .Where(x => x is { Direction: > 0, Step: { IsKept: true, IsMessage: false, Target.IsFramework: true } }).Select(x => x.Step)];
        Operand[] looks = [.. kept.Where(x => x.Target!.Verb == "reads" && Work.Says(x.Target)).Select(x => x.Target!)];
        if (looks.Length == 0) return [];
        var deeds = new HashSet<string>(kept.Where(x => x.Target!.SetProperty is not null).Select(x => x.Symbol), StringComparer.Ordinal);
        var asked = AskedBy(pair.BeforeSide, deeds);
        return looks.Where(x => asked is not null && !asked.Contains(x.Symbol)).Take(Most).Select(x =>
            new Effect(EffectKind.Convention, "look " + x.Symbol, "now looks at " + x.Shown, Weight.Faint) { Direction = 1 });
    }

    /// <summary>What is called in the methods that do one of these things; null where none does.</summary>
    private static HashSet<string>? AskedBy(Side side, HashSet<string> deeds)
    {
        HashSet<string>? asked = null;
        if (deeds.Count == 0) return null;
        foreach (var (_, body) in side.Image.Bodies())
        {
            var calls = Calls(side, body);
            if (calls.Exists(deeds.Contains)) (asked ??= new(StringComparer.Ordinal)).UnionWith(calls);
        }
        return asked;
    }

    private static List<string> Calls(Side side, MethodBodyBlock body)
    {
        var calls = new List<string>();
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode is ILOpCode.Call or ILOpCode.Callvirt) calls.Add(side.Operands[il.Entity].Symbol);
        }
        return calls;
    }
}
