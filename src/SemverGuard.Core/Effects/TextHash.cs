namespace SemverGuard.Effects;

/// <summary>Hashes that are the same in every process, which <see cref="string.GetHashCode()"/> is not.</summary>
internal static class TextHash
{
    private const ulong Start = 14695981039346656037, Prime = 1099511628211;

    /// <summary>FNV-1a.</summary>
    public static ulong Of(string text, ulong start = Start)
    {
        ulong hash = start;
        foreach (char c in text) hash = (hash ^ c) * Prime;
        return hash;
    }

    public static ulong Mix(ulong hash, ulong value) => ((hash ^ value) * Prime) ^ (hash >> 29);
}
