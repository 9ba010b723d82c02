using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// One more call among others of its kind, known by the static field or the type that it is given, or one less: an event that is treated
/// otherwise, a service that is registered.
/// </summary>
internal static class AddedCalls
{
    /// <summary>More of them are a table with another meaning.</summary>
    private const int Most = 3;

    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        // Of one more call there is a step that the other version does not have.
        HashSet<string> symbols = [.. Called(pair.Come), .. Called(pair.Gone)];
        Row[] was = [.. Rows(pair.Before, pair.BeforeSide, symbols)], now = [.. Rows(pair.After, pair.AfterSide, symbols)];
        return Facts(now, was, pair.AfterSide, 1).Concat(Facts(was, now, pair.BeforeSide, -1));
    }

    private static IEnumerable<string> Called(List<Step> steps) => steps.Where(x => x.Kind == StepKind.Call).Select(x => x.Symbol);

    private static IEnumerable<Effect> Facts(Row[] more, Row[] fewer, Side side, int direction)
    {
        foreach (var calls in more.GroupBy(x => x.Call.Symbol, StringComparer.Ordinal))
        {
            Row[] others = Array.FindAll(fewer, x => x.Call.Symbol == calls.Key);
            Row[] added = [.. calls.Where(x => !Array.Exists(others, y => y.Key == x.Key))];
            // One in place of another is no more of them.
            if (others.Length == 0 || added.Length is 0 or > Most || calls.Count() - others.Length != added.Length) continue;
            foreach (var (call, key) in added)
            {
                string text = $"{(direction > 0 ? "now also" : "no longer")} {call.Shown} with {key}{Chosen(call, side)}";
                yield return new Effect(EffectKind.Argument, call.Symbol + " " + key, text, Weight.Faint) { Direction = direction };
            }
        }
    }

    /// <summary>What else is chosen by a member of an enum.</summary>
    private static string Chosen(Step call, Side side) =>
        string.Concat(Choices.Enums(call, side).Select(x => ", " + Literals.Text(x.Value, x.Type, side)));

    private readonly record struct Row(Step Call, string Key);

    private static IEnumerable<Row> Rows(Script script, Side side, HashSet<string> symbols) =>
        from call in script.Calls
        where symbols.Contains(call.Symbol) && !call.IsMessage && call.Target is { IsFramework: false } target
            && !Logging.IsForPeople(target)
        let key = call.Arguments.Select(x => Entries.TypeOf(x) ?? StaticField(x, side)).FirstOrDefault(x => x is not null)
        where key is not null
        select new Row(call, key);

    /// <summary>A field of a type that names such things, as <c>Type.Field</c>.</summary>
    private static string? StaticField(Value value, Side side)
    {
        if (value is not { Kind: ValueKind.Field, Of: { IsFramework: false, IsGenerated: false } field }) return null;
        if (side.Find(field.Type) is not { IsFound: true, Image: { } image } home) return null;
        const FieldAttributes Named = FieldAttributes.Static | FieldAttributes.InitOnly;
        var reader = image.Reader;
        return home.Definition.GetFields().Select(reader.GetFieldDefinition)
            .Any(x => (x.Attributes & Named) == Named && (x.Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Public
                && reader.StringComparer.Equals(x.Name, field.Name))
            ? field.Shown : null;
    }
}
