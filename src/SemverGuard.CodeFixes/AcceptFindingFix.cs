using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using SemverGuard.Analyzers;
using SemverGuard.Baselines;

namespace SemverGuard.CodeFixes;

/// <summary>"This one is fine": adds a line to the project's file of accepted findings, where it has one.</summary>
/// <remarks>
/// Only a person knows the reason, and an editor's lightbulb cannot ask for one. So the line ends where it belongs, which the analyzer and
/// the build refuse until somebody has written it. Several findings at once would have one reason to share, so there is no fix-all.
/// </remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, LanguageNames.VisualBasic, Name = nameof(AcceptFindingFix))]
public sealed class AcceptFindingFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Descriptors.OfPackages.Select(x => x.Id).ToImmutableArray();

    public override FixAllProvider? GetFixAllProvider() => null;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var project = context.Document.Project;
        if (Formatter.Owns(project.Solution)) return;
        if (BaselineFile.Find(project.AnalyzerOptions, context.CancellationToken) is not { } baseline) return;
        if (AcceptedFile.Find(project.AnalyzerOptions, baseline, context.CancellationToken) is not { Parsed.Accepted: { } accepted } file)
            return;
        if (project.AdditionalDocuments.FirstOrDefault(x => x.FilePath == file.Path) is not { } document) return;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (FindingOf(diagnostic) is not { } finding) continue;
            string title = $"Accept this {finding.Rule} (write the reason in {Path.GetFileName(file.Path)})";
            context.RegisterCodeFix(
                CodeAction.Create(title, x => WithAsync(document, accepted.And([finding]), x), nameof(AcceptFindingFix)), diagnostic);
        }
    }

    private static AcceptedFinding? FindingOf(Diagnostic diagnostic)
    {
        return Of(FindingProperties.Rule) is { } rule && Of(FindingProperties.Symbol) is { } symbol
            && Of(FindingProperties.Package) is { } package
            && Of(FindingProperties.Before) is { } before && Of(FindingProperties.After) is { } after
            ? new AcceptedFinding(rule, symbol, package, before, after, "") : null;

        string? Of(string name) => diagnostic.Properties.TryGetValue(name, out string? value) ? value : null;
    }

    private static async Task<Solution> WithAsync(TextDocument document, AcceptedFindings accepted, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.Project.Solution.WithAdditionalDocumentText(
            document.Id, SourceText.From(AcceptedText.Write(accepted), text.Encoding, text.ChecksumAlgorithm));
    }
}
