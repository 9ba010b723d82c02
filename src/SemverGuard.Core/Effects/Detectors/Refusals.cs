using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// One of several reasons for which a method throws one type of exception is gone, known by its words: nothing in the later version says
/// them any more, nor something like them.
/// </summary>
internal static class Refusals
{
    private const int Most = 2;

    public static IEnumerable<Effect> Gone(MethodPair pair)
    {
        if (pair.WasHandle.IsNil) yield break;
        var (was, now) = (ThrownPlaces.Counted(pair.Before), ThrownPlaces.Counted(pair.After));
        foreach (string type in was.Keys.Where(now.ContainsKey).OrderBy(x => x, StringComparer.Ordinal))
        {
            string[] old = [.. ThrownPlaces.Words(pair.BeforeSide, pair.WasHandle, pair.Before, type)];
            string[] gone = [.. old.Where(x => !pair.AfterSide.Texts.Contains(x))];
            if (gone.Length is 0 or > Most) continue;
            string[] said = [.. ThrownPlaces.Words(pair.AfterSide, pair.IsHandle, pair.After, type)];
            // What has no words may have them elsewhere by now: in a resource, or in what is called.
            if (now[type].Most - said.Length > was[type].Least - old.Length || IsElsewhere(pair, type)) continue;
            // Of what was said before as well, one of several reasons may be much like another.
            gone = Array.FindAll(gone, x => !said.Any(y => !pair.BeforeSide.Texts.Contains(y) && AreLike(x, y)));
            if (gone.Length == 0) continue;
            yield return new Effect(EffectKind.Exception, type + " " + gone[0],
                $"no longer throws {DisplayName.Type(type)} ({string.Join(", ", gone.Select(Texts.Quote))})", Weight.Faint)
            {
                Direction = -1, Concerns = type, Kinds = ExceptionTypes.KindsOf(pair.BeforeSide, type),
            };
        }
    }

    private static bool IsElsewhere(MethodPair pair, string type) =>
        pair.Come.Exists(x => x.Target is { OwnMethod.IsNil: true } && Exceptions.Throws(pair.AfterSide, x, type));

    /// <summary>Half of the words of the shorter one are the other's as well: it says the same in another way.</summary>
    private static bool AreLike(string one, string other)
    {
        var (words, others) = (Words(one), Words(other));
        return 2 * words.Count(others.Contains) >= Math.Min(words.Count, others.Count);
    }

    private static HashSet<string> Words(string text) =>
        new(new string([.. text.Select(x => char.IsLetterOrDigit(x) ? char.ToLowerInvariant(x) : ' ')])
            .Split([' '], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
