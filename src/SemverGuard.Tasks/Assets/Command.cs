using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace SemverGuard.Tasks.Assets;

/// <summary>Runs a program in a process of its own, where what it prints is no news of this build: it tells us, not the user.</summary>
internal static class Command
{
    /// <summary>Of every runtime but .NET Framework, whose MSBuild runs on Windows.</summary>
    private static readonly MethodInfo? KillTree = typeof(Process).GetMethod(nameof(Process.Kill), [typeof(bool)]);

    /// <param name="patience">After which the program is ended; null waits as long as it takes.</param>
    /// <returns>The exit code, null when the program could not be run to its end, and everything it printed.</returns>
    /// <exception cref="OperationCanceledException">The build was cancelled; the program and all that it started are ended.</exception>
    public static (int? ExitCode, string Output) Run(string program, string arguments, string folder, CancellationToken cancellation, TimeSpan? patience = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        // This build's MSBuild must not be taken for that one's.
        foreach (string name in start.Environment.Keys.Where(x => x.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray()) start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        var output = new StringBuilder();
        int? exitCode = null;
        try
        {
            using var process = new Process { StartInfo = start };
            process.OutputDataReceived += (_, line) => Append(line.Data);
            process.ErrorDataReceived += (_, line) => Append(line.Data);
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            using var ending = cancellation.Register(() => Kill(process));
            if (process.WaitForExit(patience is { } limit ? (int)limit.TotalMilliseconds : Timeout.Infinite))
            {
                process.WaitForExit(); // for the last lines
                exitCode = process.ExitCode;
            }
            else
            {
                Kill(process);
                Append("took longer than " + patience!.Value.TotalMinutes + " minutes");
            }
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            Append(e.Message); // there is no such program, or it ended while it was killed
        }
        cancellation.ThrowIfCancellationRequested();
        lock (output) return (exitCode, output.ToString());

        void Append(string? line)
        {
            if (line is null) return;
            lock (output) output.AppendLine(line);
        }
    }

    /// <summary>Ends the process and all that it started.</summary>
    private static void Kill(Process process)
    {
        try
        {
            if (KillTree is not null) KillTree.Invoke(process, [true]);
            else using (Process.Start(new ProcessStartInfo("taskkill", "/T /F /PID " + process.Id) { UseShellExecute = false, CreateNoWindow = true })) { }
        }
        catch (Exception e) when (e is TargetInvocationException or System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
