using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Effects.Flow;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// What a method does otherwise where nothing else says it: another calculation, a condition turned round, another text. Whom it hurts
/// nobody knows.
/// </summary>
internal static class Work
{
    private static readonly Func<MethodPair, string?>[] Sentences =
    [
        SharedFields.Find, Walks.Find, KeptAnswers.Find, NamedTypes.Find, Cleanups.Find, Elements.Find, Loops.Find, LateAnswers.Find,
        ExchangedOperands.Find, Handwritten.Find,
    ];

    /// <param name="differences">Instruction by instruction.</param>
    /// <param name="mismatch">Where the two first do something else; null where a fact says more.</param>
    public static IEnumerable<Effect> Find(MethodPair pair, IReadOnlyList<NearDifference> differences, Mismatch? mismatch)
    {
        foreach (var difference in differences)
        {
            yield return difference.Kind switch
            {
                NearKind.Overflow => Overflow(pair, difference.Direction),
                NearKind.Default => new Effect(EffectKind.Default, difference.Text, difference.Text, Weight.Plain),
                // With what it is done before and after, the first difference says it better: "now adds".
                NearKind.Calculation when differences.Count == 1 && !AreBothSaid(difference.Text)
                    && mismatch is { IsValue: true, Text: { } values } && AreBothSaid(values) => Known(values),
                NearKind.Condition or NearKind.Calculation => Known(difference.Text),
                NearKind.Rewritten when mismatch is { IsNumber: true } => Known(difference.Text),
                _ => Effect.OfWork(difference.Text),
            };
        }
        foreach (var fact in Messages.Find(pair).Concat(Sentences.Select(x => x(pair)).OfType<string>().Select(x => Effect.OfWork(x))))
            yield return fact;
        if (Clones(pair.AfterSide, pair.IsHandle) is var clones && !pair.WasHandle.IsNil
            && clones != Clones(pair.BeforeSide, pair.WasHandle))
            yield return Effect.OfWork((clones ? "now" : "no longer") + " copies by MemberwiseClone, which shares what the object holds");
        if (Instances.Find(pair) is { } shared) yield return shared;
        if (CopiedMembers.Find(pair) is { } copied) yield return copied;
        if (Divisions.Find(pair) is { } divided) yield return Known(divided);
        foreach (string disposed in Disposals.Find(pair)) yield return Effect.OfWork(disposed);
        if (NoLongerReadOnly(pair)) yield return Effect.OfWork("now changes the struct that it is called on (was readonly)");
        if (Reordered(pair) is { } order) yield return Effect.OfWork(order);
        if (differences.Count > 0) yield break;
        if (CallbackOrder.Find(pair) is { } around)
        {
            yield return Effect.OfWork(around);
            yield break;
        }
        if (Copies.Find(pair) is { } copy)
        {
            yield return copy;
            yield break;
        }
        Effect[] origins = [.. Origins.Find(pair)];
        foreach (var fact in origins) yield return fact;
        if (origins.Length > 0) yield break;
        Effect[] printed = [.. Printed(pair)];
        foreach (var fact in printed) yield return fact;
        if (Literal(pair, StepKind.Return) is { } answer && !answer.Was.IsWords && !answer.Now.IsWords)
            yield return Known(ConstantAnswers.Changed(pair, answer.Was, answer.Now));
        else if (Text(pair) is { } text) yield return Effect.OfWork(text);
        else if (mismatch is { IsAnswer: true, Text: { } answers }) yield return Known(answers) with { Conditions = mismatch.Conditions };
        else if (mismatch is { IsNumber: true, Text: { } number }) yield return Effect.OfWork(number);
        else if (ConstantAnswers.Lost(pair) is { } lost) yield return Effect.OfWork(lost);
        else if (printed.Length == 0 && mismatch is not null && OneChange.Is(pair))
        {
            foreach (var change in OneChange.Find(pair, mismatch)) yield return change;
        }
        else if (printed.Length == 0 && mismatch is not null)
        {
            if ((Exchanges.Alone(pair) ?? Confused(pair) ?? Calculated(pair, mismatch)) is { } instead) yield return instead;
            else if (mismatch.Case is { IsEnd: true } ends) yield return Effect.OfWork(ends.Text) with { Conditions = ends.Conditions };
            else if (mismatch is { IsAtOnce: true, Text: { } atOnce })
                yield return Effect.OfWork(atOnce) with { Conditions = mismatch.Conditions };
            foreach (var look in Looks(pair)) yield return look;
        }
    }

