using SemverGuard.Findings;
using SemverGuard.Reports;
using SemverGuard.Worlds.Checks;
using SemverGuard.Worlds.Compiling;

namespace SemverGuard.Tool.Solutions;

/// <summary>Checks that the command runs: what they find is in their reports, and what stands in the way of one is kept here.</summary>
internal sealed class ToolHost(CancellationToken cancellation) : IHost
{
    private readonly List<Diagnostic> problems = [];

    private readonly List<string> said = [];

    private readonly List<string> noted = [];

    /// <summary>What a check said besides its findings.</summary>
    public IReadOnlyList<Diagnostic> Problems => problems;

    public CancellationToken Cancellation => cancellation;

    public BuildCache Cache { get; init; } = new();

    public string Request => "";

    public void Tell(Diagnostic diagnostic)
    {
        if (SelfRules.All.Any(x => x.Id == diagnostic.Code)) problems.Add(diagnostic);
    }

    public void Announce(Diagnostic diagnostic)
    {
    }

    /// <summary>What a check said that somebody has to do now.</summary>
    public IReadOnlyList<string> Said => said;

    /// <summary>What it said that is to be seen, and asks for nothing.</summary>
    public IReadOnlyList<string> Noted => noted;

    public void Say(string message) => said.Add(message);

    public void Note(string message, Notice notice)
    {
        if (notice == Notice.High) noted.Add(message);
    }

    /// <remarks>The worlds that the command asks for have the compiler's arguments.</remarks>
    public CompilerOptions? AskForCompilerOptions() => null;
}
