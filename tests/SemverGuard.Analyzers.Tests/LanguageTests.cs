using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.VisualBasic;

namespace SemverGuard.Analyzers.Tests;

internal sealed class CSharpTest : CSharpAnalyzerTest<SemverGuardAnalyzer, DefaultVerifier>
{
    protected override ParseOptions CreateParseOptions() => Library.ParseOptions;
}

/// <summary>The testing library for Visual Basic is not on every mirror; its base class is all there is to it.</summary>
internal sealed class VisualBasicTest : AnalyzerTest<DefaultVerifier>
{
    public override string Language => LanguageNames.VisualBasic;

    protected override string DefaultFileExt => "vb";

    protected override CompilationOptions CreateCompilationOptions() =>
        new VisualBasicCompilationOptions(OutputKind.DynamicallyLinkedLibrary);

    protected override ParseOptions CreateParseOptions() =>
        new VisualBasicParseOptions(Microsoft.CodeAnalysis.VisualBasic.LanguageVersion.Latest);

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [new SemverGuardAnalyzer()];
}
