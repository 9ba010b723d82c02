using SemverGuard.Benchmarks.Commands;
using SemverGuard.Benchmarks.Reports;

namespace SemverGuard.Benchmarks.Builds;

/// <summary>
/// <c>dotnet build</c> of a project in which nothing changed, with SemverGuard as packed from this repository and without.
/// </summary>
internal static class BuildMeasurement
{
    public static Table Measure()
    {
        string root = Directory.CreateTempSubdirectory("semverguard-builds-").FullName;
        // Its own version: a packages folder never looks twice at one that it has.
        string version = $"0.1.0-benchmark.{DateTime.UtcNow:yyyyMMddHHmmss}";
        Dotnet(root, "pack", Path.Combine(Places.RepositoryRoot, "src", "SemverGuard"), "--configuration", "Release",
            $"-p:Version={version}", "--output", root, "-m:1", "--verbosity", "quiet");

        string without = Project(root, "Without", ""),
            with = Project(root, "With", $"<PackageReference Include=\"SemverGuard\" Version=\"{version}\" PrivateAssets=\"all\" />");
        foreach (string project in (string[])[without, with])
            Dotnet(project, "build", "-m:1", "--verbosity", "quiet", "-p:UseSharedCompilation=false");

        var times = Run.InTurn(rounds: 7, () => Build(without), () => Build(with), () => Build(with, forget: true));
        var table = new Table("A build in which nothing changed", ["`dotnet build`", "Time", "Ratio"],
            "Wall time of the command, medians of builds in turn. \"Made to look\": the stamp is deleted, "
                + "so that the task compares the baseline with the packages and finds them equal.");
        table.Add("without SemverGuard", Text.Milliseconds(times[0]), Text.Ratio(1));
        table.Add("with SemverGuard", Text.Milliseconds(times[1]), Text.Ratio(times[1] / times[0]));
        table.Add("with SemverGuard, made to look", Text.Milliseconds(times[2]), Text.Ratio(times[2] / times[0]));
        table.Headlines.Add(
            new Headline("build in which nothing changed, to the same without SemverGuard", Text.Ratio(times[1] / times[0]), "1.03"));
        Directory.Delete(root, recursive: true);
        return table;
    }

    private static Run Build(string project, bool forget = false)
    {
        if (forget)
        {
            foreach (string stamp in Directory.EnumerateFiles(project, "check.stamp", SearchOption.AllDirectories)) File.Delete(stamp);
        }
        return Dotnet(project, "build", "-m:1", "--verbosity", "quiet");
    }

    private static string Project(string root, string name, string reference)
    {
        string folder = Directory.CreateDirectory(Path.Combine(root, name)).FullName;
        File.WriteAllText(Path.Combine(folder, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <NuGetAudit>false</NuGetAudit>
                <RestoreAdditionalProjectSources>{root}</RestoreAdditionalProjectSources>
                <RestorePackagesPath>{root}/packages</RestorePackagesPath>
                <RestoreFallbackFolders>{Places.PackageRoot}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Castle.Core" Version="5.0.0" />
                <PackageReference Include="Newtonsoft.Json" Version="13.0.1" />
                {reference}
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), """
            public static class Program
            {
                public static string Text(object value) => Newtonsoft.Json.JsonConvert.SerializeObject(value);
                public static object Proxy() => new Castle.DynamicProxy.ProxyGenerator().CreateInterfaceProxyWithoutTarget(typeof(System.IDisposable));
            }
            """);
        return folder;
    }

    private static Run Dotnet(string folder, params string[] arguments)
    {
        var run = Run.Of("dotnet", arguments, folder);
        return run.ExitCode == 0 ? run : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed: {run.Output}");
    }
}
