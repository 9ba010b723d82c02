using System.Text.RegularExpressions;
using SemverGuard.Tool.Replay.Recordings;

namespace SemverGuard.Tool.Replay.Comparing;

/// <summary>
/// When two recorded values are no news: that a text names a version of a package that moved, or a build of the project, is expected.
/// </summary>
/// <param name="names">Of versions and builds, before and after.</param>
internal sealed class Sameness(IReadOnlyCollection<string> names)
{
    /// <summary>A fourth number, as an assembly has it, and the commit.</summary>
    private const string Further = @"(?:\.\d+)?(?:\+[0-9a-f]+)?(?!\.?\d)";

    private readonly Regex expected = new(
        names.Count == 0 ? "(?!)" : $"(?<![\\d.])(?:{string.Join('|', names.Select(Regex.Escape))}){Further}",
        RegexOptions.CultureInvariant);

    /// <summary>The same for values that are the same, but for what is not known of them.</summary>
    public string Key(string value) => expected.Replace(value, "<expected>");

    public bool AreSame(string one, string other) => one == other || Value.AreSame(Key(one), Key(other));
}
