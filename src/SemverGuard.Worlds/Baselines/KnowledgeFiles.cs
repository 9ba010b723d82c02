using SemverGuard.Baselines;
using SemverGuard.Findings;

namespace SemverGuard.Worlds.Baselines;

/// <summary>The files of what others know of upgrades. They come from elsewhere: what is wrong with them is but a warning.</summary>
internal static class KnowledgeFiles
{
    private const string Consequence = "The build goes on without what it knows.";

    /// <param name="tell">What is wrong, at its place.</param>
    public static Knowledge Read(IEnumerable<string> paths, Action<Diagnostic> tell)
    {
        var lines = new List<AcceptedFinding>();
        foreach (string path in paths.Distinct(StringComparer.Ordinal))
        {
            var (read, error) = File.Exists(path) ? AcceptedFile.Read(path) : (null, new BaselineError(0, "is not there"));
            if (read is null) tell(AcceptedFile.Unreadable(path, error!, Consequence));
            foreach (var line in read?.Lines ?? []) lines.Add(line.Finding);
            foreach (var problem in AcceptedFile.Incidents(path, read)) tell(problem);
        }
        return lines.Count == 0 ? Knowledge.None : new Knowledge(lines);
    }
}
