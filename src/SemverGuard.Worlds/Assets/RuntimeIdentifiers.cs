namespace SemverGuard.Worlds.Assets;

/// <summary>Which folders below <c>runtimes/</c> a host looks in.</summary>
internal static class RuntimeIdentifiers
{
    /// <returns>The best first: <c>linux-x64</c>, <c>linux</c>, <c>unix-x64</c>, <c>unix</c>, <c>any</c>.</returns>
    public static IReadOnlyList<string> Fallbacks(string identifier)
    {
        int dash = identifier.LastIndexOf('-');
        if (dash < 0) return [identifier, "any"];
        string system = identifier.Substring(0, dash), architecture = identifier.Substring(dash);
        var names = new List<string> { identifier, system };
        if (system.StartsWith("linux-", StringComparison.Ordinal)) names.AddRange(["linux" + architecture, "linux"]);
        if (!system.StartsWith("win", StringComparison.Ordinal)) names.AddRange(["unix" + architecture, "unix"]);
        names.Add("any");
        return names;
    }

    /// <summary>
    /// The path of a run-time asset with another framework or for another system in its place: <c>runtimes/unix/lib/net9.0/X.dll</c>.
    /// </summary>
    /// <param name="folder">Of the package.</param>
    /// <param name="asset">Path of the asset for any system inside the package.</param>
    /// <returns>The file that a host loads instead of <paramref name="asset"/>; null when there is no such file.</returns>
    public static string? Find(string folder, string asset, IReadOnlyList<string> fallbacks)
    {
        string runtimes = Path.Combine(folder, "runtimes");
        if (!Directory.Exists(runtimes)) return null;
        string[] parts = asset.Split('/');
        if (parts.Length < 2) return null;
        string file = parts[parts.Length - 1], framework = parts[parts.Length - 2];
        foreach (string name in fallbacks)
        {
            string path = Path.Combine(runtimes, name, "lib", framework, file);
            if (File.Exists(path)) return path;
        }
        return null;
    }
}
