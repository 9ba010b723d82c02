using System.Reflection.Metadata;
using SemverGuard.Effects.Flow;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A method throws an exception that it did not, or no longer throws one.</summary>
internal static class Exceptions
{
    /// <summary>What a static constructor throws comes as a TypeInitializationException: nobody catches it by its own type.</summary>
    public static IEnumerable<Effect> Find(MethodPair pair) =>
        pair.Name != ".cctor" ? Of(pair) : Of(pair).Select(x => x with { Weight = Weight.Faint, Concerns = null, Kinds = [] });

    private static IEnumerable<Effect> Of(MethodPair pair)
    {
        var all = pair.Exclusive(StepKind.Throw).ToArray();
        var gone = all.Where(x => x.Direction < 0).Select(x => x.Step.Symbol).ToArray();
        var come = all.Where(x => x.Direction > 0).Select(x => x.Step.Symbol).ToArray();
        // What nobody could tell the type of may have been the same.
        int unknown = pair.After.UnknownThrows - pair.Before.UnknownThrows;
        if (unknown < 0) come = [];
        if (unknown > 0) gone = [];
        // What a method that is called in its place throws as well has moved there.
        come = Array.FindAll(come, x => !pair.Gone.Exists(y => Throws(pair.BeforeSide, y, x)));
        bool disposes = gone.Length > 0 && Disposes(pair.AfterSide, pair.IsHandle) && !Disposes(pair.BeforeSide, pair.WasHandle);
        gone = Array.FindAll(gone, x => !pair.Come.Exists(y => Throws(pair.AfterSide, y, x)) && !(disposes && IsThrownAtEnd(pair, x)));
        foreach (var effect in unknown == 0 ? ThrownPlaces.Find(pair).Concat(Refusals.Gone(pair)) : []) yield return effect;
        if (gone.Length == 1 && come.Length == 1)
        {
            yield return Instead(pair, gone[0], come[0]);
            yield break;
        }
        foreach (string type in come)
        {
            // Whoever called the method met it already, from what the method calls.
            bool isMet = pair.Before.Calls.Any(x => Throws(pair.BeforeSide, x, type) || type == ExceptionTypes.Canceled && HandsToken(x));
            string where = isMet ? " in one more place" : "";
            // A delegate that is put away throws where somebody runs it.
            string does = AreAll(pair, type, x => x.IsKept) ? "keeps a delegate that throws" : "throws";
            string text = $"now {does} {DisplayName.Type(type)}{where}{ThrownPlaces.When(pair, type)}";
            bool isFaint = isMet || IsBeyondNewLimit(pair, type) || IsOfNewObject(pair, type) || IsSecondValue(pair, type)
                || come.Length == 1 && KnownKinds.AreAll(pair);
            var weight = isFaint ? Weight.Faint : WeightOf(type);
            yield return new Effect(EffectKind.Exception, type, text, weight) { Direction = 1,
                Concerns = type, Kinds = ExceptionTypes.KindsOf(pair.AfterSide, type) };
        }
        foreach (string type in gone) yield return Gone(pair, type);
    }

    private static bool Disposes(Side side, MethodDefinitionHandle method) =>
        OwnCode.Names(side, method, (_, call) => call is { Type: "System.IDisposable", Name: "Dispose" });

    /// <summary>Whatever the method uses and disposes of: something that the package has throws it then.</summary>
    private static bool IsThrownAtEnd(MethodPair pair, string type)
    {
        var (side, reader) = (pair.AfterSide, pair.AfterSide.Image.Reader);
        return reader.MethodDefinitions.Any(x => reader.GetString(reader.GetMethodDefinition(x).Name) is var name
            && (name == "Dispose" || name.EndsWith(".IDisposable.Dispose", StringComparison.Ordinal))
            && ExceptionTypes.IsThrownBy(side, x, type));
    }

    /// <summary>In a block of the method's own, which may throw another one for it.</summary>
    private static bool IsCaught(MethodPair pair, Step call, string type) =>
        TryBlocks.NameOf(call) is { } name && TryBlocks.Catch(pair.After, pair.AfterSide, name, type);

