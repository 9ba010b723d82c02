using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace SemverGuard.CodeFixes;

/// <summary>A fix after which the same line does what it did before the upgrade.</summary>
/// <remarks>An editor may apply it to all at once; a formatter does so only where its user names the rule.</remarks>
public abstract class OldMeaningFix : CodeFixProvider
{
    private protected OldMeaningFix()
    {
    }

    public sealed override FixAllProvider GetFixAllProvider() =>
        FixAllProvider.Create((context, document, diagnostics) => FixAllAsync(document, diagnostics, context.CancellationToken));

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (Formatter.IsUnasked(context.Document.Project.Solution, diagnostic.Id)) continue;
            if (await FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } meaning) continue;
            context.RegisterCodeFix(
                CodeAction.Create(meaning.Title, x => meaning.ApplyAsync(context.Document, x), GetType().Name), diagnostic);
        }
    }

    /// <returns>Null where the old meaning cannot be written, or not be proven.</returns>
    private protected abstract Task<OldMeaning?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation);

    /// <summary>All edits at once. One that begins where another does has to wait: only then is it known what it would edit.</summary>
    private async Task<Document?> FixAllAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var changes = new List<TextChange>();
        foreach (var diagnostic in diagnostics)
        {
            if (Formatter.IsUnasked(document.Project.Solution, diagnostic.Id)) continue;
            if (await FindAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { } meaning) continue;
            if (!meaning.Changes.Any(x => changes.Exists(y => Collide(x.Span, y.Span)))) changes.AddRange(meaning.Changes);
        }
        return await new OldMeaning("", [.. changes.OrderBy(x => x.Span.Start)]).ApplyAsync(document, cancellation).ConfigureAwait(false);
    }

    private static bool Collide(TextSpan one, TextSpan other) =>
        one.Start == other.Start || one.OverlapsWith(other) || (one.IsEmpty && other.Contains(one.Start))
        || (other.IsEmpty && one.Contains(other.Start));
}
