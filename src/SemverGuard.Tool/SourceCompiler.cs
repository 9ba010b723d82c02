using System.Collections.Immutable;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;
using SemverGuard.Uses;

namespace SemverGuard.Tool;

/// <summary>How the consumer's project compiles, as far as the command line tells.</summary>
internal sealed record SourceOptions(string Folder, string? LanguageVersion, bool Nullable, bool ImplicitUsings);

/// <summary>Compiles the consumer's source against one world and then the other, in memory.</summary>
internal sealed class SourceCompiler
{
    /// <summary>What the SDK writes for ImplicitUsings.</summary>
    private const string SdkUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private readonly CSharpCompilation empty;
    private readonly Files files;

    /// <param name="assemblyName">What the consumer is called: a library may open its internals to that name.</param>
    /// <exception cref="InvalidDataException">The language version is unknown, or there is no source.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public SourceCompiler(SourceOptions options, string assemblyName, Files files)
    {
        this.files = files;
        if (!Directory.Exists(options.Folder)) throw new DirectoryNotFoundException($"'{options.Folder}' is not a folder");
        if (!LanguageVersionFacts.TryParse(options.LanguageVersion, out var language))
            throw new InvalidDataException($"'{options.LanguageVersion}' is no C# language version");
        var parse = new CSharpParseOptions(language, DocumentationMode.None);
        var trees = Sources(options.Folder)
            .Select(x => CSharpSyntaxTree.ParseText(
                InputFile.Text(x), parse, Path.GetRelativePath(options.Folder, x), System.Text.Encoding.UTF8)).ToList();
        if (trees.Count == 0) throw new InvalidDataException($"'{options.Folder}' holds no C# source");
        bool isProgram = trees.Any(x => x.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any());
        if (options.ImplicitUsings) trees.Add(CSharpSyntaxTree.ParseText(SdkUsings, parse, "GlobalUsings.cs", System.Text.Encoding.UTF8));
        empty = CSharpCompilation.Create(
            assemblyName,
            trees,
            references: null,
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                allowUnsafe: true,
                deterministic: true,
                nullableContextOptions: options.Nullable ? NullableContextOptions.Enable : NullableContextOptions.Disable));
    }

    /// <returns>The output and its lines, or the compiler's errors.</returns>
    public (AssemblyImage? Output, SourceMap? Sources, IReadOnlyList<CompileError> Errors) Compile(IEnumerable<AssemblyImage> references)
    {
        using var image = new MemoryStream();
        using var pdb = new MemoryStream();
        var images = references.ToArray();
        // What is a package and part of the shared framework comes from the package here: it is what is compared.
        var names = images.Select(x => x.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var framework = Framework().Where(x => !names.Contains(Path.GetFileNameWithoutExtension(x)))
            .Select(x => MetadataReference.CreateFromFile(x));
        var compilation = empty.AddReferences([.. framework, .. images.Select(x => files.ReferenceTo(x))]);
        var result = compilation.Emit(image, pdb, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        if (!result.Success) return (null, null, [.. result.Diagnostics.Where(x => x.Severity == DiagnosticSeverity.Error).Select(Error)]);
        return (files.TryOpen(empty.AssemblyName!, image.ToArray()), files.Sources(pdb.ToArray()), []);
    }

    public string? Line(SourceSite site) =>
        empty.SyntaxTrees.FirstOrDefault(x => x.FilePath == site.File)?.GetText().Lines[site.Line - 1].ToString();

    private static CompileError Error(Diagnostic error)
    {
        var span = error.Location.GetLineSpan();
        SourceSite? site = span.IsValid
            ? new SourceSite(span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1)
            : null;
        return new CompileError(error.Id, error.GetMessage(System.Globalization.CultureInfo.InvariantCulture), site);
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(x => !Path.GetRelativePath(folder, x).Split(Path.DirectorySeparatorChar).Any(y => y is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    /// <summary>The targeting pack of the framework this tool runs on; without one, the framework itself.</summary>
    private static IEnumerable<string> Framework()
    {
        string own = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string packs = Path.GetFullPath(Path.Combine(own, "..", "..", "..", "packs"));
        string target = $"net{Environment.Version.Major}.0";
        string[] folders = Directory.Exists(packs)
            ? [.. Directory.EnumerateDirectories(packs, "Microsoft.*.App.Ref").Select(x => Newest(x, target)).OfType<string>()]
            : [];
        if (folders.Length == 0) folders = [own];
        return folders.SelectMany(x => Directory.EnumerateFiles(x, "*.dll")).Where(IsManaged);

        static string? Newest(string pack, string target) =>
            Directory.EnumerateDirectories(pack).Select(x => Path.Combine(x, "ref", target)).Where(Directory.Exists)
                .Max(StringComparer.Ordinal);
    }

    private static bool IsManaged(string path)
    {
        using var reader = new PEReader(InputFile.Open(path));
        return reader.HasMetadata;
    }
}
