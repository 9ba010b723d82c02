using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Reports;

namespace SemverGuard.Worlds.Baselines;

/// <summary>The accepted findings on the disk.</summary>
internal static class AcceptedFile
{
    /// <returns>None when there is no file, and an error when it cannot be read, in line 0 when it is about the file as a whole.</returns>
    public static (AcceptedFindings? Accepted, BaselineError? Error) Read(string path)
    {
        try
        {
            return File.Exists(path) ? AcceptedText.Parse(InputFile.Text(path)) : (AcceptedFindings.Empty, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, new BaselineError(0, "cannot be read: " + e.Message));
        }
    }

    public static Diagnostic Unreadable(string path, BaselineError error, string consequence, Severity severity = Severity.Warning) =>
        Diagnostic.About(SelfRules.AcceptedUnreadable, Path.GetFileName(path) + " " + error.Message + ". " + consequence,
            new Place(path, error.Line, error.Line > 0 ? 1 : 0), severity);

    /// <summary>A line whose incident cannot be read is a line all the same.</summary>
    public static IEnumerable<Diagnostic> Incidents(string path, AcceptedFindings? accepted) =>
        from line in accepted?.Lines ?? []
        let problem = Incident.Of(line.Finding.Reason).Problem
        where problem is not null
        let text = $"{Path.GetFileName(path)} {problem}. The line counts, and its incident is not told."
        select Diagnostic.About(SelfRules.AcceptedUnreadable, text, new Place(path, line.Line, 1));

    public static Diagnostic Stale(string path, AcceptedLine line, string fact) => Diagnostic.About(
        SelfRules.AcceptedStale,
        $"{line.Finding.Rule} is accepted for {line.Finding.Package} {line.Finding.Before} -> {line.Finding.After}, and {fact}: the line "
            + "accepts nothing. Remove it.",
        new Place(path, line.Line, 1));

    /// <summary>What the last check found, kept under obj so that somebody can name a part of it.</summary>
    public static class LastFindings
    {
        public static void Write(string stateFolder, IEnumerable<Finding> findings) =>
            OutputFile.Write(
                Path(stateFolder), AcceptedText.Write(AcceptedFindings.Empty.And(findings.Select(x => Acceptance.Of(x, x.Title)))));

        /// <summary>Of an upgrade that somebody took back, say, nothing can be accepted.</summary>
        public static void Forget(string stateFolder) => StampFile.Remove(Path(stateFolder));

        /// <returns>None when nothing was checked yet.</returns>
        public static IReadOnlyList<AcceptedFinding> Read(string stateFolder) =>
            AcceptedFile.Read(Path(stateFolder)).Accepted?.Lines.Select(x => x.Finding).ToArray() ?? [];

        private static string Path(string stateFolder) => System.IO.Path.Combine(stateFolder, "findings.accepted");
    }
}
