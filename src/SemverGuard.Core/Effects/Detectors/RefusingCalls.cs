using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// A method newly calls another one of the package's, which both versions have, and which throws an exception of the package's; a short
/// one, which does little else, also one of the framework's that says nothing about an argument.
/// </summary>
internal static class RefusingCalls
{
    /// <summary>Calls beyond which it was written anew.</summary>
    private const int Most = 2;

    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        if (pair.WasHandle.IsNil) return [];
        var known = new HashSet<string>(
            pair.Before.Steps.Concat(pair.After.Steps).Where(x => x.Kind == StepKind.Throw).Select(x => x.Symbol), StringComparer.Ordinal);
        Effect[] facts = [.. pair.Exclusive(StepKind.Call).Where(x => x.Direction > 0 && pair.HaveBoth(x.Step.Target!))
            .SelectMany(x => Thrown(pair.AfterSide, x.Step.Target!).Select(y => (Call: x.Step.Target!, Type: y)))
            .Where(x => !pair.Before.Calls.Any(y => Exceptions.Throws(pair.BeforeSide, y, x.Type)) && known.Add(x.Type))
            .Select(x => new Effect(EffectKind.Exception, x.Type,
                $"now calls {x.Call.Shown}, which throws {DisplayName.Type(x.Type)}", Weight.Faint)
            {
                Direction = 1, Concerns = x.Type, Kinds = ExceptionTypes.KindsOf(pair.AfterSide, x.Type),
            })];
        return facts.Length <= Most ? facts : [];
    }

    /// <summary>Bytes of code beyond which a method does something else than to check.</summary>
    private const int Short = 64;

    /// <summary>The exceptions that a method itself makes.</summary>
    private static IEnumerable<string> Thrown(Side side, Operand call)
    {
        if (call.OwnMethod.IsNil || call.IsConstructor
            || side.Image.Body(side.Image.Reader.GetMethodDefinition(call.OwnMethod)) is not { } body || !body.Has(ILOpCode.Throw))
            return [];
        var thrown = new List<string>();
        bool isShort = body.GetILReader().Length <= Short;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Newobj && side.Operands[il.Entity] is var made && ExceptionTypes.IsName(made.Type)
                && (!made.IsFramework || isShort && !made.Type.StartsWith("System.Argument", StringComparison.Ordinal)))
                thrown.Add(made.Type);
        }
        return thrown.Distinct();
    }
}
