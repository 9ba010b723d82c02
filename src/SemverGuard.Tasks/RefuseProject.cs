using Microsoft.Build.Framework;
using SemverGuard.Findings;
using SemverGuard.Reports;

namespace SemverGuard.Tasks;

/// <summary>Fails a build that must vouch for a project in which nothing can be checked.</summary>
/// <remarks>MSBuild's own task for errors knows no line and no column.</remarks>
public sealed class RefuseProject : Microsoft.Build.Utilities.Task
{
    [Required]
    public string ProjectFile { get; set; } = "";

    [Required]
    public string Message { get; set; } = "";

    public override bool Execute()
    {
        var (file, line, column) = new Place(ProjectFile).InLog;
        Log.LogError(null, SelfRules.NotChecked.Id, null, SelfRules.NotChecked.HelpLink, file, line, column, 0, 0, Message);
        return false;
    }
}
