using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// A constructor begins with another delegate in a field or property: another method, or a lambda that answers something else.
/// </summary>
internal static class DelegateDefaults
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        if (!pair.IsConstructor || pair.WasHandle.IsNil) yield break;
        var was = Delegates(pair.BeforeSide, pair.WasHandle);
        foreach (var (member, now) in Delegates(pair.AfterSide, pair.IsHandle).Select(x => (x.Key, x.Value)))
        {
            if (!was.TryGetValue(member, out var before) || IsField(before) && IsField(now)) continue;
            string? old = Answer(pair.BeforeSide, before), @new = Answer(pair.AfterSide, now);
            // Two lambdas that work something out are compared as part of the constructor.
            bool isOther = old is null && @new is null
                ? !before.IsGenerated && !now.IsGenerated && before.Symbol != now.Symbol
                : old != @new;
            if (!isOther) continue;
            string text = $"now sets {member.Substring(member.LastIndexOf('.') + 1)} to {Shown(now, @new)} (was {Shown(before, old)})";
            yield return new Effect(EffectKind.Default, member, text, old is null && @new is null ? Weight.Plain : Weight.Strong)
            {
                Member = "P:" + member,
            };
        }
    }

    /// <summary>A static one that holds a delegate made elsewhere.</summary>
    private static bool IsField(Operand target) => target.Own.Kind == HandleKind.FieldDefinition;

    /// <summary>What the method always returns, also where a static field has it from the beginning.</summary>
    private static string? Answer(Side side, Operand target)
    {
        if (!IsField(target)) return Results.Constant(side, target);
        var constructor = Members.Method(side, target.Type, ".cctor");
        string member = target.Type + "." + (Members.PropertyOf(side, target) ?? target.Name);
        return !constructor.IsNil && Delegates(side, constructor).TryGetValue(member, out var kept) && !IsField(kept)
            ? Results.Constant(side, kept)
            : null;
    }

    private static string Shown(Operand target, string? answer) =>
        answer is not null ? "a method that returns " + answer : target.IsGenerated ? "a lambda" : target.Shown;

    /// <summary>
    /// By field or property, the method whose delegate is put there as soon as it is made; none where a condition says which of several.
    /// </summary>
    private static Dictionary<string, Operand> Delegates(Side side, MethodDefinitionHandle constructor)
    {
        var found = new Dictionary<string, Operand>(StringComparer.Ordinal);
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        if (side.Image.Body(side.Image.Reader.GetMethodDefinition(constructor)) is not { } body) return found;
        Operand? method = null, made = null;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Dup) continue;
            bool isStore = il.OpCode is ILOpCode.Stfld or ILOpCode.Stsfld;
            bool isNamed = isStore || il.OpCode is ILOpCode.Ldftn or ILOpCode.Newobj or ILOpCode.Ldsfld or ILOpCode.Call;
            var target = isNamed ? side.Operands[il.Entity] : null;
            if (il.OpCode == ILOpCode.Stsfld && target!.IsGenerated) continue; // where the compiler keeps a delegate that it makes once
            if (made is not null && target is not null && (isStore || target.SetProperty is not null))
            {
                string member = target.Type + "." + (target.SetProperty ?? Members.PropertyOf(side, target) ?? target.Name);
                if (found.TryGetValue(member, out var other) && other.Symbol != made.Symbol) chosen.Add(member);
                found[member] = made;
            }
            made = il.OpCode == ILOpCode.Newobj && target!.IsDelegateConstructor ? method
                : il.OpCode == ILOpCode.Ldsfld && IsField(target!) && !target!.IsGenerated ? target
                : null;
            method = il.OpCode == ILOpCode.Ldftn ? target : null;
        }
        foreach (string member in chosen) found.Remove(member);
        return found;
    }
}
