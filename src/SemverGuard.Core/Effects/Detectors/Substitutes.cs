using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// One member of the framework took the place of another that does nearly the same: what of an address is taken, what is escaped, which
/// letters count. Alone, each is one step more.
/// </summary>
internal static class Substitutes
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        // Words of an exception or a log mean nothing to programs.
        var steps = pair.Exclusive(StepKind.Call).Where(x => x.Step is { IsMessage: false, Target.IsFramework: true })
            .ToLookup(x => FamilyOf(x.Step.Target!));
        foreach (var family in steps.Where(x => x.Key is not null))
        {
            // Two questions in place of one may come to the same: IsLetter or IsDigit, and IsLetterOrDigit.
            if (Array.ConvertAll([.. family.Where(x => x.Direction < 0)], x => x.Step.Target!) is not [var was]) continue;
            if (Array.ConvertAll([.. family.Where(x => x.Direction > 0)], x => x.Step.Target!) is not [var now]) continue;
            var weight = family.Key is Letters or Filling ? Weight.Faint : Weight.Plain;
            yield return new Effect(
                EffectKind.Convention, $"{was.Symbol} {now.Symbol}", $"now uses {now.Shown} (was {was.Shown})", weight);
        }
        if (Kept(pair) is { } kept) yield return kept;
    }

    /// <summary>What the one collection that is made there keeps is given back in another order, or not as often.</summary>
    private static Effect? Kept(MethodPair pair)
    {
        var made = pair.Exclusive(StepKind.Call).Where(x => x.Step.IsConstruction && Elements(x.Step.Target!) is not null)
            .ToLookup(x => x.Direction > 0, x => x.Step.Target!);
        if (made[false].ToArray() is not [var was] || made[true].ToArray() is not [var now] || Elements(was) == Elements(now)) return null;
        return new Effect(EffectKind.Convention, $"{was.Type} {now.Type}",
            $"now keeps elements in a {Name(now)}, {Elements(now)} (was a {Name(was)}, {Elements(was)})", Weight.Faint);

        static string Name(Operand call) => DisplayName.Type(call.Type).Split('<')[0];
    }

    /// <summary>How a collection gives back what it was given; null for a type that is none.</summary>
    private static string? Elements(Operand call)
    {
        const string Generic = "System.Collections.Generic.", Concurrent = "System.Collections.Concurrent.";
        string type = call.Type.Split('`')[0];
        string name = type.StartsWith(Generic, StringComparison.Ordinal) ? type.Substring(Generic.Length)
            : type.StartsWith(Concurrent, StringComparison.Ordinal) ? type.Substring(Concurrent.Length) : "";
        return name switch
        {
            "List" or "Queue" or "LinkedList" or "ConcurrentQueue" => "as they came",
            "Stack" or "ConcurrentStack" => "the last one first",
            "HashSet" => "each once",
            "SortedSet" => "each once and in order",
            "PriorityQueue" => "the least first",
            _ => null,
        };
    }

    private const string Letters = "letters";

    /// <summary>Of a dictionary: a key that is there is refused, kept as it was, or gets the other value.</summary>
    private const string Filling = "filling";

    private static string? FamilyOf(Operand call) => call.Type switch
    {
        "System.Char" => call.Name.StartsWith("Is", StringComparison.Ordinal) ? Letters : null,
        "System.Uri" => call.Name switch
        {
            "get_AbsoluteUri" or "get_OriginalString" or "ToString" => "address",
            "get_LocalPath" or "get_AbsolutePath" or "get_PathAndQuery" => "path",
            "get_Host" or "get_DnsSafeHost" or "get_IdnHost" or "get_Authority" => "host",
            "IsWellFormedUriString" or "IsWellFormedOriginalString" or "TryCreate" => "validity",
            "EscapeUriString" or "EscapeDataString" => "escaping",
            "UnescapeDataString" => "unescaping",
            _ => null,
        },
        "System.Net.WebUtility" or "System.Web.HttpUtility" => call.Name switch
        {
            "UrlEncode" or "UrlPathEncode" => "escaping",
            "UrlDecode" => "unescaping",
            _ => null,
        },
        "System.Collections.Generic.Dictionary`2" or "System.Collections.Generic.IDictionary`2"
            or "System.Collections.Generic.CollectionExtensions" => call.Name is "Add" or "TryAdd" or "set_Item" ? Filling : null,
        "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask" =>
            call.Name is "FromException" or "FromCanceled" ? "outcome" : null,
        _ => null,
    };
}
