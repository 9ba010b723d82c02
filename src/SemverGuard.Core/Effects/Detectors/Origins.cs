using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>What is put into a field, a property or a collection comes from elsewhere, or may be null by now.</summary>
internal static class Origins
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        var was = Stores(pair.Before);
        foreach (var now in Stores(pair.After))
        {
            Step[] old = [.. was[now.Key]], @new = [.. now];
            if (old.Length == 0) continue;
            string? text = null;
            if (old is [var before] && @new is [var after] && Origin(before, pair.WasHandle, pair.BeforeSide) is { } origin
                && Origin(after, pair.IsHandle, pair.AfterSide) is { } another && origin != another)
                text = Text(after, another, $" (was {origin})");
            else if (!old.Any(x => Given(x).MayBeNull) && @new.Any(x => Given(x).Literals.Any(y => y.IsNull)))
                text = Text(@new[0], "null", @new.All(x => Given(x).IsNull) ? "" : " in some cases");
            if (text is not null) yield return new Effect(EffectKind.Work, now.Key, text, Weight.Faint);
        }
    }

    private static Value Given(Step store) => store.Arguments[store.Arguments.Length - 1];

    /// <summary>An indexer's own name says nothing.</summary>
    private static string Text(Step store, string value, string rest) => store.Target!.SetProperty == "Item"
        ? $"now puts {value} into {DisplayName.Type(store.Target.Type)}{rest}"
        : $"now sets {store.Target.Shown} = {value}{rest}";

    private static ILookup<string, Step> Stores(Script script) => script.Steps
        .Where(x => x.Arguments.Length > 0 && x.Target is { IsGenerated: false } target
            && (x.Kind == StepKind.Store || x.Kind == StepKind.Call && target.SetProperty is not null))
        .ToLookup(x => x.Symbol, StringComparer.Ordinal);

    /// <summary>
    /// In words, where they are the same for everybody: a constant, an argument, a property, what a static member answers.
    /// </summary>
    private static string? Origin(Step step, MethodDefinitionHandle method, Side side)
    {
        var value = Given(step);
        return value switch
        {
            { Kind: ValueKind.Literal } => Literals.Text(value, TypeOf(step, side), side),
            { Kind: ValueKind.Argument, Position: { } position } => Members.ParameterName(side, method, position),
            { Kind: ValueKind.Field, Of: { } field } when Members.PropertyOf(side, field) is { } property =>
                DisplayName.Type(field.Type) + "." + property,
            { Kind: ValueKind.Made, Source: { Arguments.Length: 0, IsConstruction: false, Target: { } made } } =>
                made.Shown + (made.IsAnswerOnly ? "" : "()"),
            _ => null,
        };
    }

    private static string TypeOf(Step step, Side side) => step.Kind == StepKind.Store
        ? Literals.FieldType(step.Target!, side)
        : Literals.ParameterTypes(step.Target!, side).LastOrDefault() ?? "";
}
