using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using SemverGuard.Recompilation;
using SemverGuard.Uses;

namespace SemverGuard.Compiling;

/// <summary>How one assembly is compiled; what is not said is as the SDK has it for net10.0.</summary>
public sealed record CompileSettings(string AssemblyName)
{
    public string Version { get; init; } = "1.0.0.0";

    /// <summary>Makes a strong name; equal seeds make equal keys.</summary>
    public string? KeySeed { get; init; }

    public bool Nullable { get; init; } = true;

    public bool ImplicitUsings { get; init; }

    public bool WarningsAreErrors { get; init; }

    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp14;

    public OutputKind Kind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    /// <summary>Further source files.</summary>
    public IReadOnlyList<string> More { get; init; } = [];

    public OptimizationLevel Optimization { get; init; } = OptimizationLevel.Release;

    /// <summary>The file name that the PDB gives to the source.</summary>
    public string File { get; init; } = AssemblyName + ".cs";
}

/// <summary>A compiled assembly, in memory.</summary>
public sealed record CompiledAssembly(string Name, ImmutableArray<byte> Image, ImmutableArray<byte> Pdb, CSharpCompilation Compilation)
{
    public MetadataReference Reference { get; } = MetadataReference.CreateFromImage(Image, filePath: Name + ".dll");
}

/// <summary>C# text to assembly images, against the reference pack beside the running framework.</summary>
public static class TestCompiler
{
    private static readonly ImmutableArray<MetadataReference> Framework =
        [.. DotNet.ReferencePack.Values.Order(StringComparer.Ordinal).Select(x => MetadataReference.CreateFromFile(x))];

    private const string SdkUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    /// <returns>The assembly; a compiler error fails the test.</returns>
    public static CompiledAssembly Compile(string source, CompileSettings settings, params IEnumerable<CompiledAssembly> references)
    {
        var (assembly, errors) = TryCompile(source, settings, references);
        return assembly ?? throw new InvalidOperationException($"{settings.AssemblyName} does not compile: {string.Join("\n", errors)}");
    }

    /// <returns>The assembly, or the errors.</returns>
    public static (CompiledAssembly? Assembly, IReadOnlyList<Diagnostic> Errors) TryCompile(
        string source, CompileSettings settings, params IEnumerable<CompiledAssembly> references)
    {
        return Emit(Compilation(source, settings, references.Select(x => x.Reference)), settings.AssemblyName);
    }

    /// <summary>The same with a file embedded in it.</summary>
    public static CompiledAssembly Embed(CompiledAssembly assembly, string name, byte[] content) =>
        Emit(assembly.Compilation, assembly.Name, new ResourceDescription(name, () => new MemoryStream(content), isPublic: true)).Assembly!;

    private static (CompiledAssembly? Assembly, IReadOnlyList<Diagnostic> Errors) Emit(
        CSharpCompilation compilation, string name, params ResourceDescription[] embedded)
    {
        using var image = new MemoryStream();
        using var pdb = new MemoryStream();
        var result = compilation.Emit(image, pdb, manifestResources: embedded,
            options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        return result.Success
            ? (new CompiledAssembly(name, [.. image.ToArray()], [.. pdb.ToArray()], compilation), [])
            : (null, [.. result.Diagnostics.Where(x => x.Severity == DiagnosticSeverity.Error)]);
    }

    /// <summary>An error as Core wants it.</summary>
    public static CompileError Error(Diagnostic error)
    {
        var span = error.Location.GetLineSpan();
        SourceSite? site = span.IsValid
            ? new SourceSite(span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1)
            : null;
        return new CompileError(error.Id, error.GetMessage(), site);
    }

    /// <summary>The text of a line of what was compiled.</summary>
    public static string? Line(CompiledAssembly assembly, SourceSite site) =>
        assembly.Compilation.SyntaxTrees.FirstOrDefault(x => x.FilePath == site.File)?.GetText().Lines[site.Line - 1].ToString();

    /// <summary>The same source and references with a version of its own: another module, and the same meaning.</summary>
    public static CompiledAssembly Recompile(CompiledAssembly assembly)
    {
        var compilation = assembly.Compilation.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText("[assembly: System.Reflection.AssemblyFileVersion(\"9.9.9\")]",
                (CSharpParseOptions)assembly.Compilation.SyntaxTrees[0].Options, "Version.cs", System.Text.Encoding.UTF8));
        return Emit(compilation, assembly.Name).Assembly!;
    }

    /// <summary>The same files in the opposite order, by which the compiler numbers what it makes up.</summary>
    public static CompiledAssembly Reorder(CompiledAssembly assembly) =>
        Emit(assembly.Compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(assembly.Compilation.SyntaxTrees.Reverse()),
            assembly.Name).Assembly!;

    public static CSharpCompilation Compilation(string source, CompileSettings settings, IEnumerable<MetadataReference> references)
    {
        var parse = new CSharpParseOptions(settings.Language, DocumentationMode.None);
        var trees = new List<SyntaxTree> { Parse(source, settings.File) };
        if (!source.Contains("AssemblyVersion(", StringComparison.Ordinal))
            trees.Add(Parse($"[assembly: System.Reflection.AssemblyVersion(\"{settings.Version}\")]", "AssemblyInfo.cs"));
        trees.AddRange(settings.More.Select((x, i) => Parse(x, $"More{i}.cs")));
        if (settings.ImplicitUsings) trees.Add(Parse(SdkUsings, "GlobalUsings.cs"));
        var options = new CSharpCompilationOptions(
            settings.Kind,
            optimizationLevel: settings.Optimization,
            allowUnsafe: true,
            generalDiagnosticOption: settings.WarningsAreErrors ? ReportDiagnostic.Error : ReportDiagnostic.Default,
            deterministic: true,
            nullableContextOptions: settings.Nullable ? NullableContextOptions.Enable : NullableContextOptions.Disable);
        if (settings.KeySeed is { } seed) options = options.WithPublicSign(true).WithCryptoPublicKey(PublicKey(seed));
        return CSharpCompilation.Create(settings.AssemblyName, trees, [.. Framework, .. references], options);

        // An encoding, for the PDB records a hash of the text.
        SyntaxTree Parse(string text, string file) => CSharpSyntaxTree.ParseText(text, parse, file, System.Text.Encoding.UTF8);
    }

    /// <summary>A key that nobody can sign with: the runtime looks at the token only, and so do we.</summary>
    private static ImmutableArray<byte> PublicKey(string seed)
    {
        // ECMA-335 II.6.2.1.3: algorithm ids, length, then the PUBLICKEYBLOB of a 1024 bit RSA key.
        byte[] modulus = new byte[128];
        for (int i = 0; i < modulus.Length; i += 32)
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{seed}{i}")).CopyTo(modulus, i);
        modulus[0] |= 1;
        modulus[^1] |= 0x80;
        return
        [
            0x00, 0x24, 0x00, 0x00, 0x04, 0x80, 0x00, 0x00, 0x94, 0x00, 0x00, 0x00,
            0x06, 0x02, 0x00, 0x00, 0x00, 0x24, 0x00, 0x00, (byte)'R', (byte)'S', (byte)'A', (byte)'1',
            0x00, 0x04, 0x00, 0x00, 0x01, 0x00, 0x01, 0x00, .. modulus,
        ];
    }
}
