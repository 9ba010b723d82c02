using SemverGuard.Compiling;

namespace SemverGuard.Findings;

/// <summary>Which words in a project's code may be names that a package means as well.</summary>
public sealed class OwnNameTests
{
    [Theory]
    [InlineData("new Pair(\"value\", \"form\");")]
    [InlineData("new List<object>().Contains(\"value\");")]
    [InlineData("Console.WriteLine(\"my_value\");", "my_value")]
    public void A_name(string statement, string name = "value") => Assert.Contains(name, In(statement));

    [Theory]
    [InlineData("Console.WriteLine(\"value\");")]
    [InlineData("Add(\"value\", new Text(\"form\"));")] // as the compiler of Razor pages writes an attribute
    public void A_word(string statement) => Assert.DoesNotContain("value", In(statement));

    private static IEnumerable<string> In(string statement) => OwnNames.In(World.Open(TestCompiler.Compile(
        "using System; using System.Collections.Generic; class Text(string text) { public string Own => text; } "
            + "class Pair(string name, string text) { public string Own => name + text; } "
            + "class App { void Add(string name, Text text) { } void Go() { " + statement + " } }", new CompileSettings("App"))));
}
