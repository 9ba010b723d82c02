using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SemverGuard.Analyzers;
using SemverGuard.Findings;
using SemverGuard.Recompilation;

namespace SemverGuard.CodeFixes;

/// <summary>Writes the arguments so that the overload is called that was called before.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CallOldOverloadFix))]
public sealed class CallOldOverloadFix : OldMeaningFix
{
    private static readonly SymbolDisplayFormat Format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RebindRules.Of(RebindKind.Overload).Id);

    private protected override async Task<OldMeaning?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(FindingProperties.Was, out string? id) || id is null) return null;
        if (await Call.FindAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { } call) return null;
        if (DocumentationCommentId.GetFirstSymbolForDeclarationId(id, call.Model.Compilation) is not IMethodSymbol was) return null;
        foreach (var changes in new ArgumentForms(call, was, cancellation).All())
        {
            // Overload resolution has too many rules to foresee: the compiler is asked.
            if (call.WouldCall(id, changes, call.Position, cancellation))
                return new OldMeaning($"Call {was.ToDisplayString(Format)} as before", changes);
        }
        return null;
    }
}
