using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace SemverGuard.Analyzers.Tests;

/// <summary>The analyzer on one compilation, as a compiler drives it: for what the testing library does not show.</summary>
internal sealed class AnalyzerSession(Compilation compilation, AnalyzerOptions options)
{
    private static readonly SemverGuardAnalyzer Analyzer = new();

    /// <param name="baseline">Its text, when it is not the one a build would have recorded.</param>
    /// <param name="copies">How many files of the consumer's source, each with a class of its own.</param>
    /// <param name="configured">The severity that an .editorconfig gives every rule.</param>
    /// <param name="otherBaseline">The path of another framework's baseline beside the project's own.</param>
    public static async Task<AnalyzerSession> OfAsync(
        Upgrade upgrade,
        string? baseline = null,
        int copies = 1,
        ReportDiagnostic configured = ReportDiagnostic.Default,
        string? otherBaseline = null,
        string? accepted = null,
        ImmutableDictionary<string, string>? buildProperties = null)
    {
        var compilation = await upgrade.CompilationAfterAsync();
        compilation = compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new Configured(configured)));
        var tree = compilation.SyntaxTrees.Single();
        for (int i = 1; i < copies; i++)
            compilation = compilation.AddSyntaxTrees(tree.WithChangedText(
                SourceText.From(upgrade.PlainConsumer.Replace("class App", "class App" + i))).WithFilePath($"/app/Test{i}.cs"));
        baseline ??= await upgrade.BaselineAsync();
        var files = new List<AdditionalText> { new Text(upgrade.BaselinePath, baseline) };
        if (accepted is not null) files.Add(new Text(upgrade.AcceptedPath, accepted));
        if (otherBaseline is not null) files.Insert(0, new Text(otherBaseline, baseline));
        return new AnalyzerSession(
            compilation, new AnalyzerOptions([.. files], new Properties(buildProperties ?? ImmutableDictionary<string, string>.Empty)));
    }

    public static AnalyzerSession Of(Upgrade upgrade, Compilation compilation, string baseline) =>
        new(compilation, new AnalyzerOptions([new Text(upgrade.BaselinePath, baseline)]));

    /// <summary>With a baseline that a reader fails on.</summary>
    public static async Task<AnalyzerSession> FailingAsync(Upgrade upgrade, Exception mistake) =>
        new(await upgrade.CompilationAfterAsync(), new AnalyzerOptions([new Failing(upgrade.BaselinePath, mistake)]));

    /// <summary>In the order of their places; an exception inside the analyzer fails the test.</summary>
    public async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync() =>
        [.. (await Driver().GetAnalyzerDiagnosticsAsync(CancellationToken.None)).OrderBy(
            x => x.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(x => x.Location.SourceSpan.Start)];

    /// <summary>Everything the compilation start action registered.</summary>
    public async Task<int> RegisteredActionsAsync()
    {
        var driver = Driver();
        await driver.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        var telemetry = await driver.GetAnalyzerTelemetryInfoAsync(Analyzer, CancellationToken.None);
        return telemetry.SemanticModelActionsCount + telemetry.SymbolActionsCount + telemetry.OperationActionsCount
            + telemetry.SyntaxNodeActionsCount + telemetry.SyntaxTreeActionsCount
            + telemetry.AdditionalFileActionsCount + telemetry.CompilationEndActionsCount + telemetry.CompilationActionsCount;
    }

    private CompilationWithAnalyzers Driver() => compilation.WithAnalyzers(
        [Analyzer],
        new CompilationWithAnalyzersOptions(
            options,
            (exception, _, _) => throw new InvalidOperationException("The analyzer failed", exception),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false));


    private sealed class Configured(ReportDiagnostic severity) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(
            SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic configured)
        {
            configured = severity;
            return severity != ReportDiagnostic.Default && diagnosticId.StartsWith("SG", StringComparison.Ordinal);
        }

        public override bool TryGetGlobalDiagnosticValue(
            string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic configured)
        {
            configured = default;
            return false;
        }
    }

    private sealed class Properties(ImmutableDictionary<string, string> values) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(values);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) =>
                values.TryGetValue(key.Replace("build_property.", ""), out value);
        }
    }

    private sealed class Failing(string path, Exception mistake) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => throw mistake;
    }

    private sealed class Text(string path, string text) : AdditionalText
    {
        private readonly SourceText source = SourceText.From(text);

        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => source;
    }
}
