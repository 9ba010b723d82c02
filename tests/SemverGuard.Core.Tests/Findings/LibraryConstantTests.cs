using SemverGuard.Api;
using SemverGuard.Compiling;
using SemverGuard.Findings;
using SemverGuard.Uses;

namespace SemverGuard.FindingsTests;

/// <summary>
/// A library of the solution without SemverGuard is compiled once: what its compiler put into its code of a package is looked up in its
/// source.
/// </summary>
public sealed class LibraryConstantTests
{
    private const string Was = """
        namespace Lib;
        public static class Limits { public const int Retries = 3; public const int Other = 1; }
        public enum Level { Low = 1, High = 2, Top = 4 }
        public sealed class Client(string name = "a")
        {
            public string Name => name;
            public static void Send(string text, int retries = 3, bool isLoud = false) { }
            public static void Log(Level level) { }
        }
        public static class Extensions { public static void Post(this string text, int retries = 3) { } }
        """;

    private static readonly string Now = Was
        .Replace("Retries = 3", "Retries = 5").Replace("Other = 1", "Other = 2")
        .Replace("High = 2", "High = 3").Replace("Top = 4", "Top = 5")
        .Replace("retries = 3", "retries = 5").Replace("isLoud = false", "isLoud = true").Replace("name = \"a\"", "name = \"b\"");

    private const string NewRetries = "now has the default retries = 5 (was 3)", NewLoud = "now has the default isLoud = true (was false)";

    [Theory]
    [InlineData("int x = Limits.Retries;", "'Limits.Retries' is now 5 (was 3)")]
    [InlineData("Client.Log(Level.High);", "'Level.High' is now 3 (was 2)")]
    [InlineData("Client.Send(\"x\");", NewRetries, NewLoud)]
    [InlineData("Client.Send(Text(\"x\", 1, 2, 3));", NewRetries, NewLoud)]
    [InlineData("Client.Send(\"x\", 5);", NewLoud)]
    [InlineData("Client.Send(\"x\", isLoud: true);", NewRetries)]
    [InlineData("Client.Send(\"x\", 5, true);")]
    [InlineData("Client.Send(isLoud: true, retries: 5, text: \"x, y\");")]
    [InlineData("\"x\".Post();", NewRetries)]
    [InlineData("\"x\".Post(5);")]
    [InlineData("Extensions.Post(\"x\");", NewRetries)]
    [InlineData("Extensions.Post(\"x\", 5);")]
    [InlineData("var x = new Client();", "now has the default name = \"b\" (was \"a\")")]
    [InlineData("Client x = new( );", "now has the default name = \"b\" (was \"a\")")]
    [InlineData("var x = new Lib.Client(\"b\");")]
    public void What_a_library_inlined_is_told_once(string statement, params string[] expected)
    {
        var findings = Check($$"""
            using Lib;
            public static class Data
            {
                public static void Go()
                {
                    {{statement}}
                }
                private static string Text(params object[] parts) => "";
            }
            """);
        Assert.Equal(expected.Length, findings.Count);
        foreach (string text in expected)
        {
            var told = Assert.Single(findings, x => x.Message.Contains(text));
            Assert.Equal(Severity.Warning, told.Severity);
            Assert.Contains("Data is compiled with the value, and this project uses it.", told.Message);
        }
    }

    private static IReadOnlyList<Finding> Check(string source)
    {
        var was = TestCompiler.Compile(Was, new CompileSettings("Lib"));
        var now = TestCompiler.Compile(Now, new CompileSettings("Lib"));
        var data = TestCompiler.Compile(source, new CompileSettings("Data") { ImplicitUsings = true }, now);
        var settings = new CompileSettings("App") { Kind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication };
        var app = TestCompiler.Compile("Data.Go();", settings, data);
        var (image, library) = (World.Open(app), World.Open(data));
        var words = new SourceWords();
        words.Add(source);
        return Guard.Check(new GuardInput
        {
            Bumps = [new Bump("Lib", "1.0.0", "1.0.1", ["Lib"])],
            Uses = UseReader.Read(image, World.Of([image, library]), World.Sources(app)),
            Before = new ApiSurface(World.Of(was)).Find,
            After = new ApiSurface(World.Of(now)),
            Consumer = image,
            Libraries = [OwnLibrary.Read(library, World.Sources(data), World.Of(now), words, _ => source)],
            IsRebuilt = true,
        }).Findings;
    }
}
