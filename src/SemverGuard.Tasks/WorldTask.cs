using System.Collections;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Reports;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Checks;
using SemverGuard.Worlds.Compiling;
using SemverGuard.Worlds.Files;
using SemverGuard.Worlds.Reporting;

namespace SemverGuard.Tasks;

/// <summary>
/// A build that asks something about a project, and the net below it: a bug of ours is one warning and never a broken build.
/// </summary>
public abstract class WorldTask : Microsoft.Build.Utilities.Task, ICancelableTask, IHost
{
    private const string CacheKey = "SemverGuard.Tasks.BuildCache";

    private readonly CancellationTokenSource cancellation = new();

    private BuildCache? cache;

    private ProjectWorld? world;

    /// <summary>What <see cref="WriteWorld"/> wrote.</summary>
    [Required]
    public string WorldFile { get; set; } = "";

    /// <summary>Said besides in that file, which may be what cannot be read.</summary>
    public bool IsLocked { get; set; }

    CancellationToken IHost.Cancellation => cancellation.Token;

    BuildCache IHost.Cache => cache!;

    string IHost.Request =>
        string.Join("\n", BuildEngine6.GetGlobalProperties().Select(x => x.Key + "=" + x.Value).OrderBy(x => x, StringComparer.Ordinal));

    public override bool Execute()
    {
        // Taken away from the other tasks of this process until it is given back, for they may run at the same time.
        cache = BuildEngine4.UnregisterTaskObject(CacheKey, RegisteredTaskObjectLifetime.Build) as BuildCache ?? new BuildCache();
        try
        {
            world = Worlds.WorldFile.Parse(InputFile.Text(WorldFile));
            Run(world);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return false; // MSBuild tells of the cancelled build
        }
        catch (Exception e)
        {
            string text = MistakeException.Sentence(e, Path.GetFileNameWithoutExtension(world?.AssemblyFile ?? ""), "checked nothing here");
            var place = new Place(world?.ProjectFile ?? BuildEngine.ProjectFileOfTaskNode);
            var problem = Diagnostic.About(SelfRules.InternalError, text, place);
            Tell(IsLocked ? LockedBuild.Weighed(problem) : problem);
            Log.LogMessage(MessageImportance.Normal, e.ToString());
        }
        finally
        {
            BuildEngine4.RegisterTaskObject(CacheKey, cache, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: true);
        }
        return !Log.HasLoggedErrors;
    }

    /// <summary>The build was cancelled: whatever runs is ended, with all that it started.</summary>
    public void Cancel() => cancellation.Cancel();

    private protected abstract void Run(ProjectWorld world);

    void IHost.Tell(Diagnostic diagnostic) => Tell(diagnostic);

    void IHost.Announce(Diagnostic diagnostic) => Message(diagnostic, MessageImportance.High);

    /// <remarks>Where only a warning is seen it is one, which the targets keep from becoming an error.</remarks>
    void IHost.Say(string message)
    {
        if (world!.HidesMessages) Tell(Diagnostic.About(SelfRules.FileToCommit, message, new Place(world.ProjectFile)));
        else Log.LogMessage(MessageImportance.High, "{0}", SafeText.OneLine(message));
    }

    void IHost.Note(string message, Notice notice)
    {
        var importance = notice switch { Notice.Low => MessageImportance.Low, Notice.High => MessageImportance.High, _ =>
            MessageImportance.Normal };
        Log.LogMessage(importance, "{0}", SafeText.Lines(message));
    }

    /// <remarks>As an editor asks.</remarks>
    CompilerOptions? IHost.AskForCompilerOptions()
    {
        var answers = new Hashtable();
        var question = new Hashtable
        {
            ["DesignTimeBuild"] = "true",
            ["SkipCompilerExecution"] = "true",
            ["ProvideCommandLineArgs"] = "true",
            // What targets write on the way must not be taken for this build's.
            ["IntermediateOutputPath"] = Path.Combine(world!.StateFolder, "options") + Path.DirectorySeparatorChar,
        };
        const string Target = "SemverGuardCompilerOptions";
        bool isAnswered = BuildEngine.BuildProjectFile(world.ProjectFile, [Target], question, answers);
        return isAnswered && answers[Target] is ITaskItem[] { Length: > 0 } arguments
            ? CompilerOptions.Of(arguments.Select(x => x.ItemSpec))
            : null;
    }

    private void Tell(Diagnostic diagnostic)
    {
        var (file, line, column) = diagnostic.Place.InLog;
        switch (diagnostic.Severity)
        {
            case Severity.Error:
                Log.LogError(null, diagnostic.Code, null, diagnostic.HelpLink, file, line, column, 0, 0, Text(diagnostic));
                break;
            case Severity.Warning:
                Log.LogWarning(null, diagnostic.Code, null, diagnostic.HelpLink, file, line, column, 0, 0, Text(diagnostic));
                break;
            default:
                Message(diagnostic, world is { IsDetailed: true } ? MessageImportance.High : MessageImportance.Normal);
                break;
        }
    }

    private void Message(Diagnostic diagnostic, MessageImportance importance)
    {
        var (file, line, column) = diagnostic.Place.InLog;
        Log.LogMessage(null, diagnostic.Code, null, file, line, column, 0, 0, importance, Text(diagnostic));
    }

    private static string Text(Diagnostic diagnostic) => LogLine.Of(SafeText.OneLine(diagnostic.Message));
}
