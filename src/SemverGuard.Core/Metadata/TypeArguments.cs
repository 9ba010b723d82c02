using System.Text.RegularExpressions;

namespace SemverGuard.Metadata;

/// <summary>What a generic type is given in place of its type parameters, in names as documentation ids spell them.</summary>
internal static class TypeArguments
{
    /// <summary>A place of a type's own parameter; a method's has two ticks, and an arity stands behind a name.</summary>
    private static readonly Regex Place = new(@"(?<![\w`])`(?<index>\d{1,5})", RegexOptions.CultureInvariant);

    /// <summary><c>System.Int32</c> of <c>System.Collections.Generic.List{System.Int32}</c>; of types around a nested one, too.</summary>
    public static List<string> Of(string type)
    {
        var all = new List<string>();
        int depth = 0, start = 0;
        for (int i = 0; i < type.Length; i++)
        {
            char letter = type[i];
            if (letter is '}' or ']') depth--;
            bool isEnd = (letter == '}' && depth == 0) || (letter == ',' && depth == 1);
            if (isEnd) all.Add(type.Substring(start, i - start));
            if (letter is '{' or '[') depth++;
            if (depth == 1 && letter is '{' or ',') start = i + 1;
        }
        return all;
    }

    /// <summary><c>List{System.Int32}</c> for <c>List{`0}</c>; what nobody gave stays a place.</summary>
    public static string Given(string text, IReadOnlyList<string> arguments) => arguments.Count == 0 ? text
        : Place.Replace(text, x => int.Parse(x.Groups["index"].Value) is var index && index < arguments.Count ? arguments[index] : x.Value);
}
