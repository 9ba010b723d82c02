using SemverGuard.Metadata;
using SemverGuard.Recompilation;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Compiling;

namespace SemverGuard.Tasks;

/// <summary>A source that says nothing of what changed means the same, unless a generator writes more of it.</summary>
public sealed class SourceViewTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

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
        var inputs = new CompilerInputs([folder.With("App.cs", source)], [], [new Reference(folder.PathOf(generator + ".dll"))],
            file is null ? [] : [folder.PathOf(file)], [], "");
        using var files = new AssemblyFiles();
        // Whatever they are versions of: they have nothing in common.
        Reference before = new(typeof(AssemblyImage).Assembly.Location), after = new(typeof(AssemblyFiles).Assembly.Location);
        Assert.Equal(isSame, new SourceView(inputs, "C#", files, new SurfaceDiffs("App", false, new())).IsSame([(before, after)]));
    }
}
