using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using SemverGuard.Analyzers;
using SemverGuard.Baselines;

namespace SemverGuard.CodeFixes;

/// <summary>"This is fine": moves the package of a finding to its present version in the project's baseline.</summary>
/// <remarks>Somebody has read the findings of one upgrade then. So there is no fix-all, and no program that fixes what it finds is offered
/// it.</remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, LanguageNames.VisualBasic, Name = nameof(AcceptFix))]
public sealed class AcceptFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Descriptors.OfPackages.Select(x => x.Id).ToImmutableArray();

    public override FixAllProvider? GetFixAllProvider() => null;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var project = context.Document.Project;
        if (Formatter.Owns(project.Solution)) return;
        foreach (var diagnostics in context.Diagnostics.GroupBy(PackageOf).Where(x => x.Key is not null))
        {
            // Where it cannot be done nothing is offered.
            if (await AcceptAsync(project, diagnostics.Key!, context.CancellationToken).ConfigureAwait(false) is null) continue;
            context.RegisterCodeFix(CodeAction.Create(TitleOf(diagnostics.First()),
                async x => await AcceptAsync(project, diagnostics.Key!, x).ConfigureAwait(false)
                    ?? project.Solution, KeyOf(diagnostics.Key!)), diagnostics);
        }
    }

    private static string? PackageOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(FindingProperties.Package, out string? package) ? package : null;

    private static string TitleOf(Diagnostic diagnostic) =>
        $"Accept {PackageOf(diagnostic)} {diagnostic.Properties[FindingProperties.Before]} -> "
            + $"{diagnostic.Properties[FindingProperties.After]}";

    private static string KeyOf(string package) => nameof(AcceptFix) + " " + package;

    private static async Task<Solution?> AcceptAsync(Project project, string package, CancellationToken cancellation)
    {
        if (BaselineFile.Find(project.AnalyzerOptions, cancellation) is not { Parsed.Whole.Baseline: { } baseline } file) return null;
        if (project.AdditionalDocuments.FirstOrDefault(x => x.FilePath == file.Path) is not { } document) return null;
        if (await project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation) return null;
        if (Accepted(baseline, package, compilation) is not { } accepted) return null;
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return project.Solution.WithAdditionalDocumentText(
            document.Id, SourceText.From(BaselineText.Write(accepted), text.Encoding, text.ChecksumAlgorithm));
    }

    /// <summary>Null too when an assembly is damaged: the build can tell, an editor's lightbulb cannot.</summary>
    private static Baseline? Accepted(Baseline baseline, string package, Compilation compilation)
    {
        try
        {
            return Acceptance.Accept(baseline, package, compilation);
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }
}
