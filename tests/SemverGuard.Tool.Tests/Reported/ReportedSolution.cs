using SemverGuard.Compiling;
using SemverGuard.Tool.Solutions;
using SemverGuard.Worlds.Assets;

namespace SemverGuard.Tool.Reported;

/// <summary>
/// The programs of all cases as one solution in a folder of its own: built once, and each upgrade looked at as a preview does.
/// </summary>
internal static class ReportedSolution
{
    private const string Library = "Contoso.Swagger";

    /// <summary>Kept between runs, as that of the tests of the package: the packages are hundreds of megabytes.</summary>
    private static readonly string Packages = Repository.PathOf("artifacts", "package-tests", "packages");

    private static readonly Lazy<IReadOnlyList<ReportedRow>> LookedAt = new(LookAt);

    public static IReadOnlyList<ReportedRow> Rows => LookedAt.Value;

    private static IReadOnlyList<ReportedRow> LookAt()
    {
        using var work = new WorkFolder();
        using var folder = new TempFolder();
        foreach (string file in Directory.EnumerateFiles(ReportedCase.Root, "*", SearchOption.AllDirectories))
            folder.With(Path.GetRelativePath(ReportedCase.Root, file), File.ReadAllText(file));
        PackLibrary(folder, work.Folder("feed"));
        folder.With("All.slnx",
            $"<Solution>\n{string.Concat(ReportedCase.All.Select(x => $"  <Project Path=\"{x.Project}\" />\n"))}</Solution>\n");
        var build = SolutionBuild.Of(folder.Root, work.Folder("worlds"), default, new Dictionary<string, string>
        {
            ["RestorePackagesPath"] = Packages,
        }).Whole();
        // All are restored at once. Another case's project that has the package too is no part of a case.
        var previews = new Previews(build.Worlds, work.Folder("search"), default);
        var found = Task.WhenAll(ReportedCase.All.Select(x => previews.Of([x.Upgrade]))).GetAwaiter().GetResult();
        return [.. ReportedCase.All.Zip(found, (x, y) => new ReportedRow(x, Of(x, y)))];
    }

    private static Preview Of(ReportedCase @case, Preview preview) => new(
        [.. preview.Reports.Where(x => x.Project == @case.Name)],
        [.. preview.Unresolved.Where(x => x.Project.EndsWith(@case.Project, StringComparison.Ordinal))]);

    /// <remarks>The version stays the same, so what an earlier run has extracted must go.</remarks>
    private static void PackLibrary(TempFolder folder, string feed)
    {
        folder.With("nuget.config",
            $"<configuration><packageSources><add key=\"made\" value=\"{feed}\" /></packageSources></configuration>\n");
        string extracted = Path.Combine(Packages, Library.ToLowerInvariant());
        if (Directory.Exists(extracted)) Directory.Delete(extracted, recursive: true);
        var (exitCode, output) = Command.Run(DotnetHost.Locate("dotnet"),
            ["pack", Path.Combine("libs", Library), "-o", feed, $"-p:RestorePackagesPath={Packages}"], folder.Root, default);
        Assert.True(exitCode == 0, output);
    }
}
