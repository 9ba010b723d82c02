namespace SemverGuard.Package.Tests.Building;

/// <summary>The command line, as built beside these tests, run in a solution's folder.</summary>
internal static class Command
{
    private static readonly string[] Made = ["bin", "obj"];

    public static (int ExitCode, string Output) Run(ConsumerSolution solution, params string[] arguments) =>
        Run(solution.Folder, Repository.Packages, arguments);

    public static (int ExitCode, string Output) Run(ConsumerProject project, params string[] arguments) =>
        Run(project.Folder, project.Packages, arguments);

    private static (int ExitCode, string Output) Run(string folder, string packages, string[] arguments)
    {
        string tool = Path.Combine(
            Repository.Root, "src", "SemverGuard.Tool", "bin", Repository.Configuration, "net10.0", "semverguard.dll");
        var environment = new Dictionary<string, string> { ["SharedCompilationId"] = BuildServers.Compiler, ["NUGET_PACKAGES"] = packages };
        return Dotnet.Run(folder, environment, [tool, .. arguments]);
    }

    public static (int ExitCode, string Line) First((int ExitCode, string Output) run) =>
        (run.ExitCode, run.Output[..(run.Output.IndexOf('\n') + 1)]);

    /// <summary>All that a repository would have of it, and what is in it.</summary>
    public static string[] Files(ConsumerSolution solution) =>
        [.. Directory.EnumerateFiles(solution.Folder, "*", SearchOption.AllDirectories)
            .Where(x => !x.Split(Path.DirectorySeparatorChar).Intersect(Made).Any()).Order(StringComparer.Ordinal)
            .Select(x => x + "\n" + File.ReadAllText(x))];
}
