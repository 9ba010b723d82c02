using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace SemverGuard.Worlds.Assets;

/// <summary>Runs a program in a process of its own, where what it prints is no news of this build: it tells us, not the user.</summary>
internal static class Command
{
    /// <summary>Characters that are kept of what a program prints to one of its outputs.</summary>
    public const int MostOutput = 4 * 1024 * 1024;

    /// <summary>After the program has ended: what it started may hold its outputs open for ever.</summary>
    private static readonly TimeSpan PatienceWithOutput = TimeSpan.FromSeconds(5);

    /// <summary>Of every runtime but .NET Framework, whose MSBuild runs on Windows.</summary>
    private static readonly MethodInfo? KillTree = typeof(Process).GetMethod(nameof(Process.Kill), [typeof(bool)]);

    private static readonly PropertyInfo? ArgumentList = typeof(ProcessStartInfo).GetProperty("ArgumentList");

    /// <param name="program">Full path: a name would be looked for in the working folder too, which is the project's.</param>
    /// <param name="arguments">Each one argument, whatever characters it has.</param>
    /// <param name="patience">After which the program is ended; null waits as long as it takes.</param>
    /// <param name="environment">Variables that it gets besides ours.</param>
    /// <returns>The exit code, null when the program could not be run to its end, and what it printed.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled; the program and all that it started are ended.</exception>
    public static (int? ExitCode, string Output) Run(
        string program, IReadOnlyList<string> arguments, string folder, CancellationToken cancellation, TimeSpan? patience = null,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        if (!Path.IsPathRooted(program)) return (null, "'" + program + "' is not the full path of a program");
        var start = Start(program, arguments, folder);
        if (environment is not null) foreach (var variable in environment) start.Environment[variable.Key] = variable.Value;
        string output = "", problem = "";
        int? exitCode = null;
        try
        {
            using var process = new Process { StartInfo = start };
            process.Start();
            var printed = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
            using var ending = cancellation.Register(() => Kill(process));
            if (process.WaitForExit(patience is { } limit ? (int)limit.TotalMilliseconds : Timeout.Infinite))
            {
                exitCode = process.ExitCode;
            }
            else
            {
                Kill(process);
                problem = "took longer than " + patience!.Value.TotalMinutes + " minutes";
            }
            if (printed.Wait(PatienceWithOutput)) output = string.Concat(printed.Result);
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            problem = e.Message; // there is no such program, or it ended while it was killed
        }
        cancellation.ThrowIfCancellationRequested();
        return (exitCode, output + problem);
    }

    private static ProcessStartInfo Start(string program, IReadOnlyList<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        if (ArgumentList?.GetValue(start) is ICollection<string> list) foreach (string argument in arguments) list.Add(argument);
        else start.Arguments = string.Join(" ", arguments.Select(Quoted));
        // This build's MSBuild must not be taken for that one's.
        foreach (string name in start.Environment.Keys.Where(x => x.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        return start;
    }

    /// <summary>
    /// As every program on Windows takes its command line apart: a backslash means itself but before a quote (learn.microsoft.com,
    /// CommandLineToArgvW).
    /// </summary>
    internal static string Quoted(string argument)
    {
        var text = new StringBuilder("\"");
        int backslashes = 0;
        foreach (char c in argument)
        {
            if (c == '"') text.Append('\\', backslashes + 1);
            backslashes = c == '\\' ? backslashes + 1 : 0;
            text.Append(c);
        }
        return text.Append('\\', backslashes).Append('"').ToString();
    }

    /// <summary>To the end, for a program that nobody listens to waits; but only the beginning is kept.</summary>
    private static async Task<string> ReadAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        char[] buffer = new char[4096];
        try
        {
            for (int count; (count = await reader.ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false)) > 0;)
                text.Append(buffer, 0, Math.Min(count, MostOutput - text.Length));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process was ended, and its output with it.
        }
        return text.ToString();
    }

    /// <summary>Ends the process and all that it started.</summary>
    private static void Kill(Process process)
    {
        try
        {
            if (KillTree is not null) KillTree.Invoke(process, [true]);
            else using (Process.Start(Start(Path.Combine(Environment.SystemDirectory, "taskkill.exe"),
                ["/T", "/F", "/PID", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)],
                Environment.SystemDirectory))) { }
        }
        catch (Exception e) when (e is TargetInvocationException or System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
