using SemverGuard.Worlds.Baselines;

namespace SemverGuard.Worlds.Assets;

/// <summary>
/// Asks NuGet for packages as they were: a build server that starts with nothing has only the versions after the upgrade.
/// </summary>
/// <remarks>
/// A project under obj is restored with the user's own nuget.config and sources. In this process a failed restore would be an error of this
/// build; in one of its own it is only a check less.
/// </remarks>
/// <param name="host">Path of the dotnet command.</param>
/// <param name="folder">Under obj, for the generated project.</param>
/// <param name="packagesFolder">Where they are to go.</param>
/// <param name="withdrawn">Keeps versions away that nobody should get; null brings every version that is asked for.</param>
internal sealed class PackageRestore(
    string host, string folder, string packagesFolder, WithdrawnVersions? withdrawn, CancellationToken cancellation)
{
    /// <summary>Who builds without a network does not wait for it with every build.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>A source that does not answer costs a check, and not the day.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <returns>What the restore printed. Whether it brought the packages their folders tell.</returns>
    public string Run(IEnumerable<(string Id, string Version)> packages)
    {
        var wanted = packages.Distinct().ToArray();
        string failure = Path.Combine(folder, "failed.txt"), attempt = (withdrawn is null ? "all " : "") + packagesFolder + "\n"
            + string.Join("\n", wanted.Select(x => x.Id + " " + x.Version));
        if (HasJustFailed(failure, attempt))
            return "The same restore failed less than " + Pause.TotalMinutes + " minutes ago; " + failure + " remembers.";
        var allowed = withdrawn?.Without(wanted) ?? wanted;
        var (exitCode, output) = Restore(allowed);
        // What is kept away today is not asked about again with every build.
        if (exitCode == 0 && allowed.Count == wanted.Length) StampFile.Remove(failure);
        else OutputFile.Renew(failure, attempt);
        return output;
    }

    private (int? ExitCode, string Output) Restore(IReadOnlyCollection<(string Id, string Version)> packages)
    {
        if (packages.Count == 0) return (0, "Nothing is restored.");
        // Of two items with one id NuGet takes the first.
        var items = packages.GroupBy(x => x.Id, x => x.Version, StringComparer.OrdinalIgnoreCase)
            .Select(x => RestoreProject.Download(x.Key, x.Distinct()));
        OutputFile.Write(Path.Combine(folder, "before.csproj"), RestoreProject.Of(packagesFolder, isAudited: false, items));
        return Command.Run(host, ["restore", "before.csproj"], folder, cancellation, Patience);
    }

    private static bool HasJustFailed(string failure, string attempt) =>
        File.Exists(failure) && DateTime.UtcNow - File.GetLastWriteTimeUtc(failure) < Pause && InputFile.Text(failure) == attempt;
}
