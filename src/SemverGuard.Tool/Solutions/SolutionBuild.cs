using SemverGuard.Worlds;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Files;
using SemverGuard.Worlds.Reporting;

namespace SemverGuard.Tool.Solutions;

/// <summary>A project or a solution, built as <c>dotnet build</c> does, and what each project's build knows.</summary>
/// <param name="Name">Of the solution, or of the project.</param>
/// <param name="Worlds">One for each project and framework, by path.</param>
/// <param name="Failure">Its first error; null when everything was built. What needs a project that was not has no world.</param>
internal sealed record SolutionBuild(string Name, IReadOnlyList<ProjectWorld> Worlds, string? Failure)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <param name="path">A project, a solution, or a folder that has one of them.</param>
    /// <param name="folder">For the world files.</param>
    /// <param name="more">Properties for all projects; they take the place of those that have the same name.</param>
    /// <exception cref="InvalidDataException">Nothing of it is compiled.</exception>
    public static SolutionBuild Of(
        string path, string folder, CancellationToken cancellation, IReadOnlyDictionary<string, string>? more = null)
    {
        string target = Target(path), name = Path.GetFileName(target);
        string[] arguments = ["build", target, "-nologo", "-tl:off", "-v:q", "-clp:ErrorsOnly",
            .. Properties(folder, more).Select(x => $"-p:{x.Key}={Lists.Escaped(x.Value)}")];
        var (exitCode, output) =
            Command.Run(DotnetHost.Locate("dotnet"), arguments, Path.GetDirectoryName(target)!, cancellation, Patience);
        var worlds = Directory.EnumerateFiles(folder, "*.world").Select(x => WorldFile.Parse(InputFile.Text(x)))
            .OrderBy(x => x.ProjectFile, StringComparer.Ordinal).ThenBy(x => x.Framework, StringComparer.Ordinal).ToArray();
        string? failure = exitCode == 0 ? null : FirstError(output);
        if (worlds.Length == 0)
            throw new InvalidDataException(
                failure is null ? $"{name} has no project that is compiled" : $"{name} does not build: {failure}");
        return new SolutionBuild(Path.GetFileNameWithoutExtension(name), worlds, failure);
    }

    /// <summary>Whichever SemverGuard a project has is switched off, and the one of this command asks.</summary>
    private static Dictionary<string, string> Properties(string folder, IReadOnlyDictionary<string, string>? more)
    {
        var properties = new Dictionary<string, string>
        {
            ["SemverGuardEnabled"] = "false",
            ["SemverGuardWorldFolder"] = folder,
            ["_SemverGuardTasks"] = Beside("tasks", "netstandard2.0", "SemverGuard.Tasks.dll"),
            ["CustomAfterMicrosoftCommonTargets"] = Targets,
        };
        foreach (var (name, value) in more ?? properties) properties[name] = value;
        return properties;
    }

    /// <summary>What makes a build tell what it knows of each project.</summary>
    public static string Targets => Beside("build", "SemverGuard.targets");

    private static string Beside(params string[] names) => Path.Combine([AppContext.BaseDirectory, .. names]);

    /// <summary>For what is compared with the solution as it is.</summary>
    /// <exception cref="InvalidDataException">It does not build.</exception>
    public SolutionBuild Whole() => Failure is null ? this : throw new InvalidDataException($"{Name} does not build as it is: {Failure}");

    /// <exception cref="FileNotFoundException">There is no project and no solution.</exception>
    /// <exception cref="InvalidDataException">There are several.</exception>
    public static string Target(string path)
    {
        string full = Path.GetFullPath(path);
        if (File.Exists(full)) return full;
        if (!Directory.Exists(full)) throw new FileNotFoundException($"'{path}' is neither a file nor a folder");
        foreach (var isMeant in new[] { IsSolution, IsProject })
        {
            string[] found = [.. Directory.EnumerateFiles(full).Where(isMeant).Order(StringComparer.Ordinal)];
            if (found.Length == 1) return found[0];
            if (found.Length > 1)
                throw new InvalidDataException($"'{path}' has {string.Join(" and ", found.Select(Path.GetFileName))}: name one of them");
        }
        throw new FileNotFoundException($"'{path}' has no solution and no project");
    }

    /// <summary>Editors lay their settings beside a solution, under its name.</summary>
    private static readonly Func<string, bool> IsSolution = x => Path.GetExtension(x).ToLowerInvariant() is ".sln" or ".slnx" or ".slnf";

    private static readonly Func<string, bool> IsProject = x => Path.GetExtension(x).EndsWith("proj", StringComparison.OrdinalIgnoreCase);

    private static string FirstError(string output)
    {
        const string Own = ": error : ";
        string error = output.Split('\n').Select(x => x.Trim()).FirstOrDefault(x => x.Contains(": error ", StringComparison.Ordinal))
            ?? output.Trim().Split('\n')[^1];
        // One of a file that a command of ours wrote says all itself.
        int at = error.StartsWith(Path.GetTempPath(), StringComparison.Ordinal) ? error.IndexOf(Own, StringComparison.Ordinal) : -1;
        return at < 0 ? error : error[(at + Own.Length)..].Split(" [")[0];
    }
}
