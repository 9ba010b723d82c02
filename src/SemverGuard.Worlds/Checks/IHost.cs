using SemverGuard.Findings;
using SemverGuard.Worlds.Compiling;

namespace SemverGuard.Worlds.Checks;

/// <summary>Who runs a check, and has what it says heard: a build, or the command.</summary>
internal interface IHost
{
    CancellationToken Cancellation { get; }

    /// <summary>What the checks of one run share.</summary>
    BuildCache Cache { get; }

    /// <summary>
    /// What may differ from one build of a project to the next in how it is compiled, besides files and the world: what was typed.
    /// </summary>
    string Request { get; }

    void Tell(Diagnostic diagnostic);

    /// <summary>Tells what is no warning, and is to be seen by everybody all the same.</summary>
    void Announce(Diagnostic diagnostic);

    /// <summary>Says what somebody has to do now, so that he sees it.</summary>
    void Say(string message);

    /// <summary>For whoever reads the whole log.</summary>
    void Note(string message, Notice notice = Notice.Normal);

    /// <summary>Asks the project's own targets how it is compiled: they know all its options, and nothing is compiled.</summary>
    /// <returns>Null where they do not tell.</returns>
    CompilerOptions? AskForCompilerOptions();
}

/// <summary>How easily a note is seen.</summary>
internal enum Notice
{
    Low,
    Normal,
    High,
}
