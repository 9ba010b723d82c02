using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SemverGuard.Baselines;
using SemverGuard.Findings;

namespace SemverGuard.Analyzers;

/// <summary>Reports calls that mean something else: a default argument has another value, or another method is called.</summary>
/// <param name="accepted">What nobody wants to hear of again.</param>
internal sealed class Calls(ChangeIndex changes, RecordedMethods recorded, AcceptedFindings accepted)
{
    public static ImmutableArray<OperationKind> Kinds { get; } =
        ImmutableArray.Create(OperationKind.Invocation, OperationKind.ObjectCreation);

    public void Analyze(OperationAnalysisContext context)
    {
        var call = context.Operation;
        // What the compiler adds (foreach, using, queries) has no arguments that a source could give.
        if (call.IsImplicit || call.Parent is IAttributeOperation || call.SemanticModel is not { } model) return;
        var method = call switch
        {
            IInvocationOperation invocation => invocation.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            _ => null,
        };
        if (method is null) return;
        var found = OmittedArguments.Find(call, method, changes);
        if (found is null && MayBeAnother(method)) found = new OtherMethods(call, method, model, recorded).Find();
        if (found is not null && !accepted.Has(found.Rule, found.Symbol, found.Bump))
            context.ReportDiagnostic(Reporter.Of(found, Name(call, method).GetLocation()));
    }

    /// <summary>Something of that name came or went.</summary>
    private bool MayBeAnother(IMethodSymbol method) =>
        recorded.HasNewcomer(method.MetadataName) || changes.Named(method.Name).Any(x => x.IsGone);

    /// <summary>The called method's name; of a constructor the type's, or the keyword that stands for it.</summary>
    internal static SyntaxToken Name(IOperation call, IMethodSymbol method)
    {
        if (call is IObjectCreationOperation) return ImplicitUses.Created(call.Syntax);
        var first = call.Syntax.GetFirstToken();
        if (method.MethodKind == MethodKind.Constructor) return first.Text == ":" ? first.GetNextToken() : first;
        var arguments = ((IInvocationOperation)call).Arguments.Where(x => !x.IsImplicit && x.Syntax.SpanStart > call.Syntax.SpanStart)
            .Select(x => x.Syntax.Span).ToArray();
        var name = call.Syntax.DescendantTokens().LastOrDefault(
            x => string.Equals(x.ValueText, method.Name, StringComparison.OrdinalIgnoreCase)
                && !Array.Exists(arguments, y => y.Contains(x.Span)));
        return name.RawKind == 0 ? first : name;
    }
}
