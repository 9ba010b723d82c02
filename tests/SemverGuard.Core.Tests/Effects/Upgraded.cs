using SemverGuard.Api;
using SemverGuard.Compiling;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Effects;

/// <summary>A library of two versions and a consumer, from text to report.</summary>
internal static class Upgraded
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Linq;\n";

    public static GuardReport Check(string before, string after, string consumer) => Check(Library(before), Library(after), consumer);

    public static CompiledAssembly Library(string source) => TestCompiler.Compile(Usings + source, new CompileSettings("Lib"));

    public static GuardReport Check(CompiledAssembly was, CompiledAssembly now, string consumer)
    {
        var app = TestCompiler.Compile(Usings + consumer, new CompileSettings("App"), was);
        var image = World.Open(app);
        AssemblySet worldBefore = World.Of([image, World.Open(was)]), worldAfter = World.Of([image, World.Open(now)]);
        return Guard.Check(new GuardInput
        {
            Bumps = [new Bump("Lib", "1.2.3", "1.2.4", ["Lib"])],
            Uses = UseReader.Read(image, worldBefore, World.Sources(app)),
            Before = new ApiSurface(worldBefore).Find,
            After = new ApiSurface(worldAfter),
            RuntimeBefore = worldBefore,
            RuntimeAfter = worldAfter,
            Consumer = image,
            Sources = World.Sources(app),
            ComparesBehavior = true,
        });
    }
}
