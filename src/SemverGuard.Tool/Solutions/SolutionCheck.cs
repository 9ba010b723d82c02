using SemverGuard.Reports;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Checks;
using SemverGuard.Worlds.Compiling;

namespace SemverGuard.Tool.Solutions;

/// <summary>What a build of one project would find.</summary>
internal static class SolutionCheck
{
    /// <summary>The two halves of a build's check, with nothing but the compiler's output between them, which is there.</summary>
    /// <param name="world">With a state folder of the command's own (<see cref="ProjectWorld.Aside"/>).</param>
    public static Report Of(ProjectWorld world, ToolHost host)
    {
        var early = new EarlyCheck(world, host);
        early.Run();
        if (!new BuildPair(world.StateFolder, Path.GetFileName(world.AssemblyFile)).AreExpected) return early.Report;
        var late = new LateCheck(world, host);
        late.Run();
        return late.Report;
    }
}
