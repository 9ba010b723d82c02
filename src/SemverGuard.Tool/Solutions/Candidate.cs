using System.Text.RegularExpressions;
using NuGet.Common;
using NuGet.ProjectModel;
using NuGet.Versioning;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Files;

namespace SemverGuard.Tool.Solutions;

/// <summary>A package version that somebody may take.</summary>
internal sealed record PackageVersion(string Id, string Version)
{
    public override string ToString() => Id + "@" + Version;
}

/// <summary>
/// An upgrade that nobody has made yet: versions that would be taken together, and a project for each of the solution's that NuGet restores
/// aside.
/// </summary>
/// <param name="Folder">Where those projects are.</param>
internal sealed record Candidate(IReadOnlyList<PackageVersion> Versions, string Folder)
{
    /// <summary>Of the versions those that nobody asked about, which the others need.</summary>
    public IReadOnlyList<PackageVersion> Along { get; init; } = [];

    /// <summary>Ids that no project of the solution asks for itself: who wants another version of one has to.</summary>
    public IReadOnlyList<string> Transitive { get; init; } = [];

    /// <summary>
    /// References of the solution that NuGet would have to go back on, at the lowest versions that it would take: it refuses a project that
    /// asks for less than a package needs.
    /// </summary>
    public IReadOnlyList<PackageVersion> Downgraded(ProjectToday today)
    {
        string assets = AssetsOf(today.World.ProjectFile);
        if (!File.Exists(assets) || !InputFile.Text(assets).Contains(nameof(NuGetLogCode.NU1605), StringComparison.Ordinal)) return [];
        var errors = LockFileUtilities.GetLockFile(assets, NullLogger.Instance).LogMessages
            .Where(x => x.Code == NuGetLogCode.NU1605 && x.Level == LogLevel.Error && x.LibraryId is not null);
        return [.. errors.Select(x => (Id: x.LibraryId, Lowest: Needed(x))).Where(x => x.Lowest is not null)
            .Select(x => new PackageVersion(x.Id, x.Lowest!.ToNormalizedString()))];
    }

    /// <summary>The ways on which NuGet came by the package, a line for each: <c>App -> Sink 2.0.0 -> Log (>= 4.2.0)</c>.</summary>
    private static NuGetVersion? Needed(IAssetsLogMessage downgrade) =>
        Regex.Matches(downgrade.Message, Regex.Escape(downgrade.LibraryId) + @" \(>=? ?([^ )]+)", RegexOptions.IgnoreCase)
            .Select(x => NuGetVersion.TryParse(x.Groups[1].Value, out var version) ? version : null).Max();

    public string ProjectOf(string projectFile) => Path.Combine(Folder, NameOf(projectFile), Path.GetFileName(projectFile));

    /// <summary>What NuGet resolved for it; there when the restore succeeded.</summary>
    public string AssetsOf(string projectFile) => Path.Combine(Folder, NameOf(projectFile), "obj", LockFileFormat.AssetsFileName);

    /// <summary>What NuGet resolved, or why it found no way.</summary>
    public (LockFile? Resolved, Problem? Problem) Of(ProjectToday today)
    {
        string project = today.World.ProjectFile, assets = AssetsOf(project);
        if (!File.Exists(assets)) return (null, new Problem("does not restore", ""));
        var resolved = LockFileUtilities.GetLockFile(assets, NullLogger.Instance);
        // NuGet writes down how far it came.
        if (resolved.LogMessages.FirstOrDefault(x => x.Level == LogLevel.Error) is { } error)
        {
            var problem = new Problem($"does not restore ({error.Code})", Sentence(error.Message));
            return (null, problem with { IsOfFramework = error.Code == NuGetLogCode.NU1202 });
        }
        return ResolvedWorld.Target(resolved, today.World) is null
            ? (null, new Problem("does not restore", $"NuGet resolved nothing for {today.World.Framework}"))
            : (resolved, null);
    }

    /// <summary>NuGet lists ways through a graph in lines of their own.</summary>
    private static string Sentence(string message) =>
        string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>The same project with what NuGet resolved.</summary>
    public ProjectWorld With(LockFile resolved, ProjectToday today)
    {
        string project = today.World.ProjectFile;
        string folder = Path.Combine(Folder, NameOf(project), today.World.Framework);
        return new ResolvedWorld(today, resolved, AssetsOf(project)).World(folder);
    }

    /// <summary>Two projects of one name lie in two folders.</summary>
    private static string NameOf(string projectFile) =>
        Path.GetFileNameWithoutExtension(projectFile) + "."
        + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(projectFile)))[..8];
}
