using System.Diagnostics;
using System.Text;

namespace SemverGuard.Package.Tests.Building;

/// <summary>Runs the dotnet command as a developer at his desk would, with no traces of the build that runs these tests.</summary>
internal static class Dotnet
{
    /// <summary>Arguments of a build that nothing outlives and that asks no server: MSBuild and the compiler start for it.</summary>
    public static IReadOnlyList<string> Alone { get; } = ["-nodeReuse:false", "-p:UseSharedCompilation=false"];

    /// <remarks>A build takes place in one of the <see cref="BuildServers"/>, unless it is <see cref="Alone"/>.</remarks>
    public static (int ExitCode, string Output) Run(string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        bool isAlone = arguments[0] is not ("build" or "pack" or "restore") || arguments.Contains(Alone[0]);
        return isAlone ? RunAlone("dotnet", folder, environment, arguments) : RunOnServer("dotnet", folder, environment, arguments);
    }

    private static (int ExitCode, string Output) RunOnServer(string program, string folder, IReadOnlyDictionary<string, string>? environment, string[] arguments)
    {
        string server = BuildServers.Take();
        var all = BuildServers.Environment(server);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) all[name] = value;
        var (exitCode, output) = RunAlone(program, folder, all, arguments);
        // A command that loses its server once that has said how the build ended exits with 1 whatever was said. The server is not asked again.
        if (exitCode != 0 && output.Contains("\nBuild succeeded.\n", StringComparison.Ordinal)) return (0, output);
        BuildServers.GiveBack(server);
        return (exitCode, output);
    }

    private static (int ExitCode, string Output) RunAlone(string program, string folder, IReadOnlyDictionary<string, string>? environment, string[] arguments)
    {
        using var process = StartProgram(program, folder, environment, arguments);
        return process.Finish();
    }

    public static Running Start(string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments) =>
        StartProgram("dotnet", folder, environment, arguments);

    /// <summary>A line that builds, as somebody types it.</summary>
    public static (int ExitCode, string Output) Bash(string folder, string line) => RunOnServer("bash", folder, null, ["-c", line]);

    private static Running StartProgram(string program, string folder, IReadOnlyDictionary<string, string>? environment, string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        foreach (string name in start.Environment.Keys.Where(x => x.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray()) start.Environment.Remove(name);
        start.Environment.Remove("CI");
        start.Environment.Remove("ContinuousIntegrationBuild");
        start.Environment.Remove("UseSharedCompilation"); // a machine that wants no compiler behind makes every build wait for a new one
        start.Environment["NUGET_PACKAGES"] = Repository.Packages;
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0"; // no process lives long enough for its profile to pay
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new Running(start);
    }

    internal sealed class Running : IDisposable
    {
        private readonly Process process;
        private readonly StringBuilder output = new();

        public Running(ProcessStartInfo start)
        {
            process = new Process { StartInfo = start };
            process.OutputDataReceived += (_, line) => Append(line.Data);
            process.ErrorDataReceived += (_, line) => Append(line.Data);
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        public (int ExitCode, string Output) Finish()
        {
            if (!process.WaitForExit(TimeSpan.FromMinutes(5)))
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException("dotnet did not finish:\n" + output);
            }
            process.WaitForExit(); // the output's last lines
            return (process.ExitCode, output.ToString());
        }

        public void Dispose() => process.Dispose();

        private void Append(string? line)
        {
            if (line is null) return;
            lock (output) output.Append(line).Append('\n');
        }
    }
}
