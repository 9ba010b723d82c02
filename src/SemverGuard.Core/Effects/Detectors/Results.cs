using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A method answers with null where it never did, or with a sequence that is not worked out yet.</summary>
internal static class Results
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        bool mayNull = pair.After.Steps.Any(IsNull), mightNull = pair.Before.Steps.Any(IsNull);
        // Who hands on to another method answers what that does.
        if (mayNull != mightNull && HandsOn(pair, mightNull)) mayNull = mightNull;
        if (mayNull && pair.Before.Calls.Any(MakesNull)) mightNull = true;
        // A local that a lambda captures is a field, and what it holds is returned from there.
        if (mayNull != mightNull && (mayNull ? Captures(pair.BeforeSide, pair.WasHandle) : Captures(pair.AfterSide, pair.IsHandle)))
            mayNull = mightNull;
        if (mayNull && !mightNull) yield return new Effect(EffectKind.Result, "null", "may now return null", Weight.Plain);
        if (mightNull && !mayNull) yield return new Effect(EffectKind.Result, "null", "no longer returns null", Weight.Faint);
        bool wasList = pair.Before.Calls.Any(IsSnapshot), isList = pair.After.Calls.Any(x => IsSnapshot(x) || IsList(x));
        if (wasList && !isList && pair.After.Calls.Any(IsLazy) && MayHandOut(pair))
            yield return new Effect(
                EffectKind.Result, "lazy", "no longer takes a snapshot: its result is computed on enumeration", Weight.Plain);
    }

    /// <summary>Somebody may get the query from it: it returns something to enumerate, or puts the query away.</summary>
    private static bool MayHandOut(MethodPair pair)
    {
        string type = Literals.ReturnType(pair.AfterSide.Operands[pair.IsHandle]);
        return pair.IsConstructor || type.Contains("System.Collections.") || type.Contains("System.Linq.") || type == "System.Object"
            || type.StartsWith("`", StringComparison.Ordinal)
            || pair.After.Steps.Any(x => (x.Kind == StepKind.Store || x.IsConstruction) && Array.Exists(x.Arguments, IsQuery));

        static bool IsQuery(Value value) => value.Source is { Kind: StepKind.Call } made && IsLazy(made);
    }

    /// <summary>Its result is a query, or what an iterator of the package returns: worked out on enumeration.</summary>
    public static bool IsLazy(Script script, Side side) =>
        script.Calls.Any(IsLazy) && !script.Calls.Any(x => IsSnapshot(x) || IsList(x))
        || script.Answers.Any(x => IsIterator(side.Image, x));

    /// <summary>A method of the package does nothing before its result is enumerated.</summary>
    public static bool IsIterator(AssemblyImage image, Operand method) => !method.OwnMethod.IsNil && CustomAttributes.Has(image,
        image.Reader.GetMethodDefinition(method.OwnMethod).GetCustomAttributes(),
        "System.Runtime.CompilerServices.IteratorStateMachineAttribute");

    /// <summary>The literal that a method of the package returns, and does nothing else; null for another method.</summary>
    public static string? Constant(Side side, Operand method)
    {
        if (method.OwnMethod.IsNil) return null;
        var steps = new ScriptReader(side.Image, side.Operands, _ => false).Read(method.OwnMethod).Steps;
        return steps is [{ Kind: StepKind.Return, Arguments: [var value] }]
            ? Literals.Text(value, Literals.ReturnType(method), side)
            : null;
    }

    private static bool Captures(Side side, MethodDefinitionHandle method) =>
        OwnCode.Names(side, method, (code, field) => code == ILOpCode.Stfld && field.IsGenerated);

    private static bool IsNull(Step step) => step is { Kind: StepKind.Return, IsOwn: true, IsKept: false } && step.Arguments[0].IsNull;

    /// <param name="isAfter">Whether the version after the upgrade is the one that has no null of its own.</param>
    private static bool HandsOn(MethodPair pair, bool isAfter)
    {
        var (one, other, side) = isAfter ? (pair.After, pair.Before, pair.AfterSide) : (pair.Before, pair.After, pair.BeforeSide);
        var known = new HashSet<string>(other.Answers.Select(x => x.Symbol), StringComparer.Ordinal);
        var handed = one.Answers.Where(x => x.Symbol == Symbol(pair) || !known.Contains(x.Symbol));
        return handed.Any(x => MayBeNull(side, x.OwnMethod, DeepestHelper));
    }

    private const int DeepestHelper = 3;

    private static string Symbol(MethodPair pair) => pair.Type + "." + pair.Name;

    /// <summary>A method without a body may return what it likes.</summary>
    private static bool MayBeNull(Side side, MethodDefinitionHandle method, int levels)
    {
        if (side.Image.Body(side.Image.Reader.GetMethodDefinition(method)) is not { } body) return true;
        // default(T), or what a delegate answers of which nothing else is known
        if (IsOfAnyType(side, method) && (body.Has(ILOpCode.Initobj) || OwnCode.Calls(side, method, (_, call) => AnswersByDelegate(call))))
            return true;
        var script = new ScriptReader(side.Image, side.Operands, _ => false).Read(method);
        return script.Steps.Any(IsNull) || (levels > 0 && script.Answers.Any(x => MayBeNull(side, x.OwnMethod, levels - 1)));
    }

    private static bool AnswersByDelegate(Operand call) => call.Name == "Invoke" && call.Starts("System.Func`");

    /// <summary>Whether it returns what its caller chooses: a type parameter of its own.</summary>
    private static bool IsOfAnyType(Side side, MethodDefinitionHandle method) => side.Image.Reader.GetMethodDefinition(method)
        .DecodeSignature(side.Image.DocumentationText, GenericScope.Open).ReturnType.StartsWith("`", StringComparison.Ordinal);

    /// <summary>An object of whatever type somebody names, which is null of a <c>Nullable</c>.</summary>
    private static bool MakesNull(Step call) => call.Target is { Type: "System.Activator", Name: "CreateInstance" };

    private static bool IsSnapshot(Step call) =>
        call.Target is { Type: "System.Linq.Enumerable", Name: "ToList" or "ToArray" or "ToHashSet" or "ToDictionary" };

    /// <summary>What compilers make of a collection expression, one this way and another that way.</summary>
    private static bool IsList(Step call) =>
        call.Target is { Type: "System.Collections.Generic.List`1" or "System.Runtime.CompilerServices.ReadOnlyCollectionBuilder`1" };

    private static bool IsLazy(Step call) =>
        call.Target is { Type: "System.Linq.Enumerable", Name: "Select" or "Where" or "SelectMany" or "OrderBy" or "Concat" or "Cast"
            or "OfType" };
}
