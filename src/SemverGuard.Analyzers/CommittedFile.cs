using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace SemverGuard.Analyzers;

/// <summary>A file of the project that is committed beside its source, as an additional file of the compilation.</summary>
internal abstract class CommittedFile(AdditionalText file, SourceText text)
{
    public string Path => file.Path;

    public SourceText Text => text;

    public bool Is(AdditionalText other) => other.Path == file.Path;

    /// <param name="line">Counts from 1.</param>
    public Location At(int line)
    {
        var span = text.Lines[Math.Min(line, text.Lines.Count) - 1].Span;
        return Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));
    }

    /// <param name="path">May be relative to the project; an additional file's is full.</param>
    protected static AdditionalText? At(AnalyzerOptions options, string path)
    {
        string wanted = path.Replace('\\', '/');
        if (wanted.StartsWith("./", StringComparison.Ordinal)) wanted = wanted.Substring(2);
        return options.AdditionalFiles.FirstOrDefault(x => x.Path.Replace('\\', '/') is var full
            && (string.Equals(full, wanted, StringComparison.OrdinalIgnoreCase)
                || full.EndsWith("/" + wanted, StringComparison.OrdinalIgnoreCase)));
    }
}
