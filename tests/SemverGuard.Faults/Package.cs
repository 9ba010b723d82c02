using Microsoft.CodeAnalysis;
using SemverGuard.Compiling;

namespace SemverGuard.Faults;

/// <summary>A real package as it was published, and a program of ours that uses much of it.</summary>
/// <param name="Assembly">Simple name; the program's source is <c>Consumers/Assembly.cs</c>.</param>
internal sealed record Package(string Id, string Assembly)
{
    public static IReadOnlyList<Package> All { get; } =
    [
        new("CommandLineParser", "CommandLine"),
        new("Cronos", "Cronos"),
        new("DiffPlex", "DiffPlex"),
        new("FluentValidation", "FluentValidation"),
        new("Humanizer.Core", "Humanizer"),
        new("Jint", "Jint"),
        new("Markdig", "Markdig"),
        new("Newtonsoft.Json", "Newtonsoft.Json"),
        new("NodaTime", "NodaTime"),
        new("Polly.Core", "Polly.Core"),
        new("Serilog", "Serilog"),
        new("SharpZipLib", "ICSharpCode.SharpZipLib"),
        new("YamlDotNet", "YamlDotNet"),
    ];

    public string Path => System.IO.Path.Combine(AppContext.BaseDirectory, Assembly + ".dll");

    public override string ToString() => Id;

    /// <summary>The package, and what it needs besides.</summary>
    private IEnumerable<MetadataReference> References()
    {
        using var assembly = Mono.Cecil.AssemblyDefinition.ReadAssembly(Path);
        var needed = assembly.MainModule.AssemblyReferences.Select(x => System.IO.Path.Combine(AppContext.BaseDirectory, x.Name + ".dll"));
        return [.. needed.Where(File.Exists).Append(Path).Select(x => MetadataReference.CreateFromFile(x))];
    }

    /// <summary>The program: each public static method of <c>App</c> that takes a writer is a part of it.</summary>
    public CompiledAssembly Consumer()
    {
        string source = File.ReadAllText(Repository.PathOf("tests", "SemverGuard.Faults", "Consumers", Assembly + ".cs"));
        var compilation = TestCompiler.Compilation(
            source, new CompileSettings("App") { ImplicitUsings = true }, References());
        using MemoryStream image = new(), pdb = new();
        var result = compilation.Emit(
            image, pdb, options: new(debugInformationFormat: Microsoft.CodeAnalysis.Emit.DebugInformationFormat.PortablePdb));
        return result.Success ? new CompiledAssembly("App", [.. image.ToArray()], [.. pdb.ToArray()], compilation)
            : throw new InvalidOperationException($"The consumer of {Id} does not compile: " + string.Join("\n", result.Diagnostics));
    }
}
