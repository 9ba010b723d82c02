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
                NearKind.Condition or NearKind.Calculation => Known(difference.Text),
                _ => Fact(difference.Text),
            };
        }
        foreach (var fact in Messages.Find(pair)) yield return fact;
        if (Clones(pair.AfterSide, pair.IsHandle) is var clones && !pair.WasHandle.IsNil
            && clones != Clones(pair.BeforeSide, pair.WasHandle))
            yield return Fact((clones ? "now" : "no longer") + " copies by MemberwiseClone, which shares what the object holds");
        if (Instances.Find(pair) is { } shared) yield return shared;
        if (NoLongerReadOnly(pair)) yield return Fact("now changes the struct that it is called on (was readonly)");
        if (differences.Count > 0) yield break;
        Effect[] origins = [.. Origins.Find(pair)];
        foreach (var fact in origins) yield return fact;
        if (origins.Length > 0) yield break;
        Effect[] printed = [.. Printed(pair)];
        foreach (var fact in printed) yield return fact;
        if (Literal(pair, StepKind.Return) is { } answer && !IsWords(answer.Was) && !IsWords(answer.Now))
            yield return Known(ConstantAnswers.Changed(pair, answer.Was, answer.Now));
        else if (Text(pair) is { } text) yield return Fact(text);
        else if (mismatch is { IsAnswer: true, Text: { } answers }) yield return Known(answers);
        else if (ConstantAnswers.Lost(pair) is { } lost) yield return Fact(lost);
        else if (printed.Length == 0 && mismatch is not null && IsOneChange(pair))
        {
            Effect[] changes = [.. Changes(pair)];
            if (Decided(pair, mismatch.Case) is { } known && changes.All(x => known.Looks.Any(y => y.Symbol == x.Subject)))
                changes = [Fact(known.Text)];
            if (changes.Length == 0) changes = [.. Asked(pair), .. InOnePlace(pair)];
            if (changes.Length == 0) changes = [.. InRow(pair)];
            if (changes.Length > 0) foreach (var change in changes) yield return change;
            else if (mismatch is { IsValue: true, Text: { } difference } && !pair.Gone.Concat(pair.Come).Any(IsForPeople))
                yield return Fact(difference);
        }
        else if (printed.Length == 0 && mismatch is not null)
        {
            if ((Instead(pair) ?? Confused(pair)) is { } instead) yield return instead;
            else if (Decided(pair, mismatch.Case) is { IsEnd: true } ends) yield return Fact(ends.Text);
            foreach (var look in Looks(pair)) yield return look;
        }
    }

    /// <summary>
    /// The case in which something is done otherwise, where one version alone looks for it, and both have everything that it is about.
    /// </summary>
    private static Case? Decided(MethodPair pair, Case? found) =>
        found is not null && found.Looks.Concat(found.Done).All(x => x.IsGenerated || AreBoth(pair, x))
        && found.Looks.Any(x => IsOfOne(pair, x))
        // What one version alone calls may give the answer that the other has at once.
        && !found.Done.Any(x => x is { IsOwn: true, Pushes: true } && IsOfOne(pair, x))
            ? found : null;

    private static bool IsOfOne(MethodPair pair, Operand operand) =>
        pair.Gone.Concat(pair.Come).Any(x => x.Target is { } target && target.Symbol == operand.Symbol);

    /// <summary>Of one class of the framework another method is called that has nothing to say, and so does something.</summary>
    private static Effect? Instead(MethodPair pair) =>
        pair.Gone is [{ Kind: StepKind.Call, Target: { IsFramework: true } was }]
        && pair.Come is [{ Kind: StepKind.Call, Target: { IsFramework: true } now } step]
        && was.Type == now.Type && was.Name != now.Name && !(was.Name == "Close" && now.Name == "Dispose")
        && !IsForPeople(step) && !Logging.Is(now)
        && Literals.ReturnType(was) == "System.Void" && Literals.ReturnType(now) == "System.Void"
            ? Fact($"now {now.Verb} {now.Shown} (was {was.Shown})") : null;

    /// <summary>
    /// What the method looks at besides, of what objects of others have: whatever else was written anew, that decides something now.
    /// </summary>
    private static IEnumerable<Effect> Looks(MethodPair pair) =>
        pair.Exclusive(StepKind.Call).Where(x => x.Direction > 0 && !x.Step.IsMessage).Select(x => x.Step.Target!)
            .Where(x => x.Verb == "reads" && Says(x) && AreBoth(pair, x) && !IsAsked(pair, x))
            .Select(x => Fact("now looks at " + x.Shown)).Take(MostAsked);

    /// <summary>Not how much there is, and nothing that stands for something else.</summary>
    private static bool Says(Operand property) => !ShapeCalls.Is(property) && !Logging.Is(property) && !Conventions.Is(property)
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

    /// <summary>Things came, or things went, or the same things are done with other values or under other conditions.</summary>
    /// <remarks>What is written anew is not one change, and the first difference says little about it.</remarks>
    private static bool IsOneChange(MethodPair pair)
    {
        if (pair.Gone.Count == 0 || pair.Come.Count == 0) return true;
        return Sorted(pair.Gone).SequenceEqual(Sorted(pair.Come));

        static IEnumerable<(StepKind, string)> Sorted(List<Step> steps) => steps.Select(x => (x.Kind, x.Symbol)).OrderBy(x => x);
    }

    /// <summary>The properties and fields that one version alone looks at, where that is all that it does besides.</summary>
    private static IEnumerable<Effect> Asked(MethodPair pair)
    {
        if (pair.Come.Concat(pair.Gone).Any(x => !IsAsked(x))) return [];
        if (Handlers(pair.BeforeSide, pair.WasHandle) != Handlers(pair.AfterSide, pair.IsHandle)) return [];
        return pair.Exclusive(StepKind.Call).Concat(pair.Exclusive(StepKind.Load))
            .Where(x => AreBoth(pair, x.Step.Target!) && !Conventions.IsAsBefore(pair, x))
            .Select(x => Fact($"{(x.Direction > 0 ? "now also" : "no longer")} reads {x.Step.Target!.Shown}")).Take(MostAsked);
    }

    private const int MostAsked = 2;

    /// <summary>What both versions do, and one of them once more: that is all the difference there is.</summary>
    private static IEnumerable<Effect> InOnePlace(MethodPair pair)
    {
        int direction = pair.Come.Count - pair.Gone.Count;
        Step[] steps = [.. pair.Gone.Concat(pair.Come)];
        if (steps is not [{ Kind: StepKind.Call or StepKind.Store, IsConstruction: false, Target: { } target } step]) yield break;
        bool isDoing = step.Kind == StepKind.Store ? !pair.IsConstructor : !target.IsAnswerOnly && !target.Pushes;
        if (!isDoing || IsForPeople(step) || Conventions.Is(target) || !AreBoth(pair, target)) yield break;
        yield return Fact(direction > 0 ? $"now {step.Shown} in one more place" : $"no longer {step.Shown} in one place");
    }

    /// <summary>
    /// One more or less of a row of calls, each with a text of its own: in step, each after it seems to have got another.
    /// </summary>
    private static IEnumerable<Effect> InRow(MethodPair pair)
    {
        if (pair.Gone.Count > 0 && pair.Come.Count > 0) return [];
        var (steps, others) = pair.Come.Count > 0 ? (pair.Come, pair.Before) : (pair.Gone, pair.After);
        return steps.Where(x => x is { Kind: StepKind.Call, Target: not null } && !IsForPeople(x) && AreBoth(pair, x.Target!))
            .Where(x => others.Calls.Any(y => y.Symbol == x.Symbol))
            .Select(x => (Step: x, Texts: x.Arguments.Where(y => y.String is not null).Select(y => Texts.Quote(y.String!)).ToArray()))
            .Where(x => x.Texts.Length > 0).Take(MostAsked)
            .Select(x => Fact($"{(pair.Come.Count > 0 ? "now also" : "no longer")} {x.Step.Shown} with {string.Join(" and ", x.Texts)}"));
    }

    /// <summary>Of two fields of one type that both versions have, the other one is read, and nothing else is done otherwise.</summary>
    private static Effect? Confused(MethodPair pair) =>
        pair.Gone is [{ Kind: StepKind.Load, Target: { } was }] && pair.Come is [{ Kind: StepKind.Load, Target: { } now }]
        && was.Type == now.Type && was.Name != now.Name && AreBoth(pair, was) && AreBoth(pair, now)
        && Literals.FieldType(was) == Literals.FieldType(now)
            ? Fact($"now reads {now.Shown} (was {was.Shown})") : null;

    /// <summary>What a handler looks at is for nobody who meets no exception.</summary>
    private static int Handlers(Side side, System.Reflection.Metadata.MethodDefinitionHandle method) =>
        side.Image.Body(side.Image.Reader.GetMethodDefinition(method))?.ExceptionRegions.Length ?? 0;

    /// <summary>Looked at, compared, or what an answer comes to by it.</summary>
    private static bool IsAsked(Step step) => step.Kind == StepKind.Operator
        || step is { Kind: StepKind.Return, Arguments: [{ Number: 0 or 1 }] }
        || step is { Kind: StepKind.Load or StepKind.Call, Target: { } target } && (step.Kind == StepKind.Load || target.Verb == "reads");

    private static bool IsForPeople(Step step) =>
        step.IsMessage || (step is { Kind: not StepKind.Store, Target: { } target } && Logging.IsForPeople(target))
        || step.Arguments.Any(IsWords);

    /// <summary>What is called or set in one version and nowhere in the other.</summary>
    private static IEnumerable<Effect> Changes(MethodPair pair)
    {
        foreach (var (step, direction) in pair.Exclusive(StepKind.Call).Concat(pair.Exclusive(StepKind.Store)))
        {
            if (step.Target is not { } target || IsForPeople(step) || target.IsAnswerOnly
                || SideEffects.IsDisposedOf(pair, target, direction))
                continue;
            // What is in a collection says more than that there is one.
            if (step.IsConstruction && (target.Starts("System.Collections.") || target.Type == "System.Object")) continue;
            if (!AreBoth(pair, target)) continue;
            // What an object begins with, its properties say; not what it is given and forgets.
            bool isGiven = direction < 0 && pair.Come.Count == 0 && step.Arguments is [.., { Kind: ValueKind.Argument }];
            if (step.Kind == StepKind.Store && pair.IsConstructor && !isGiven && !IsForeign(pair, target)) continue;
            // An atomic operation sets what it is given the address of.
            if (step.Kind == StepKind.Store && pair.Before.Steps.Concat(pair.After.Steps).Any(x => x.Kind == StepKind.Lock)) continue;
            if (Conventions.IsAsBefore(pair, (step, direction))) continue;
            string text = (direction > 0 ? "now " : "no longer ") + step.Shown;
            yield return new Effect(EffectKind.Work, step.Symbol, text, Weight.Faint) { Direction = direction };
        }
    }

    /// <summary>A static field of another type, which its code or who else reads it finds changed.</summary>
    private static bool IsForeign(MethodPair pair, Operand field)
    {
        if (field.Type == pair.Type || pair.AfterSide.Find(field.Type) is not { IsFound: true, Image: { } image } home) return false;
        var reader = image.Reader;
        return home.Definition.GetFields().Select(reader.GetFieldDefinition)
            .Any(x => reader.StringComparer.Equals(x.Name, field.Name) && (x.Attributes & FieldAttributes.Static) != 0);
    }

    /// <summary>What one version alone has, the other cannot have left out; and a field of another type is another one.</summary>
    private static bool AreBoth(MethodPair pair, Operand target)
    {
        if (target.IsFramework) return true;
        string? was = Declared(target, pair.BeforeSide), now = Declared(target, pair.AfterSide);
        return was is not null && was == now;
    }

    /// <returns>The type of a field, nothing for a method; null where there is no such member.</returns>
    private static string? Declared(Operand target, Side side)
    {
        if (side.Find(target.Type) is not { IsFound: true, Image: { } image } home) return null;
        var reader = image.Reader;
        var type = reader.GetTypeDefinition(home.Handle);
        if (type.GetMethods().Any(x => reader.StringComparer.Equals(reader.GetMethodDefinition(x).Name, target.Name))) return "";
        var field = type.GetFields().FirstOrDefault(x => reader.GetString(reader.GetFieldDefinition(x).Name) is var name
            && (GeneratedNames.Property(name) ?? name) == target.Name);
        return field.IsNil ? null : reader.GetFieldDefinition(field).DecodeSignature(image.DocumentationText, GenericScope.Open);
    }

    private static Effect Fact(string text) => new(EffectKind.Work, text, text, Weight.Faint);

    /// <summary>What it did and what it does are both known.</summary>
    private static Effect Known(string text) => Fact(text) with { Weight = Weight.Plain };

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
        return now.Except(was).Select(x => Fact("now prints " + x)).Concat(was.Except(now).Select(x => Fact("no longer prints " + x)));
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
        bool isForPrograms = pair.Name == "ToString";
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
        if (place < 0 || Versions.Mask(was[place]) == Versions.Mask(now[place])
            || (!isForPrograms && (Names.IsWords(was[place]) || Names.IsWords(now[place]))))
            return null;
        return $"now uses {ConstantText.Of(now[place])} (was {ConstantText.Of(was[place])})";
    }

    private static bool IsWords(Value value) => value.String is { } text && Names.IsWords(text);
}
