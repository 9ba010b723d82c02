using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;

namespace SemverGuard.Analyzers.Tests;

/// <summary>The package "Lib" at one version, compiled here and never written to disk.</summary>
internal sealed record Library(string Source, string Version)
{
    public static readonly ReferenceAssemblies Framework = ReferenceAssemblies.NetStandard.NetStandard20;

    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    /// <summary>Where the file lies: a NuGet packages folder, from which the analyzer reads the version.</summary>
    public string Path { get; init; } = $"/packages/lib/{Version}/lib/netstandard2.0/Lib.dll";

    public async Task<ImmutableArray<byte>> CompileAsync()
    {
        var compilation = CSharpCompilation.Create(
            "Lib",
            [CSharpSyntaxTree.ParseText(Source, ParseOptions)],
            await FrameworkAsync(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true, allowUnsafe: true));
        return Emit(compilation);
    }

    public MetadataReference Reference(ImmutableArray<byte> image) => MetadataReference.CreateFromImage(image, filePath: Path);

    public static Task<ImmutableArray<MetadataReference>> FrameworkAsync() =>
        Framework.ResolveAsync(LanguageNames.CSharp, CancellationToken.None);

    public static ImmutableArray<byte> Emit(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(
            result.Success, string.Join(Environment.NewLine, result.Diagnostics.Where(x => x.Severity == DiagnosticSeverity.Error)));
        return [.. stream.ToArray()];
    }
}
