using System.Text;

namespace SemverGuard.Faults;

/// <summary>How faults are told, by kind and by package.</summary>
internal static class Scoreboard
{
    public static string Of(string title, string how, IReadOnlyList<Result> results)
    {
        var text = new StringBuilder();
        Line("# " + title);
        Line("");
        Line(how);
        Line("A fault whose output does not differ asserts nothing: the consumer may not show it.");
        Line("");
        Table("kind of fault", results.GroupBy(x => x.Site.Kind.ToString()));
        Line("");
        Table("package", results.GroupBy(x => x.Package.Id));
        Line("");
        Line("Those whose output differs, by the calls from the member that the consumer uses to the method with the fault:");
        Line("");
        Table("calls", results.Where(x => x.Distance is not null)
            .GroupBy(x => x.Distance > 3 ? "4 or more" : x.Distance!.Value.ToString("0")));
        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');

        void Table(string of, IEnumerable<IGrouping<string, Result>> groups)
        {
            Line($"| {of} | injected | output differs | warned | info with fact | listed | missed | seen by replay |");
            Line("|---|---|---|---|---|---|---|---|");
            foreach (var group in groups.OrderBy(x => x.Key, StringComparer.Ordinal)) Line(Row(group.Key, [.. group]));
            Line(Row("all", [.. groups.SelectMany(x => x)]));
        }
    }

    private static string Row(string name, IReadOnlyList<Result> all)
    {
        var differing = all.Where(x => x.Differs).ToList();
        int[] told = [.. new[] { Told.Warning, Told.Info, Told.Listed }.Select(x => differing.Count(y => y.Told == x))];
        return $"| {name} | {all.Count} | {differing.Count} | {string.Join(" | ", told)} | {differing.Count - told.Sum()} | {differing.Count(x => x.IsReplayed)} |";
    }
}
