using System.Text;

namespace SemverGuard.Package.Tests.Building;

/// <summary>A project in a folder of its own that has SemverGuard installed, as <c>dotnet add package SemverGuard</c> leaves it.</summary>
internal sealed class ConsumerProject : IDisposable
{
    private readonly List<(string Id, string Version, string More)> packages = [];
    private readonly List<string> properties = [];
    private readonly List<string> items = [];
    private readonly Dictionary<string, string> environment = [];
    private string frameworks = "net10.0";
    private bool isCentral;
    private bool isAlone;
    private LastRestore? restore;

    public ConsumerProject(string name = "app", string extension = ".csproj")
    {
        _ = PackedSemverGuard.File;
        Name = name;
        ProjectFile = name + extension;
        Folder = Directory.CreateTempSubdirectory("semverguard-").FullName;
        // Adds the feed with the package under test to whatever sources the machine has.
        Write("nuget.config", $"<configuration><packageSources><add key=\"under-test\" value=\"{Repository.Feed}\" "
            + "/></packageSources></configuration>");
    }

    public string Name { get; }

    public string ProjectFile { get; }

    public string Folder { get; }

    /// <summary>Where its packages lie.</summary>
    public string Packages { get; private set; } = Repository.Packages;

    public string Baseline => Path.Combine(Folder, "SemverGuard.net10.0.baseline");

    public static ConsumerProject Of(string consumer) => new ConsumerProject().With("Program.cs", Repository.Source(consumer));

    public ConsumerProject With(string file, string text)
    {
        Write(file, text);
        return this;
    }

    public ConsumerProject Referencing(string package, string version, string more = "")
    {
        packages.Add((package, version, more));
        return this;
    }

    public ConsumerProject WithProperty(string name, string value)
    {
        properties.Add($"<{name}>{value}</{name}>");
        return this;
    }

    public ConsumerProject WithItem(string item)
    {
        items.Add(item);
        return this;
    }

    public ConsumerProject Targeting(string frameworks)
    {
        this.frameworks = frameworks;
        return this;
    }

    /// <summary>With a packages folder of its own, in which nothing lies that it does not ask for.</summary>
    public ConsumerProject WithPackagesOfItsOwn()
    {
        environment["NUGET_PACKAGES"] = Packages = Path.Combine(Folder, "packages");
        return this;
    }

    /// <summary>With its versions in Directory.Packages.props.</summary>
    public ConsumerProject ManagedCentrally()
    {
        isCentral = true;
        return this;
    }

    /// <summary>Every build of it starts a new MSBuild and a new compiler.</summary>
    public ConsumerProject BuiltAlone()
    {
        isAlone = true;
        return this;
    }

    /// <summary>Puts a package with all that it needs into the packages folder, as a project that references it would.</summary>
    public static void Restore(string package, string version)
    {
        using var other = new ConsumerProject("other").Referencing(package, version);
        other.Save();
        var (exitCode, output) = Dotnet.Run(other.Folder, null, "restore");
        Assert.True(exitCode == 0, output);
    }

    /// <summary>What the whole house is about.</summary>
    public ConsumerProject Bump(string package, string version, string? more = null)
    {
        int index = packages.FindIndex(x => x.Id == package);
        packages[index] = (package, version, more ?? packages[index].More);
        return this;
    }

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public bool Has(string file) => File.Exists(Path.Combine(Folder, file));

