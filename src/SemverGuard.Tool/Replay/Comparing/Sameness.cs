using System.Text.RegularExpressions;
using SemverGuard.Tool.Replay.Recordings;

namespace SemverGuard.Tool.Replay.Comparing;

/// <summary>When two recorded values are no news: that a text has the version of a package in it which moved is expected.</summary>
/// <param name="versions">Of the packages that moved, before and after.</param>
internal sealed class Sameness(IReadOnlyCollection<string> versions)
{
    private readonly Regex names = new(
        versions.Count == 0 ? "(?!)" : $"(?<![\\d.])(?:{string.Join('|', versions.Select(Regex.Escape))})(?!\\.?\\d)", RegexOptions.CultureInvariant);

    /// <summary>The same for values that are the same, but for what is not known of them.</summary>
    public string Key(string value) => names.Replace(value, "<version>");

    public bool AreSame(string one, string other) => one == other || Value.AreSame(Key(one), Key(other));
}
