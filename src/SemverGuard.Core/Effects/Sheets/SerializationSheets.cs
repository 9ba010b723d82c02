using System.Reflection.Metadata;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Effects.Sheets;

/// <summary>A sheet with what it says of the type, and where the project gives the type away.</summary>
internal sealed record SerializationSheet(Sheet Sheet, IReadOnlyList<Effect> Facts, Way Way);

/// <summary>What serializers make of the types that the project gives them, in both versions.</summary>
internal static class SerializationSheets
{
    /// <param name="changed">The upgraded assemblies as they are.</param>
    /// <exception cref="BadImageFormatException">An assembly is damaged.</exception>
    public static IReadOnlyList<SerializationSheet> Read(
        AssemblySet before, AssemblySet after, IReadOnlyList<AssemblyImage> changed, AssemblyImage? consumer, SourceMap? sources)
    {
        var sheets = new List<SerializationSheet>();
        if (consumer is null) return sheets;
        foreach (var given in SerializedTypes.Of(after, consumer))
        {
            var home = Array.Find(after.MemberScopes(given.Type), x => x.Type.IsFound && changed.Contains(x.Type.Image!)).Type;
            if (!home.IsFound || given.Type.Image == consumer
                || before.FindType(given.Type.Image!.Name, given.Type.Name) is not { IsFound: true } was)
                continue;
            var rows = Rows(SerializedShape.Of(before, was, given.By, given.IsRead),
                SerializedShape.Of(after, given.Type, given.By, given.IsRead), given);
            string id = "T:" + given.Type.Name;
            string[] path = given.Giver.IsNil ? [id] : [UserMethod.Place(DocumentationId.Method(consumer, given.Giver)), id];
            var way = new Way(path, id, 0, given.Giver.IsNil ? null : sources?.Locate(given.Giver, given.Offset));
            var existing = new HashSet<string>(SerializedShape.Members(before, was).Select(x => x.Name), StringComparer.Ordinal);
            sheets.Add(new SerializationSheet(new Sheet(SheetKind.Serialization, id, home.Image!.Name, rows) { By = given.By.Name },
                SerializationFacts.Of(rows, given.Type.IsEnum, existing.Contains), way));
        }
        return sheets;
    }

    /// <summary>One fact for one type: a sheet knows whom it concerns, attributes alone do not.</summary>
    public static IEnumerable<ReachedMethod> Instead(IReadOnlyList<SerializationSheet> sheets, IEnumerable<ReachedMethod> reached)
    {
        var types = sheets.ToLookup(x => x.Sheet.Type, StringComparer.Ordinal);
        foreach (var method in reached)
        {
            bool isSheet = types.Contains(method.Method.Symbol) && method.Method.Effects.Any(x => x.Kind == EffectKind.Serialization);
            if (!isSheet) yield return method;
        }
        foreach (var type in types)
        {
            var facts = type.SelectMany(x => x.Facts).GroupBy(x => x.Text).Select(x => x.First()).ToArray();
            if (facts.Length > 0)
                yield return new ReachedMethod(new ChangedMethod(type.Key, type.First().Sheet.Assembly, facts), type.First().Way);
        }
    }

    private static List<SheetRow> Rows(
        IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after, SerializedType given)
    {
        var rows = new List<SheetRow>();
        foreach (string member in after.Keys.Concat(before.Keys).Distinct())
        {
            before.TryGetValue(member, out string? was);
            after.TryGetValue(member, out string? now);
            rows.Add(new SheetRow(member, was, now, was != now));
        }
        string[] wasOrder = [.. before.Keys.Where(IsCommon)], order = [.. after.Keys.Where(IsCommon)];
        if (!given.Type.IsEnum && !wasOrder.SequenceEqual(order))
            rows.Add(new SheetRow(SerializedShape.Order, string.Join(", ", wasOrder), string.Join(", ", order), IsChanged: true));
        return rows;

        bool IsCommon(string member) => member[0] != '(' && before.ContainsKey(member) && after.ContainsKey(member);
    }
}
