using System.Diagnostics;
using System.Globalization;

namespace SemverGuard.Fuzz;

/// <summary>How one input ended in the process that was made for it.</summary>
/// <param name="Failure">Died, escaped, or above a limit; null when none of it.</param>
internal sealed record Ending(long Number, string? Failure, double Seconds);

/// <summary>Runs inputs in another process, so that its death is a result and not an end.</summary>
internal static class Children
{
    /// <summary>In bytes: what the heap of a child may hold.</summary>
    private const string HeapLimit = "0x1DCD6500";

    public const double MostSeconds = 2;

    private const int MostAgain = 3;

    /// <summary>Where a thread of a build may have less than the first one of a process.</summary>
    public const int StackSize = 1024 * 1024;

    /// <param name="arguments">Of this program, as a child.</param>
    /// <returns>As they end; a child that died is replaced by one that goes on behind the input.</returns>
    public static IEnumerable<Ending> Run(Func<long, string[]> arguments, long first, long count)
    {
        for (long next = first; next < first + count;)
        {
            using var child = Start(arguments(next));
            long running = next;
            bool isOver = false;
            while (ReadLine(child, out bool isStuck) is { } line)
            {
                string[] parts = line.Split('\t', 3);
                if (parts.Length < 3) continue;
                running = long.Parse(parts[0], CultureInfo.InvariantCulture) + 1;
                double seconds = double.Parse(parts[1], CultureInfo.InvariantCulture);
                yield return new Ending(
                    running - 1, parts[2].Length > 0 ? "escaped: " + parts[2] : seconds > MostSeconds ? "too slow" : null, seconds);
                if (isStuck) break;
            }
            isOver = running >= first + count;
            if (!child.HasExited) child.Kill(entireProcessTree: true);
            child.WaitForExit();
            if (!isOver) yield return new Ending(running++, child.ExitCode == Stuck ? "does not end" : $"died with {child.ExitCode}", 0);
            next = running;
        }
    }

    private const int Stuck = 137;

    private static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet" or "testhost")
            start = new ProcessStartInfo(
                "dotnet", [typeof(Children).Assembly.Location]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        var child = Process.Start(start)!;
        child.ErrorDataReceived += (_, _) => { }; // a stack overflow writes megabytes
        child.BeginErrorReadLine();
        return child;
    }

    /// <summary>The next line of a child; null when it ended, or took longer than any input may by far.</summary>
    private static string? ReadLine(Process child, out bool isStuck)
    {
        isStuck = false;
        var line = child.StandardOutput.ReadLineAsync();
        if (line.Wait(TimeSpan.FromSeconds(60))) return line.Result;
        child.Kill(entireProcessTree: true);
        return null;
    }

    /// <summary>In the child: one line for each input, of its number, its processor time and what escaped.</summary>
    public static void Work(IEnumerable<(long Number, Func<string?> Run)> inputs)
    {
        var thread = new Thread(
            () =>
            {
                using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
                var self = Process.GetCurrentProcess();
                foreach (var (number, run) in inputs)
                {
                    var (failure, seconds) = Timed(self, run);
                    // Again where the machine, or the compiler of what runs for the first time, may have been slow.
                    for (int again = 0; again < MostAgain && seconds > MostSeconds; again++) (failure, seconds) = Timed(self, run);
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number}\t{seconds:f3}\t{failure}"));
                }
            },
            StackSize);
        thread.Start();
        thread.Join();
    }

    private static (string? Failure, double Seconds) Timed(Process self, Func<string?> run)
    {
        self.Refresh();
        var before = self.TotalProcessorTime;
        string? failure = run();
        self.Refresh();
        return (failure, (self.TotalProcessorTime - before).TotalSeconds);
    }
}
