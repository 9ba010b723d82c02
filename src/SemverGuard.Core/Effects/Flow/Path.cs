namespace SemverGuard.Effects.Flow;

/// <summary>How far one body was followed.</summary>
/// <param name="Stop">Where the path has come to a stop already.</param>
internal readonly record struct Path(Frame Frame, Stop? Stop)
{
    public Path Copy() => new(Frame.Copy(), Stop);
}

/// <summary>Two paths that came to the same place, and go on otherwise.</summary>
internal sealed record Difference(Path Was, Path Now, Facts Facts);
