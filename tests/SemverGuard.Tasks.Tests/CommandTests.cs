using System.Diagnostics;
using CsCheck;
using SemverGuard.Worlds.Assets;

namespace SemverGuard.Tasks;

/// <summary>With the system's own shell, which takes its arguments as they come.</summary>
public sealed class CommandTests : IDisposable
{
    private const string Shell = "/bin/sh";

    private readonly TempFolder folder = new();

    [Theory]
    [InlineData("a b")]
    [InlineData("a\"b")]
    [InlineData("\" -p:Injected=yes \"")]
    [InlineData("a\\\"b\\")]
    [InlineData("$(HOME)")]
    [InlineData("a;b,c")]
    [InlineData("a\nb")]
    [InlineData("")]
    public void An_argument_arrives_as_it_was(string argument)
    {
        if (OperatingSystem.IsWindows()) return; // there is no such shell
        var (exitCode, output) = Run("printf '%s|' \"$@\"", "-", argument, "last");
        Assert.Equal((0, argument + "|last|"), (exitCode, output));
    }

    /// <summary>
    /// Where a list of arguments is not known they are one line, which the program takes apart as it has for thirty years.
    /// </summary>
    [Fact]
    public void A_quoted_argument_is_one_argument() =>
    Gen.String[Gen.Char["ab\\\" \t"], 0, 12].Sample(x => Assert.Equal(x, Unquoted(Command.Quoted(x))), iter: 5000);

    [Fact]
    public void Nothing_is_looked_for_beside_the_project()
    {
        string program = folder.With("dotnet", "#!/bin/sh\necho ran > " + folder.PathOf("mark") + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Null(Command.Run("dotnet", [], folder.Root, CancellationToken.None).ExitCode);
        Assert.False(File.Exists(folder.PathOf("mark")));
        Assert.True(Path.IsPathRooted(DotnetHost.Locate("dotnet")));
        Assert.Equal(program, DotnetHost.Locate(program));
    }

    [Fact]
    public void What_is_printed_without_end_is_kept_in_part()
    {
        if (OperatingSystem.IsWindows()) return; // there is no such shell
        var (exitCode, output) = Run("head -c 20000000 /dev/zero | tr '\\0' x");
        Assert.Equal((0, Command.MostOutput), (exitCode, output.Length));
    }

    [Fact]
    public void Whoever_takes_too_long_is_ended_with_all_that_he_started()
    {
        if (OperatingSystem.IsWindows()) return; // there is no such shell
        var clock = Stopwatch.StartNew();
        var (exitCode, output) = Run(TimeSpan.FromMilliseconds(500), "sh -c 'echo $$; exec sleep 300' & wait");
        Assert.Null(exitCode);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30));
        AssertHasEnded(int.Parse(output.Split('\n')[0], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_cancelled_program_is_ended_with_all_that_it_started()
    {
        if (OperatingSystem.IsWindows()) return; // there is no such shell
        using var cancellation = new CancellationTokenSource();
        var run = Task.Run(() => Command.Run(
            Shell, ["-c", "sleep 300 & echo $! > part; mv part child; wait"], folder.Root, cancellation.Token));
        int child = Child(folder);
        await cancellation.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => run);
        AssertHasEnded(child);
    }

    /// <summary>A server that a program leaves behind holds its outputs open, and nobody waits for it.</summary>
    [Fact]
    public void Whoever_leaves_a_child_behind_has_ended()
    {
        if (OperatingSystem.IsWindows()) return; // there is no such shell
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, Run("sleep 20 & exit 0").ExitCode);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(15));
    }

    public void Dispose() => folder.Dispose();

    private (int? ExitCode, string Output) Run(string script, params string[] arguments) => Run(null, script, arguments);

    private (int? ExitCode, string Output) Run(TimeSpan? patience, string script, params string[] arguments) =>
        Command.Run(Shell, ["-c", script, .. arguments], folder.Root, CancellationToken.None, patience);

    /// <summary>Waits for the file <c>child</c>, in which a program wrote the id of what it started.</summary>
    internal static int Child(TempFolder folder)
    {
        string file = folder.PathOf("child");
        for (int i = 0; i < 600 && !File.Exists(file); i++) Thread.Sleep(50);
        return int.Parse(File.ReadAllText(file), System.Globalization.CultureInfo.InvariantCulture);
    }

    internal static void AssertHasEnded(int id)
    {
        for (int i = 0; i < 100 && IsRunning(id); i++) Thread.Sleep(50);
        Assert.False(IsRunning(id));
    }

    private static bool IsRunning(int id) =>
        Directory.Exists("/proc/" + id) && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);

    /// <summary>The rule of CommandLineToArgvW for an argument in quotes.</summary>
    private static string Unquoted(string text)
    {
        var value = new System.Text.StringBuilder();
        int backslashes = 0;
        bool isQuoted = false;
        foreach (char c in text)
        {
            if (c == '\\')
            {
                backslashes++;
                continue;
            }
            value.Append('\\', c == '"' ? backslashes / 2 : backslashes);
            if (c == '"' && backslashes % 2 == 1) value.Append('"');
            else if (c == '"') isQuoted = !isQuoted;
            else
            {
                Assert.True(isQuoted);
                value.Append(c);
            }
            backslashes = 0;
        }
        Assert.False(isQuoted);
        return value.ToString();
    }
}
