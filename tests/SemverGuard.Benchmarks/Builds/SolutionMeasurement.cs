using System.Globalization;
using SemverGuard.Benchmarks.Commands;
using SemverGuard.Benchmarks.Reports;

namespace SemverGuard.Benchmarks.Builds;

/// <summary>
/// A web API over a data project with EF Core, and its tests, built as a team builds it: with SemverGuard as packed from this repository in
/// all three projects and without. CPU time of everything that a build starts, for several of its processes run side by side.
/// </summary>
internal static class SolutionMeasurement
{
    private const string EntityFramework = "Microsoft.EntityFrameworkCore.Sqlite", Before = "10.0.10", After = "10.0.15";

    /// <summary>A finding stays open: the switch that the application sets has another name.</summary>
    private const string Logging = "Serilog", LoggingBefore = "4.2.0", LoggingAfter = "4.3.1";

    private static readonly (string Step, string Budget)[] Steps =
    [
        ("second build after recording", "1.10"), ("a patch of EF Core", "1.35"), ("nothing changed", "1.10"),
        ("an upgrade with findings", "1.35"), ("nothing changed, findings open", "1.15"),
    ];

    public static Table Measure()
    {
        string root = Directory.CreateTempSubdirectory("semverguard-solution-").FullName;
        string version = $"0.1.0-benchmark.{DateTime.UtcNow:yyyyMMddHHmmss}"; // a packages folder never looks twice at one that it has
        Dotnet(root, "pack", Path.Combine(Places.RepositoryRoot, "src", "SemverGuard"), "--configuration", "Release",
            $"-p:Version={version}", "--output", root, "-m:1", "-v:q");
        double[] without = Fastest(() => Story(root, "")), with = Fastest(() => Story(root, version));
        var table = new Table("A solution of three projects", ["`dotnet build`", "Without", "With", "Ratio"],
            "CPU time, user and system, of the command and all that it starts, one build at a time and without servers; the least of three.");
        for (int i = 0; i < Steps.Length; i++)
        {
            string ratio = Text.Ratio(with[i] / without[i]);
            table.Add(Steps[i].Step, Seconds(without[i]), Seconds(with[i]), ratio);
            table.Headlines.Add(
                new Headline($"CPU of a solution's build, {Steps[i].Step}, to the same without SemverGuard", ratio, Steps[i].Budget));
        }
        Directory.Delete(root, recursive: true);
        return table;
    }

    private static double[] Fastest(Func<double[]> story) =>
        [.. Enumerable.Range(0, 3).Select(_ => story()).Aggregate((x, y) => [.. x.Zip(y, Math.Min)])];

    /// <returns>Seconds of each of the <see cref="Steps"/>.</returns>
    private static double[] Story(string root, string version)
    {
        string folder = Path.Combine(root, "solution");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Write(folder);
        Central(folder, version, Before, LoggingBefore);
        Build(folder);
        if (version.Length > 0 && !Directory.EnumerateFiles(folder, "SemverGuard.*.baseline", SearchOption.AllDirectories).Any())
            throw new InvalidOperationException("Nothing was recorded, so nothing would be compared.");
        double second = Build(folder);
        Central(folder, version, After, LoggingBefore);
        double patch = Build(folder), nothing = Build(folder);
        Central(folder, version, After, LoggingAfter);
        return [second, patch, nothing, Build(folder), Build(folder)];
    }

    private static double Build(string folder)
    {
        double before = ProcessorTime.OfChildren();
        Dotnet(folder, "build", "All.slnx", "-m:1", "-tl:off", "-v:q", "-nodeReuse:false", "-p:UseSharedCompilation=false");
        return ProcessorTime.OfChildren() - before;
    }

    private static void Central(string folder, string version, string entityFramework, string logging) =>
        File.WriteAllText(Path.Combine(folder, "Directory.Packages.props"), $"""
        <Project>
          <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
          <ItemGroup>
            <PackageVersion Include="{EntityFramework}" Version="{entityFramework}" />
            <PackageVersion Include="{Logging}" Version="{logging}" />
            <PackageVersion Include="xunit" Version="2.9.3" />
            {(version.Length > 0 ? $"<GlobalPackageReference Include=\"SemverGuard\" Version=\"{version}\" />" : "")}
          </ItemGroup>
        </Project>
        """);

    private static void Write(string folder)
    {
        File("Directory.Build.props", $"""
            <Project><PropertyGroup>
              <TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings><NuGetAudit>false</NuGetAudit>
              <RestoreAdditionalProjectSources>{Path.GetDirectoryName(folder)}</RestoreAdditionalProjectSources>
            </PropertyGroup></Project>
            """);
        File("All.slnx", """<Solution><Project Path="Data/Data.csproj" /><Project Path="Api/Api.csproj" /><Project Path="Tests/Tests.csproj" /></Solution>""");
        File("Data/Data.csproj", Project(
            "", $"<PackageReference Include=\"{EntityFramework}\" /><PackageReference Include=\"{Logging}\" />"));
        File("Data/ShopContext.cs", """
            using Microsoft.EntityFrameworkCore;
            namespace Data;
            public sealed class Order { public int Id { get; set; } public string Name { get; set; } = ""; }
            public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
            {
                public DbSet<Order> Orders => Set<Order>();
                public static Serilog.ILogger Log { get; } = new Serilog.LoggerConfiguration().CreateLogger();
            }
            """);
        File("Api/Api.csproj", Project(".Web", "<ProjectReference Include=\"../Data/Data.csproj\" />"));
        File("Api/Program.cs", """
            using Data;
            using Microsoft.EntityFrameworkCore;

            AppContext.SetSwitch("Serilog.Capturing.IsCompilerGeneratedCodeSupported", false);
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddDbContext<ShopContext>(x => x.UseSqlite("Data Source=shop.db"));
            var app = builder.Build();
            app.MapGet("/orders/{name}", async (string name, ShopContext context) => await context.Orders.Where(x => x.Name == name).ToListAsync());
            ShopContext.Log.Information("started {Name}", "shop");
            app.Run();
            """);
        File("Tests/Tests.csproj", Project("", "<PackageReference Include=\"xunit\" /><ProjectReference Include=\"../Api/Api.csproj\" />"));
        File("Tests/OrderTests.cs", """
            using Data;
            using Microsoft.EntityFrameworkCore;
            namespace Tests;
            public class OrderTests
            {
                [Xunit.Fact]
                public void Stores()
                {
                    using var context = new ShopContext(new DbContextOptionsBuilder<ShopContext>().UseSqlite("Data Source=:memory:").Options);
                    Xunit.Assert.Equal(0, context.SaveChanges());
                }
            }
            """);

        void File(string name, string text)
        {
            string path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            System.IO.File.WriteAllText(path, text);
        }

        static string Project(string sdk, string items) =>
            $"<Project Sdk=\"Microsoft.NET.Sdk{sdk}\"><ItemGroup>{items}</ItemGroup></Project>";
    }

    private static string Seconds(double seconds) => seconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";

    private static void Dotnet(string folder, params string[] arguments)
    {
        var run = Run.Of("dotnet", arguments, folder);
        if (run.ExitCode != 0) throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed: {run.Output}");
    }
}
