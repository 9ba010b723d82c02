using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Tasks.Assets;
using SemverGuard.Tasks.Compiling;
using SemverGuard.Tasks.Reporting;
using SemverGuard.Tasks.Worlds;

namespace SemverGuard.Tasks;

/// <summary>What every task is told about the project, and the net below all of them: a bug of ours is one warning and never a broken build.</summary>
public abstract class ProjectTask : Microsoft.Build.Utilities.Task, ICancelableTask
{
    private readonly CancellationTokenSource cancellation = new();

    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Short name: <c>net10.0</c>.</summary>
    [Required]
    public string Framework { get; set; } = "";

    /// <summary>Long name: <c>.NETCoreApp,Version=v10.0</c>.</summary>
    public string FrameworkMoniker { get; set; } = "";

    /// <summary>The project's own; empty when it runs anywhere.</summary>
    public string RuntimeIdentifier { get; set; } = "";

    /// <summary>Of the machine that builds.</summary>
    public string HostRuntimeIdentifier { get; set; } = "";

    [Required]
    public string AssetsFile { get; set; } = "";

    [Required]
    public string BaselineFile { get; set; } = "";

    /// <summary>Folder under obj.</summary>
    [Required]
    public string StateFolder { get; set; } = "";

    /// <summary>The project's assembly under obj, which need not exist.</summary>
    [Required]
    public string AssemblyFile { get; set; } = "";

    public ITaskItem[] ReferencePath { get; set; } = [];

    public ITaskItem[] RuntimeAssets { get; set; } = [];

    public ITaskItem[] RuntimeTargetAssets { get; set; } = [];

    /// <summary>Files of packages that the framework, or another package, has in a newer version: they are neither referenced nor deployed.</summary>
    public ITaskItem[] LostAssets { get; set; } = [];

    /// <summary>A build that must not write.</summary>
    public bool IsContinuousIntegration { get; set; }

    /// <summary>Everything is told, infos as loud as MSBuild's own messages about a project.</summary>
    public bool IsDetailed { get; set; }

    /// <summary>The terminal logger shows a build's warnings and errors and nothing else.</summary>
    public bool HidesMessages { get; set; }

    public override bool Execute()
    {
        try
        {
            Run();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return false; // MSBuild tells of the cancelled build
        }
        catch (Exception e)
        {
            Tell(Diagnostic.About(SelfRules.InternalError, "SemverGuard failed and checked nothing here; please report this: " + e.GetType().Name + ": " + e.Message, new Place(ProjectFile)));
            Log.LogMessage(MessageImportance.Normal, e.ToString());
        }
        return !Log.HasLoggedErrors;
    }

    public void Cancel() => cancellation.Cancel();

    /// <summary>The build was cancelled: whatever runs is ended, with all that it started.</summary>
    private protected CancellationToken Cancellation => cancellation.Token;

    private protected abstract void Run();

    private protected virtual void Tell(Diagnostic diagnostic)
    {
        var (file, line, column) = (diagnostic.Place.File, diagnostic.Place.Line, diagnostic.Place.Column);
        string message = LogLine.Of(SafeText.OneLine(diagnostic.Message));
        switch (diagnostic.Severity)
        {
            case Severity.Error:
                Log.LogError(null, diagnostic.Code, null, diagnostic.HelpLink, file, line, column, 0, 0, message);
                break;
            case Severity.Warning:
                Log.LogWarning(null, diagnostic.Code, null, diagnostic.HelpLink, file, line, column, 0, 0, message);
                break;
            default:
                Log.LogMessage(null, diagnostic.Code, null, file, line, column, 0, 0, IsDetailed ? MessageImportance.High : MessageImportance.Normal, message);
                break;
        }
    }

    /// <summary>
    /// Says what somebody has to do now, so that he sees it. Where only a warning is seen it is one, which the targets keep from becoming an error.
    /// </summary>
    private protected void Say(string message)
    {
        if (HidesMessages) Tell(Diagnostic.About(SelfRules.FileToCommit, message, new Place(ProjectFile)));
        else Log.LogMessage(MessageImportance.High, "{0}", SafeText.OneLine(message));
    }

    /// <summary>With its folder: in a solution all have the same name.</summary>
    private protected string ShownBaseline => Path.GetFileName(Path.GetDirectoryName(BaselineFile)) + "/" + Path.GetFileName(BaselineFile);

    private protected Inventory Inventory()
    {
        var lost = new HashSet<string>(LostAssets.Where(x => x.GetMetadata("ConflictItemType") != "Reference").Select(x => x.ItemSpec), StringComparer.OrdinalIgnoreCase);
        return new(
            ReferencePath.Select(Asset).ToArray(),
            RuntimeAssets.Where(IsDeployed).Select(Asset).ToArray(),
            RuntimeTargetAssets.Where(IsDeployed).Select(Asset).ToArray());

        bool IsDeployed(ITaskItem item) => IsAssembly(item) && !lost.Contains(item.ItemSpec);
    }

    /// <returns>Null, and a warning, when NuGet's file cannot be read.</returns>
    private protected ProjectAssets? ReadAssets()
    {
        try
        {
            string text = InputFile.Text(AssetsFile);
            if (text.Length == 0) throw new FormatException(InputFile.Empty);
            return ProjectAssets.Parse(text, Framework, FrameworkMoniker, RuntimeIdentifier);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            Tell(Diagnostic.About(SelfRules.NotChecked, "Not checked: NuGet's list of the resolved packages cannot be used, it " + e.Message.TrimEnd('.') + "; restore the project again", new Place(AssetsFile)));
            return null;
        }
    }


    private static bool IsAssembly(ITaskItem item) =>
        item.GetMetadata("AssetType") is "" or "runtime" && item.ItemSpec.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);

    private static Asset Asset(ITaskItem item)
    {
        string package = item.GetMetadata("NuGetPackageId");
        // The targeting pack of a modern framework names itself; the reference assemblies of .NET Framework are flagged, or come as packages.
        bool isFramework = item.GetMetadata("FrameworkReferenceName").Length > 0
            || item.GetMetadata("FrameworkFile").Equals("true", StringComparison.OrdinalIgnoreCase)
            || package.Equals("NETStandard.Library", StringComparison.OrdinalIgnoreCase)
            || package.StartsWith("Microsoft.NETFramework.ReferenceAssemblies", StringComparison.OrdinalIgnoreCase);
        return new Asset(item.ItemSpec, isFramework ? "" : package, item.GetMetadata("PathInPackage").Replace('\\', '/'))
        {
            IsFramework = isFramework,
            IsChecked = item.GetMetadata("ReferenceAssembly") is { Length: > 0 } reference && BuildPair.HasStateBeside(reference),
            RuntimeIdentifier = item.GetMetadata("RuntimeIdentifier"),
        };
    }
}
