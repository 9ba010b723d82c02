using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace SemverGuard.Analyzers;

/// <summary>The committed baseline.</summary>
internal sealed class BaselineFile(AdditionalText file, SourceText text) : CommittedFile(file, text)
{
    public ParsedBaseline Parsed => ParsedBaseline.Of(Text);

    /// <summary>The baseline, or null when the project has none yet.</summary>
    /// <remarks>The targets write an empty file rather than none, since removing one does not make the compiler run again.</remarks>
    public static BaselineFile? Find(AnalyzerOptions options, CancellationToken cancellation) =>
        Choose(options) is { } file && file.GetText(cancellation) is { Length: > 0 } text ? new BaselineFile(file, text) : null;

    /// <summary>The line that records an assembly.</summary>
    public Location AtAssembly(string name)
    {
        foreach (var line in Text.Lines)
        {
            if (line.ToString().StartsWith("  assembly " + name + " ", StringComparison.Ordinal)) return At(line.LineNumber + 1);
        }
        return At(1);
    }

    /// <remarks>Of several files, the one of this target framework; another framework's would compare assemblies that were never meant to
    /// be equal.</remarks>
    private static AdditionalText? Choose(AnalyzerOptions options)
    {
        string configured = options.BuildProperty(BuildProperties.BaselineFile);
        if (configured.Length > 0) return At(options, configured);
        var files = options.AdditionalFiles.Where(x => IsBaseline(FileName(x.Path))).ToArray();
        if (files.Length < 2) return files.FirstOrDefault();
        string name = $"SemverGuard.{options.BuildProperty(BuildProperties.TargetFramework)}.baseline";
        return files.FirstOrDefault(x => string.Equals(FileName(x.Path), name, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsBaseline(string name) =>
        name.StartsWith("SemverGuard.", StringComparison.OrdinalIgnoreCase)
        && name.EndsWith(".baseline", StringComparison.OrdinalIgnoreCase);

    private static string FileName(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}
