using System.Diagnostics;
using System.Text;

namespace SemverGuard.Package.Tests.Building;

/// <summary>Runs the dotnet command as a developer at his desk would, with no traces of the build that runs these tests.</summary>
internal static class Dotnet
{
    /// <summary>Arguments of a build that nothing outlives and that asks no server: MSBuild and the compiler start for it.</summary>
    public static IReadOnlyList<string> Alone { get; } = ["-nodeReuse:false", "-p:UseSharedCompilation=false"];

    /// <summary>What this process ignores, all that it starts ignores too. The second bit is SIGINT's (proc(5)).</summary>
    public static bool IgnoresInterrupts => (Convert.ToUInt64(
        File.ReadLines("/proc/self/status").First(x => x.StartsWith("SigIgn:", StringComparison.Ordinal))[7..].Trim(), 16) & 2) != 0;

    /// <remarks>A build takes place in one of the <see cref="BuildServers"/>, unless it is <see cref="Alone"/>.</remarks>
    public static (int ExitCode, string Output) Run(
        string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        bool isAlone = arguments[0] is not ("build" or "pack" or "restore") || arguments.Contains(Alone[0]);
        return isAlone ? RunAlone("dotnet", folder, environment, arguments) : RunOnServer(folder, environment, arguments);
    }

    /// <remarks>
    /// A command can lose its server just as the build ends: it exits with 1 and has not printed the last lines. The server wrote them to
    /// the log.
    /// </remarks>
    private static (int ExitCode, string Output) RunOnServer(
        string folder, IReadOnlyDictionary<string, string>? environment, string[] arguments)
    {
        string log = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".log");
        var (server, all) = WithServer(environment);
        var (exitCode, output) = RunAlone("dotnet", folder, all, [.. arguments, .. Logging(arguments, log)]);
        string logged = File.Exists(log) ? File.ReadAllText(log) : "";
        File.Delete(log);
        bool isLost = exitCode != 0 && !HasFailed(output) && (HasSucceeded(output) || HasSucceeded(logged) || HasFailed(logged));
        if (!isLost)
        {
            BuildServers.GiveBack(server);
            return (exitCode, output);
        }
        return HasSucceeded(output) ? (0, output) : (HasSucceeded(logged) ? 0 : 1, logged); // the server is not asked again
    }

    private static string[] Logging(string[] arguments, string file)
    {
        if (arguments.Any(x => x.EndsWith(".cs", StringComparison.Ordinal))) return []; // a program of one file takes no loggers
        string verbosity = arguments.FirstOrDefault(x => x.StartsWith("-v:", StringComparison.Ordinal))?[3..] ?? "minimal";
        return [$"-fileLoggerParameters9:LogFile={file};Summary;Verbosity={verbosity}"];
    }

    private static bool HasSucceeded(string output) => output.Contains("Build succeeded.", StringComparison.Ordinal);

    private static bool HasFailed(string output) => output.Contains("Build FAILED.", StringComparison.Ordinal);

    private static (string Server, Dictionary<string, string> Environment) WithServer(IReadOnlyDictionary<string, string>? environment)
    {
        string server = BuildServers.Take();
        var all = BuildServers.Environment(server);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) all[name] = value;
        return (server, all);
    }

    private static (int ExitCode, string Output) RunAlone(
        string program, string folder, IReadOnlyDictionary<string, string>? environment, string[] arguments)
    {
        using var process = StartProgram(program, folder, environment, arguments);
        return process.Finish();
    }

    public static Running Start(string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments) =>
        StartProgram("dotnet", folder, environment, arguments);

    /// <summary>
    /// A line that builds, as somebody types it. It asks the compiler's server alone: what it loses of MSBuild's is in no log.
    /// </summary>
    public static (int ExitCode, string Output) Bash(string folder, string line)
    {
        var environment = new Dictionary<string, string> { ["SharedCompilationId"] = BuildServers.Compiler };
        return RunAlone("bash", folder, environment, ["-c", line]);
    }

    private static Running StartProgram(string program, string folder, IReadOnlyDictionary<string, string>? environment, string[] arguments)
    {
        var start = new ProcessStartInfo(
            program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        foreach (string name in start.Environment.Keys.Where(x => x.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
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
            if (!HasEndedWithin(TimeSpan.FromMinutes(5))) throw new TimeoutException("dotnet did not finish:\n" + output);
            process.WaitForExit(); // the output's last lines
            return (process.ExitCode, output.ToString());
        }

        /// <summary>Whether it ended by itself. It has ended in any case.</summary>
        public bool HasEndedWithin(TimeSpan limit)
        {
            if (process.WaitForExit(limit)) return true;
            process.Kill(entireProcessTree: true);
            return false;
        }

        /// <summary>As Ctrl+C does it.</summary>
        public void Interrupt()
        {
            string id = process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
            using var kill = Process.Start("kill", ["-INT", id]);
            kill.WaitForExit();
        }

        public void Dispose() => process.Dispose();

        private void Append(string? line)
        {
            if (line is null) return;
            lock (output) output.Append(line).Append('\n');
        }
    }
}
