using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using SemverGuard.Compiling;
using SemverGuard.Witness;

namespace SemverGuard.LinkageTests;

/// <summary>A section of a file in tests/Linkage: a library before and after, a program, and perhaps a package between them.</summary>
internal sealed partial record UpgradeCase(string Name, string Before, string After, string? Mid, string App)
{
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.Linq;
        global using System.Runtime.CompilerServices; global using System.Runtime.InteropServices;
        """;

    public static IReadOnlyList<UpgradeCase> All { get; } = InFolder("tests", "Linkage");

    /// <summary>The kinds of changes that other tools' tests and rule documents know.</summary>
    public static IReadOnlyList<UpgradeCase> Kinds { get; } = InFolder("tests", "Peers", "kinds");

    public WitnessBuild Build()
    {
        var before = TestCompiler.Compile(Before, Settings("Lib") with { Version = "1.2.3.0" });
        var after = TestCompiler.Compile(After, Settings("Lib") with { Version = "1.2.4.0" });
        CompiledAssembly[] mid = Mid is { } source ? [TestCompiler.Compile(source, Settings("Mid"), before)] : [];
        var app = TestCompiler.Compile(App, Settings("App"), [before, .. mid]);
        var (appAfter, errors) = TestCompiler.TryCompile(App, Settings("App"), [after, .. mid]);
        return new WitnessBuild
        {
            App = app,
            AppAfter = appAfter,
            Errors = errors,
            CompileBefore = [before, .. mid],
            CompileAfter = [after, .. mid],
            RuntimeBefore = [app, before, .. mid],
            RuntimeAfter = [app, after, .. mid],
        };
    }

    /// <summary>What <c>App.Run()</c> returns, or the exception's name behind an exclamation mark.</summary>
    public static string Run(CompiledAssembly app, IReadOnlyList<CompiledAssembly> libraries)
    {
        try
        {
            var assembly = new Context(libraries).LoadFromStream(new MemoryStream([.. app.Image]));
            return (string)assembly.GetType("App")!.GetMethod("Run")!.Invoke(null, null)!;
        }
        catch (TargetInvocationException e)
        {
            return "!" + e.InnerException!.GetType().Name;
        }
    }

    private static CompileSettings Settings(string assembly) => new(assembly) { More = [Usings] };

    private static IReadOnlyList<UpgradeCase> InFolder(params string[] folder) =>
        [.. Directory.GetFiles(Repository.PathOf(folder), "*.md").Order(StringComparer.Ordinal).SelectMany(In)];

    private static IEnumerable<UpgradeCase> In(string file)
    {
        foreach (string section in File.ReadAllText(file).Split("\n## ").Skip(1))
        {
            var blocks = Block().Matches(section).ToDictionary(x => x.Groups[1].Value, x => x.Groups[2].Value);
            string name = $"{Path.GetFileNameWithoutExtension(file)}: {section.Split('\n')[0]}";
            yield return new UpgradeCase(name, blocks["before"], blocks["after"], blocks.GetValueOrDefault("mid"), blocks["app"]);
        }
    }

    [GeneratedRegex("```csharp (\\w+)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    /// <summary>Loads the libraries of one case and no other's.</summary>
    private sealed class Context(IReadOnlyList<CompiledAssembly> libraries) : AssemblyLoadContext("upgrade")
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            libraries.FirstOrDefault(x => x.Name == assemblyName.Name) is { } found
                ? LoadFromStream(new MemoryStream([.. found.Image]))
                : null;
    }
}
