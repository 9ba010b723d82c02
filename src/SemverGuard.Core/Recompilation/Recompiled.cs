using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Recompilation;

/// <summary>An error of the compiler, in its own words.</summary>
public sealed record CompileError(string Id, string Message, SourceSite? Site);

/// <summary>The consumer's unchanged source, compiled against both worlds.</summary>
/// <param name="World">The packages as they were, with the consumer's own assembly where there is one.</param>
/// <param name="Before">Null when it did not compile against them, or nobody knows what it was.</param>
/// <param name="After">Null when it does not compile now.</param>
/// <param name="Errors">Why not; empty when it does.</param>
public sealed record Recompiled(AssemblySet World, Build? Before, Build? After, IReadOnlyList<CompileError> Errors)
{
    /// <summary>It compiled before.</summary>
    public Recompiled(Build before, Build? after, IReadOnlyList<CompileError> errors) : this(before.World, before, after, errors)
    {
    }

    public bool Compiles => After is not null;

    /// <summary>The text of the source line at a place; null when the source is not at hand.</summary>
    public Func<SourceSite, string?> Line { get; init; } = _ => null;

    /// <summary>Whether a place is in source that an upgraded package adds to the build: there the source itself is another one.</summary>
    public Func<SourceSite, bool> IsBrought { get; init; } = _ => false;
}
