using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Metadata;

namespace SemverGuard.Analyzers;

/// <summary>
/// The door to the IDE and the compiler: the committed baseline against the references, said where the source meets the change.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp, LanguageNames.VisualBasic)]
public sealed class SemverGuardAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // Nobody edits generated code, so a squiggle there helps nobody; the task reports its uses from the compiled assembly.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        var net = new Net(context.Compilation.AssemblyName ?? "");
        try
        {
            Start(context, net);
        }
        catch (Exception e) when (Net.IsCaught(e))
        {
            context.RegisterAdditionalFileAction(x => net.Tell(e, x.ReportDiagnostic));
        }
    }

    private static void Start(CompilationStartAnalysisContext context, Net net)
    {
        if (context.Options.IsTrue(BuildProperties.ReportedByTask)
            || BaselineFile.Find(context.Options, context.CancellationToken) is not { } file)
            return;
        var references = ReferencedAssembly.All(context.Compilation);
        if (file.Parsed.Outline is { } outline && BumpedPackage.Find(outline, references).Count == 0) return;

        var (baseline, error) = file.Parsed.Whole;
        if (baseline is null)
        {
            Report(context, file, Diagnostic.Create(Descriptors.BaselineUnreadable, file.At(error!.Line),
                SafeText.OneLine($"The baseline {error.Message}; the packages are not compared")));
            return;
        }
        var finder = new ChangeFinder(context.Compilation, baseline, references);
        var bumped = BumpedPackage.Find(baseline, references);
        finder.Compare(bumped, context.CancellationToken);
        foreach (var (assembly, reason) in finder.Damaged)
            Report(context, file, Diagnostic.Create(Descriptors.NotChecked, file.AtAssembly(assembly),
                SafeText.OneLine($"{assembly} cannot be read and is not compared: {reason}")));

        var accepted = Accepted(context, file);
        var methods = new RecordedMethods(baseline, bumped, references);
        // A call may go elsewhere because of a change that somebody accepted.
        var all = new ChangeIndex(context.Compilation, baseline, finder.Changes);
        if (finder.Changes.Count > 0 || methods.HasNewcomers)
            context.RegisterOperationAction(net.Below(new Calls(all, methods, accepted).Analyze), Calls.Kinds);
        var open = finder.Changes.Where(x => !accepted.Has(x.Change.Rule.Info, x.Symbol, x.Bump)).ToArray();
        if (open.Length == 0) return;
        var changes = open.Length == finder.Changes.Count ? all : new ChangeIndex(context.Compilation, baseline, open);
        context.RegisterSemanticModelAction(net.Below(new NamedUses(changes).Analyze));
        context.RegisterOperationAction(net.Below(new ImplicitUses(changes).Analyze), ImplicitUses.Kinds);
        context.RegisterSymbolAction(net.Below(new DerivedTypes(changes).Analyze), SymbolKind.NamedType);
    }

    /// <summary>A file that cannot be read accepts nothing, as in a build.</summary>
    private static AcceptedFindings Accepted(CompilationStartAnalysisContext context, BaselineFile baseline)
    {
        if (AcceptedFile.Find(context.Options, baseline, context.CancellationToken) is not { } file) return AcceptedFindings.Empty;
        var (accepted, error) = file.Parsed;
        if (error is not null)
            Report(context, file, Diagnostic.Create(Descriptors.AcceptedUnreadable, file.At(error.Line),
                SafeText.OneLine($"The file {error.Message}. No finding counts as accepted until it can be read")));
        return accepted ?? AcceptedFindings.Empty;
    }

    /// <summary>An analyzer may report in an additional file only while it analyses that file.</summary>
    private static void Report(CompilationStartAnalysisContext context, CommittedFile file, Diagnostic diagnostic) =>
        context.RegisterAdditionalFileAction(x =>
        {
            if (file.Is(x.AdditionalFile)) x.ReportDiagnostic(diagnostic);
        });
}