    private static Effect Gone(MethodPair pair, string type)
    {
        // Whoever calls the method meets it still, from what the method calls.
        bool isMet = pair.After.Calls.Any(x => !IsCaught(pair, x, type)
            && (Throws(pair.AfterSide, x, type) || type == ExceptionTypes.Canceled && HandsToken(x)));
        bool isKept = AreAll(pair.Gone, type, x => x.IsKept);
        string does = isKept ? "no longer keeps a delegate that throws " : isMet ? "now throws " : "no longer throws ";
        return Less(pair, type, does + DisplayName.Type(type) + (isMet && !isKept ? " in fewer places" : ""),
            isMet || isKept ? Weight.Faint : WeightOf(type));
    }

    private static Effect Less(MethodPair pair, string type, string text, Weight weight) => new(EffectKind.Exception, type, text, weight)
    {
        Direction = -1, Concerns = type, Kinds = ExceptionTypes.KindsOf(pair.BeforeSide, type),
    };

    private static bool HandsToken(Step call) =>
        call.Target is { } target && Literals.ParameterTypes(target).Contains("System.Threading.CancellationToken");

    private const string Missing = "System.NotImplementedException";

    /// <summary>A method that did nothing but say that there is none yet; null for another one, and where it says so still.</summary>
    public static Effect? Implemented(MethodPair pair) =>
        !pair.WasHandle.IsNil && IsMissing(pair.Before) && !IsMissing(pair.After)
            ? new Effect(EffectKind.Exception, Missing, "no longer throws NotImplementedException", Weight.Faint)
            {
                Direction = -1, Concerns = Missing, Kinds = ExceptionTypes.KindsOf(pair.BeforeSide, Missing),
            }
            : null;

    private static bool IsMissing(Script script) => script.Steps.Any(x => x is { Kind: StepKind.Throw, Symbol: Missing })
        && script.Steps.All(x => x is { Kind: StepKind.Throw, Symbol: Missing } || x is { IsConstruction: true, Target.Type: Missing });

    /// <summary>
    /// An exception that both versions throw, where one looks at something else first: a fallback that went, or one more condition.
    /// </summary>
    /// <param name="known">What is told of the method anyway.</param>
    public static IEnumerable<Effect> AtOnce(MethodPair pair, Mismatch mismatch, IEnumerable<Effect> known)
    {
        if (mismatch.Thrown is not var (type, text, direction) || known.Any(x => x.Kind == EffectKind.Exception)) yield break;
        // A check of an argument is made sooner or later, by itself or by what is called.
        if (ExceptionTypes.IsMisuse(type)) yield break;
        yield return new Effect(EffectKind.Exception, type, text, Weight.Faint)
        {
            Concerns = type, Kinds = ExceptionTypes.KindsOf(direction > 0 ? pair.AfterSide : pair.BeforeSide, type),
        };
    }

    /// <summary>
    /// A new exception with the case in which it is thrown. Who passes null made a mistake before, whatever the exception is called.
    /// </summary>
    public static IReadOnlyList<Effect> InCase(MethodPair pair, Mismatch mismatch, IReadOnlyList<Effect> facts)
    {
        if (mismatch.Case?.LostThrow is { } lost && !facts.Any(x => x.Kind == EffectKind.Exception && x.Concerns == lost.Type))
            facts = [.. facts, Less(pair, lost.Type, $"no longer throws {DisplayName.Type(lost.Type)}{lost.Where}", Weight.Faint)];
        if ((mismatch.NewThrow ?? mismatch.Case?.NewThrow) is not { } thrown) return facts;
        string text = "now throws " + DisplayName.Type(thrown.Type);
        // Thrown before as well, in other cases, this is the one that came.
        if (pair.After.Steps.Count(x => x.Kind == StepKind.Throw && x.Symbol == thrown.Type) != 1) text += " in one more place";
        return [.. facts.Select(x => x.Kind == EffectKind.Exception && x.Concerns == thrown.Type && IsSaid(x.Text)
            ? x with
            {
                Text = text + thrown.Where + x.Text.Substring(text.Length),
                Conditions = thrown.Conditions,
                Weight = thrown.IsNullArgument ? Weight.Faint : x.Weight,
            }
            : x)];

        bool IsSaid(string fact) =>
            fact == text || fact.StartsWith(text + " (\"", StringComparison.Ordinal);
    }

    /// <summary>It is thrown beyond a limit only that is new, and that whoever meets it can set.</summary>
    private static bool IsBeyondNewLimit(MethodPair pair, string type) => AreAll(pair, type, x => x.Bounds.Any(
        y => NewLimits.IsNew(pair, y) && !Members.Method(pair.AfterSide, y.Type, "set_" + y.MemberName).IsNil));

