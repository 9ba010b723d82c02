namespace SemverGuard.Worlds.Baselines;

/// <summary>
/// What the last build of one target framework found of its upgrades, for the project's other frameworks: all of them move on, or none.
/// Kept under obj, a file for each framework, since their builds run in any order and at the same time.
/// </summary>
/// <param name="Assets">Fingerprint of the assets file that the upgrades were read from.</param>
internal sealed record FrameworkState(string Assets, IReadOnlyList<OpenUpgrade> Upgrades)
{
    private const char Settled = '+', Held = '-';

    /// <returns>Null when there is none that can be read.</returns>
    public static FrameworkState? Read(string stateFolder)
    {
        try
        {
            string path = PathIn(stateFolder);
            if (!File.Exists(path)) return null;
            string[] lines = InputFile.Text(path).Split('\n');
            return new FrameworkState(lines[0], [.. lines.Skip(1).Select(Parse).OfType<OpenUpgrade>()]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <exception cref="IOException">It could not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It could not be written.</exception>
    public void Write(string stateFolder) => OutputFile.Write(PathIn(stateFolder), string.Join("\n", [Assets, .. Upgrades.Select(Line)]));

    /// <summary>Packages that wait while some are held: those, and what moves with them.</summary>
    /// <param name="held">Ids of packages that any of the frameworks holds.</param>
    public HashSet<string> Waiting(HashSet<string> held) =>
        new(Upgrades.Where(x => held.Contains(x.Id)).SelectMany(x => x.Around.Append(x.Id)), StringComparer.OrdinalIgnoreCase);

    private static string PathIn(string stateFolder) => Path.Combine(stateFolder, "upgrades.txt");

    private static string Line(OpenUpgrade upgrade) =>
        (upgrade.IsSettled ? Settled : Held) + string.Join(" ", upgrade.Around.Prepend(upgrade.Id));

    private static OpenUpgrade? Parse(string line)
    {
        if (line.Length < 2) return null;
        string[] ids = line.Substring(1).Split(' ');
        return new OpenUpgrade(ids[0], line[0] == Settled, [.. ids.Skip(1)]);
    }
}

/// <summary>A package at another version than the baseline has.</summary>
/// <param name="IsSettled">Nothing that was found there waits for anybody.</param>
/// <param name="Around">Ids of the packages that move with it.</param>
internal sealed record OpenUpgrade(string Id, bool IsSettled, IReadOnlyList<string> Around);
