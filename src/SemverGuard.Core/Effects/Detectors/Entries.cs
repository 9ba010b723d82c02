using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// Types and numbers that come to a table that is filled where it is made, or leave it. Names are told by <see cref="Texts"/>.
/// </summary>
internal static class Entries
{
    private const int MostNamed = 3;

    /// <summary>Who makes the last collection out of the first, in so many steps.</summary>
    private const int MostCopies = 3;

    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        Dictionary<string, List<string>> was = Tables(pair.Before, pair.BeforeSide), now = Tables(pair.After, pair.AfterSide);
        foreach (string table in now.Keys.Where(was.ContainsKey).OrderBy(x => x, StringComparer.Ordinal))
        {
            List<string> old = was[table], @new = now[table];
            if (!old.Intersect(@new).Any()) continue; // filled with something else
            string[] gone = [.. old.Except(@new)], come = [.. @new.Except(old)];
            if (gone.Length > 0) yield return Fact(table, gone, "no longer", -1);
            if (come.Length > 0) yield return Fact(table, come, "now", 1);
        }
    }

    private static Effect Fact(string table, string[] entries, string when, int direction)
    {
        string named = string.Join(", ", entries.Take(MostNamed));
        string rest = entries.Length > MostNamed ? $" and {entries.Length - MostNamed} more" : "";
        return new Effect(EffectKind.Name, table + " " + string.Join(",", entries), $"{when} has {named}{rest}{In(table)}", Weight.Faint)
        {
            Direction = direction,
        };
    }

    /// <summary>Where the table is named; who is told of the table itself needs no more.</summary>
    public static string In(string table) => " in " + table;

    /// <summary>What a step puts into a collection, where that is a type or a number; of a dictionary its key.</summary>
    public static string? Of(Step step) =>
        step is { Kind: StepKind.Call, Target: { } call, Arguments: [_, var entry, ..] } && call.Starts("System.Collections.")
            && call.Name is "Add" or "TryAdd" or "set_Item" or "Push" or "Enqueue"
            ? TypeOf(entry) ?? (entry.Number is not null ? entry.Text : null)
            : null;

    /// <summary>The type that a value names: <c>typeof(T)</c>.</summary>
    public static string? TypeOf(Value value) =>
        NamedBy(value) is { } type ? $"typeof({DisplayName.Type(type)})" : null;

    /// <summary>The same by its full name.</summary>
    public static string? NamedBy(Value value) =>
        value.Source is { Symbol: "System.Type.GetTypeFromHandle", Arguments: [{ Of: { Name.Length: 0 } type }] } ? type.Type : null;

    /// <summary>By the field or property that keeps it, what is put into a collection.</summary>
    private static Dictionary<string, List<string>> Tables(Script script, Side side)
    {
        var tables = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var filled = script.Calls.Select(x => (Step: x, Entry: Of(x))).Where(x => x is { Entry: not null, Step.Guards: 0 })
            .Where(x => x.Step.Arguments[0].Source is { IsConstruction: true });
        foreach (var group in filled.GroupBy(x => x.Step.Arguments[0].Source!))
        {
            if (Keeper(script, group.Key) is { } field)
                tables[Members.PropertyOf(side, field) ?? field.Name] = [.. group.Select(x => x.Entry!).Distinct()];
        }
        return tables;
    }

    /// <summary>The field in which a collection ends, or another collection that is made of it.</summary>
    private static Operand? Keeper(Script script, Step made)
    {
        for (int i = 0; i <= MostCopies; i++)
        {
            // What fills it has it as its first argument, and leaves nothing.
            var user = script.Steps.FirstOrDefault(x => Of(x) is null && x.Arguments.Any(y => ReferenceEquals(y.Source, made)));
            if (user is { Kind: StepKind.Store }) return user.Target;
            if (user is not { Kind: StepKind.Call, Target: { } call }) return null;
            if (!call.Starts("System.Collections.") && !call.Starts("System.Linq.")) return null;
            made = user;
        }
        return null;
    }
}
