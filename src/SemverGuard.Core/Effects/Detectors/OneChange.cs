using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Effects.Flow;

namespace SemverGuard.Effects.Detectors;

/// <summary>A method in which things came, or went, or are done in other cases, and that is all: what that comes to.</summary>
internal static class OneChange
{
    /// <summary>Things came, or things went, or the same things are done with other values or under other conditions.</summary>
    /// <remarks>What is written anew is not one change, and the first difference says little about it.</remarks>
    public static bool Is(MethodPair pair)
    {
        if (pair.Gone.Count == 0 || pair.Come.Count == 0) return true;
        return Sorted(pair.Gone).SequenceEqual(Sorted(pair.Come));

        static IEnumerable<(StepKind, string)> Sorted(List<Step> steps) => steps.Select(x => (x.Kind, x.Symbol)).OrderBy(x => x);
    }

    public static IEnumerable<Effect> Find(MethodPair pair, Mismatch mismatch)
    {
        Effect[] changes = [.. Changes(pair)];
        if (mismatch.Case is { } known && changes.All(x => known.Looks.Any(y => y.Symbol == x.Subject)))
            return [Effect.OfWork(known.Text) with { Conditions = known.Conditions }];
        if (changes.Length == 0) changes = [.. Asked(pair), .. InOnePlace(pair)];
        if (changes.Length == 0) changes = [.. InRow(pair)];
        if (changes.Length > 0) return changes;
        bool isForPeople = pair.Gone.Concat(pair.Come).Any(x => x.IsForPeople);
        return mismatch is { IsValue: true } or { IsAtOnce: true } && mismatch.Text is { } difference && !isForPeople
            ? [Effect.OfWork(difference) with { Conditions = mismatch.Conditions }] : [];
    }

    /// <summary>
    /// The case in which something is done otherwise, where one version alone looks for it, and both have everything that it is about.
    /// </summary>
    public static Case? Decided(MethodPair pair, Case? found) =>
        found is { IsAtOnce: true } ? found
        : found is not null && found.Looks.Concat(found.Done).All(x => x.IsGenerated || pair.HaveBoth(x))
        && (found.IsCertain || found.Looks.Any(x => IsOfOne(pair, x))) && !found.Looks.Any(x => IsAskedOtherwise(pair, x))
        // What an object begins with, its properties say.
        && !(pair.IsConstructor && found.IsStore)
        // What one version alone calls may give the answer that the other has at once.
        && !found.Done.Any(x => x is { IsOwn: true, Pushes: true } && IsOfOne(pair, x))
            ? found : null;

    /// <summary>The other version asks the same object another question, which may have the same answer.</summary>
    private static bool IsAskedOtherwise(MethodPair pair, Operand look) => look.IsFramework
        && (Has(pair.Gone, x => x.Symbol == look.Symbol) && Has(pair.Come, x => x.Type == look.Type)
            || Has(pair.Come, x => x.Symbol == look.Symbol) && Has(pair.Gone, x => x.Type == look.Type));

    private static bool Has(List<Step> steps, Func<Operand, bool> isMeant) => steps.Exists(x => x.Target is { } target && isMeant(target));

    private static bool IsOfOne(MethodPair pair, Operand operand) =>
        Has(pair.Gone, x => x.Symbol == operand.Symbol) || Has(pair.Come, x => x.Symbol == operand.Symbol);

