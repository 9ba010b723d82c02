using SemverGuard.Uses;

namespace SemverGuard.Recompilation;

/// <summary>An error of the compiler, in its own words.</summary>
public sealed record CompileError(string Id, string Message, SourceSite? Site);

/// <summary>The consumer's unchanged source, compiled against both worlds.</summary>
/// <param name="After">Null when it no longer compiles.</param>
/// <param name="Errors">Why not; empty when it does.</param>
public sealed record Recompiled(Build Before, Build? After, IReadOnlyList<CompileError> Errors)
{
    public bool Compiles => After is not null;

    /// <summary>The text of the source line at a place; null when the source is not at hand.</summary>
    public Func<SourceSite, string?> Line { get; init; } = _ => null;
}
