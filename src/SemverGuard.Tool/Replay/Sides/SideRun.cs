using System.Text.Json;
using System.Text.RegularExpressions;
using SemverGuard.Recording;
using SemverGuard.Tool.Replay.Recordings;
using SemverGuard.Worlds.Assets;

namespace SemverGuard.Tool.Replay.Sides;

/// <summary>What is run by itself: a test project, for one target framework, or a command.</summary>
/// <param name="Project">Full path; empty for a command.</param>
/// <param name="Framework">Empty where there is only one.</param>
internal sealed record Runnable(string Project, string Framework)
{
    public bool IsCommand => Project.Length == 0;

    /// <summary>As messages have it.</summary>
    public string Name => Path.GetFileNameWithoutExtension(Project) + (Framework.Length > 0 ? $" ({Framework})" : "");

    /// <summary>The test projects among those of a side.</summary>
    /// <param name="asked">Paths; empty for all.</param>
    public static IReadOnlyList<Runnable> Tests(IReadOnlyList<BuiltProject> projects, IReadOnlyList<string> asked)
    {
        string[] files = asked.Count > 0 ? [.. asked] : [.. projects.Where(x => x.IsTest).Select(x => x.File).Distinct()];
        return [.. files.SelectMany(Each)];

        IEnumerable<Runnable> Each(string file)
        {
            string[] frameworks = [.. projects.Where(x => x.File == file).Select(x => x.Framework).Distinct()];
            return frameworks.Length < 2 ? [new(file, "")] : frameworks.Select(x => new Runnable(file, x));
        }
    }
}

/// <summary>What one printed and recorded.</summary>
/// <param name="ExitCode">Null where it did not come to its end.</param>
internal sealed record SideRun(Runnable What, int? ExitCode, string Output, RecordedRun Recorded)
{
    /// <summary>Whether nothing ran that could be compared: no test, or of a command no call.</summary>
    public bool IsSilent => !Recorded.Crossings.Any(x => What.IsCommand || x.Spot.Kind == CrossingKind.Test);

    /// <summary>Whether it came to its end, with all that it recorded.</summary>
    public bool IsComplete => ExitCode is not null && !Recorded.IsCut;

    private static readonly Regex Told = new("(?:error|failure): (?<reason>.+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>What it printed about how it ended: what stands behind the first word of an error, else its last line.</summary>
    public string Reason
    {
        get
        {
            string[] lines = Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return lines.Select(x => Told.Match(x)).FirstOrDefault(x => x.Success)?.Groups["reason"].Value
                ?? lines.LastOrDefault() ?? "it printed nothing";
        }
    }
}

/// <summary>How a round runs.</summary>
/// <param name="Patience">How long each run may take.</param>
/// <param name="IsOneByOne">With one processor, so that what runs side by side otherwise comes in another order.</param>
internal sealed record RunMode(TimeSpan Patience, bool IsOneByOne)
{
    public static RunMode Usual { get; } = new(TimeSpan.FromHours(2), IsOneByOne: false);
}

/// <summary>Runs the tests, or the command, of a side as the user would.</summary>
/// <param name="target">The project or solution that was built.</param>
/// <param name="command">Program and arguments; empty for the tests.</param>
internal sealed class SideRunner(string target, IReadOnlyList<string> command, CancellationToken cancellation)
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly string salt = Guid.NewGuid().ToString();

    /// <param name="folder">For its recording.</param>
    /// <param name="how">What is not as a user would run it.</param>
    public SideRun Run(BuiltSide side, Runnable what, string folder, IReadOnlySet<string> moved, RunMode how)
    {
        var environment = side.Environment(folder, salt, moved);
        if (how.IsOneByOne) environment["DOTNET_PROCESSOR_COUNT"] = "1";
        string[] properties = [.. side.Properties.Select(x => $"-p:{x.Key}={x.Value}")];
        // Runners leave results beside the project where nobody says where else; the same place for all runs, as tests see it.
        string results = Path.Combine(Path.GetDirectoryName(folder)!, "results");
        var (exitCode, output) = what.IsCommand
            ? Command.Run(
                Program(command[0]), [.. Arguments(properties)], Directory.GetCurrentDirectory(), cancellation, how.Patience, environment)
            : Command.Run(
                DotnetHost.Locate("dotnet"), [.. TestArguments(what, properties), "--results-directory", results],
                Path.GetDirectoryName(what.Project)!, cancellation, how.Patience, environment);
        return new SideRun(what, exitCode, output, RecordedRun.Of(folder));
    }

    /// <summary>What is built already is run as it is.</summary>
    private IEnumerable<string> Arguments(string[] properties)
    {
        string[] rest = [.. command.Skip(1)];
        if (Path.GetFileNameWithoutExtension(command[0]) != "dotnet" || rest is not ["run" or "test", ..]) return rest;
        bool isHere = rest[0] == "test" || rest.Contains("--project")
            || Directory.EnumerateFiles(Directory.GetCurrentDirectory(), "*.*proj").Any();
        return [rest[0], "--no-build", .. properties, .. isHere ? [] : new[] { "--project", target }, .. rest.Skip(1)];
    }

    private static string[] TestArguments(Runnable what, string[] properties)
    {
        string[] named = UsesTestingPlatform(Path.GetDirectoryName(what.Project)!) ? ["--project", what.Project] : [what.Project];
        string[] framework = what.Framework.Length > 0 ? ["--framework", what.Framework] : [];
        return ["test", .. named, .. framework, "--no-build", .. properties];
    }

    /// <summary>global.json says so, and then <c>dotnet test</c> has other arguments (learn.microsoft.com, <c>test.runner</c>).</summary>
    private static bool UsesTestingPlatform(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            string file = Path.Combine(at.FullName, "global.json");
            if (!File.Exists(file)) continue;
            using var json = JsonDocument.Parse(InputFile.Text(file), Lenient);
            return json.RootElement.TryGetProperty("test", out var test) && test.TryGetProperty("runner", out var runner)
                && runner.GetString() == "Microsoft.Testing.Platform";
        }
        return false;
    }

    /// <summary>As a shell finds it.</summary>
    /// <exception cref="FileNotFoundException">There is no such program.</exception>
    public static string Program(string name)
    {
        bool isPath = name.AsSpan().IndexOfAny('/', '\\') >= 0;
        string[] names = OperatingSystem.IsWindows() ? [name, name + ".exe", name + ".cmd"] : [name];
        string[] folders = isPath ? [Directory.GetCurrentDirectory()]
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.SelectMany(x => names.Select(y => Path.GetFullPath(y, Path.GetFullPath(x)))).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"'{name}' is no program that can be found");
    }
}
