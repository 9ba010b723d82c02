using System.Diagnostics;
using System.Text;

namespace SemverGuard.Tasks.Assets;

/// <summary>Runs a program in a process of its own, where what it prints is no news of this build: it tells us, not the user.</summary>
internal static class Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <returns>The exit code, null when the program could not be run to its end, and everything it printed.</returns>
    public static (int? ExitCode, string Output) Run(string program, string arguments, string folder)
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
            if (process.WaitForExit((int)Patience.TotalMilliseconds))
            {
                process.WaitForExit(); // for the last lines
                exitCode = process.ExitCode;
            }
            else
            {
                process.Kill();
                Append("took longer than " + Patience.TotalMinutes + " minutes");
            }
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            Append(e.Message); // there is no such program, or it ended while it was killed
        }
        lock (output) return (exitCode, output.ToString());

        void Append(string? line)
        {
            if (line is null) return;
            lock (output) output.AppendLine(line);
        }
    }
}
