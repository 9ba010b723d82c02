using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>What is put into a field, a property or a collection comes from elsewhere, or may be null by now.</summary>
internal static class Origins
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        var was = Stores(pair.Before, pair.BeforeSide);
        foreach (var now in Stores(pair.After, pair.AfterSide))
        {
            Step[] old = [.. was[now.Key]], @new = [.. now];
            if (old.Length == 0) continue;
            if (old is [var before] && @new is [var after] && !AreOneArgument(Given(before), Given(after))
                && Origin(before, pair.WasHandle, pair.BeforeSide) is { } origin
                && Origin(after, pair.IsHandle, pair.AfterSide) is { } another && origin != another)
                yield return Fact(pair, before, after, Text(after, another, $" (was {origin})"));
            else if (!old.Any(x => Given(x).MayBeNull) && @new.Any(x => Given(x).Literals.Any(y => y.IsNull)))
                yield return Effect.OfWork(@new[0].Symbol, Text(@new[0], "null", @new.All(x => Given(x).IsNull) ? "" : " in some cases"));
        }
    }

    /// <summary>A constant that came or went is a default, where users see what an object begins with.</summary>
    private static Effect Fact(MethodPair pair, Step was, Step now, string text)
    {
        string member = Member(now.Target!, pair.AfterSide);
        bool isDefault = pair.IsConstructor && now.Target!.Type == pair.Type && Members.IsPublic(pair.AfterSide, now.Target, member)
            && Given(was).IsConstant != Given(now).IsConstant;
        return isDefault
            ? new Effect(EffectKind.Default, pair.Type + "." + member, text, Weight.Plain) { Member = $"P:{pair.Type}.{member}" }
            : Effect.OfWork(now.Symbol, text);
    }

    /// <summary>It only has another name by now.</summary>
    private static bool AreOneArgument(Value was, Value now) =>
        was is { Kind: ValueKind.Argument, Position: { } } && now.Kind == ValueKind.Argument && was.Position == now.Position;

    private static string Member(Operand set, Side side) => set.SetProperty ?? Members.PropertyOf(side, set) ?? set.Name;

    private static Value Given(Step store) => store.Arguments[store.Arguments.Length - 1];

    /// <summary>An indexer's own name says nothing.</summary>
    private static string Text(Step store, string value, string rest) => store.Target!.SetProperty == "Item"
        ? $"now puts {value} into {DisplayName.Type(store.Target.Type)}{rest}"
        : $"now sets {store.Target.Shown} = {value}{rest}";

    /// <summary>A property that is set by its setter is the one that a constructor sets by its field.</summary>
    private static ILookup<string, Step> Stores(Script script, Side side) => script.Steps
        .Where(x => x.Arguments.Length > 0 && x.Target is { IsGenerated: false } target
            && (x.Kind == StepKind.Store || x.Kind == StepKind.Call && target.SetProperty is not null))
        .ToLookup(x => x.Target!.Type + "." + Member(x.Target, side), StringComparer.Ordinal);

    /// <summary>
    /// In words, where they are the same for everybody: a constant, an argument, a property, what a static member answers.
    /// </summary>
    private static string? Origin(Step step, MethodDefinitionHandle method, Side side)
    {
        var value = Given(step);
        return value switch
        {
            { Kind: ValueKind.Literal } => Literals.Text(value, TypeOf(step), side),
            { Kind: ValueKind.Argument, Position: { } position } => Members.ParameterName(side, method, position),
            { Kind: ValueKind.Field, Of: { } field } when Members.PropertyOf(side, field) is { } property =>
                DisplayName.Type(field.Type) + "." + property,
            { Kind: ValueKind.Made, Source: { Arguments.Length: 0, IsConstruction: false, Target: { } made } } =>
                Results.Constant(side, made) ?? made.Shown + (made.IsAnswerOnly ? "" : "()"),
            _ => null,
        };
    }

    private static string TypeOf(Step step) => step.Kind == StepKind.Store
        ? Literals.FieldType(step.Target!)
        : Literals.ParameterTypes(step.Target!).LastOrDefault() ?? "";
}
