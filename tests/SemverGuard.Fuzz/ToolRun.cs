using System.Diagnostics;

namespace SemverGuard.Fuzz;

/// <summary>The tool in a process of its own: what it said, and what it took.</summary>
/// <param name="Seconds">Of processor time.</param>
/// <param name="Bytes">The most that it had in memory.</param>
internal sealed record ToolRun(int ExitCode, string Output, string Errors, double Seconds, long Bytes)
{
    private const int LongestSeconds = 60;

    public static ToolRun Of(string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "semverguard.dll"), .. arguments])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        using var tool = Process.Start(start)!;
        var (output, errors) = (tool.StandardOutput.ReadToEndAsync(), tool.StandardError.ReadToEndAsync());
        var watch = Stopwatch.StartNew();
        double seconds = 0;
        long bytes = 0;
        while (!tool.WaitForExit(15))
        {
            if (watch.Elapsed.TotalSeconds > LongestSeconds) tool.Kill(entireProcessTree: true);
            tool.Refresh();
            try
            {
                (seconds, bytes) = (tool.TotalProcessorTime.TotalSeconds, Math.Max(bytes, tool.WorkingSet64));
            }
            catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                break; // it ended in between
            }
        }
        tool.WaitForExit();
        return new ToolRun(tool.ExitCode, output.Result, errors.Result, seconds, bytes);
    }
}
