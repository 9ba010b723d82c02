using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SemverGuard.Api;
using SemverGuard.Compiling;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Pages;

/// <summary>What is true about an example: what SemverGuard prints, what the compiler says, what the runtime does.</summary>
public sealed record PageRun(PageExample Example, IReadOnlyList<Finding> Findings, string Recompiled, string NotRecompiled)
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
    public static IReadOnlyList<string> Identity(PageExample example)
    {
        var loud = new List<string>();
        foreach (string source in (string[])[example.Before, example.After])
        {
            var library = Library(source, "1.2.3.0");
            var surface = new ApiSurface(World.Of(library));
            foreach (var type in ApiReader.ReadVisible(World.Open(library)))
                loud.AddRange(ApiDiff.TypeAndMembers(type, surface.Find("Lib", type.Id), new RuleContext("Lib", surface)).Select(x => x.ToString()));
        }
        var before = Library(example.Before, "1.2.3.0");
        loud.AddRange(Check(Consumer(example, before), before, before).Select(Line));
        return loud;
    }

    private static PageRun Of(PageExample example)
    {
        var before = Library(example.Before, "1.2.3.0");
        var after = Library(example.After, "1.2.4.0");
        var consumer = Consumer(example, before);
        var (recompiled, errors) = TestCompiler.TryCompile(example.Consumer, ConsumerSettings, after);
        var then = Outcome.Run(consumer, before);
        if (then.Exception is not null) throw new InvalidOperationException($"{example}: the consumer fails before the upgrade: {then.Exception}");
        return new PageRun(
            example,
            Check(consumer, before, after),
            recompiled is null ? $"does not compile: {string.Join(", ", errors.Select(x => x.Id).Distinct().Order(StringComparer.Ordinal))}" : Outcome.Run(recompiled, after).Beside(then),
            Outcome.Run(consumer, after).Beside(then));
    }

    /// <summary>As <c>semverguard compare --sources</c> does it.</summary>
    private static IReadOnlyList<Finding> Check(CompiledAssembly consumer, CompiledAssembly before, CompiledAssembly after)
    {
        var image = World.Open(consumer);
        var imageBefore = World.Open(before);
        var imageAfter = World.Open(after);
        var worldBefore = World.Of([imageBefore, image]);
        var worldAfter = World.Of([imageAfter, image]);
        var report = Guard.Check(new GuardInput
        {
            Bumps = [new Bump("Lib", "1.2.3", "1.2.4", ["Lib"])],
            Uses = [.. UseReader.Read(image, worldBefore, World.Sources(consumer)), .. Constants(consumer.Compilation)],
            Before = new ApiSurface(World.Of([imageBefore])).Find,
            After = new ApiSurface(World.Of([imageAfter])),
            RuntimeBefore = worldBefore,
            RuntimeAfter = worldAfter,
            Consumer = image,
            Sources = World.Sources(consumer),
            IsRebuilt = false,
            PackageOf = x => x == "Lib" ? ("Lib", "1.2.4") : null,
        });
        Assert.Empty(report.NotChecked);
        // A page is about the API. What an implementation does otherwise shows here only if it would disturb.
        return [.. report.Findings.Where(x => x.Impact != Impact.Behavior || x.Severity > Severity.Info)];
    }

    /// <summary>The constants of the library that the source names. The compiler has put their values in their place, so IL does not show them.</summary>
    private static IEnumerable<SymbolUse> Constants(Compilation consumer) =>
        from tree in consumer.SyntaxTrees
        let model = consumer.GetSemanticModel(tree)
        from name in tree.GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>()
        let field = model.GetSymbolInfo(name).Symbol as IFieldSymbol
        where field is { IsConst: true, ContainingAssembly.Name: "Lib" }
        let start = name.GetLocation().GetLineSpan().StartLinePosition
        group new SourceSite(tree.FilePath, start.Line + 1, start.Character + 1) by field.GetDocumentationCommentId() into uses
        select new SymbolUse(uses.Key, "Lib", Use.Read, [.. uses.Order()]);

    private static CompiledAssembly Library(string source, string version) =>
        TestCompiler.Compile(source, new CompileSettings("Lib") { Version = version, ImplicitUsings = true });

    private static CompiledAssembly Consumer(PageExample example, CompiledAssembly library) => TestCompiler.Compile(example.Consumer, ConsumerSettings, library);

    private static readonly CompileSettings ConsumerSettings = new("consumer") { Kind = OutputKind.ConsoleApplication, ImplicitUsings = true };

    /// <summary>As the tool prints it.</summary>
    private static string Line(Finding finding)
    {
        string place = finding.Sites.Count > 0 ? finding.Sites[0] + ": " : "";
        return $"{place}{finding.Severity.ToString().ToLowerInvariant()} {finding.Id}: {finding.Message}";
    }
}
