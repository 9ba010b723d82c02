using System.Text.Json;
using SemverGuard.Tool.Replay.Recordings;
using SemverGuard.Worlds.Assets;

namespace SemverGuard.Tool.Replay.Sides;

/// <summary>What a run printed and recorded.</summary>
/// <param name="ExitCode">Null where it did not come to its end.</param>
internal sealed record SideRun(int? ExitCode, string Output, RecordedRun Recorded);

/// <summary>Runs the tests, or the command, of a side as the user would.</summary>
/// <param name="target">The project or solution that was built.</param>
/// <param name="tests">Paths of test projects; nothing else where there is a command.</param>
/// <param name="command">Program and arguments; empty for the tests.</param>
internal sealed class SideRunner(string target, IReadOnlyList<string> tests, IReadOnlyList<string> command, CancellationToken cancellation)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly string salt = Guid.NewGuid().ToString();

    /// <param name="folder">For its recording.</param>
    public SideRun Run(BuiltSide side, string folder, IReadOnlySet<string> moved)
    {
        var environment = side.Environment(folder, salt, moved);
        // Runners leave results beside the project where nobody says where else; the same place for all runs, as tests see it.
        string results = Path.Combine(Path.GetDirectoryName(folder)!, "results");
        string[] properties = [.. side.Properties.Select(x => $"-p:{x.Key}={x.Value}")];
        var runs = command.Count > 0
            ? [Command.Run(Program(command[0]), [.. Arguments(properties)], Directory.GetCurrentDirectory(), cancellation, Patience, environment)]
            : tests.Select(Test).ToArray();
        return new SideRun(
            runs.Any(x => x.ExitCode is null)
                ? null
                : runs.Max(x => x.ExitCode), string.Concat(runs.Select(x => x.Output)), RecordedRun.Of(folder));

        (int? ExitCode, string Output) Test(string project) => Command.Run(
            DotnetHost.Locate("dotnet"), [.. TestArguments(project, properties), "--results-directory", results], Path.GetDirectoryName(project)!,
            cancellation, Patience, environment);
    }

    /// <summary>What is built already is run as it is.</summary>
    private IEnumerable<string> Arguments(string[] properties)
    {
        string[] rest = [.. command.Skip(1)];
        if (Path.GetFileNameWithoutExtension(command[0]) != "dotnet" || rest is not ["run" or "test", ..]) return rest;
        bool isHere = rest[0] == "test" || rest.Contains("--project") || Directory.EnumerateFiles(Directory.GetCurrentDirectory(), "*.*proj").Any();
        return [rest[0], "--no-build", .. properties, .. isHere ? [] : new[] { "--project", target }, .. rest.Skip(1)];
    }

    private static string[] TestArguments(string project, string[] properties)
    {
        string[] named = UsesTestingPlatform(Path.GetDirectoryName(project)!) ? ["--project", project] : [project];
        return ["test", .. named, "--no-build", .. properties];
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
