using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SemverGuard.Worlds.Assets;

/// <summary>Finds the dotnet command. Its bare name would be looked for in the working folder, too, which is the project's.</summary>
internal static class DotnetHost
{
    private static string FileName => Path.DirectorySeparatorChar == '\\' ? "dotnet.exe" : "dotnet";

    /// <param name="told">By the SDK's targets, as a full path; a name where they do not know.</param>
    /// <returns>A full path; the name again where there is no such command, which nothing then runs.</returns>
    public static string Locate(string told) => Path.IsPathRooted(told) ? told : Candidates().FirstOrDefault(File.Exists) ?? told;

    private static IEnumerable<string> Candidates()
    {
        // The one that runs this build, or that its runtime belongs to: shared/Microsoft.NETCore.App/10.0.0 lies beside it.
        if (Own() is { } own && Path.GetFileName(own).Equals(FileName, StringComparison.OrdinalIgnoreCase)) yield return own;
        yield return Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", FileName));
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        foreach (string folder in folders.Where(x => Path.IsPathRooted(x))) yield return Path.Combine(folder, FileName);
    }

    private static string? Own()
    {
        try
        {
            using var process = Process.GetCurrentProcess();
            return process.MainModule?.FileName;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return null;
        }
    }
}
