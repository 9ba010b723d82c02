using SemverGuard.Findings;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Compiling;

namespace SemverGuard.Worlds.Checks;

/// <summary>What is asked about one project in one framework.</summary>
internal abstract class ProjectCheck(ProjectWorld project, IHost host)
{
    private protected ProjectWorld Project => project;

    private protected IHost Host => host;

    public abstract void Run();

    private protected virtual void Tell(Diagnostic diagnostic) => host.Tell(Weighed(diagnostic));

    /// <summary>As loud as this build wants it.</summary>
    private protected Diagnostic Weighed(Diagnostic diagnostic) => project.IsLocked ? LockedBuild.Weighed(diagnostic) : diagnostic;

    private protected static string ShownBaseline(ProjectWorld project) =>
        Baselines.BaselineFile.Shown(project.BaselineFile, project.Solution);

    /// <returns>Null, and a warning, when NuGet's file cannot be read.</returns>
    private protected ProjectAssets? ReadAssets()
    {
        try
        {
            string text = InputFile.Text(Project.AssetsFile);
            if (text.Length == 0) throw new FormatException(InputFile.Empty);
            return AssetsReader.Read(text, Project.Framework, Project.FrameworkMoniker, Project.RuntimeIdentifier);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            Tell(Diagnostic.About(SelfRules.NotChecked,
                "Not checked: NuGet's list of the resolved packages cannot be used, it " + e.Message.TrimEnd('.')
                    + "; restore the project again", new Place(Project.AssetsFile)));
            return null;
        }
    }
}
