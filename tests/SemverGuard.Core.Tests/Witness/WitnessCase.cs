using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SemverGuard.Compiling;

namespace SemverGuard.Witness;

/// <summary>One folder of tests/Witness/cases or tests/Peers/cases: sources, options, truth.</summary>
public sealed class WitnessCase
{
    private readonly string folder;
    private readonly JsonElement options;
    private readonly Lazy<WitnessBuild> build;

    private WitnessCase(string folder)
    {
        this.folder = folder;
        build = new Lazy<WitnessBuild>(Compile);
        Name = Path.GetFileName(folder);
        var description = Json("case.json");
        Area = description.GetProperty("area").GetString()!;
        HasCaveat = description.TryGetProperty("caveat", out _);
        options = description.TryGetProperty("options", out var given) ? given : default;
        RecompileFixes = Json("truth.json").GetProperty("recompileFixes") is { ValueKind: JsonValueKind.True or JsonValueKind.False } fixes
            ? fixes.GetBoolean()
            : null;
        Verdicts = [.. Json("truth.json").GetProperty("verdict").EnumerateArray().Select(x => x.GetString()!)];
    }

    public static IReadOnlyList<WitnessCase> All { get; } = In("Witness");

    /// <summary>The facts of other tools' test suites and of rule documents.</summary>
    public static IReadOnlyList<WitnessCase> Peers { get; } = In("Peers");

    public string Name { get; }

    public string Area { get; }

    public IReadOnlyList<string> Verdicts { get; }

    /// <summary>Where the old consumer does not link: whether the recompiled one runs; null where it links.</summary>
    public bool? RecompileFixes { get; }

    /// <summary>A warning is never wrong here, and none is not either.</summary>
    public bool HasCaveat { get; }

    /// <summary>The consumer's source.</summary>
    public string Source => Text("app.cs")!;

    /// <summary>Compiled once for all tests that ask.</summary>
    public WitnessBuild Build => build.Value;

    public override string ToString() => Name;

    private static IReadOnlyList<WitnessCase> In(string suite) =>
        [.. Directory.GetDirectories(Repository.PathOf("tests", suite, "cases")).Order(StringComparer.Ordinal)
            .Select(x => new WitnessCase(x))];

    private WitnessBuild Compile()
    {
        var (before, lib2Before) = Library("old", "lib2.old.cs", "1.2.3.0");
        var (after, lib2After) = Library("new", "lib2.cs", "1.2.4.0");
        CompiledAssembly[] allBefore = lib2Before is null ? [before] : [before, lib2Before];
        CompiledAssembly[] allAfter = lib2After is null ? [after] : [after, lib2After];
        CompiledAssembly[] mid = Text("mid.cs") is { } source
            ? [TestCompiler.Compile(source, Settings("mid", "Mid") with { Version = "3.0.0.0" }, allBefore)]
            : [];
        var app = TestCompiler.Compile(
            Text("app.cs")!, Settings("app", "App") with { ImplicitUsings = Flag("appImplicitUsings") }, [.. allBefore, .. mid]);
        CompiledAssembly[] compileAfter = [.. Flag("lib2NotReferenced") ? [after] : allAfter, .. mid];
        var (appAfter, errors) = TestCompiler.TryCompile(
            Text("app.cs")!, Settings("app", "App") with { ImplicitUsings = Flag("appImplicitUsings") }, compileAfter);
        return new WitnessBuild
        {
            App = app,
            AppAfter = appAfter,
            Errors = errors,
            CompileBefore = [.. allBefore, .. mid],
            CompileAfter = compileAfter,
            RuntimeBefore = [app, .. allBefore, .. mid],
            RuntimeAfter = [app, .. Flag("lib2NotDeployed") ? [after] : allAfter, .. mid],
        };
    }

    private (CompiledAssembly Lib, CompiledAssembly? Lib2) Library(string side, string second, string version)
    {
        var lib2 = Text(second) is { } source ? TestCompiler.Compile(source, Settings(side, Option("lib2Name") ?? "Lib2")) : null;
        var settings = Settings(side, Option(side + "AssemblyName") ?? "Lib")
            with { Version = Option(side + "Version") ?? version, KeySeed = Option(side + "Key") };
        return (TestCompiler.Compile(Text(side + ".cs")!, settings, lib2 is null ? [] : [lib2]), lib2);
    }

    private CompileSettings Settings(string part, string assembly)
    {
        var settings = new CompileSettings(assembly) { Nullable = Option(part + "Nullable") != "disable", File = part + ".cs" };
        if (Option(part + "Lang") is not { } wanted) return settings;
        return LanguageVersionFacts.TryParse(wanted, out var language)
            ? settings with { Language = language }
            : throw new InvalidDataException($"{Name}: unknown language version {wanted}");
    }

    private string? Option(string key) =>
        options.ValueKind == JsonValueKind.Object && options.TryGetProperty(key, out var value) ? value.GetString() : null;

    private bool Flag(string key) =>
        options.ValueKind == JsonValueKind.Object && options.TryGetProperty(key, out var value) && value.GetBoolean();

    private string? Text(string file) => File.Exists(Path.Combine(folder, file)) ? File.ReadAllText(Path.Combine(folder, file)) : null;

    private JsonElement Json(string file) => JsonDocument.Parse(Text(file)!).RootElement;
}

/// <summary>The assemblies of one case: what the compiler sees and what is deployed, before and after.</summary>
public sealed record WitnessBuild
{
    /// <summary>The consumer, compiled against the library before.</summary>
    public required CompiledAssembly App { get; init; }

    /// <summary>The consumer, compiled against the library after; null when that fails.</summary>
    public required CompiledAssembly? AppAfter { get; init; }

    /// <summary>Why it fails.</summary>
    public required IReadOnlyList<Diagnostic> Errors { get; init; }

    public required IReadOnlyList<CompiledAssembly> CompileBefore { get; init; }

    public required IReadOnlyList<CompiledAssembly> CompileAfter { get; init; }

    public required IReadOnlyList<CompiledAssembly> RuntimeBefore { get; init; }

    public required IReadOnlyList<CompiledAssembly> RuntimeAfter { get; init; }
}
