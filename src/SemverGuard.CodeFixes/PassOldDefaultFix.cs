using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SemverGuard.Analyzers;
using SemverGuard.Findings;
using SemverGuard.Recompilation;

namespace SemverGuard.CodeFixes;

/// <summary>Writes the argument that was passed while it was omitted, by its name: <c>retries: 3</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PassOldDefaultFix))]
public sealed class PassOldDefaultFix : OldMeaningFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(RebindRules.Of(RebindKind.DefaultArgument).Id);

    private protected override async Task<OldMeaning?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(FindingProperties.Arguments, out string? values) || values is null) return null;
        if (await Call.FindAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { } call
            || call.Method(cancellation) is not { } method)
            return null;
        var arguments = new List<string>();
        foreach (string line in values.Split('\n'))
        {
            int equals = line.IndexOf('=');
            string name = line.Substring(0, equals);
            if (method.Parameters.FirstOrDefault(x => x.Name == name) is not { } parameter) return null;
            arguments.Add(Identifiers.Escaped(name) + ": " + ConstantSpelling.Of(line.Substring(equals + 1), parameter.Type, call.NameOf));
        }
        string list = string.Join(", ", arguments);
        return new OldMeaning($"Pass {list} as before", call.Adding(list));
    }
}
