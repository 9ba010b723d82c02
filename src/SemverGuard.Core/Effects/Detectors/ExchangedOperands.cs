namespace SemverGuard.Effects.Detectors;

/// <summary>Two values are compared the other way round: what came first comes last.</summary>
internal static class ExchangedOperands
{
    public static string? Find(MethodPair pair)
    {
        var was = pair.Before.Calls.Where(IsComparison).ToLookup(x => x.Symbol, StringComparer.Ordinal);
        foreach (var calls in pair.After.Calls.Where(IsComparison).GroupBy(x => x.Symbol))
        {
            if (was[calls.Key].ToArray() is not [var old] || calls.ToArray() is not [var now]) continue;
            string[] former = [.. old.Arguments.Select(Name)], given = [.. now.Arguments.Select(Name)];
            if (former[0] != former[1] && former[0] == given[1] && former[1] == given[0])
                return $"now calls {now.Target!.Shown} the other way round";
        }
        return null;
    }

    private static bool IsComparison(Step call) =>
        call is { Arguments.Length: 2, Target: { IsFramework: true, Name: "CompareTo" or "Compare" or "CompareOrdinal" } };

    private static string Name(Value value) => value.Kind + " " + (value.Of?.Symbol ?? value.Text);
}
