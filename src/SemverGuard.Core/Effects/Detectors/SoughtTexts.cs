using System.Reflection.Metadata;
using SemverGuard.Api;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// Signs that a text is searched for: <c>"[]"</c> in a path, <c>"__"</c> in a prefix. A text that has the sign is read in another way.
/// </summary>
internal static class SoughtTexts
{
    /// <summary>More are a grammar, written anew.</summary>
    private const int Most = 3;

    /// <summary>In half of all texts, or of all names of types.</summary>
    private const string Common = ".,:;/\\-_'\"()&?=<>`";

    private static readonly string[] Searches =
    [
        "StartsWith", "EndsWith", "Contains", "IndexOf", "LastIndexOf", "Replace", "Split", "Trim", "TrimStart", "TrimEnd",
    ];

    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        string[] was = [.. Signs(pair.Before)], now = [.. Signs(pair.After)];
        // What a method has that the other version calls instead is where it was.
        Effect[] facts =
        [
            .. now.Except(was).Where(x => !OwnCode.Say(pair.BeforeSide, pair.Gone, x) && !Asks(pair.BeforeSide, pair.WasHandle, x))
                .Select(x => Fact(x, "now", 1)),
            .. was.Except(now).Where(x => !OwnCode.Say(pair.AfterSide, pair.Come, x) && !Asks(pair.AfterSide, pair.IsHandle, x))
                .Select(x => Fact(x, "no longer", -1)),
        ];
        return facts.Length <= Most ? facts : [];
    }

    /// <summary>A loop that asks each character for the sign looks for it as well.</summary>
    private static bool Asks(Side side, MethodDefinitionHandle method, string sign) =>
        sign.Length == 1 && !method.IsNil && OwnCode.HasNumber(side, method, sign[0]);

    private static Effect Fact(string sign, string when, int direction) =>
        new(EffectKind.Name, sign, $"{when} looks for {ConstantText.Of(sign)}", Weight.Faint)
        {
            Direction = direction, IsPartOfText = true,
        };

    private static IEnumerable<string> Signs(Script script) => script.Calls
        .Where(x => x.Target is { Type: "System.String" or "System.MemoryExtensions" } call && Array.IndexOf(Searches, call.Name) >= 0)
        .Select(x => Sought(x)).OfType<string>().Where(IsSign).Distinct();

    /// <summary>The first argument behind the text itself.</summary>
    private static string? Sought(Step search)
    {
        if (search.Arguments.Length < 2) return null;
        if (search.Arguments[1].String is { } text) return text;
        return search.Arguments[1].Number is { } code and > 0 and <= char.MaxValue
            && Literals.ParameterTypes(search.Target!).FirstOrDefault() == "System.Char" ? ((char)code).ToString() : null;
    }

    /// <summary>No word, which is told as a name, and nothing that most texts have.</summary>
    private static bool IsSign(string text) =>
        text.Length > 0 && !text.Any(x => char.IsLetterOrDigit(x) || char.IsWhiteSpace(x) || char.IsControl(x))
        && (text.Length > 1 || Common.IndexOf(text[0]) < 0);
}
