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

    public static string Source(string consumer) => File.ReadAllText(Path.Combine(Root, "tests", "SemverGuard.Package.Tests", "Consumers", consumer, "Program.cs"));

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(x => x.Key == key).Value!;
}
