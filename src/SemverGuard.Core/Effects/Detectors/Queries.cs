using System.Text.RegularExpressions;

namespace SemverGuard.Effects.Detectors;

/// <summary>SQL that is sent in one version alone.</summary>
internal static class Queries
{
    private static readonly Regex Sql = new(
        @"^\s*(SELECT\b.*\bFROM|INSERT\s+INTO|UPDATE\b.*\bSET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX|VIEW)|ALTER\s+TABLE|"
        + @"MERGE\s+INTO|DROP\s+TABLE|EXEC\b|WITH\b.*\bAS\b)|\b(WHERE|ORDER BY|GROUP BY|INNER JOIN|LEFT JOIN)\b",
        RegexOptions.CultureInvariant | RegexOptions.Singleline);

    private static readonly Regex Space = new(@"\s+", RegexOptions.CultureInvariant);

    public static bool Are(string text) => Sql.IsMatch(text);

    public static IEnumerable<Effect> Find(MethodPair pair, string[] gone, string[] come)
    {
        string[] was = [.. gone.Where(x => Are(x)).Select(Plain)], now = [.. come.Where(x => Are(x)).Select(Plain)];
        List<string> old = [.. was.Except(now)];
        foreach (string text in now.Except(was))
        {
            // The likest of those that went is what it was.
            string? before = old.OrderByDescending(x => Common(x, text)).FirstOrDefault();
            if (before is not null && Common(before, text) * 2 >= Math.Min(before.Length, text.Length))
            {
                old.Remove(before);
                var weight = IsOptional(pair, before, text) ? Weight.Faint : Weight.Strong;
                yield return new Effect(EffectKind.Sql, text, "now sends " + Around(before, text), weight);
            }
            else
            {
                yield return new Effect(EffectKind.Sql, text, "now sends the SQL " + Texts.Quote(text), Weight.Strong) { Direction = 1 };
            }
        }
        foreach (string text in old)
            yield return new Effect(EffectKind.Sql, text, "no longer sends the SQL " + Texts.Quote(text), Weight.Strong) { Direction = -1 };
    }

    /// <summary>What one of two queries has more stands by itself in the other version: it is sent under a condition there.</summary>
    private static bool IsOptional(MethodPair pair, string was, string now)
    {
        var (longer, shorter, other) = was.Length > now.Length ? (was, now, pair.AfterSide) : (now, was, pair.BeforeSide);
        var (start, end) = CommonEnds(longer, shorter);
        string part = longer.Substring(start, longer.Length - start - end).Trim();
        return start + end >= shorter.Trim().Length && part.Length > 0 && other.Texts.Any(x => Plain(x) == part);
    }

    /// <summary>How many characters two texts share at their ends.</summary>
    private static int Common(string one, string other)
    {
        var (start, end) = CommonEnds(one, other);
        return start + end;
    }

    private static (int Start, int End) CommonEnds(string one, string other)
    {
        int length = Math.Min(one.Length, other.Length), start = 0, end = 0;
        while (start < length && one[start] == other[start]) start++;
        while (end < length - start && one[one.Length - 1 - end] == other[other.Length - 1 - end]) end++;
        return (start, end);
    }

    private static string Plain(string sql) => Space.Replace(sql, " ").Trim();

    /// <summary>The rest of a text that was too long to be kept: dots and a hash.</summary>
    private static readonly Regex Rest = new(@"\.\.\.[0-9a-f]{16}$", RegexOptions.CultureInvariant);

    /// <summary>Two long texts where they differ.</summary>
    private static string Around(string was, string now)
    {
        if (Rest.Replace(was, "") == Rest.Replace(now, "")) return $"other SQL that begins as before, with {Texts.Quote(now)}";
        return "the SQL " + Texts.Changed(was, now);
    }
}
