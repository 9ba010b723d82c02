using SemverGuard.Findings;
using SemverGuard.Reports;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Baselines;
using SemverGuard.Worlds.Checks;
using SemverGuard.Worlds.Compiling;
using SemverGuard.Worlds.Files;
using Acceptance = SemverGuard.Worlds.Checks.Acceptance;

namespace SemverGuard.Writer;

/// <summary>
/// A project that was built and of which an upgrade waits. Each round begins with the baseline as it was at first, accepts the findings,
/// then the upgrade, and records what the next build would.
/// </summary>
internal sealed class ProjectWriter : IHost
{
    private readonly ProjectWorld project;
    private readonly string before;
    private readonly string[] findings;

    public ProjectWriter(string worldFile)
    {
        project = WorldFile.Parse(InputFile.Text(worldFile));
        before = InputFile.Text(project.BaselineFile + ".before");
        findings = [.. AcceptedFile.LastFindings.Read(project.StateFolder).Select(x => x.Rule).Distinct()];
    }

    public void Write(int round)
    {
        OutputFile.Write(project.BaselineFile, before);
        StampFile.Remove(project.CheckStamp);
        new BaselineRecording(project, this).Run();
        new Acceptance(project, this) { Findings = findings, Reason = round % 2 == 0 ? "seen" : "seen again" }.Run();
        new Acceptance(project, this).Run();
        StampFile.Touch(project.CheckStamp);
        new BaselineRecording(project, this).Run();
    }

    CancellationToken IHost.Cancellation => CancellationToken.None;

    BuildCache IHost.Cache { get; } = new();

    string IHost.Request => "";

    /// <summary>That another process has accepted it already is no mistake; that a file cannot be written is one.</summary>
    void IHost.Tell(Diagnostic diagnostic)
    {
        if (diagnostic.Code == SelfRules.BaselineNotWritten.Id || diagnostic.Code == SelfRules.FileNotWritten.Id) throw new InvalidOperationException(diagnostic.Message);
    }

    void IHost.Announce(Diagnostic diagnostic)
    {
    }

    void IHost.Say(string message)
    {
    }

    void IHost.Note(string message, Notice notice)
    {
    }

    CompilerOptions? IHost.AskForCompilerOptions() => null;
}
