using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SemverGuard.Api;
using SemverGuard.Compiling;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Recompilation;
using SemverGuard.Uses;

namespace SemverGuard.FindingsTests;

/// <summary>
/// Packages of one assembly each that are upgraded together, and one consumer that is compiled against both worlds as a build does it.
/// </summary>
internal sealed class Bumped
{
    private readonly List<CompiledAssembly> before = [], after = [];
    private readonly List<Bump> bumps = [];
    private readonly Dictionary<string, string> noLongerNeeded = [];

    /// <summary>As the command line does it, which stops at errors in declarations; the compiler's library goes on.</summary>
    public bool StopsAtDeclarations { get; init; }

    public bool ComparesBehavior { get; init; }

    /// <summary>The source lies nowhere, as a generator's.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>Of the consumer.</summary>
    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp14;

    public Claim? Claim { get; init; }

    public string VersionBefore { get; init; } = "1.0.0";

    public string VersionAfter { get; init; } = "1.0.1";

    /// <param name="against">What it is compiled against now: a package of that name with that source, which is not the one that is
    /// there.</param>
    public Bumped Package(string id, string was, string now, Func<CompileSettings, CompileSettings>? settingsAfter =
        null, Func<CompileSettings, CompileSettings>? settingsBefore = null, params (string Name, string Source)[] against)
    {
        var settings = new CompileSettings(id) { Version = "1.0.0.0", ImplicitUsings = true };
        before.Add(TestCompiler.Compile(was, settingsBefore?.Invoke(settings) ?? settings, before));
        after.Add(TestCompiler.Compile(now, settingsAfter?.Invoke(settings) ?? settings, Now(against)));
        var bump = new Bump(id, VersionBefore, VersionAfter, [id]);
        bumps.Add(Claim is { } claim ? bump with { Claim = claim } : bump);
        return this;
    }

    /// <summary>An assembly that stays as it was compiled.</summary>
    public Bumped Staying(string name, string source)
    {
        var assembly = TestCompiler.Compile(source, new CompileSettings(name) { ImplicitUsings = true }, before);
        before.Add(assembly);
        after.Add(assembly);
        return this;
    }

    /// <summary>An assembly that nobody brings any more.</summary>
    public Bumped Leaving(string name, string source)
    {
        before.Add(TestCompiler.Compile(source, new CompileSettings(name) { ImplicitUsings = true }, before));
        return this;
    }

    /// <summary>A package asks for another one no more, of which its code shows nothing.</summary>
    public Bumped NoLongerNeeding(string package, string dependency)
    {
        noLongerNeeded[package] = dependency;
        return this;
    }

    private ShapePair Shapes(Bump bump)
    {
        return new(Shape(bump.Before, noLongerNeeded.TryGetValue(bump.Id, out string? x) ? [x] : []), Shape(bump.After, []), []);

        PackageShape Shape(string version, string[] dependencies) =>
            new() { Id = bump.Id, Version = version, Nuspec = new Nuspec("", dependencies.ToDictionary(x => x, _ => "1.0.0")) };
    }

    /// <summary>An assembly that was not there, and that what comes after it may use.</summary>
    public Bumped Coming(string name, string source, params (string Name, string Source)[] against)
    {
        after.Add(TestCompiler.Compile(source, new CompileSettings(name) { ImplicitUsings = true }, Now(against)));
        return this;
    }

    private CompiledAssembly[] Now((string Name, string Source)[] against) =>
    [
        .. after.Where(x => against.All(y => y.Name != x.Name)),
        .. against.Select(x => TestCompiler.Compile(x.Source, new CompileSettings(x.Name) { Version = "1.0.0.0", ImplicitUsings = true })),
    ];

    public Checked Check(string source)
    {
        var settings = new CompileSettings("app") { ImplicitUsings = true, Language = Language };
        var app = TestCompiler.Compile(source, settings, before);
        var (again, diagnostics) = TestCompiler.TryCompile(source, settings, after);
        CompileError[] errors = [.. diagnostics.Select(TestCompiler.Error)];
        if (StopsAtDeclarations && again is null)
        {
            var declared = TestCompiler.Compilation(source, settings, after.Select(x => x.Reference)).GetDeclarationDiagnostics()
                .Where(x => x.Severity == DiagnosticSeverity.Error);
            if (declared.Any()) errors = [.. declared.Select(TestCompiler.Error)];
        }
        var image = World.Open(app);
        AssemblyImage[] was = [.. before.Select(World.Open)], now = [.. after.Select(World.Open)];
        var worldBefore = World.Of([.. was, image]);
        var rebuilt = again is null ? null : After(again, now);
        var input = new GuardInput
        {
            Bumps = bumps,
            Uses = UseReader.Read(image, worldBefore, World.Sources(app)),
            Before = new ApiSurface(World.Of(was)).Find,
            After = new ApiSurface(World.Of(now)),
            RuntimeBefore = worldBefore,
            RuntimeAfter = World.Of([.. now, image]),
            Consumer = image,
            Sources = World.Sources(app),
            Recompiled = new Recompiled(new Build(image, worldBefore, World.Sources(app)), rebuilt, errors)
            {
                Line = x => IsGenerated ? null : TestCompiler.Line(app, x),
            },
            IsRebuilt = true,
            ComparesBehavior = ComparesBehavior,
            Shapes = noLongerNeeded.Count > 0 ? Shapes : null,
            PackageOf = x => bumps.Any(y => y.Id == x) ? (x, VersionAfter) : null,
        };
        // A clone that was never built, of a source that compiles against neither: the baseline remembers uses without places.
        var unbuilt = input with
        {
            Uses = [.. input.Uses.Select(x => x with { Sites = [] })],
            Consumer = null,
            Recompiled = input.Recompiled with { World = World.Of(was), Before = null },
        };
        return new Checked(Guard.Check(input), errors) { Unbuilt = Guard.Check(unbuilt) };

        static Build After(CompiledAssembly again, AssemblyImage[] libraries)
        {
            var image = World.Open(again);
            return new Build(image, World.Of([.. libraries, image]), World.Sources(again));
        }
    }

    internal sealed record Checked(GuardReport Report, IReadOnlyList<CompileError> Errors)
    {
        public required GuardReport Unbuilt { get; init; }

        public IReadOnlyList<Finding> Warnings => [.. Report.Findings.Where(x => x.Severity >= Severity.Warning)];

        /// <summary>What is said beside the error of that id, which is the only one; exactly one finding stands at its place.</summary>
        public string At(string id)
        {
            var error = Assert.Single(Errors, x => x.Id == id);
            return Assert.Single(Warnings, x => x.IsRefused && x.Sites.Contains(error.Site!.Value)).Message;
        }

        /// <summary>
        /// Every error has one warning at its own line and column, and no warning stands elsewhere, whether the project was ever built or
        /// not.
        /// </summary>
        public Checked ShouldExplainAll()
        {
            Assert.NotEmpty(Errors);
            Assert.Equal((false, false), (Report.Compiles, Unbuilt.Compiles));
            var places = Errors.Select(x => x.Site!.Value).Distinct().Order();
            Assert.Equal(places, Warnings.SelectMany(x => x.Sites).Order());
            Assert.Equal(places, Unbuilt.Findings.Where(x => x.Severity >= Severity.Warning).SelectMany(x => x.Sites).Order());
            Assert.All(Warnings, x => Assert.DoesNotContain("..", x.Message));
            return this;
        }
    }
}
