namespace SemverGuard.Recompilation;

/// <summary>Which versions of an assembly declare the same, kept for the next project of the same build. Not for several threads at once.</summary>
public sealed class DeclarationCache
{
    private readonly Dictionary<(Guid Before, Guid After), bool> known = [];

    /// <param name="before">Module version id.</param>
    /// <param name="after">As well.</param>
    internal bool AreSame(Guid before, Guid after, Func<bool> compare) =>
        known.TryGetValue((before, after), out bool isSame) ? isSame : known[(before, after)] = compare();
}
