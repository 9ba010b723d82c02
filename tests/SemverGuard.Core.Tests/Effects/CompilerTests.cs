using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SemverGuard.Compiling;
using Xunit.Abstractions;

namespace SemverGuard.Effects;

/// <summary>One source, compiled differently: nothing changed.</summary>
public sealed class CompilerTests(ITestOutputHelper output)
{
    /// <summary>This product's own source: enough code of every kind. The layers that need no package.</summary>
    private static readonly string[] Sources =
    [
        .. new[] { "Metadata", "Api", "Uses", "Linkage", "Recompilation", "Effects" }
            .SelectMany(x => Directory.EnumerateFiles(Repository.PathOf("src", "SemverGuard.Core", x), "*.cs", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText),
    ];

    /// <summary>
    /// Iterators with several loops, which share one field for their enumerators in a release build and have one each in a debug build.
    /// </summary>
    private const int MostUnproven = 12;

    [Fact]
    public void A_debug_build_and_a_release_build_of_the_product_do_the_same()
    {
        var (debug, release) = (Compile(OptimizationLevel.Debug), Compile(OptimizationLevel.Release));
        foreach (var (before, after) in new[] { (debug, release), (release, debug) })
        {
            var changed = AssemblyDiff.Compare(World.Of([before]), World.Open(before), World.Of([after]), World.Open(after));
            foreach (var method in changed)
                output.WriteLine(method.Method.Symbol + string.Concat(method.Method.Effects.Select(x => "\n    " + x)));
            Assert.Empty(changed.SelectMany(x => x.Method.Effects));
            Assert.True(changed.Count <= MostUnproven, $"{changed.Count} methods are not proven equal");
        }
    }

    private static CompiledAssembly Compile(OptimizationLevel level) =>
        TestCompiler.Compile(
            Sources[0], new CompileSettings("Product") { More = Sources[1..], Optimization = level, ImplicitUsings = true });
}
