using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using SemverGuard.Baselines;

namespace SemverGuard.Analyzers;

/// <summary>
/// A baseline's text, read as far as anybody asks, and once for all compilations that share it: an IDE makes one per keystroke.
/// </summary>
internal sealed class ParsedBaseline(SourceText text)
{
    private static readonly ConditionalWeakTable<SourceText, ParsedBaseline> Known = new();

    private readonly Lazy<Baseline?> outline = new(() => BaselineText.Parse(Outlined(text)).Baseline);
    private readonly Lazy<(Baseline? Baseline, BaselineError? Error)> whole = new(() => BaselineText.Parse(text.ToString()));

    /// <summary>
    /// Packages and assemblies without their symbols, for a hundredth of the work: nearly every build asks no more. Null when it cannot be
    /// read.
    /// </summary>
    public Baseline? Outline => outline.Value;

    public (Baseline? Baseline, BaselineError? Error) Whole => whole.Value;

    public static ParsedBaseline Of(SourceText text) => Known.GetValue(text, x => new ParsedBaseline(x));

    /// <summary>The text without the lines of symbols, which are those that four spaces indent.</summary>
    private static string Outlined(SourceText text)
    {
        string all = text.ToString();
        var outline = new StringBuilder();
        for (int start = 0; start < all.Length;)
        {
            int end = all.IndexOf('\n', start);
            end = end < 0 ? all.Length : end + 1;
            if (string.CompareOrdinal(all, start, "    ", 0, 4) != 0) outline.Append(all, start, end - start);
            start = end;
        }
        return outline.ToString();
    }
}
