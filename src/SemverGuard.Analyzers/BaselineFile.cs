using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace SemverGuard.Analyzers;

/// <summary>The committed baseline among the compilation's additional files.</summary>
internal sealed class BaselineFile(AdditionalText file, SourceText text)
{
    public ParsedBaseline Parsed => ParsedBaseline.Of(text);

    public string Path => file.Path;

    public bool Is(AdditionalText other) => other.Path == file.Path;

    /// <summary>The baseline, or null when the project has none yet.</summary>
    /// <remarks>The targets write an empty file rather than none, since removing one does not make the compiler run again.</remarks>
    public static BaselineFile? Find(AnalyzerOptions options, CancellationToken cancellation) =>
        Choose(options) is { } file && file.GetText(cancellation) is { Length: > 0 } text ? new BaselineFile(file, text) : null;

    /// <param name="line">Counts from 1.</param>
    public Location At(int line)
    {
        var span = text.Lines[Math.Min(line, text.Lines.Count) - 1].Span;
        return Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));
    }

    /// <summary>The line that records an assembly.</summary>
    public Location AtAssembly(string name)
    {
        foreach (var line in text.Lines)
        {
            if (line.ToString().StartsWith("  assembly " + name + " ", StringComparison.Ordinal)) return At(line.LineNumber + 1);
        }
        return At(1);
    }

    /// <remarks>Of several files, the one of this target framework; another framework's would compare assemblies that were never meant to be equal.</remarks>
    private static AdditionalText? Choose(AnalyzerOptions options)
    {
        string configured = options.BuildProperty(BuildProperties.BaselineFile).Replace('\\', '/');
        if (configured.Length > 0) return options.AdditionalFiles.FirstOrDefault(x => IsAt(x.Path, configured));
        var files = options.AdditionalFiles.Where(x => IsBaseline(FileName(x.Path))).ToArray();
        if (files.Length < 2) return files.FirstOrDefault();
        string name = $"SemverGuard.{options.BuildProperty(BuildProperties.TargetFramework)}.baseline";
        return files.FirstOrDefault(x => string.Equals(FileName(x.Path), name, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsBaseline(string name) =>
        name.StartsWith("SemverGuard.", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".baseline", StringComparison.OrdinalIgnoreCase);

    /// <summary>The property may be relative to the project, the additional file's path is full.</summary>
    private static bool IsAt(string path, string configured)
    {
        path = path.Replace('\\', '/');
        return string.Equals(path, configured, StringComparison.OrdinalIgnoreCase)
            || path.EndsWith("/" + (configured.StartsWith("./", StringComparison.Ordinal) ? configured.Substring(2) : configured), StringComparison.OrdinalIgnoreCase);
    }

    private static string FileName(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}
