using SemverGuard.Compiling;
using SemverGuard.Linkage;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.LinkageTests;

/// <summary>
/// An application of several packages, one of which is upgraded: <c>Dep</c> is what changes, <c>Lib</c> was compiled against it before,
/// <c>App</c> against both.
/// </summary>
internal sealed class Deployment
{
    private readonly CompiledAssembly app;
    private readonly CompiledAssembly lib;
    private readonly CompiledAssembly before;
    private readonly CompiledAssembly after;

    public Deployment(string depBefore, string depAfter, string lib, string app)
    {
        before = TestCompiler.Compile(depBefore, new CompileSettings("Dep"));
        after = TestCompiler.Compile(depAfter, new CompileSettings("Dep"));
        this.lib = TestCompiler.Compile(lib, new CompileSettings("Lib"), before);
        this.app = TestCompiler.Compile(app, new CompileSettings("App"), before, this.lib);
    }

    /// <param name="knowsApp">Without it the walk starts at what a baseline remembers of the application's uses.</param>
    public IReadOnlyList<LinkFailure> Check(bool knowsApp = true)
    {
        var consumer = World.Open(app);
        var was = knowsApp ? World.Of([consumer, World.Open(lib), World.Open(before)]) : World.Of(lib, before);
        var now = knowsApp ? World.Of([consumer, World.Open(lib), World.Open(after)]) : World.Of(lib, after);
        var uses = UseReader.Read(consumer, World.Of([consumer, World.Open(lib), World.Open(before)]));
        return Linker.Check(was, now, knowsApp ? consumer : null, sources: null, uses).Failures;
    }

    /// <summary>The failures that the application runs into, as exception and symbol.</summary>
    public IEnumerable<string> Reached(bool knowsApp = true) =>
        Check(knowsApp).Where(x => x.IsReached).Select(x => $"{x.Exception} {x.Symbol}");
}
