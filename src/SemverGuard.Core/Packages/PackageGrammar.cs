using System.Text.RegularExpressions;
using NuGet.Versioning;

namespace SemverGuard.Packages;

/// <summary>What may be the id of a package, a version of it, and a path inside it. Whatever comes from a file and is to name something on the disk is asked here first.</summary>
public static class PackageGrammar
{
    /// <summary>As NuGet's own limit for ids.</summary>
    private const int LongestId = 100;

    private const int LongestVersion = 128;

    private const int LongestPath = 500;

    /// <summary>NuGet's rule for ids: words that a dot or a hyphen joins.</summary>
    private static readonly Regex Id = new(@"^\w+([.-]\w+)*\z", RegexOptions.CultureInvariant);

    /// <summary>NuGet's parser overlooks blanks around a version, and a version is also the name of a folder.</summary>
    private static readonly Regex Plain = new(@"^[0-9A-Za-z.+-]+\z", RegexOptions.CultureInvariant);

    private static readonly Regex Hash = new(@"^[A-Za-z0-9+/]{1,128}={0,2}\z", RegexOptions.CultureInvariant);

    public static bool IsId(string text) => text.Length <= LongestId && Id.IsMatch(text);

    public static bool IsVersion(string text) => text.Length <= LongestVersion && Plain.IsMatch(text) && NuGetVersion.TryParse(text, out _);

    /// <summary>In base 64.</summary>
    public static bool IsHash(string text) => Hash.IsMatch(text);

    /// <summary>Relative and normalised, with forward slashes: it stays below the folder that it is put behind, on every system.</summary>
    public static bool IsPath(string text) => text.Length is > 0 and <= LongestPath && text.Split('/').All(IsName);

    /// <summary>Windows takes dots and spaces from the end of a name, a colon for a drive or a stream, and a backslash for a separator.</summary>
    private static bool IsName(string name) =>
        name.Length > 0 && name[name.Length - 1] is not ('.' or ' ') && !name.Any(x => x is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' || char.IsControl(x));
}
