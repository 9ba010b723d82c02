using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using SemverGuard.Analyzers;
using SemverGuard.Baselines;

namespace SemverGuard.CodeFixes;

/// <summary>"This is fine": moves the package of a finding to its present version in the project's baseline.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, LanguageNames.VisualBasic, Name = nameof(AcceptFix))]
public sealed class AcceptFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Descriptors.OfPackages.Select(x => x.Id).ToImmutableArray();

    public override FixAllProvider GetFixAllProvider() => new InEveryProject();

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var project = context.Document.Project;
        foreach (var diagnostics in context.Diagnostics.GroupBy(PackageOf).Where(x => x.Key is not null))
        {
            // Where it cannot be done nothing is offered.
            if (await AcceptAsync(project, diagnostics.Key!, context.CancellationToken).ConfigureAwait(false) is null) continue;
            context.RegisterCodeFix(CodeAction.Create(TitleOf(diagnostics.First()), async x => await AcceptAsync(project, diagnostics.Key!, x).ConfigureAwait(false) ?? project.Solution, KeyOf(diagnostics.Key!)), diagnostics);
        }
    }

    private static string? PackageOf(Diagnostic diagnostic) => diagnostic.Properties.TryGetValue(FindingProperties.Package, out string? package) ? package : null;

    private static string TitleOf(Diagnostic diagnostic) =>
        $"Accept {PackageOf(diagnostic)} {diagnostic.Properties[FindingProperties.Before]} -> {diagnostic.Properties[FindingProperties.After]}";

    private static string KeyOf(string package) => nameof(AcceptFix) + " " + package;

    private static async Task<Solution?> AcceptAsync(Project project, string package, CancellationToken cancellation)
    {
        if (BaselineFile.Find(project.AnalyzerOptions, cancellation) is not { Parsed.Whole.Baseline: { } baseline } file) return null;
        if (project.AdditionalDocuments.FirstOrDefault(x => x.FilePath == file.Path) is not { } document) return null;
        if (await project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation) return null;
        if (Accepted(baseline, package, compilation) is not { } accepted) return null;
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return project.Solution.WithAdditionalDocumentText(document.Id, SourceText.From(BaselineText.Write(accepted), text.Encoding, text.ChecksumAlgorithm));
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

    /// <summary>Every project has a baseline of its own, and one edit settles all findings of a package in it.</summary>
    private sealed class InEveryProject : FixAllProvider
    {
        public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
        {
            var solution = context.Solution;
            Diagnostic? first = null;
            foreach (var id in context.Scope == FixAllScope.Solution ? context.Solution.ProjectIds : (IReadOnlyList<ProjectId>)[context.Project.Id])
            {
                var diagnostics = await context.GetAllDiagnosticsAsync(context.Solution.GetProject(id)!).ConfigureAwait(false);
                if (diagnostics.FirstOrDefault(x => PackageOf(x) is { } package && KeyOf(package) == context.CodeActionEquivalenceKey) is not { } diagnostic) continue;
                solution = await AcceptAsync(solution.GetProject(id)!, PackageOf(diagnostic)!, context.CancellationToken).ConfigureAwait(false) ?? solution;
                first ??= diagnostic;
            }
            return first is null ? null : CodeAction.Create(TitleOf(first), _ => Task.FromResult(solution), context.CodeActionEquivalenceKey);
        }
    }
}
