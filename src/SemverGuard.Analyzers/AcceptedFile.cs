using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SemverGuard.Baselines;

namespace SemverGuard.Analyzers;

/// <summary>The committed file of accepted findings.</summary>
internal sealed class AcceptedFile(AdditionalText file, SourceText text) : CommittedFile(file, text)
{
    public (AcceptedFindings? Accepted, BaselineError? Error) Parsed { get; } = AcceptedText.Parse(text.ToString());

    /// <summary>The one beside the baseline, or where the project says; null when there is none.</summary>
    public static AcceptedFile? Find(AnalyzerOptions options, BaselineFile baseline, CancellationToken cancellation)
    {
        string configured = options.BuildProperty(BuildProperties.AcceptedFile);
        var file = At(options, configured.Length > 0 ? configured : System.IO.Path.ChangeExtension(baseline.Path, "accepted"));
        return file?.GetText(cancellation) is { } text ? new AcceptedFile(file, text) : null;
    }
}
