namespace SemverGuard.Compiling;

/// <summary>Assemblies nobody wrote for a test: everything compilers of different ages put into metadata.</summary>
public static class RealAssemblies
{
    private static readonly string[] Framework =
        ["System.Private.CoreLib", "System.Collections", "System.Collections.Immutable", "System.Linq.Expressions", "System.Text.Json",
            "System.Net.Http", "System.Private.Xml"];

    private static readonly string[] Packages =
        ["SemverGuard.Core", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "NuGet.Versioning", "Newtonsoft.Json", "CsCheck",
            "xunit.assert", "xunit.core", "xunit.execution.dotnet"];

    public static IReadOnlyDictionary<string, string> Paths { get; } =
        Framework.Select(x => DotNet.Implementations.Single(y => Path.GetFileNameWithoutExtension(y) == x))
            .Concat(Packages.Select(x => Path.Combine(AppContext.BaseDirectory, x + ".dll")).Where(File.Exists))
            .ToDictionary(x => Path.GetFileNameWithoutExtension(x));

    public static TheoryData<string> Names => [.. Paths.Keys];
}
