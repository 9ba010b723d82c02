using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SemverGuard.Uses;

namespace SemverGuard.Analyzers;

/// <summary>How one place uses a field or property: the same name reads here and writes there.</summary>
internal static class SiteUse
{
    /// <summary>
    /// <see cref="Use.Read"/>, <see cref="Use.Write"/> or both, <see cref="Use.Reference"/> in <c>nameof</c>; anything where the question
    /// does not arise or cannot be answered.
    /// </summary>
    public static Use Of(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        IOperation? operation = null;
        for (var outer = node; outer is not null && outer.Span.End == node.Span.End; outer = outer.Parent)
        {
            operation = model.GetOperation(outer, cancellation);
            if (operation is IMemberReferenceOperation) break;
        }
        if (operation is not (IPropertyReferenceOperation or IFieldReferenceOperation)) return Use.Any;
        return operation.Parent switch
        {
            ICoalesceAssignmentOperation assignment when assignment.Target == operation => Use.Read | Use.Write,
            ICompoundAssignmentOperation assignment when assignment.Target == operation => Use.Read | Use.Write,
            IAssignmentOperation assignment when assignment.Target == operation => Use.Write,
            IIncrementOrDecrementOperation => Use.Read | Use.Write,
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => Use.Read | Use.Write,
            INameOfOperation => Use.Reference,
            ITupleOperation or IInvalidOperation => Use.Any,
            _ => Use.Read,
        };
    }
}