    /// <summary>Each place that throws it in the later version alone is of a kind; there is one at least.</summary>
    private static bool AreAll(MethodPair pair, string type, Predicate<Step> isOne) => AreAll(pair.Come, type, isOne);

    private static bool AreAll(List<Step> steps, string type, Predicate<Step> isOne)
    {
        var thrown = steps.FindAll(x => x.Kind == StepKind.Throw && x.Symbol == type);
        return thrown.Count > 0 && thrown.TrueForAll(isOne);
    }

    /// <summary>
    /// It stands in methods of objects whose class is new, which look at what the object has come to and at nothing else: that is the
    /// package's own affair.
    /// </summary>
    private static bool IsOfNewObject(MethodPair pair, string type)
    {
        var (side, reader) = (pair.AfterSide, pair.AfterSide.Image.Reader);
        return AreAll(pair, type, x => !x.Innermost.IsNil && IsOne(x.Innermost));

        bool IsOne(MethodDefinitionHandle helper)
        {
            var definition = reader.GetMethodDefinition(helper);
            return side.Image.SignatureOf(definition).Header.IsInstance
                && pair.BeforeSide.Image.FindType(side.Image.NameOf(definition.GetDeclaringType())).IsNil
                && side.Image.Body(definition)?.Has(ILOpCode.Ret) == true && OwnState.Decides(side, helper);
        }
    }

    /// <summary>
    /// It refuses another value than an object has got, of something that is new, and the method gives it a constant: only who calls new
    /// methods as well gives it two.
    /// </summary>
    private static bool IsSecondValue(MethodPair pair, string type) => AreAll(pair, type, x => !x.Innermost.IsNil
        && x.Bounds.Any(y => NewLimits.IsNew(pair, y) && Members.IsGivenArgument(pair.AfterSide, x.Innermost, y))
        && OwnCode.GivesConstants(pair.AfterSide, pair.IsHandle, x.Innermost));

    /// <summary>Whether a step calls a package's method that throws it.</summary>
    public static bool Throws(Side side, Step step, string type)
    {
        if (step is not { Kind: StepKind.Call, Target: { IsFramework: false } called }) return false;
        if (!called.OwnMethod.IsNil) return ExceptionTypes.IsThrownBy(side, called.OwnMethod, type);
        // What another package did for it, it may do by itself now.
        if (called.Handle.IsNil || side.World.ResolveMember(side.Image, called.Handle) is not { IsFound: true } home) return false;
        return home.Member.Kind == HandleKind.MethodDefinition && !home.Image.IsFramework
            && ExceptionTypes.IsThrownBy(side.Of(home.Image), (MethodDefinitionHandle)home.Member, type);
    }

    /// <summary>Who caught the one catches its derived exceptions too.</summary>
    private static Effect Instead(MethodPair pair, string was, string now)
    {
        bool isKind = ExceptionTypes.IsKindOf(pair.AfterSide.World, pair.AfterSide.Image, now, was);
        // Who made no mistake meets none that is called so by now; who caught it by its former name shows it.
        bool saidNothing = was is "System.NotImplementedException" or "System.NotSupportedException" or "System.NullReferenceException";
        var weight = isKind || saidNothing || ExceptionTypes.IsMisuse(now) ? Weight.Faint : Weight.Strong;
        return new Effect(EffectKind.Exception, was, $"now throws {DisplayName.Type(now)} (was {DisplayName.Type(was)})",
            weight) { Concerns = isKind ? null : was,
                Kinds = isKind
                    ? []
                    : [.. ExceptionTypes.KindsOf(pair.BeforeSide, was)
                        .Where(x => !ExceptionTypes.IsKindOf(pair.AfterSide.World, pair.AfterSide.Image, now, x))] };
    }

    /// <summary>
    /// An exception type of a package's own is part of what it promises; the framework's are thrown for a thousand reasons.
    /// </summary>
    private static Weight WeightOf(string type) =>
        ExceptionTypes.IsMisuse(type) || type == ExceptionTypes.Canceled ? Weight.Faint
        : type.StartsWith("System.", StringComparison.Ordinal) ? Weight.Plain
        : Weight.Strong;
}
