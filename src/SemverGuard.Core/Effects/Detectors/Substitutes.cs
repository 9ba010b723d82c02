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
            var weight = family.Key == Letters ? Weight.Faint : Weight.Plain;
            yield return new Effect(
                EffectKind.Convention, $"{was.Symbol} {now.Symbol}", $"now uses {now.Shown} (was {was.Shown})", weight);
        }
    }

    private const string Letters = "letters";

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
        _ => null,
    };
}