    /// <summary>What is called or set in one version and nowhere in the other.</summary>
    private static IEnumerable<Effect> Changes(MethodPair pair)
    {
        foreach (var (step, direction) in pair.Exclusive(StepKind.Call).Concat(pair.Exclusive(StepKind.Store)))
        {
            if (step.Target is not { } target || step.IsForPeople || target.IsAnswerOnly
                || SideEffects.IsDisposedOf(pair, target, direction))
                continue;
            // What is in a collection says more than that there is one.
            if (step.IsConstruction && (target.Starts("System.Collections.") || target.Type == "System.Object")) continue;
            if (!pair.HaveBoth(target)) continue;
            // What an object begins with, its properties say; not what it is given and forgets.
            bool isGiven = direction < 0 && pair.Come.Count == 0 && step.Arguments is [.., { Kind: ValueKind.Argument }];
            if (step.Kind == StepKind.Store && pair.IsConstructor && !isGiven && !IsForeign(pair, target)) continue;
            // An atomic operation sets what it is given the address of.
            if (step.Kind == StepKind.Store && pair.Before.Steps.Concat(pair.After.Steps).Any(x => x.Kind == StepKind.Lock)) continue;
            if (Conventions.IsAsBefore(pair, (step, direction))) continue;
            string text = (direction > 0 ? "now " : "no longer ") + step.ShownIn(pair.Symbol);
            yield return Effect.OfWork(step.Symbol, text) with { Direction = direction };
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

    /// <summary>The properties and fields that one version alone looks at, where that is all that it does besides.</summary>
    private static IEnumerable<Effect> Asked(MethodPair pair)
    {
        if (pair.Come.Concat(pair.Gone).Any(x => !IsAsked(x))) return [];
        if (Handlers(pair.BeforeSide, pair.WasHandle) != Handlers(pair.AfterSide, pair.IsHandle)) return [];
        return pair.Exclusive(StepKind.Call).Concat(pair.Exclusive(StepKind.Load))
            .Where(x => pair.HaveBoth(x.Step.Target!) && !Conventions.IsAsBefore(pair, x))
            .Select(x => Effect.OfWork($"{(x.Direction > 0 ? "now also" : "no longer")} reads {x.Step.Target!.Shown}")).Take(MostAsked);
    }

    public const int MostAsked = 2;

    /// <summary>Looked at, compared, or what an answer comes to by it.</summary>
    private static bool IsAsked(Step step) => step.Kind == StepKind.Operator
        || step is { Kind: StepKind.Return, Arguments: [{ Number: 0 or 1 }] }
        || step is { Kind: StepKind.Load or StepKind.Call, Target: { } target } && (step.Kind == StepKind.Load || target.Verb == "reads");

    /// <summary>What a handler looks at is for nobody who meets no exception.</summary>
    private static int Handlers(Side side, System.Reflection.Metadata.MethodDefinitionHandle method) =>
        side.Image.Body(side.Image.Reader.GetMethodDefinition(method))?.ExceptionRegions.Length ?? 0;

    /// <summary>What both versions do, and one of them once more: that is all the difference there is.</summary>
    private static IEnumerable<Effect> InOnePlace(MethodPair pair)
    {
        int direction = pair.Come.Count - pair.Gone.Count;
        Step[] steps = [.. pair.Gone.Concat(pair.Come)];
        if (steps is not [{ Kind: StepKind.Call or StepKind.Store, IsConstruction: false, Target: { } target } step]) yield break;
        bool isDoing = step.Kind == StepKind.Store ? !pair.IsConstructor : !target.IsAnswerOnly && !target.Pushes;
        if (!isDoing || step.IsForPeople || Conventions.Is(target) || !pair.HaveBoth(target)) yield break;
        if (SideEffects.IsDisposedOf(pair, target, direction)) yield break;
        string shown = step.ShownIn(pair.Symbol);
        yield return Effect.OfWork(direction > 0 ? $"now {shown} in one more place" : $"no longer {shown} in one place");
    }

    /// <summary>
    /// One more or less of a row of calls, each with a text of its own: in step, each after it seems to have got another.
    /// </summary>
    private static IEnumerable<Effect> InRow(MethodPair pair)
    {
        if (pair.Gone.Count > 0 && pair.Come.Count > 0) return [];
        var (steps, others, verb) =
            pair.Come.Count > 0 ? (pair.Come, pair.Before, "now also") : (pair.Gone, pair.After, "no longer");
        return steps.Where(x => x is { Kind: StepKind.Call, Target: not null } && !x.IsForPeople && pair.HaveBoth(x.Target!))
            .Where(x => others.Calls.Any(y => y.Symbol == x.Symbol))
            .Select(x => (Step: x, Texts: x.Arguments.Where(y => y.String is not null).Select(y => Texts.Quote(y.String!)).ToArray()))
            .Where(x => x.Texts.Length > 0).Take(MostAsked)
            .Select(x => Effect.OfWork($"{verb} {x.Step.ShownIn(pair.Symbol)} with {string.Join(" and ", x.Texts)}"));
    }
}
