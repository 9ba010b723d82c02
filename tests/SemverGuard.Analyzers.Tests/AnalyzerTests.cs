using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Rules;

namespace SemverGuard.Analyzers.Tests;

/// <summary>When the analyzer works, when it keeps still, and what its diagnostics carry.</summary>
public class AnalyzerTests
{
    private static readonly Upgrade Removal = new(
        Before: "namespace Lib { public class Queue { public void Publish() { } public void Flush() { } } }",
        After: "namespace Lib { public class Queue { public void Flush() { } } }",
        Consumer: "using Lib; class App { void M(Queue q) { q.{|SG1101:Publish|}(); } }");

    private static readonly Upgrade Nothing = Removal
        with { After = Removal.Before, VersionAfter = Removal.VersionBefore, Consumer = Removal.PlainConsumer };

    private static string Marked(string severity) => Removal.Consumer.Replace("{|SG", "{|" + severity + " SG");

    private static string Unmarked => Removal.PlainConsumer;

    [Fact]
    public Task Same_assembly_is_silent() => Nothing.VerifyAsync();

    [Fact]
    public async Task Same_assembly_registers_nothing()
    {
        var session = await AnalyzerSession.OfAsync(Nothing);
        Assert.Equal(0, await session.RegisteredActionsAsync());
        Assert.Empty(await session.DiagnosticsAsync());
    }

    /// <summary>Whoever makes an assembly writes its id.</summary>
    [Fact]
    public async Task A_version_with_the_id_of_the_one_before_is_another()
    {
        using var after = new PEReader(await Removal.LibraryAfter.CompileAsync());
        var id = new AssemblyImage(after.GetMetadataReader()).Mvid;
        string baseline = Regex.Replace(await Removal.BaselineAsync(), @"mvid=\S+", "mvid=" + id);
        var session = await AnalyzerSession.OfAsync(Removal, baseline);
        Assert.Equal("SG1101", Assert.Single(await session.DiagnosticsAsync()).Id);
    }

    [Fact]
    public async Task Other_assembly_without_a_change_registers_nothing()
    {
        var session = await AnalyzerSession.OfAsync(
            Nothing with { After = Nothing.Before.Replace("Flush() { }", "Flush() { } public void Fresh() { }") });
        Assert.Equal(0, await session.RegisteredActionsAsync());
    }

    [Fact]
    public async Task A_change_registers_four_actions() =>
    Assert.Equal(4, await (await AnalyzerSession.OfAsync(Removal)).RegisteredActionsAsync());

    [Fact]
    public async Task No_baseline_registers_nothing()
    {
        var session = await AnalyzerSession.OfAsync(Removal, baseline: "");
        Assert.Equal(0, await session.RegisteredActionsAsync());
    }

    [Fact]
    public Task Members_nobody_uses_may_go() =>
    (Removal with { After = "namespace Lib { public class Queue { public void Publish() { } } }", Consumer = Unmarked }).VerifyAsync();

    [Fact]
    public Task An_honest_major_is_an_information() => (Removal with { VersionAfter = "2.0.0", Consumer = Marked("info") }).VerifyAsync();

    [Fact]
    public Task A_minor_below_one_is_a_minor() => (Removal with { VersionBefore = "0.1.0", VersionAfter = "0.2.0" }).VerifyAsync();

    [Theory]
    [InlineData("1.0.1", ReportDiagnostic.Error, DiagnosticSeverity.Error)]
    [InlineData("2.0.0", ReportDiagnostic.Error, DiagnosticSeverity.Error)]
    [InlineData("2.0.0", ReportDiagnostic.Default, DiagnosticSeverity.Info)]
    [InlineData("1.0.1", ReportDiagnostic.Info, DiagnosticSeverity.Info)]
    public async Task An_editorconfig_has_the_last_word(string version, ReportDiagnostic configured, DiagnosticSeverity severity)
    {
        var session = await AnalyzerSession.OfAsync(Removal with { VersionAfter = version }, configured: configured);
        Assert.Equal(severity, Assert.Single(await session.DiagnosticsAsync()).Severity);
    }

    [Fact]
    public async Task An_editorconfig_can_switch_a_rule_off() =>
        Assert.Empty(await (await AnalyzerSession.OfAsync(Removal, configured: ReportDiagnostic.Suppress)).DiagnosticsAsync());

