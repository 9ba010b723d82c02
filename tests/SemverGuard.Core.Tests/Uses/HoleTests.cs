using SemverGuard.Compiling;

namespace SemverGuard.Uses;

public sealed class HoleTests
{
    [Theory]
    [InlineData("typeof(string).GetMethod(\"Trim\");", HoleKind.Reflection)]
    [InlineData("System.Type.GetType(\"System.String\");", HoleKind.Reflection)]
    [InlineData("System.Activator.CreateInstance(typeof(string));", HoleKind.Reflection)]
    [InlineData("dynamic d = 1; d.Go();", HoleKind.Dynamic)]
    [InlineData("getpid();", HoleKind.Native)]
    public void What_metadata_does_not_name(string statement, HoleKind kind)
    {
        var hole = Assert.Single(In(statement).Select(x => (x.Kind, x.Method)).Distinct());
        Assert.Equal((kind, "M:App.Go"), hole);
    }

    [Theory]
    [InlineData("System.Activator.CreateInstance<object>();")]
    [InlineData("typeof(string).ToString();")]
    [InlineData("System.Console.WriteLine(nameof(getpid));")]
    public void What_it_names(string statement) => Assert.Empty(In(statement));

    private static IReadOnlyList<Hole> In(string statement) => Hole.In(
        World.Open(TestCompiler.Compile(
            "class App { [System.Runtime.InteropServices.DllImport(\"libc\")] static extern int getpid(); void Go() { " + statement
                + " } }", new CompileSettings("App"))), sources: null);
}
