using System.Diagnostics;

namespace SemverGuard.Package.Tests.Building;

/// <summary>A process that does nothing but write, as a build does at its end, again and again: <c>SemverGuard.Writer</c>.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process process;

    public WriterProcess(params string[] arguments)
    {
        string program = Path.Combine(
            Repository.Root, "tests", "SemverGuard.Writer", "bin", Repository.Configuration, "net10.0", "SemverGuard.Writer.dll");
        // Its input is the line by which it sees that this process is gone.
        process = Process.Start(new ProcessStartInfo("dotnet", ["exec", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    public int Wait()
    {
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <param name="milliseconds">After it has begun to write.</param>
    public void KillAfter(int milliseconds)
    {
        Begin();
        Thread.Sleep(milliseconds);
        Assert.False(process.HasExited, "It came to an end by itself.");
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>As the system does it for a parent that was killed.</summary>
    /// <returns>Whether the writer ended then.</returns>
    public bool EndsWithItsParent()
    {
        Begin();
        process.StandardInput.Close();
        return process.WaitForExit(TimeSpan.FromSeconds(30));
    }

    private void Begin() => Assert.Equal("begins", process.StandardOutput.ReadLine());

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }
}
