using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.VisualBasic;
using SemverGuard.Api;
using SemverGuard.Baselines;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Analyzers.Tests;

/// <summary>
/// A consumer whose baseline was recorded against one version of a library and that now sees another. The consumer's source carries
/// markup where diagnostics are expected: <c>queue.{|SG1101:Publish|}()</c> is a warning, <c>{|info SG1101:...|}</c> an information.
/// </summary>
internal sealed record Upgrade(string Before, string After, string Consumer)
{
    public string VersionBefore { get; init; } = "1.0.0";

    public string VersionAfter { get; init; } = "1.0.1";

    public string Language { get; init; } = LanguageNames.CSharp;

    /// <summary>What the consumer looked like when the baseline was recorded; the same as now where that compiled.</summary>
    public string? ConsumerBefore { get; init; }

    /// <summary>Global analyzer options: what MSBuild passes to the compiler.</summary>
    public ImmutableDictionary<string, string> BuildProperties { get; init; } = ImmutableDictionary<string, string>.Empty;

    public string BaselinePath { get; init; } = "/app/SemverGuard.netstandard2.0.baseline";

    /// <summary>Text of the file of accepted findings beside the baseline; null when there is none.</summary>
    public string? Accepted { get; init; }

    public string AcceptedPath => Path.ChangeExtension(BaselinePath, "accepted");

    public string FilePath { get; init; } = "/app/Test0.cs";

    /// <summary>Another way to the package than its version's folder.</summary>
    public string? PathAfter { get; init; }

    public Library LibraryBefore => new(Before, VersionBefore);

    public Library LibraryAfter =>
        PathAfter is null ? new Library(After, VersionAfter) : new Library(After, VersionAfter) { Path = PathAfter };

    /// <summary>Without its markup.</summary>
    public string PlainConsumer => Markup.Parse(Consumer).Source;

    public static Task Verify(string before, string after, string consumer) => new Upgrade(before, after, consumer).VerifyAsync();

    public async Task VerifyAsync()
    {
        string baseline = await BaselineAsync();
        var after = await LibraryAfter.CompileAsync();
        var (source, expected) = Markup.Parse(Consumer);
        var test = Language == LanguageNames.CSharp ? (AnalyzerTest<DefaultVerifier>)new CSharpTest() : new VisualBasicTest();
        test.ReferenceAssemblies = Library.Framework;
        test.CompilerDiagnostics = CompilerDiagnostics.None; // a break is a compiler error more often than not
        test.TestState.Sources.Add((FilePath, source));
        test.TestState.AdditionalReferences.Add(LibraryAfter.Reference(after));
        test.TestState.AdditionalFiles.Add((BaselinePath, baseline));
        if (Accepted is not null) test.TestState.AdditionalFiles.Add((AcceptedPath, Accepted));
        test.TestState.AnalyzerConfigFiles.Add(("/app/.globalconfig", "is_global = true\n"
            + string.Concat(BuildProperties.Select(x => $"build_property.{x.Key} = {x.Value}\n"))));
        foreach (var (id, severity, start, end) in expected)
            test.ExpectedDiagnostics.Add(
                new DiagnosticResult(id, severity).WithSpan(FilePath, start.Line, start.Column, end.Line, end.Column));
        await test.RunAsync();
    }

    /// <summary>The baseline's text, by the same way as a build makes it.</summary>
    public async Task<string> BaselineAsync()
    {
        var image = await LibraryBefore.CompileAsync();
        var framework = await Library.FrameworkAsync();
        var consumer = Library.Emit(Compile(ConsumerBefore ?? PlainConsumer, LibraryBefore.Reference(image), framework));
        using var libraryFile = new PEReader(image);
        using var consumerFile = new PEReader(consumer);
        var library = new AssemblyImage(libraryFile.GetMetadataReader(), libraryFile);
        var world = new AssemblySet([library], FrameworkImages(framework));
        var words = new SourceWords(ignoreCase: Language == LanguageNames.VisualBasic);
        words.Add(ConsumerBefore ?? PlainConsumer);
        var uses = UseReader.Read(new AssemblyImage(consumerFile.GetMetadataReader(), consumerFile), world)
            .Concat(NamedConstants.Read(world, words));
        var assembly = new BaselineAssembly { Name = library.Name, Version = library.Version, Mvid = library.Mvid,
            Compile = "lib/netstandard2.0/Lib.dll", Runtime = "lib/netstandard2.0/Lib.dll" };
        var package = new ResolvedPackage("Lib", VersionBefore, "", IsDirect: true, [], [assembly]);
        return BaselineText.Write(BaselineRecorder.Record("netstandard2.0", [package], uses, new ApiSurface(world)));
    }

    /// <summary>The consumer as the compiler sees it after the bump.</summary>
    public async Task<Compilation> CompilationAfterAsync() => await CompilationAfterAsync(await LibraryAfter.CompileAsync());

    public async Task<Compilation> CompilationAfterAsync(ImmutableArray<byte> library) =>
        Compile(PlainConsumer, LibraryAfter.Reference(library), await Library.FrameworkAsync());

    private Compilation Compile(string source, MetadataReference library, ImmutableArray<MetadataReference> framework) =>
        Language == LanguageNames.CSharp
        ? CSharpCompilation.Create("App", [CSharpSyntaxTree.ParseText(source, Library.ParseOptions, FilePath)], framework.Add(library),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
        : VisualBasicCompilation.Create("App", [VisualBasicSyntaxTree.ParseText(source, path: FilePath)], framework.Add(library),
            new VisualBasicCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static Func<string, AssemblyImage?> FrameworkImages(ImmutableArray<MetadataReference> framework)
    {
        var images = framework
            .OfType<PortableExecutableReference>()
            .Select(x => new AssemblyImage(((AssemblyMetadata)x.GetMetadata()).GetModules()[0].GetMetadataReader(), isFramework: true))
            .ToDictionary(x => x.Name, StringComparer.OrdinalIgnoreCase);
        return name => images.GetValueOrDefault(name);
    }
}