    [Fact]
    public Task The_task_reports_in_a_command_line_build() =>
        (Removal with { BuildProperties = Properties("SemverGuardReportedByTask", "true"), Consumer = Unmarked }).VerifyAsync();

    [Fact]
    public Task The_baseline_may_have_another_name() =>
        (Removal with { BaselinePath = "/app/Second.txt",
            BuildProperties = Properties("SemverGuardBaselineFile", "Second.txt") }).VerifyAsync();

    [Fact]
    public Task Another_projects_baseline_is_not_ours() =>
        (Removal with { BuildProperties = Properties("SemverGuardBaselineFile", "/app/Second.baseline"),
            Consumer = Unmarked }).VerifyAsync();

    [Fact]
    public Task Generated_code_is_left_to_the_task() => (Removal with { FilePath = "/app/Test0.g.cs", Consumer = Unmarked }).VerifyAsync();

    [Fact]
    public async Task The_message_has_fact_evidence_consequence_and_way_out()
    {
        var diagnostic = Assert.Single(await (await AnalyzerSession.OfAsync(Removal)).DiagnosticsAsync());
        Assert.Equal(
            "Lib 1.0.1: 'Queue.Publish()' no longer exists (baseline: 1.0.0). This no longer compiles. Safe: Lib 1.0.0.",
            diagnostic.GetMessage());
        Assert.Equal("SG1101", diagnostic.Properties[FindingProperties.Rule]);
        Assert.Equal("M:Lib.Queue.Publish", diagnostic.Properties[FindingProperties.Symbol]);
        Assert.Equal("Lib", diagnostic.Properties[FindingProperties.Package]);
        Assert.Equal("1.0.0", diagnostic.Properties[FindingProperties.Before]);
        Assert.Equal("1.0.1", diagnostic.Properties[FindingProperties.After]);
        Assert.EndsWith("/MemberRemoved.md", diagnostic.Descriptor.HelpLinkUri);
    }

    [Fact]
    public async Task Outside_a_packages_folder_the_assembly_version_speaks()
    {
        const string Version = "[assembly: System.Reflection.AssemblyVersion(\"1.0.5.0\")] ";
        var diagnostic = Assert.Single(await (await AnalyzerSession.OfAsync(
            Removal with { After = Version + Removal.After, PathAfter = "/app/bin/Lib.dll" })).DiagnosticsAsync());
        Assert.Equal("1.0.5.0", diagnostic.Properties[FindingProperties.After]);
    }

    [Theory]
    [InlineData("<<<<<<< ours", "merge conflict")]
    [InlineData("    M:Lib.Queue.Flush [call", "cannot be read here")]
    public async Task A_broken_line_is_reported_at_that_line(string line, string words)
    {
        string[] lines = (await Removal.BaselineAsync()).Split('\n');
        var session = await AnalyzerSession.OfAsync(Removal, string.Join('\n', [.. lines.Take(3), line, .. lines.Skip(3)]));
        var diagnostic = Assert.Single(await session.DiagnosticsAsync());
        Assert.Equal("SG9003", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Equal(Removal.BaselinePath, diagnostic.Location.GetLineSpan().Path);
        Assert.Equal(3, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Contains(words, diagnostic.GetMessage());
    }

    [Fact]
    public async Task A_newer_format_is_reported_at_the_first_line()
    {
        string text = (await Removal.BaselineAsync()).Replace("semverguard-baseline 1 ", "semverguard-baseline 99 ");
        var diagnostic = Assert.Single(await (await AnalyzerSession.OfAsync(Removal, text)).DiagnosticsAsync());
        Assert.Equal("SG9003", diagnostic.Id);
        Assert.Equal(0, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Theory]
    [InlineData("netstandard2.0", 1)]
    [InlineData("net472", 0)]
    public async Task Of_several_baselines_the_one_of_this_framework_counts(string framework, int expected)
    {
        var session = await AnalyzerSession.OfAsync(
            Removal, otherBaseline: "/app/SemverGuard.net10.0.baseline", buildProperties: Properties("TargetFramework", framework));
        Assert.Equal(expected, (await session.DiagnosticsAsync()).Length);
    }

    /// <summary>Only what Core reads of a file is at stake; the compiler copes with its own reading.</summary>
    [Fact]
    public async Task A_damaged_reference_never_throws()
    {
        var image = await Removal.LibraryAfter.CompileAsync();
        string baseline = await Removal.BaselineAsync();
        var random = new Random(7);
        var seen = new HashSet<string>();
        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = [.. image];
            for (int j = 0; j < 4; j++) damaged[random.Next(512, damaged.Length)] = (byte)random.Next(256);
            var compilation = await Removal.CompilationAfterAsync([.. damaged]);
            seen.UnionWith((await AnalyzerSession.Of(Removal, compilation, baseline).DiagnosticsAsync()).Select(x => x.Id));
        }
        Assert.Contains("SG1101", seen);
        Assert.Contains("SG9005", seen);
        Assert.DoesNotContain("SG9009", seen);
    }

    [Fact]
    public async Task A_mistake_at_the_start_is_one_warning()
    {
        var session = await AnalyzerSession.FailingAsync(Removal, new MistakeException("Lib", new InvalidOperationException("a mistake")));
        IsTold(Assert.Single(await session.DiagnosticsAsync()), "Lib");
    }

    [Fact]
    public async Task A_mistake_later_is_one_warning()
    {
        var compilation = await Removal.CompilationAfterAsync();
        var session = compilation.WithAnalyzers([new Failing()], new AnalyzerOptions([]));
        IsTold(Assert.Single(await session.GetAllDiagnosticsAsync(), x => x.Id is "SG9009" or "AD0001"), "App");
    }

    /// <summary>Looks at every symbol, and fails.</summary>
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class Failing : DiagnosticAnalyzer
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            var net = new Net("App");
            Action<SymbolAnalysisContext> look = _ => throw new InvalidOperationException("a mistake");
            context.RegisterSymbolAction(net.Below(look), SymbolKind.NamedType, SymbolKind.Method, SymbolKind.Namespace);
        }
    }

