using System.Text;
using SemverGuard.Metadata;
using SemverGuard.Tool.Solutions;
using SemverGuard.Worlds.Assets;

namespace SemverGuard.Tool.Replay.Sides;

/// <summary>
/// The MSBuild file that makes a build one side of a replay: other versions, an output of its own, and the recorder beside it.
/// </summary>
/// <param name="artifacts">Folder that everything is built to.</param>
internal sealed class SideTargets(string artifacts)
{
    /// <summary>Extension of the file that says of a project what a replay needs.</summary>
    public const string ProjectExtension = ".project";

    /// <summary>For all projects of each side.</summary>
    public static IReadOnlyDictionary<string, string> Properties { get; } = new Dictionary<string, string>
    {
        ["RestoreLockedMode"] = "false", ["NuGetAudit"] = "false", ["DebugSymbols"] = "true", ["DebugType"] = "portable",
    };

    /// <summary>
    /// With other versions than those that a project names, warnings are no errors: they are about what nobody wrote yet.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Leniency { get; } = new Dictionary<string, string>
    {
        ["TreatWarningsAsErrors"] = "false", ["MSBuildTreatWarningsAsErrors"] = "false", ["CodeAnalysisTreatWarningsAsErrors"] = "false",
        ["WarningsAsErrors"] = "",
    };

    /// <summary>
    /// The lock file of a project that wants one, beside what else NuGet writes of this side: its own is left alone, and is not to be done
    /// without (NU1005).
    /// </summary>
    private const string Lock =
        "  <PropertyGroup><NuGetLockFilePath>$(MSBuildProjectExtensionsPath)side.lock.json</NuGetLockFilePath></PropertyGroup>";

    /// <summary>For a project of several target frameworks, besides what each of them imports.</summary>
    public const string Outer = "<Project>\n" + Lock + "\n</Project>\n";

    private readonly StringBuilder text = new("<Project>\n");

    /// <param name="versions">What each project and framework is to have; nothing where it is left as it is.</param>
    public string Text(IEnumerable<(ProjectToday Project, IReadOnlyList<PackageVersion> Versions)> versions)
    {
        Line($"  <Import Project=\"{RestoreProject.Escaped(SolutionBuild.Targets)}\" />");
        Line(Lock);
        // The recorder has no strong name, and needs none.
        Line("  <PropertyGroup><NoWarn>$(NoWarn);CS8002</NoWarn></PropertyGroup>");
        Recorder();
        foreach (var (project, wanted) in versions) Versions(project, wanted);
        Checks();
        return text.Append("</Project>\n").ToString();
    }

    /// <summary>Compiled in by nobody; the reference is what copies it and tells the host of it.</summary>
    private void Recorder()
    {
        string folder = RestoreProject.Escaped(Path.Combine(AppContext.BaseDirectory, "recorder"));
        const string Newer = "'$(TargetFrameworkIdentifier)' == '.NETCoreApp' and '$(TargetFrameworkVersion)' != 'v2.0' and "
            + "'$(TargetFrameworkVersion)' != 'v2.1' and '$(TargetFrameworkVersion)' != 'v2.2'";
        Line("  <PropertyGroup>");
        Line("    <_SemverGuardRecorder>netstandard2.0</_SemverGuardRecorder>");
        Line($"    <_SemverGuardRecorder Condition=\"{Newer}\">netstandard2.1</_SemverGuardRecorder>");
        Line("  </PropertyGroup>");
        Line("  <ItemGroup Condition=\"'$(TargetFramework)' != ''\">");
        Line("    <Reference Include=\"SemverGuard.Recorder\"><Private>true</Private>"
            + $"<HintPath>{folder}/$(_SemverGuardRecorder)/SemverGuard.Recorder.dll</HintPath></Reference>");
        Line("  </ItemGroup>");
    }

    /// <remarks>A package that another one brings is asked for by the project itself; so NuGet takes that version and no other.</remarks>
    private void Versions(ProjectToday project, IReadOnlyList<PackageVersion> versions)
    {
        if (versions.Count == 0) return;
        string file = RestoreProject.Escaped(project.World.ProjectFile), framework = RestoreProject.Escaped(project.World.Framework);
        const string Central = "'$(ManagePackageVersionsCentrally)' == 'true'";
        Line($"  <ItemGroup Condition=\"'$(MSBuildProjectFullPath)' == '{file}' and '$(TargetFramework)' == '{framework}'\">");
        foreach (var version in versions)
        {
            string id = RestoreProject.Escaped(version.Id), wanted = RestoreProject.Escaped(version.Version);
            if (!project.References(version.Id)) Line($"    <PackageReference Include=\"{id}\" />");
            Line($"    <PackageReference Update=\"{id}\" Version=\"[{wanted}]\" VersionOverride=\"\" Condition=\"!({Central})\" />");
            Line($"    <PackageReference Update=\"{id}\" VersionOverride=\"[{wanted}]\" Condition=\"{Central}\" />");
            Line($"    <PackageVersion Remove=\"{id}\" />");
            Line($"    <PackageVersion Include=\"{id}\" Version=\"[{wanted}]\" Condition=\"{Central}\" />");
        }
        Line("  </ItemGroup>");
    }

    /// <summary>Before anything is written: not beside the user's own build. Afterwards: what was built.</summary>
    private void Checks()
    {
        string folder = RestoreProject.Escaped(artifacts);
        Line("  <Target Name=\"_SemverGuardSidePlace\" BeforeTargets=\"_GetRestoreSettings;PrepareForBuild\" "
            + "Condition=\"'$(TargetFramework)' != ''\">");
        Line($"    <Error Condition=\"!$([System.IO.Path]::GetFullPath('$(MSBuildProjectDirectory)/$(OutDir)').StartsWith('{folder}')) "
            + $"and !$(OutDir.StartsWith('{folder}'))\" Text=\"$(MSBuildProjectFile) sets its own output folder, "
            + $"so it cannot be built aside\" />");
        Line($"    <Error Condition=\"!$(MSBuildProjectExtensionsPath.StartsWith('{folder}'))\" Text=\"$(MSBuildProjectFile) sets its own "
            + $"obj folder, so it cannot be built aside\" />");
        Line("  </Target>");
        Line("  <Target Name=\"_SemverGuardSideProject\" AfterTargets=\"CopyFilesToOutputDirectory\" Condition=\"'$(TargetFramework)' != "
            + "''\">");
        string file = "$(SemverGuardWorldFolder)/$(MSBuildProjectName).$([MSBuild]::StableStringHash($(MSBuildProjectFullPath)))."
            + $"$(TargetFramework){ProjectExtension}";
        const string Lines = "$(MSBuildProjectFullPath);$(TargetFramework);test=$(IsTestProject)$(IsTestingPlatformApplication)";
        Line($"    <WriteLinesToFile File=\"{file}\" Lines=\"{Lines}\" Overwrite=\"true\" />");
        Line("  </Target>");
    }

    private void Line(string line) => text.Append(line).Append('\n');
}