    private static bool AreBothSaid(string text) => text.IndexOf(" (was ", StringComparison.Ordinal) >= 0;

    /// <summary>
    /// What the method looks at besides, of what objects of others have: whatever else was written anew, that decides something now.
    /// </summary>
    private static IEnumerable<Effect> Looks(MethodPair pair) =>
        pair.Exclusive(StepKind.Call).Where(x => x.Direction > 0 && !x.Step.IsMessage).Select(x => x.Step.Target!)
            .Where(x => x.Verb == "reads" && Says(x) && pair.HaveBoth(x) && !IsAsked(pair, x))
            .Select(x => Effect.OfWork("now looks at " + x.Shown)).Take(OneChange.MostAsked);

    /// <summary>Not how much there is, and nothing that stands for something else.</summary>
    public static bool Says(Operand property) => !ShapeCalls.Is(property) && !Logging.Is(property) && !Conventions.Is(property)
        && !Array.Exists(Plain, property.Starts) && Array.IndexOf(Stands, property.MemberName) < 0;

    private static readonly string[] Stands = ["Item", "Current", "Length", "Count", "Value", "HasValue", "Instance", "Default", "Empty"];

    private static readonly string[] Plain =
        ["System.Collections.", "System.Threading.", "System.Span", "System.ReadOnlySpan", "System.Memory", "System.ReadOnlyMemory",
            "System.Runtime.", "System.Globalization.", "System.Text.Encoding", "System.StringComparer", "System.Environment",
            "System.Array"];

    /// <summary>The version before looked at it as well, or had a method of the package do so.</summary>
    private static bool IsAsked(MethodPair pair, Operand property) => pair.Before.Calls.Any(
        x => x.Target is { OwnMethod.IsNil: false } called && OwnCode.Calls(
            pair.BeforeSide, called.OwnMethod, (_, call) => call.Name == property.Name && call.Type == property.Type))
        // A property of its own stands for its field.
        || pair.Before.Steps.Any(x => x is { Kind: StepKind.Load, Target: { } field } && field.Type == property.Type
            && field.Name.TrimStart('_').Equals(property.MemberName, StringComparison.OrdinalIgnoreCase));

    private static bool Clones(Side side, MethodDefinitionHandle method) =>
        OwnCode.Calls(side, method, (_, call) => call is { IsFramework: true, Name: "MemberwiseClone" });

    /// <summary>Of two fields of one type that both versions have, the other one is read, and nothing else is done otherwise.</summary>
    private static Effect? Confused(MethodPair pair) =>
        pair.Gone is [{ Kind: StepKind.Load, Target: { } was }] && pair.Come is [{ Kind: StepKind.Load, Target: { } now }]
        && was.Type == now.Type && was.Name != now.Name && pair.HaveBoth(was) && pair.HaveBoth(now)
        && Literals.FieldType(was) == Literals.FieldType(now)
            ? Effect.OfWork($"now reads {now.Shown} (was {was.Shown})") : null;

    /// <summary>
    /// One operation in place of another, where everything else is as it was: another answer. Of several, only the first is told.
    /// </summary>
    private static Effect? Calculated(MethodPair pair, Mismatch mismatch)
    {
        if (mismatch is not { IsValue: true, Text: { } text } || pair.Gone.Count == 0 || pair.Come.Count == 0
            || !pair.Gone.Concat(pair.Come).All(x => x.Kind == StepKind.Operator))
            return null;
        return pair.Gone.Count == 1 && pair.Come.Count == 1 ? Known(text) : Effect.OfWork(text);
    }

    /// <summary>
    /// Type arguments that are written down go to other type parameters: the names say which is which, and the places have changed.
    /// </summary>
    private static string? Reordered(MethodPair pair)
    {
        if (pair.WasHandle.IsNil) return null;
        GenericNames was = GenericNames.Of(pair.BeforeSide.Image, pair.WasHandle),
            now = GenericNames.Of(pair.AfterSide.Image, pair.IsHandle);
        return (Places(was.OfMethod, now.OfMethod) ?? Places(was.OfType, now.OfType)) is { } places
            ? "now takes its type arguments in another order: " + places : null;

        static string? Places(IReadOnlyList<string>? was, IReadOnlyList<string>? now) =>
            was is not null && now is not null && was.Count == now.Count && !was.SequenceEqual(now)
            && new HashSet<string>(was).SetEquals(now)
                ? $"<{string.Join(", ", now)}> (was <{string.Join(", ", was)}>)" : null;
    }

