using NuGet.ProjectModel;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Files;

namespace SemverGuard.Tool.Solutions;

/// <summary>
/// Lets NuGet resolve upgrades that nobody has made: for each, projects of our own that ask for what the solution's projects ask for, at
/// other versions. What the solution's projects ask for is in the file that NuGet itself wrote when it restored them.
/// </summary>
internal sealed class CandidateRestore
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, PackageSpec> projects = new(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">A project was not restored.</exception>
    public CandidateRestore(IEnumerable<ProjectWorld> worlds)
    {
        foreach (var world in worlds)
        {
            string file = Path.Combine(
                Path.GetDirectoryName(world.AssetsFile)!, Path.GetFileName(world.ProjectFile) + ".nuget.dgspec.json");
            if (!File.Exists(file))
                throw new InvalidDataException(
                    $"{Path.GetFileName(world.ProjectFile)} is not restored: {Path.GetFileName(file)} is missing");
            foreach (var project in DependencyGraphSpec.Load(file).Projects) projects[project.FilePath] = project;
        }
    }

    /// <param name="candidates">Each with the solution's projects that it may move.</param>
    /// <param name="folder">For the projects.</param>
    public void Run(
        IReadOnlyList<(Candidate Candidate, IEnumerable<string> Projects)> candidates, string folder, CancellationToken cancellation)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        var restored = new List<string>();
        foreach (var (candidate, moved) in candidates)
        {
            foreach (string project in moved.Where(projects.ContainsKey).Distinct())
            {
                Write(project, candidate, written);
                restored.Add(candidate.ProjectOf(project));
            }
        }
        if (restored.Count == 0) return;
        OutputFile.Write(Path.Combine(folder, "restore.proj"), $"""
            <Project DefaultTargets="Restore">
              <PropertyGroup>
                <RestoreGraphProjectInput>{string.Join(";", restored.Select(RestoreProject.Escaped))}</RestoreGraphProjectInput>
                <RestoreRecursive>false</RestoreRecursive>
                <RestoreContinueOnError>true</RestoreContinueOnError>
              </PropertyGroup>
              <Import Project="$(MSBuildToolsPath)/NuGet.targets" />
            </Project>

            """);
        // NuGet works side by side by itself; for the little that MSBuild reads here, a second process takes longer than it helps.
        string[] arguments = ["msbuild", "restore.proj", "-nologo", "-tl:off", "-v:m", "-m:1", "-t:Restore"];
        Command.Run(DotnetHost.Locate("dotnet"), arguments, folder, cancellation, Patience); // how it ended stands beside each project
    }

    /// <summary>The project and those that it references, whatever solution they belong to.</summary>
    private void Write(string project, Candidate candidate, HashSet<string> written)
    {
        string file = candidate.ProjectOf(project);
        if (!projects.TryGetValue(project, out var spec) || !written.Add(file)) return;
        OutputFile.Write(file, new CandidateProject(spec, candidate).Text());
        foreach (var reference in spec.RestoreMetadata.TargetFrameworks.SelectMany(x => x.ProjectReferences))
            Write(reference.ProjectPath, candidate, written);
    }
}
