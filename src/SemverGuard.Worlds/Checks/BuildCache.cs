using SemverGuard.Effects;
using SemverGuard.Recompilation;

namespace SemverGuard.Worlds.Checks;

/// <summary>What the projects of a solution need not find out one after another: the packages that moved are mostly the same.</summary>
internal sealed class BuildCache
{
    public DiffCache Diffs { get; } = new();

    public SurfaceDiffCache Surfaces { get; } = new();

    public ShapeCache Shapes { get; init; } = new();

    private readonly HashSet<string> said = new(StringComparer.Ordinal);

    /// <summary>Whether no other project has said it yet.</summary>
    public bool IsNews(string message) => said.Add(message);
}
