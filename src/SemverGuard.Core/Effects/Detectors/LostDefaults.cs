using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// A property that began with an object of the package, or an empty collection, begins with null: whoever sets none gets another one, or
/// none.
/// </summary>
internal static class LostDefaults
{
    /// <param name="was">What the constructor left in the member; by now it leaves nothing.</param>
    /// <param name="type">Of the member.</param>
    public static Effect? Find(MethodPair pair, Operand target, string member, Value? was, string type)
    {
        if (pair.Name == ".cctor" || Literals.Default(type, pair.AfterSide) != "null" || Given(was) is not { } given) return null;
        if (!Members.IsPublic(pair.AfterSide, target, member)
            || Members.Method(pair.AfterSide, target.Type, "set_" + member).IsNil
            || Members.Method(pair.AfterSide, target.Type, "get_" + member) is not { IsNil: false } getter
            || IsFallback(pair.AfterSide, target, getter, given))
            return null;
        string shown = given.IsConstructor ? $"new {DisplayName.Type(given.Type)}()" : given.Shown;
        return new Effect(EffectKind.Default, target.Type + "." + member, $"now sets {member} = null (was {shown})", Weight.Plain)
        {
            Member = "P:" + target.Type + "." + member,
        };
    }

    /// <summary>The static field or property that it was read from, or the constructor that made it.</summary>
    private static Operand? Given(Value? was) => was switch
    {
        { Kind: ValueKind.Field, Of: { IsOwn: true, IsGenerated: false } field } => field,
        { Source: { Kind: StepKind.Call, Arguments.Length: 0, Target: { IsOwn: true, IsGenerated: false } made } }
            when made.IsConstructor || made.Verb == "reads" => made,
        { Source: { Kind: StepKind.Call, Arguments.Length: 0, Target: { IsConstructor: true } made } }
            when made.Starts("System.Collections.") => made,
        _ => null,
    };

    /// <summary>Whoever asks for the property takes the same object where there is none.</summary>
    private static bool IsFallback(Side side, Operand target, MethodDefinitionHandle getter, Operand given)
    {
        foreach (var (method, body) in side.Image.Bodies())
        {
            bool asks = method == getter, gives = false;
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (il.Token == 0 || il.OpCode is ILOpCode.Ldstr or ILOpCode.Calli) continue;
                var operand = side.Operands[il.Entity];
                asks |= operand.OwnMethod == getter && operand.Type == target.Type;
                gives |= operand.Symbol == given.Symbol;
            }
            if (asks && gives) return true;
        }
        return false;
    }
}
