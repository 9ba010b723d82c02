using System.Text;

namespace SemverGuard.Package.Tests.Building;

/// <summary>A solution of several projects in a folder of its own, with central versions and SemverGuard in every project.</summary>
internal sealed class ConsumerSolution : IDisposable
{
    private readonly List<string> projects = [];
    private readonly Dictionary<string, string> versions = [];
    private readonly List<string> properties = [];
    private readonly LastRestore restore;

    public ConsumerSolution()
    {
        _ = PackedSemverGuard.File;
        Folder = Directory.CreateTempSubdirectory("semverguard-").FullName;
        restore = new LastRestore(Folder);
        // Adds the feed with the package under test to whatever sources the machine has.
        Write("nuget.config", $"<configuration><packageSources><add key=\"under-test\" value=\"{Repository.Feed}\" "
            + "/></packageSources></configuration>");
    }

    public string Folder { get; }

    /// <summary>Those with a version.</summary>
    public IEnumerable<string> Packages => versions.Keys;

    /// <summary>The version of a package for all projects; said again, an upgrade.</summary>
    public ConsumerSolution Version(string package, string version)
    {
        versions[package] = version;
        return this;
    }

    /// <summary>For all projects.</summary>
    public ConsumerSolution WithProperty(string name, string value)
    {
        properties.Add($"<{name}>{value}</{name}>");
        return this;
    }

    /// <summary>Said again, with another body.</summary>
    /// <param name="body">What stands in the project beside what all have.</param>
    public ConsumerSolution Project(string name, string body, string sdk = "Microsoft.NET.Sdk", string extension = ".csproj")
    {
        if (!projects.Contains($"{name}/{name}{extension}")) projects.Add($"{name}/{name}{extension}");
        return With($"{name}/{name}{extension}", $"<Project Sdk=\"{sdk}\">\n{body}\n</Project>\n");
    }

    public ConsumerSolution With(string file, string text)
    {
        Write(file, text);
        return this;
    }

    public string Read(string file) => File.ReadAllText(PathOf(file));

    public bool Has(string file) => File.Exists(PathOf(file));

    public string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>The committed files of SemverGuard, by the project's name.</summary>
    public string Baseline(string project) => Read($"{project}/SemverGuard.net10.0.baseline");

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        if (!File.Exists(PathOf(file)) || File.ReadAllText(PathOf(file)) != text) File.WriteAllText(PathOf(file), text);
    }

    public BuildResult Build(params string[] arguments) => BuildIn([], arguments);

    public BuildResult BuildOnServer(params string[] arguments) => BuildIn(new() { ["CI"] = "true" }, arguments);

    public void Dispose()
    {
        try { Directory.Delete(Folder, recursive: true); }
        catch (IOException) { } // a temporary folder; the system will take it
    }

    private BuildResult BuildIn(Dictionary<string, string> environment, string[] arguments)
    {
        Save();
        string[] command = ["build", "All.slnx", "-m:1", "-tl:off", "-p:RunAnalyzers=false", .. arguments];
        var (exitCode, output) = restore.Build(environment, command);
        return new BuildResult(exitCode, output, Folder);
    }

    public void Save()
    {
        var props = new StringBuilder(
            "<Project>\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n    <LangVersion>latest</LangVersion>\n");
        props.Append("    <ImplicitUsings>enable</ImplicitUsings>\n    <Nullable>enable</Nullable>\n    <NuGetAudit>false</NuGetAudit>\n");
        foreach (string property in properties) props.Append("    ").Append(property).Append('\n');
        Write("Directory.Build.props", props.Append("  </PropertyGroup>\n</Project>\n").ToString());
        var central = new StringBuilder(
            "<Project>\n  <PropertyGroup>\n    <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>\n  "
                + "</PropertyGroup>\n  <ItemGroup>\n");
        foreach (var (id, version) in versions) central.Append($"    <PackageVersion Include=\"{id}\" Version=\"{version}\" />\n");
        central.Append($"    <GlobalPackageReference Include=\"SemverGuard\" Version=\"{PackedSemverGuard.Version}\" />\n");
        Write("Directory.Packages.props", central.Append("  </ItemGroup>\n</Project>\n").ToString());
        Write("All.slnx", $"<Solution>\n{string.Concat(projects.Select(x => $"  <Project Path=\"{x}\" />\n"))}</Solution>\n");
    }
}
