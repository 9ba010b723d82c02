using SemverGuard.Compiling;

namespace SemverGuard.Packages;

/// <summary>An assembly that describes diagnostics as analyzers do.</summary>
internal static class MadeAnalyzer
{
    private static readonly CompiledAssembly Compiler = TestCompiler.Compile(
        "namespace Microsoft.CodeAnalysis; public class DiagnosticDescriptor(string id, string title, string category) { "
            + "public string Id => id + title + category; }",
        new CompileSettings("Microsoft.CodeAnalysis"));

    /// <param name="build">Another one of the same source is another file.</param>
    public static byte[] Of(string[] ids, int build)
    {
        string fields = string.Concat(
            ids.Select(x => $"static readonly DiagnosticDescriptor D{x} = new(Ids.{x}, \"CS0618 says it too\", \"SHA256\");"));
        string constants = string.Concat(ids.Select(x => $"public const string {x} = \"{x}\";"));
        string source = $"using Microsoft.CodeAnalysis; static class Ids {{ {constants} }} public class Analyzer {{ {fields} public int Build => {build}; }}";
        return [.. TestCompiler.Compile(source, new CompileSettings("A"), Compiler).Image];
    }
}
