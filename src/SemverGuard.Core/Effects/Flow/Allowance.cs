namespace SemverGuard.Effects.Flow;

/// <summary>
/// How much may still be followed: for one pair of bodies, and for all of an assembly together. What is not followed to its end has
/// changed.
/// </summary>
/// <param name="all">In steps; whatever takes longer than an instruction counts as several.</param>
internal sealed class Allowance(long all)
{
    private long all = all;
    private long one;

    public bool IsSpent => one <= 0 || all <= 0;

    /// <summary>A file below a megabyte is compared in a second, whatever is in it.</summary>
    public static Allowance For(long size) => new(4_000_000 + 4 * size);

    public void Begin(long most) => one = most;

    public void Take(long steps)
    {
        one -= steps;
        all -= steps;
    }
}
