using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SemverGuard.CodeFixes;

/// <summary>How a place is written so that it means again what it meant before the upgrade.</summary>
/// <param name="Changes">Mere insertions wherever possible, so that fixes inside each other can be applied together.</param>
internal sealed record OldMeaning(string Title, params TextChange[] Changes)
{
    public async Task<Document> ApplyAsync(Document document, CancellationToken cancellation) =>
        document.WithText((await document.GetTextAsync(cancellation).ConfigureAwait(false)).WithChanges(Changes));
}
