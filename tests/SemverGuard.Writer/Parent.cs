using System.Diagnostics;

namespace SemverGuard.Writer;

/// <summary>Whoever started this process holds the other end of its input, which the system closes when he goes, however he goes.</summary>
internal static class Parent
{
    public static void EndWithIt() => new Thread(Wait) { IsBackground = true }.Start();

    private static void Wait()
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
        }
        Process.GetCurrentProcess().Kill(); // in the middle of a file, as a build that is ended
    }
}
