using SemverGuard.Worlds;
using SemverGuard.Worlds.Compiling;

namespace SemverGuard.Tasks;

/// <summary>Where the build's compiler lies, and what it is given.</summary>
public sealed class CompilerTests : IDisposable
{
    private readonly TempFolder folder = new();

    /// <summary>
    /// MSBuild names the folder of its tasks: that of the SDK, of a toolset package, of Visual Studio, or of the SDK's tasks for Visual
    /// Studio, which has no compiler of its own.
    /// </summary>
    [Theory]
    [InlineData("Roslyn", "C#", "Roslyn/bincore/csc.dll")]
    [InlineData("Roslyn", "VB", "Roslyn/bincore/vbc.dll")]
    [InlineData("Roslyn/binfx", "C#", "Roslyn/bincore/csc.dll")]
    [InlineData("Roslyn/binfx/", "C#", "Roslyn/bincore/csc.dll")]
    [InlineData("Roslyn/binfx", "VB", "Roslyn/bincore/vbc.dll")]
    [InlineData("tasks/net472", "C#", "tasks/net472/csc.exe")]
    [InlineData("Roslyn/binfx", "VB", "Roslyn/bincore/vbc.exe")]
    public void The_compiler_is_found_from_its_tasks(string tasks, string language, string compiler)
    {
        folder.With(compiler, "");
        folder.With(tasks + "/Microsoft.Build.Tasks.CodeAnalysis.dll", "");
        Assert.Equal(folder.PathOf(compiler), ProjectCompiler.Locate(folder.PathOf(tasks), language));
        Assert.Null(ProjectCompiler.Locate(folder.PathOf(tasks), language == "VB" ? "C#" : "VB"));
        Assert.Null(ProjectCompiler.Locate("", language));
    }

    [Theory]
    [InlineData("true", "", "/link:\"/a b/Lib.dll\"")]
    [InlineData("True", "one,global", "/link:one=\"/a b/Lib.dll\" /link:\"/a b/Lib.dll\"")]
    [InlineData("false", "", "/reference:\"/a b/Lib.dll\"")]
    [InlineData("", "one", "/reference:one=\"/a b/Lib.dll\"")]
    public void A_reference_is_handed_on_as_the_project_has_it(string embedded, string aliases, string arguments)
    {
        var item = new WorldItem(
            "Lib.dll", "/a b/Lib.dll", new Dictionary<string, string> { ["EmbedInteropTypes"] = embedded, ["Aliases"] = aliases });
        Assert.Equal(arguments, string.Join(" ", Reference.Of(item).Arguments));
    }

    /// <summary>Where documentation goes is ours; that it is written at all decides what the compiler parses.</summary>
    [Theory]
    [InlineData("/doc:obj/Debug/App.xml /optimize-", "/optimize- /doc")]
    [InlineData("/doc+ /optimize+", "/optimize+ /doc")]
    [InlineData("/doc- /out:App.dll /optimize-", "/optimize-")]
    [InlineData("/optimize-", "/optimize-")]
    public void Of_documentation_it_is_kept_that_it_is_written(string commandLine, string options) =>
        Assert.Equal(options, string.Join(" ", CompilerOptions.Of(commandLine.Split(' ')).Arguments));

    public void Dispose() => folder.Dispose();
}
