using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SemverGuard.Benchmarks.Commands;
using SemverGuard.Benchmarks.Reports;
using SemverGuard.Linkage;
using SemverGuard.Metadata;

namespace SemverGuard.Benchmarks.Linkage;

/// <summary>
/// Applications of more assemblies than any framework has: each calls some of those before it, all of them the one at the bottom, which is
/// upgraded by a patch.
/// </summary>
internal static class Synthetic
{
    private const int Types = 8, Methods = 24;

    private static readonly int[] Sizes = [500, 1000, 2000];

    public static Table Measure()
    {
        string folder = Directory.CreateTempSubdirectory("semverguard-synthetic-").FullName;
        try
        {
            var table = new Table("Growth to 2,000 assemblies", ["Assemblies", "IL", "First call in a process", "Per MB of IL", "Memory"],
                "Generated assemblies, linked in a process of their own; each calls three before it and the one that is upgraded.");
            Generate(folder, Sizes[^1]);
            var perMegabyte = new List<double>();
            long memory = 0;
            foreach (int size in Sizes)
            {
                string[] numbers = Run.Of("dotnet", [typeof(Synthetic).Assembly.Location, "cold", folder, Number(size)]).Output.Split(' ');
                double time = double.Parse(numbers[0], CultureInfo.InvariantCulture);
                long code = long.Parse(numbers[1], CultureInfo.InvariantCulture);
                memory = long.Parse(numbers[2], CultureInfo.InvariantCulture);
                perMegabyte.Add(time / (code / 1048576.0));
                table.Add(Number(size), Text.Megabytes(code), Text.Milliseconds(TimeSpan.FromMilliseconds(time)),
                    Text.Milliseconds(TimeSpan.FromMilliseconds(perMegabyte[^1])), Text.Megabytes(memory));
            }
            table.Headlines.Add(new Headline(
                "linkage per MB of IL, 2,000 generated assemblies to 500", Text.Ratio(perMegabyte[^1] / perMegabyte[0]), "1 (linear)"));
            table.Headlines.Add(new Headline("memory for 2,000, the runtime included", Text.Megabytes(memory), "400 MB"));
            return table;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>In this process: milliseconds, bytes of method bodies, and of the peak working set.</summary>
    public static void Print(string folder, int size)
    {
        using var files = new OpenedAssemblies(Places.Framework);
        var clock = Stopwatch.StartNew();
        AssemblyImage[] same = [.. Enumerable.Range(1, size - 1).Select(x => files.Open(PathOf(folder, Name(x))))];
        AssemblySet before = new(same.Prepend(files.Open(PathOf(folder, "before"))), files.Framework),
            after = new(same.Prepend(files.Open(PathOf(folder, "after"))), files.Framework);
        int failures = Linker.Check(before, after, same[^1], sources: null, uses: []).Failures.Count;
        clock.Stop();
        if (failures > 0) throw new InvalidOperationException($"{failures} references fail that should not.");
        long code = OpenedAssemblies.CodeOf(same);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalMilliseconds:F1} {code} {process.PeakWorkingSet64}"));
    }

    private static void Generate(string folder, int size)
    {
        MetadataReference[] framework = [.. ((string[])["System.Runtime", "System.Private.CoreLib"])
            .Select(x => MetadataReference.CreateFromFile(Path.Combine(Places.Framework, x + ".dll")))];
        Emit(folder, "before", Name(0), "1.0.0.0", Source(0, []), framework);
        Emit(folder, "after", Name(0), "1.0.1.0", Source(0, []), framework);
        for (int i = 1; i < size; i++)
        {
            int[] below = [.. ((int[])[0, i / 3, i / 2, i - 1]).Distinct()];
            Emit(folder, Name(i), Name(i), "1.0.0.0", Source(i, below),
                [.. framework, .. below.Select(x => MetadataReference.CreateFromFile(PathOf(folder, x == 0 ? "before" : Name(x))))]);
        }
    }

    private static string Source(int number, int[] below)
    {
        var text = new System.Text.StringBuilder($"namespace N{number};\n");
        for (int type = 0; type < Types; type++)
        {
            text.Append(CultureInfo.InvariantCulture, $"public class C{type} {{\n");
            for (int method = 0; method < Methods; method++)
            {
                var calls = below.Select(x => $" + N{x}.C{(type + x) % Types}.M{(method + 1) % Methods}(x - 1)");
                text.Append(CultureInfo.InvariantCulture,
                    $"  public static int M{method}(int x) => x < 1 ? {method} : x * {type + 2}{string.Concat(calls)};\n");
            }
            text.Append("}\n");
        }
        return text.ToString();
    }

    private static void Emit(string folder, string file, string name, string version, string source, MetadataReference[] references)
    {
        var compilation = CSharpCompilation.Create(name,
            [CSharpSyntaxTree.ParseText($"[assembly: System.Reflection.AssemblyVersion(\"{version}\")]\n" + source)], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        var result = compilation.Emit(PathOf(folder, file));
        if (!result.Success) throw new InvalidOperationException($"{name} does not compile: {result.Diagnostics[0]}");
    }

    private static string Name(int number) => "Part" + Number(number);

    private static string PathOf(string folder, string name) => Path.Combine(folder, name + ".dll");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
