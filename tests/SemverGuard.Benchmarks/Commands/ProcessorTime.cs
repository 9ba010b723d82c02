using System.Runtime.InteropServices;

namespace SemverGuard.Benchmarks.Commands;

/// <summary>What processes took of the processors, whatever else the machine does.</summary>
internal static class ProcessorTime
{
    /// <summary>User and system time of all processes that this one started and that have ended, with theirs, in seconds.</summary>
    /// <exception cref="PlatformNotSupportedException">Only Unix counts them.</exception>
    public static double OfChildren()
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("the CPU time of ended processes is counted on Unix only");
        const int Children = -1;
        long[] usage = new long[18];
        if (GetResourceUsage(Children, usage) != 0) throw new InvalidOperationException("getrusage failed");
        return usage[0] + usage[1] / 1e6 + usage[2] + usage[3] / 1e6;
    }

    /// <param name="usage">First the user time, then the system time, each in seconds and microseconds.</param>
    [DllImport("libc", EntryPoint = "getrusage")]
    private static extern int GetResourceUsage(int who, [Out] long[] usage);
}
