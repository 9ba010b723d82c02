namespace SemverGuard.Analyzers;

/// <summary>What the path of a referenced file says about its package; the compiler is told no more.</summary>
/// <param name="Asset">The path inside the package, with forward slashes.</param>
internal sealed record PackagePath(string Version, string Asset)
{
    /// <summary>
    /// Reads <c>.../&lt;id&gt;/&lt;version&gt;/(lib|ref)/...</c>, the layout of every NuGet packages folder; null for any other path.
    /// </summary>
    public static PackagePath? Of(string path, string packageId)
    {
        string[] parts = path.Split('/', '\\');
        for (int i = 2; i < parts.Length - 1; i++)
        {
            bool isAsset = string.Equals(parts[i], "lib", StringComparison.OrdinalIgnoreCase)
                || string.Equals(parts[i], "ref", StringComparison.OrdinalIgnoreCase);
            if (isAsset && parts[i - 1].Length > 0 && char.IsDigit(parts[i - 1][0])
                && string.Equals(parts[i - 2], packageId, StringComparison.OrdinalIgnoreCase))
                return new PackagePath(parts[i - 1], string.Join("/", parts.Skip(i)));
        }
        return null;
    }
}