    private static void IsTold(Diagnostic told, string assembly)
    {
        const string Mistake = "please report this: InvalidOperationException: a mistake";
        string text = $"SemverGuard failed at {assembly} and does not show every change in the source; {Mistake}";
        Assert.Equal(("SG9009", text), (told.Id, told.GetMessage()));
    }

    [Fact]
    public async Task Many_files_at_once_report_the_same_every_time()
    {
        var session = await AnalyzerSession.OfAsync(Removal, copies: 40);
        for (int i = 0; i < 5; i++) Assert.Equal(40, (await session.DiagnosticsAsync()).Length);
    }

    [Fact]
    public void Release_tracking_holds_every_id_with_its_title()
    {
        var tracked = Directory.GetFiles(AppContext.BaseDirectory, "AnalyzerReleases.*.md")
            .SelectMany(File.ReadLines)
            .Where(x => x.StartsWith("SG", StringComparison.Ordinal))
            .Select(x => x.Split('|', StringSplitOptions.TrimEntries))
            .Select(x => (x[0], x[1], x[2], x[3]))
            .Order();
        var supported = new SemverGuardAnalyzer().SupportedDiagnostics.Select(
            x => (x.Id, x.Category, x.DefaultSeverity.ToString(), x.Title.ToString())).Order();
        Assert.Equal(supported, tracked);
        Assert.Superset(supported.Select(x => x.Id).ToHashSet(),
            RuleCatalog.All.Select(x => x.Info.Id).Concat(RebindRules.All.Select(x => x.Id)).Concat(SelfRules.All.Select(x => x.Id))
                .ToHashSet());
    }

    /// <summary>A compiler has no Workspaces, and loads only the language it compiles (RS1038).</summary>
    [Fact]
    public void The_analyzer_references_what_every_compiler_has() =>
    Assert.Empty(typeof(SemverGuardAnalyzer).Assembly.GetReferencedAssemblies().Select(x => x.Name)
        .Except(
        ["netstandard", "Microsoft.CodeAnalysis", "SemverGuard.Core", "System.Collections.Immutable", "System.Reflection.Metadata"]));

    /// <summary>Nothing but the host's own: no composition library, which hosts have in different versions.</summary>
    [Fact]
    public void The_fixes_reference_what_every_editor_has() =>
    Assert.Empty(typeof(SemverGuard.CodeFixes.AcceptFix).Assembly.GetReferencedAssemblies().Select(x => x.Name)
        .Except(["netstandard", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "Microsoft.CodeAnalysis.Workspaces",
            "SemverGuard.Core", "SemverGuard.Analyzers", "System.Collections.Immutable"]));

    private static ImmutableDictionary<string, string> Properties(string name, string value) =>
        ImmutableDictionary<string, string>.Empty.Add(name, value);
}
