using Microsoft.Build.Framework;
using SemverGuard.Effects;
using SemverGuard.Recompilation;

namespace SemverGuard.Tasks;

/// <summary>What the projects of a solution need not find out one after another: the packages that moved are mostly the same.</summary>
internal sealed class BuildCache
{
    private const string Key = "SemverGuard.Tasks.BuildCache";

    public DiffCache Diffs { get; } = new();

    public SurfaceDiffCache Surfaces { get; } = new();

    /// <summary>Taken away from the other tasks of this process until it is given back, for they may run at the same time.</summary>
    public static BuildCache Take(IBuildEngine4 engine) =>
        engine.UnregisterTaskObject(Key, RegisteredTaskObjectLifetime.Build) as BuildCache ?? new BuildCache();

    public void GiveBack(IBuildEngine4 engine) => engine.RegisterTaskObject(Key, this, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: true);
}