    /// <summary>What it did and what it does are both known.</summary>
    private static Effect Known(string text) => Effect.OfWork(text) with { Weight = Weight.Plain };

    /// <summary>Who was compiled before makes no copy for it.</summary>
    private static bool NoLongerReadOnly(MethodPair pair)
    {
        if (pair.WasHandle.IsNil || pair.IsConstructor) return false;
        AssemblyImage before = pair.BeforeSide.Image, after = pair.AfterSide.Image;
        var type = after.Reader.GetMethodDefinition(pair.IsHandle).GetDeclaringType();
        return MutatingMethods.IsReadOnly(before, before.Reader.GetMethodDefinition(pair.WasHandle))
            && MutatingMethods.Contain(pair.AfterSide.World, new MemberHome(Outcome.Found, new TypeHome(after, type), pair.IsHandle));
    }

    /// <summary>The members whose names a record writes, in texts of the compiler's.</summary>
    private static IEnumerable<Effect> Printed(MethodPair pair)
    {
        if (pair.Name != "PrintMembers") return [];
        string[] was = [.. Written(pair.Before)], now = [.. Written(pair.After)];
        if (was.Length == now.Length && new HashSet<string>(was).SetEquals(now))
        {
            int moved = Enumerable.Range(0, was.Length).FirstOrDefault(x => was[x] != now[x]);
            return was.SequenceEqual(now) ? [] : [Effect.OfWork($"now prints {now[moved]} before {was[moved]}")];
        }
        return now.Except(was).Select(x => "now prints " + x).Concat(was.Except(now).Select(x => "no longer prints " + x))
            .Select(x => Effect.OfWork(x));
    }

    private static IEnumerable<string> Written(Script script) =>
        script.Steps.SelectMany(x => x.Arguments).Select(x => x.String).OfType<string>()
            .Where(x => x.EndsWith(" = ", StringComparison.Ordinal)).Select(x => x.Trim(' ', ',', '='));

    /// <summary>Checked arithmetic throws where unchecked arithmetic goes on with what is left of the result.</summary>
    private static Effect Overflow(MethodPair pair, int direction)
    {
        const string Type = "System.OverflowException";
        string text = direction > 0
            ? "now throws OverflowException where a number becomes too large (checked arithmetic)"
            : "no longer throws OverflowException where a number becomes too large (unchecked arithmetic)";
        return new Effect(EffectKind.Exception, Type, text, Weight.Faint) { Direction = direction, Concerns = Type,
            Kinds = ExceptionTypes.KindsOf(direction > 0 ? pair.AfterSide : pair.BeforeSide, Type) };
    }

    /// <summary>The one literal of such a step that another took the place of, in a method that is otherwise the same.</summary>
    private static (Value Was, Value Now)? Literal(MethodPair pair, StepKind kind) =>
        pair.Gone is [{ IsOwn: true, Arguments: [var was] } gone] && pair.Come is [{ IsOwn: true, Arguments: [var now] } come]
            && gone.Kind == kind && come.Kind == kind ? (was, now) : null;

    /// <summary>A text that is no sentence, in a method that does the same with it.</summary>
    private static string? Text(MethodPair pair)
    {
        if (pair.Gone.Count != pair.Come.Count || pair.Gone.Count is 0 or > 3) return null;
        bool isForPrograms = pair.Name == "ToString" || pair.Come.TrueForAll(x => x.IsFormatting);
        for (int i = 0; i < pair.Gone.Count; i++)
        {
            var (gone, come) = (pair.Gone[i], pair.Come[i]);
            if (gone.Kind != come.Kind || gone.Symbol != come.Symbol || gone.IsMessage || come.IsMessage
                || come.Target is { } target && Logging.Is(target) || RenamedTexts.IsOfSwitch(come))
                return null;
        }
        string[] was = [.. pair.Gone.SelectMany(x => x.Arguments).Select(x => x.String).OfType<string>()],
            now = [.. pair.Come.SelectMany(x => x.Arguments).Select(x => x.String).OfType<string>()];
        int place = was.Length == now.Length ? Array.FindIndex(was, x => x != now[Array.IndexOf(was, x)]) : -1;
        if (place < 0 || pair.AreOneStamp(was[place], now[place])
            || (!isForPrograms && (Names.IsWords(was[place]) || Names.IsWords(now[place]))))
            return null;
        return $"now uses {ConstantText.Of(now[place])} (was {ConstantText.Of(was[place])})";
    }
}
