using System.Collections.Immutable;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;

namespace SemverGuard.Benchmarks.Recompilation;

/// <summary>SemverGuard's own engine, some copies of it side by side, compiled twice.</summary>
internal sealed class TwoBuilds : IDisposable
{
    public const string Again = "in the same order", Reordered = "in another order";
    private const int Copies = 3;

    private readonly ImmutableArray<byte> before, after;
    private readonly List<PEReader> open = [];
    private readonly string[] references;

    public TwoBuilds(string which)
    {
        string root = Path.Combine(Places.RepositoryRoot, "src", "SemverGuard.Core");
        string outputs = Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar;
        string[] files = [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(x => !x.Contains(outputs, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        references = [.. Directory.EnumerateFiles(Places.Framework, "*.dll").Where(IsManaged),
            typeof(NuGet.Versioning.NuGetVersion).Assembly.Location];
        SyntaxTree[] trees =
            [Parse(Usings), .. files.SelectMany(x => Enumerable.Range(0, Copies).Select(y => Copy(File.ReadAllText(x), y)))];
        before = Emit([.. trees, Parse("[assembly: System.Reflection.AssemblyVersion(\"1.0.0.0\")]")]);
        after = Emit([Parse("[assembly: System.Reflection.AssemblyVersion(\"1.0.0.1\")]"), .. which == Again ? trees : trees.Reverse()]);
    }

    public string Name => $"SemverGuard.Core, {Copies} times";

    public long Size => before.Length;

    /// <summary>Opened anew, the framework included.</summary>
    public (Build Before, Build After) Open()
    {
        foreach (var file in open) file.Dispose();
        open.Clear();
        var framework = references.ToDictionary(x => Path.GetFileNameWithoutExtension(x), StringComparer.OrdinalIgnoreCase);
        var opened = new Dictionary<string, AssemblyImage?>(StringComparer.OrdinalIgnoreCase);
        return (Of(before), Of(after));

        Build Of(ImmutableArray<byte> bytes)
        {
            var output = Image(new PEReader(bytes), isFramework: false);
            return new Build(output, new AssemblySet([output], Framework), null);
        }

        AssemblyImage? Framework(string name) => opened.TryGetValue(name, out var known) ? known
            : opened[name] = framework.TryGetValue(name, out string? path)
                ? Image(new PEReader(File.OpenRead(path)), isFramework: true)
                : null;

        AssemblyImage Image(PEReader file, bool isFramework)
        {
            open.Add(file);
            return AssemblyImage.Open(file, isFramework)!;
        }
    }

    public void Dispose()
    {
        foreach (var file in open) file.Dispose();
    }

    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private static SyntaxTree Copy(string text, int number) => Parse(text
        .Replace("namespace SemverGuard", $"namespace Copy{number}", StringComparison.Ordinal)
        .Replace("using SemverGuard", $"using Copy{number}", StringComparison.Ordinal)
        .Replace("using static SemverGuard", $"using static Copy{number}", StringComparison.Ordinal));

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview));

    private ImmutableArray<byte> Emit(IEnumerable<SyntaxTree> trees)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true, allowUnsafe: true,
            nullableContextOptions: NullableContextOptions.Enable);
        using var image = new MemoryStream();
        var result = CSharpCompilation.Create("TwoBuilds", trees, references.Select(x => MetadataReference.CreateFromFile(x)), options)
            .Emit(image);
        if (!result.Success)
            throw new InvalidOperationException(
                "Does not compile: " + result.Diagnostics.First(x => x.Severity == DiagnosticSeverity.Error));
        return [.. image.ToArray()];
    }

    private static bool IsManaged(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        return file.HasMetadata;
    }
}
