using SemverGuard.Api;
using SemverGuard.Effects;
using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Recompilation;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>Everything a check looks at. The front ends collect it; <see cref="Guard.Check"/> judges it.</summary>
public sealed record GuardInput
{
    public required IReadOnlyList<Bump> Bumps { get; init; }

    /// <summary>The upgrade that answers for what cannot be put down to one of them: the project's own, which brought the others.</summary>
    internal Bump Principal => Bumps.FirstOrDefault(x => x.IsDirect) ?? Bumps[0];

    /// <summary>What the project's own code uses.</summary>
    public required IReadOnlyList<SymbolUse> Uses { get; init; }

    /// <summary>A used type as it was, by assembly and documentation id: from the old compile assets or from the baseline.</summary>
    public required Func<string, string, ApiType?> Before { get; init; }

    /// <summary>The compile assets as they are.</summary>
    public required ApiSurface After { get; init; }

    /// <summary>
    /// The run-time assets as they were; null when the old packages are not on this machine, and linkage is then not checked.
    /// </summary>
    public AssemblySet? RuntimeBefore { get; init; }

    /// <summary>The run-time assets as they are; null when linkage is not wanted.</summary>
    public AssemblySet? RuntimeAfter { get; init; }

    /// <summary>The project's own assembly, as last compiled; null when there is none yet.</summary>
    public AssemblyImage? Consumer { get; init; }

    public SourceMap? Sources { get; init; }

    /// <summary>Whether a place is in source that the build wrote, and no person.</summary>
    public Func<SourceSite, bool> IsWritten { get; init; } = _ => false;

    /// <summary>
    /// Projects that this one references and that are not checked by themselves: a way through them is a way through the project's own
    /// code.
    /// </summary>
    public IReadOnlyList<OwnLibrary> Libraries { get; init; } = [];

    /// <summary>Names by which the project's configuration and environment files set something.</summary>
    public IReadOnlyCollection<string> Settings { get; init; } = [];

    /// <summary>
    /// The project's source compiled against both worlds; null when that was not done, and the API rules then estimate what a compiler
    /// would say.
    /// </summary>
    public Recompiled? Recompiled { get; init; }

    /// <summary>The project is compiled again against the new packages, so that only what is not rebuilt can fail to link.</summary>
    public bool IsRebuilt { get; init; }

    /// <summary>The project is itself packed as a library, so that others meet its old builds.</summary>
    public bool IsPacked { get; init; }

    /// <summary>
    /// Versions with which an upgrade could be linked instead, the nearest first, given the ids of the packages that do not link with it.
    /// Asked only when something fails. Null when there is nowhere to look.
    /// </summary>
    public Func<Bump, IReadOnlyCollection<string>, IEnumerable<VersionSet>>? Alternatives { get; init; }

    /// <summary>
    /// How upgrades can be taken back, the shortest way first. Null where nobody knows the graph: then the version before is all that can
    /// be said.
    /// </summary>
    public Func<IReadOnlyCollection<Bump>, IEnumerable<WayBack>>? WaysBack { get; init; }

    /// <summary>The implementations of the packages are compared too.</summary>
    public bool ComparesBehavior { get; init; } = true;

    /// <summary>Comparisons that another check of the same build made already.</summary>
    public DiffCache Diffs { get; init; } = new();

    /// <summary>
    /// The package itself as it was and is; null when one of them is not on this machine or cannot be read. Left out, no package is looked
    /// at.
    /// </summary>
    public Func<Bump, ShapePair?>? Shapes { get; init; }

    /// <summary>The package an assembly comes from and its version now, for messages; null for the project's own.</summary>
    public Func<string, (string Id, string Version)?> PackageOf { get; init; } = _ => null;
}
