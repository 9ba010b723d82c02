using System.Reflection;

namespace SemverGuard.Package.Tests.Building;

/// <summary>Where things are.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>Feed and packages folder of the tests, kept between runs: consumers restore hundreds of megabytes.</summary>
    public static string Work { get; } = Path.Combine(Root, "artifacts", "package-tests");

    public static string Feed { get; } = Directory.CreateDirectory(Path.Combine(Work, "feed")).FullName;

    public static string Packages { get; } = Path.Combine(Work, "packages");

    public static string Source(string consumer) =>
        File.ReadAllText(Path.Combine(Root, "tests", "SemverGuard.Package.Tests", "Consumers", consumer, "Program.cs"));

    /// <summary>A message as the README shows it, its lines joined; where it ends in dots, what stands before them.</summary>
    public static string ShownInReadme(string code)
    {
        string readme = File.ReadAllText(Path.Combine(Root, "README.md")).Replace("\n  ", " ");
        string mark = $"warning {code}: ", line = readme.Split('\n').First(x => x.Contains(mark));
        return line[(line.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..].TrimEnd('.');
    }

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(x => x.Key == key).Value!;
}
