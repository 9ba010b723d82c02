using SemverGuard.Metadata;
using SemverGuard.Recompilation;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Compiling;

namespace SemverGuard.Tasks;

/// <summary>A source that says nothing of what changed means the same, unless a generator writes more of it.</summary>
public sealed class SourceViewTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("semverguard-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData("Microsoft.AspNetCore.App.SourceGenerators", "class App;", true)]
    [InlineData("Microsoft.Extensions.Validation.ValidationsGenerator", "class App;", true)]
    [InlineData("Microsoft.Extensions.Validation.ValidationsGenerator", "class App { void Go() => Services.AddValidation(); }", false)]
    [InlineData("Microsoft.Interop.ComInterfaceGenerator", "[GeneratedComClass] class App;", false)]
    [InlineData("System.Text.RegularExpressions.Generator", "class App;", true)]
    [InlineData("Microsoft.CodeAnalysis.Razor.Compiler", "class App;", true)]
    [InlineData("Microsoft.CodeAnalysis.Razor.Compiler", "class App;", false, "Index.razor")]
    [InlineData("Microsoft.CodeAnalysis.Razor.Compiler", "class App;", true, "notes.txt")]
    public void Of_the_framework_s_generators_it_is_known_what_asks_for_them(
        string generator, string source, bool isSame, string? file = null)
    {
        string code = Path.Combine(root, "App.cs");
        File.WriteAllText(code, source);
        var inputs = new CompilerInputs([code], [], [new Reference(Path.Combine(root, generator + ".dll"))],
            file is null ? [] : [Path.Combine(root, file)], [], "");
        using var files = new AssemblyFiles();
        // Whatever they are versions of: they have nothing in common.
        Reference before = new(typeof(AssemblyImage).Assembly.Location), after = new(typeof(AssemblyFiles).Assembly.Location);
        Assert.Equal(isSame, new SourceView(inputs, "C#", files, new SurfaceDiffs("App", false, new())).IsSame([(before, after)]));
    }
}
