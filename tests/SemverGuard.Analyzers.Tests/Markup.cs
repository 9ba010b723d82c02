using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SemverGuard.Analyzers.Tests;

/// <summary>
/// Expected diagnostics inside source text. The testing library's own markup cannot say how severe one is, and severity is half of what we
/// promise.
/// </summary>
internal static partial class Markup
{
    /// <summary>Lines and columns count from 1.</summary>
    public static (string Source, IReadOnlyList<(string Id, DiagnosticSeverity Severity, Place Start, Place End)> Expected) Parse(
        string marked)
    {
        var source = new StringBuilder();
        var open = new Stack<(string Id, DiagnosticSeverity Severity, int Start)>();
        var spans = new List<(string Id, DiagnosticSeverity Severity, int Start, int End)>();
        int copied = 0;
        foreach (Match match in Mark().Matches(marked))
        {
            source.Append(marked, copied, match.Index - copied);
            copied = match.Index + match.Length;
            if (match.Value == "|}")
            {
                var (id, severity, start) = open.Pop();
                spans.Add((id, severity, start, source.Length));
            }
            else
            {
                var severity = match.Groups["severity"].Value switch { "info " => DiagnosticSeverity.Info, "error " =>
                    DiagnosticSeverity.Error, _ => DiagnosticSeverity.Warning };
                open.Push((match.Groups["id"].Value, severity, source.Length));
            }
        }
        source.Append(marked, copied, marked.Length - copied);
        var text = SourceText.From(source.ToString());
        return (source.ToString(), spans.OrderBy(x => x.Start).Select(x => (x.Id, x.Severity, At(text, x.Start), At(text, x.End)))
            .ToArray());
    }

    private static Place At(SourceText text, int position)
    {
        var place = text.Lines.GetLinePosition(position);
        return new Place(place.Line + 1, place.Character + 1);
    }

    [GeneratedRegex(@"\{\|(?<severity>info |error )?(?<id>SG\d{4}):|\|\}")]
    private static partial Regex Mark();

    internal readonly record struct Place(int Line, int Column);
}
