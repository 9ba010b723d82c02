using System.Text.RegularExpressions;
using NuGet.Versioning;

namespace SemverGuard.Packages;

/// <summary>
/// What may be the id of a package, a version of it, and a path inside it. Whatever comes from a file and is to name something on the disk
/// is asked here first.
/// </summary>
public static class PackageGrammar
{
    /// <summary>As NuGet's own limit for ids.</summary>
    private const int LongestId = 100;

    private const int LongestVersion = 128;

    private const int LongestPath = 500;

    /// <summary>NuGet's rule for ids: words that a dot or a hyphen joins.</summary>
    private static readonly Regex Id = new(@"^\w+([.-]\w+)*\z", RegexOptions.CultureInvariant);

    private const int LongestHash = 128;

    public static bool IsId(string text) => text.Length <= LongestId && (IsPlainId(text) || Id.IsMatch(text));

    /// <summary>NuGet's parser overlooks blanks around a version, and a version is also the name of a folder.</summary>
    public static bool IsVersion(string text) =>
        text.Length <= LongestVersion && text.All(x => IsPlain(x) || x is '.' or '+' or '-') && NuGetVersion.TryParse(text, out _);

    /// <summary>In base 64.</summary>
    public static bool IsHash(string text)
    {
        int length = text.Length;
        while (length > 0 && text.Length - length < 2 && text[length - 1] == '=') length--;
        if (length is 0 or > LongestHash) return false;
        for (int i = 0; i < length; i++)
        {
            if (!IsPlain(text[i]) && text[i] is not ('+' or '/')) return false;
        }
        return true;
    }

    /// <summary>Nearly all ids are, and a fleet's baselines have millions, of which the expression would be most of the time.</summary>
    private static bool IsPlainId(string text)
    {
        bool isWord = false; // before this character
        foreach (char c in text)
        {
            bool isLetter = IsPlain(c) || c == '_';
            if (!isLetter && !(isWord && c is ('.' or '-'))) return false;
            isWord = isLetter;
        }
        return isWord;
    }

    private static bool IsPlain(char c) => c is (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z');

    /// <summary>Relative and normalised, with forward slashes: it stays below the folder that it is put behind, on every system.</summary>
    public static bool IsPath(string text) => text.Length is > 0 and <= LongestPath && text.Split('/').All(IsName);

    /// <summary>
    /// Windows takes dots and spaces from the end of a name, a colon for a drive or a stream, and a backslash for a separator.
    /// </summary>
    private static bool IsName(string name) =>
        name.Length > 0 && name[name.Length - 1] is not ('.' or ' ') && !name.Any(IsForbidden);

    private static bool IsForbidden(char c) => c is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' || char.IsControl(c);
}
