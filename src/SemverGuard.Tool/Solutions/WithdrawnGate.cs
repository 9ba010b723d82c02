using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Files;

namespace SemverGuard.Tool.Solutions;

/// <summary>
/// Stands before what a command builds and runs of versions that its caller did not name: those of a baseline or a report. Whoever left
/// one may have left it for a reason, and a restore would be told of that by NuGet, whose audit our builds aside leave out.
/// </summary>
/// <param name="isOpen">The caller asked for them all the same.</param>
internal sealed class WithdrawnGate(bool isOpen, CancellationToken cancellation)
{
    public const string Option = "--withdrawn";

    /// <param name="projectFolder">Whose nuget.config holds.</param>
    /// <exception cref="InvalidDataException">Nobody should get one of them.</exception>
    public void Pass(IEnumerable<PackageVersion> versions, string projectFolder)
    {
        (string Id, string Version)[] asked = [.. versions.Select(x => (x.Id, x.Version)).Distinct()];
        if (isOpen || asked.Length == 0) return;
        // Below the project, where NuGet finds its sources, and where its builds keep what is no file of the repository.
        string place = Path.Combine(projectFolder, "obj");
        bool isNew = !Directory.Exists(place);
        string state = OutputFile.WorkFolder(place);
        IReadOnlyDictionary<(string Id, string Version), string> refused;
        try
        {
            refused = new WithdrawnVersions(DotnetHost.Locate("dotnet"), projectFolder, state, (_, _) => false, cancellation).Ask(asked);
        }
        finally
        {
            OutputFile.RemoveFolder(state);
            if (isNew && !Directory.EnumerateFileSystemEntries(place).Any()) OutputFile.RemoveFolder(place);
        }
        if (refused.Count > 0) throw new InvalidDataException(Refusal(refused.Select(x => (x.Key.Id, x.Key.Version, x.Value)), "restored"));
    }

    /// <summary>One sentence for all of them.</summary>
    public static string Refusal(IEnumerable<(string Id, string Version, string Reason)> refused, string verb) =>
        string.Join("; ", refused.Select(x => $"{x.Id} {x.Version} is not {verb}, because {x.Reason}"))
        + $"; {Option} does it all the same";
}
