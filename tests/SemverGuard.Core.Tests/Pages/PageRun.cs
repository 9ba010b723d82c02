using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SemverGuard.Api;
using SemverGuard.Compiling;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Pages;

/// <summary>What is true about an example: what SemverGuard prints, what the compiler says, what the runtime does.</summary>
/// <param name="Findings">With the consumer's source at hand, which is compiled against both libraries.</param>
/// <param name="Estimated">From metadata alone.</param>
/// <param name="Identity">About each of the two libraries, compared with itself.</param>
public sealed record PageRun(
    PageExample Example, IReadOnlyList<Finding> Findings, IReadOnlyList<Finding> Estimated, IReadOnlyList<string> Identity,
    string Recompiled, string NotRecompiled)
{
    /// <summary>The truth about all examples of all pages, found once.</summary>
    public static IReadOnlyDictionary<string, PageRun> All => AllRuns.Value;

    private static readonly Lazy<IReadOnlyDictionary<string, PageRun>> AllRuns = new(() =>
    {
        var runs = new ConcurrentDictionary<string, PageRun>();
        Parallel.ForEach(RulePage.AllExamples, x => runs[x.ToString()] = Of(x));
        return runs;
    });

    public string Printed => string.Concat(Findings.Select(x => Line(x) + "\n"));

    /// <summary>Everything that is reported about a library against itself, used or not: nothing, by law.</summary>
    private static List<string> SameAgain(PageExample example, CompiledAssembly consumer, CompiledAssembly before, CompiledAssembly after)
    {
        if (example.Unreferenced is not null) return [];
        var loud = new List<string>();
        foreach (var library in new[] { before, after })
        {
            var surface = new ApiSurface(World.Of(library));
            foreach (var type in ApiReader.ReadVisible(World.Open(library)))
                loud.AddRange(
                    ApiDiff.TypeAndMembers(type, surface.Find("Lib", type.Id), new RuleContext("Lib", surface)).Select(x => x.ToString()));
        }
        if (example.Library is null) loud.AddRange(Check(example, consumer, before, before, [], [], recompiled: null).Select(Line));
        return loud;
    }

    private static PageRun Of(PageExample example)
    {
        var before = Library(example.Before, "1.2.3.0");
        CompiledAssembly[] unreferenced = example.Unreferenced is { } needed
            ? [TestCompiler.Compile(needed, new CompileSettings("Needed") { ImplicitUsings = true })]
            : [];
        var after = Library(example.After, "1.2.4.0", unreferenced);
        CompiledAssembly[] library = example.Library is { } source
            ? [TestCompiler.Compile(source, new CompileSettings("Mid") { ImplicitUsings = true }, before)]
            : [];
        var consumer = Consumer(example, [before, .. library]);
        var (recompiled, errors) = TestCompiler.TryCompile(example.Consumer, ConsumerSettings(example), [after, .. library]);
        var then = Outcome.Run(consumer, [before, .. library]);
        if (then.Exception is not null)
            throw new InvalidOperationException($"{example}: the consumer fails before the upgrade: {then.Exception}");
        return new PageRun(
            example,
            Check(example, consumer, before, after, library, unreferenced, new Recompilation(recompiled, errors)),
            Check(example, consumer, before, after, library, unreferenced, recompiled: null),
            SameAgain(example, consumer, before, after),
            recompiled is null
                ? $"does not compile: {string.Join(", ", errors.Select(x => x.Id).Distinct().Order(StringComparer.Ordinal))}"
                : Outcome.Run(recompiled, [after, .. library, .. unreferenced]).Beside(then),
            Outcome.Run(consumer, [after, .. library, .. unreferenced]).Beside(then));
    }

    private sealed record Recompilation(CompiledAssembly? Consumer, IReadOnlyList<Diagnostic> Errors);

    /// <summary>As <c>semverguard compare</c> does it, with <c>--sources</c> when it is compiled again.</summary>
    private static IReadOnlyList<Finding> Check(
        PageExample example, CompiledAssembly consumer, CompiledAssembly before, CompiledAssembly after, CompiledAssembly[] library,
        CompiledAssembly[] unreferenced, Recompilation? recompiled)
    {
        var image = World.Open(consumer);
        var imageBefore = World.Open(before);
        var imageAfter = World.Open(after);
        AssemblyImage[] middle = [.. library.Select(World.Open)];
        var worldBefore = World.Of([imageBefore, .. middle, image]);
        var worldAfter = World.Of([imageAfter, .. middle, .. unreferenced.Select(World.Open), image]);
        var report = Guard.Check(new GuardInput
        {
            Bumps = [new Bump("Lib", "1.2.3", "1.2.4", ["Lib"])],
            Uses = [.. UseReader.Read(image, worldBefore, World.Sources(consumer)), .. Constants(consumer.Compilation)],
            Before = new ApiSurface(World.Of([imageBefore, .. middle])).Find,
            After = new ApiSurface(World.Of([imageAfter, .. middle])),
            RuntimeBefore = worldBefore,
            RuntimeAfter = worldAfter,
            Consumer = image,
            Recompiled = recompiled is null ? null : Recompiled(),
            Sources = World.Sources(consumer),
            IsRebuilt = false,
            ComparesBehavior = example.Page.Rule.Impact == Impact.Behavior,
            PackageOf = x => x == "Lib" ? ("Lib", "1.2.4") : x == "Mid" ? ("Mid", "3.0.0") : null,
        });
        Assert.Empty(report.NotChecked);
        // An info about behavior disturbs nobody; some pages are about such a one.
        return [.. report.Findings.Where(x => x.Impact != Impact.Behavior || x.Severity > Severity.Info
            || EffectRules.Infos.Contains(example.Page.Rule) && (x.Id == example.Page.Rule.Id || x.Id == EffectRules.Implementation.Id))];

        Recompiled Recompiled() => new(
            new Build(image, worldBefore, World.Sources(consumer)),
            recompiled.Consumer is { } again ? Build(again, [imageAfter, .. middle]) : null,
            [.. recompiled.Errors.Select(TestCompiler.Error)]) { Line = x => TestCompiler.Line(consumer, x) };
    }

    private static Build Build(CompiledAssembly consumer, AssemblyImage[] libraries)
    {
        var image = World.Open(consumer);
        return new Build(image, World.Of([.. libraries, image]), World.Sources(consumer));
    }

    /// <summary>
    /// The constants of the library that the source names. The compiler has put their values in their place, so IL does not show them.
    /// </summary>
    private static IEnumerable<SymbolUse> Constants(Compilation consumer) =>
        from tree in consumer.SyntaxTrees
        let model = consumer.GetSemanticModel(tree)
        from name in tree.GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>()
        let field = model.GetSymbolInfo(name).Symbol as IFieldSymbol
        where field is { IsConst: true, ContainingAssembly.Name: "Lib" }
        let start = name.GetLocation().GetLineSpan().StartLinePosition
        group new SourceSite(tree.FilePath, start.Line + 1, start.Character + 1) by field.GetDocumentationCommentId() into uses
        select new SymbolUse(uses.Key, "Lib", Use.Read, [.. uses.Order()]);

    private static CompiledAssembly Library(string source, string version, params IEnumerable<CompiledAssembly> references) =>
        TestCompiler.Compile(source, new CompileSettings("Lib") { Version = version, ImplicitUsings = true }, references);

    private static CompiledAssembly Consumer(PageExample example, params IEnumerable<CompiledAssembly> libraries) =>
        TestCompiler.Compile(example.Consumer, ConsumerSettings(example), libraries);

    private static CompileSettings ConsumerSettings(PageExample example) => new("consumer")
    {
        Kind = OutputKind.ConsoleApplication,
        ImplicitUsings = true,
        WarningsAreErrors = example.Consumer.StartsWith("// <TreatWarningsAsErrors>true<", StringComparison.Ordinal),
    };

    /// <summary>As the tool prints it.</summary>
    private static string Line(Finding finding)
    {
        string place = finding.Sites.Count > 0 ? finding.Sites[0] + ": " : "";
        return $"{place}{finding.Severity.ToString().ToLowerInvariant()} {finding.Id}: {finding.Message}";
    }
}
