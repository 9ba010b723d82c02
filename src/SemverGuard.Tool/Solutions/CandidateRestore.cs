using System.Text;
using NuGet.LibraryModel;
using NuGet.ProjectModel;
using NuGet.Versioning;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Files;

namespace SemverGuard.Tool.Solutions;

/// <summary>
/// Lets NuGet resolve upgrades that nobody has made: for each, projects of our own that ask for what the solution's projects ask for, at other
/// versions. What the solution's projects ask for is in the file that NuGet itself wrote when it restored them.
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
            string file = Path.Combine(Path.GetDirectoryName(world.AssetsFile)!, Path.GetFileName(world.ProjectFile) + ".nuget.dgspec.json");
            if (!File.Exists(file)) throw new InvalidDataException($"{Path.GetFileName(world.ProjectFile)} is not restored: {Path.GetFileName(file)} is missing");
            foreach (var project in DependencyGraphSpec.Load(file).Projects) projects[project.FilePath] = project;
        }
    }

    /// <param name="folder">For the projects.</param>
    public void Run(IReadOnlyList<Candidate> candidates, string folder, CancellationToken cancellation)
    {
        foreach (var candidate in candidates)
        {
            foreach (var project in projects.Values) OutputFile.Write(candidate.ProjectOf(project.FilePath), Text(project, candidate));
        }
        string all = string.Join(";", candidates.SelectMany(x => projects.Keys.Select(x.ProjectOf)).Select(RestoreProject.Escaped));
        OutputFile.Write(Path.Combine(folder, "Directory.Build.props"), "<Project />\n");
        OutputFile.Write(Path.Combine(folder, "Directory.Build.targets"), "<Project />\n");
        OutputFile.Write(Path.Combine(folder, "Directory.Packages.props"), "<Project />\n");
        OutputFile.Write(Path.Combine(folder, "restore.proj"), $"""
            <Project DefaultTargets="Restore">
              <PropertyGroup>
                <RestoreGraphProjectInput>{all}</RestoreGraphProjectInput>
                <RestoreContinueOnError>true</RestoreContinueOnError>
              </PropertyGroup>
              <Import Project="$(MSBuildToolsPath)/NuGet.targets" />
            </Project>

            """);
        string[] arguments = ["msbuild", "restore.proj", "-nologo", "-tl:off", "-v:m", "-t:Restore"];
        Command.Run(DotnetHost.Locate("dotnet"), arguments, folder, cancellation, Patience); // how it ended stands beside each project
    }

    private static string Text(PackageSpec project, Candidate candidate)
    {
        var metadata = project.RestoreMetadata;
        var text = new StringBuilder("<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n");
        string frameworks = string.Join(";", project.TargetFrameworks.Select(x => x.TargetAlias));
        Property(project.TargetFrameworks.Count == 1 ? "TargetFramework" : "TargetFrameworks", frameworks);
        Property("RestorePackagesPath", metadata.PackagesPath);
        Property("RestoreSources", string.Join(";", metadata.Sources.Select(x => x.Source)));
        Property("RestoreFallbackFolders", string.Join(";", metadata.FallbackFolders));
        Property("RuntimeIdentifiers", string.Join(";", project.RuntimeGraph.Runtimes.Keys));
        Property("NuGetAudit", "false");
        Property("ManagePackageVersionsCentrally", Word(metadata.CentralPackageVersionsEnabled));
        Property("CentralPackageTransitivePinningEnabled", Word(metadata.CentralPackageTransitivePinningEnabled));
        Property("TreatWarningsAsErrors", "false");
        Property("EnableDefaultItems", "false");
        text.Append("  </PropertyGroup>\n");
        foreach (var framework in project.TargetFrameworks) Framework(text, project, framework, candidate);
        return text.Append("</Project>\n").ToString();

        void Property(string name, string value)
        {
            if (value.Length > 0) text.Append("    <").Append(name).Append('>').Append(System.Security.SecurityElement.Escape(value)).Append("</").Append(name).Append(">\n");
        }
    }

    private static void Framework(StringBuilder text, PackageSpec project, TargetFrameworkInformation framework, Candidate candidate)
    {
        text.Append("  <ItemGroup Condition=\"'$(TargetFramework)' == '").Append(framework.TargetAlias).Append("'\">\n");
        bool isCentral = project.RestoreMetadata.CentralPackageVersionsEnabled;
        foreach (var dependency in framework.Dependencies.Where(x => !x.AutoReferenced && x.LibraryRange.TypeConstraintAllows(LibraryDependencyTarget.Package)))
        {
            bool isOwn = !isCentral || dependency.VersionOverride is not null;
            string version = isOwn ? Version(dependency.Name, dependency.LibraryRange.VersionRange) : "";
            Item("PackageReference", dependency.Name, (isCentral ? "VersionOverride" : "Version", version), ("IncludeAssets", Flags(dependency.IncludeType)), ("PrivateAssets", Flags(dependency.SuppressParent)));
        }
        if (isCentral)
        {
            foreach (var central in framework.CentralPackageVersions.Values) Item("PackageVersion", central.Name, ("Version", Version(central.Name, central.VersionRange)));
        }
        foreach (var reference in project.RestoreMetadata.TargetFrameworks.Where(x => x.FrameworkName == framework.FrameworkName).SelectMany(x => x.ProjectReferences))
            Item("ProjectReference", candidate.ProjectOf(reference.ProjectPath), ("IncludeAssets", Flags(reference.IncludeAssets & ~reference.ExcludeAssets)), ("PrivateAssets", Flags(reference.PrivateAssets)));
        foreach (var reference in framework.FrameworkReferences.Where(x => x.Name != "Microsoft.NETCore.App")) Item("FrameworkReference", reference.Name);
        text.Append("  </ItemGroup>\n");

        string Version(string id, VersionRange? range) =>
            candidate.Versions.FirstOrDefault(x => Is(x, id))?.Version ?? range?.OriginalString ?? range?.ToNormalizedString() ?? "";

        void Item(string kind, string name, params (string Name, string Value)[] metadata)
        {
            text.Append("    <").Append(kind).Append(" Include=\"").Append(RestoreProject.Escaped(name)).Append('"');
            foreach (var (key, value) in metadata.Where(x => x.Value.Length > 0)) text.Append(' ').Append(key).Append("=\"").Append(RestoreProject.Escaped(value)).Append('"');
            text.Append(" />\n");
        }
    }

    private static string Word(bool flag) => flag ? "true" : "false";

    private static bool Is(PackageVersion version, string id) => version.Id.Equals(id, StringComparison.OrdinalIgnoreCase);

    private static string Flags(LibraryIncludeFlags flags) => flags == LibraryIncludeFlags.All ? "all" : flags == LibraryIncludeFlags.None ? "none" : flags.ToString().Replace(", ", ";", StringComparison.Ordinal);
}
