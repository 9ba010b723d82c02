using SemverGuard.Worlds;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Files;

namespace SemverGuard.Tool.Solutions;

/// <summary>Builds a project or a solution as <c>dotnet build</c> does, and asks each project what its build knows.</summary>
internal static class SolutionBuild
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <param name="path">A project, a solution, or a folder that has one of them.</param>
    /// <param name="folder">For the world files.</param>
    /// <returns>One world for each project and framework, by path.</returns>
    /// <exception cref="InvalidDataException">It does not build; the message has the errors.</exception>
    public static IReadOnlyList<ProjectWorld> Worlds(string path, string folder, CancellationToken cancellation)
    {
        string target = Target(path);
        string targets = Path.Combine(AppContext.BaseDirectory, "build", "SemverGuard.targets");
        string[] arguments =
        [
            "build", target, "-nologo", "-tl:off", "-v:q", "-clp:ErrorsOnly",
            "-p:SemverGuardWorldFolder=" + folder, "-p:CustomAfterMicrosoftCommonTargets=" + targets,
        ];
        var (exitCode, output) = Command.Run(DotnetHost.Locate("dotnet"), arguments, Path.GetDirectoryName(target)!, cancellation, Patience);
        var worlds = Directory.EnumerateFiles(folder, "*.world").Select(x => WorldFile.Parse(InputFile.Text(x))).OrderBy(x => x.ProjectFile, StringComparer.Ordinal).ThenBy(x => x.Framework, StringComparer.Ordinal).ToArray();
        if (exitCode != 0) throw new InvalidDataException($"{Path.GetFileName(target)} does not build as it is: {FirstError(output)}");
        return worlds.Length > 0 ? worlds : throw new InvalidDataException($"{Path.GetFileName(target)} has no project that is compiled");
    }

    /// <exception cref="FileNotFoundException">There is no project and no solution.</exception>
    /// <exception cref="InvalidDataException">There are several.</exception>
    public static string Target(string path)
    {
        string full = Path.GetFullPath(path);
        if (File.Exists(full)) return full;
        if (!Directory.Exists(full)) throw new FileNotFoundException($"'{path}' is neither a file nor a folder");
        foreach (string pattern in new[] { "*.sln*", "*.*proj" })
        {
            string[] found = [.. Directory.EnumerateFiles(full, pattern).Where(x => Path.GetExtension(x) is not ".user").Order(StringComparer.Ordinal)];
            if (found.Length == 1) return found[0];
            if (found.Length > 1) throw new InvalidDataException($"'{path}' has {string.Join(" and ", found.Select(Path.GetFileName))}: name one of them");
        }
        throw new FileNotFoundException($"'{path}' has no solution and no project");
    }

    private static string FirstError(string output) =>
        output.Split('\n').Select(x => x.Trim()).FirstOrDefault(x => x.Contains(": error ", StringComparison.Ordinal)) ?? output.Trim().Split('\n')[^1];
}
