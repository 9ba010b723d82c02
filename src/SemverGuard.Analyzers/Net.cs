using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SemverGuard.Metadata;

namespace SemverGuard.Analyzers;

/// <summary>
/// What lies below the analyzer in one compilation: a mistake of ours is one SG9009, and no analyzer that the compiler switches off.
/// </summary>
internal sealed class Net(string assembly)
{
    private int told;

    public Action<OperationAnalysisContext> Below(Action<OperationAnalysisContext> look) =>
        x => Run(look, x, y => y.ReportDiagnostic);

    public Action<SemanticModelAnalysisContext> Below(Action<SemanticModelAnalysisContext> look) =>
        x => Run(look, x, y => y.ReportDiagnostic);

    public Action<SymbolAnalysisContext> Below(Action<SymbolAnalysisContext> look) =>
        x => Run(look, x, y => y.ReportDiagnostic);

    /// <param name="report">Asked for only where there is something to tell: this runs for every node.</param>
    private void Run<T>(Action<T> look, T context, Func<T, Action<Diagnostic>> report)
    {
        try
        {
            look(context);
        }
        catch (Exception e) when (IsCaught(e))
        {
            Tell(e, report(context));
        }
    }

    public static bool IsCaught(Exception e) => e is not OperationCanceledException;

    /// <remarks>At no place: it is about no line of the project.</remarks>
    public void Tell(Exception mistake, Action<Diagnostic> report)
    {
        if (Interlocked.Exchange(ref told, 1) != 0) return;
        string text = MistakeException.Sentence(mistake, assembly, "does not show every change in the source");
        report(Diagnostic.Create(Descriptors.InternalError, Location.None, SafeText.OneLine(text)));
    }
}