    public void Write(string file, string text)
    {
        string path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public BuildResult Build(params string[] arguments) => BuildIn(environment, arguments);

    /// <summary>As a build server does it.</summary>
    public BuildResult BuildOnServer(params string[] arguments) => BuildIn(new(environment) { ["CI"] = "true" }, arguments);

    public BuildResult Accept(params string[] packages) =>
        Build(packages.Length == 0
            ? ["-t:SemverGuardAccept"]
            : ["-t:SemverGuardAccept", "-p:SemverGuardPackages=\"" + string.Join(";", packages) + "\""]);

    /// <summary>Runs what was built last.</summary>
    /// <returns>What it prints.</returns>
    public string Run(params string[] arguments)
    {
        var (exitCode, output) = Dotnet.Run(Folder, null, ["exec", Path.Combine("bin", "Debug", "net10.0", Name + ".dll"), .. arguments]);
        Assert.True(exitCode == 0, output);
        return output.Trim();
    }

    public Dotnet.Running Start(params string[] arguments)
    {
        Save();
        return Dotnet.Start(Folder, null, [.. Command(arguments), .. Dotnet.Alone]);
    }

    public BuildResult Finish(Dotnet.Running build)
    {
        var (exitCode, output) = build.Finish();
        return new BuildResult(exitCode, output, Folder);
    }

    public void Dispose()
    {
        try { Directory.Delete(Folder, recursive: true); }
        catch (IOException) { } // a temporary folder; the system will take it
    }

    private BuildResult BuildIn(Dictionary<string, string> environment, string[] arguments)
    {
        Save();
        // What it references lies in another folder, and may have changed there.
        bool restores = isAlone || environment.ContainsKey("NUGET_PACKAGES") || items.Any(x => x.Contains("<ProjectReference"));
        restore ??= new LastRestore(Folder);
        var (exitCode, output) = restores
            ? Dotnet.Run(Folder, environment, Command(arguments)) : restore.Build(environment, Command(arguments));
        return new BuildResult(exitCode, output, Folder);
    }

    /// <remarks>Without the SDK's own analyzers, which cost a third of the time and say nothing here.</remarks>
    private string[] Command(string[] arguments) =>
        ["build", ProjectFile, "-m:1", "-tl:off", "-p:RunAnalyzers=false", .. isAlone ? Dotnet.Alone : [], .. arguments];

    public void Save()
    {
        var project = new StringBuilder();
        project.Append("<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n");
        if (!properties.Any(x => x.StartsWith("<OutputType>"))) project.Append("    <OutputType>Exe</OutputType>\n");
        project.Append(frameworks.Contains(';')
            ? $"    <TargetFrameworks>{frameworks}</TargetFrameworks>\n"
            : $"    <TargetFramework>{frameworks}</TargetFramework>\n");
        project.Append("    <LangVersion>latest</LangVersion>\n");
        if (ProjectFile.EndsWith(".csproj"))
            project.Append("    <ImplicitUsings>enable</ImplicitUsings>\n    <Nullable>enable</Nullable>\n");
        project.Append("    <NuGetAudit>false</NuGetAudit>\n");
        foreach (string property in properties) project.Append("    ").Append(property).Append('\n');
        project.Append("  </PropertyGroup>\n  <ItemGroup>\n");
        foreach (var (id, version, more) in packages.Append(("SemverGuard", PackedSemverGuard.Version, "PrivateAssets=\"all\"")))
        {
            project.Append($"    <PackageReference Include=\"{id}\"");
            if (!isCentral) project.Append($" Version=\"{version}\"");
            project.Append(more.Length > 0 ? " " + more : "").Append(" />\n");
        }
        foreach (string item in items) project.Append("    ").Append(item).Append('\n');
        project.Append("  </ItemGroup>\n</Project>\n");
        WriteChanged(ProjectFile, project.ToString());
        if (!isCentral) return;
        var versions = new StringBuilder(
            "<Project>\n  <PropertyGroup>\n    <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>\n  "
                + "</PropertyGroup>\n  <ItemGroup>\n");
        foreach (var (id, version, _) in packages.Append(("SemverGuard", PackedSemverGuard.Version, ""))) versions.Append(
            $"    <PackageVersion Include=\"{id}\" Version=\"{version}\" />\n");
        WriteChanged("Directory.Packages.props", versions.Append("  </ItemGroup>\n</Project>\n").ToString());
    }

    private void WriteChanged(string file, string text)
    {
        if (!Has(file) || Read(file) != text) Write(file, text);
    }
}
