using System.Diagnostics;
using System.Globalization;
using SemverGuard.Worlds.Files;

namespace SemverGuard.Tasks;

public sealed class OutputFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public void Only_what_differs_is_written()
    {
        string file = folder.PathOf("a");
        Assert.True(OutputFile.Write(file, "one\n"));
        Assert.False(OutputFile.Write(file, "one\n"));
        File.WriteAllText(file, "one\r\n"); // as Git may check it out
        Assert.False(OutputFile.Write(file, "one\n"));
        Assert.True(OutputFile.Write(file, "two\n"));
        Assert.Equal("two\n", File.ReadAllText(file));
        Assert.Equal(["a"], folder.Names());
    }

    [Fact]
    public void A_stamp_is_new_though_its_text_is_not()
    {
        string file = folder.With("a", "");
        File.SetLastWriteTimeUtc(file, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        OutputFile.Renew(file, "");
        Assert.True(File.GetLastWriteTimeUtc(file) > new DateTime(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    [Fact]
    public void A_link_is_followed_and_stays_one()
    {
        string file = folder.With("shared/a", "one"), link = folder.PathOf("a");
        File.CreateSymbolicLink(link, file);
        File.CreateSymbolicLink(folder.PathOf("b"), link);
        Assert.True(OutputFile.Write(folder.PathOf("b"), "two"));
        Assert.Equal("two", File.ReadAllText(file));
        Assert.Equal(file, new FileInfo(link).LinkTarget);
        Assert.Equal(link, new FileInfo(folder.PathOf("b")).LinkTarget);
    }

    [Fact]
    public void A_link_that_leads_nowhere_makes_no_file_there()
    {
        string target = folder.PathOf("elsewhere");
        File.CreateSymbolicLink(folder.PathOf("a"), target);
        File.CreateSymbolicLink(folder.PathOf("b"), folder.PathOf("b"));
        Assert.Contains("leads nowhere", Assert.Throws<IOException>(() => OutputFile.Write(folder.PathOf("a"), "two")).Message,
            StringComparison.Ordinal);
        Assert.Throws<IOException>(() => OutputFile.Write(folder.PathOf("b"), "two"));
        Assert.Equal(["a", "b"], folder.Names());
    }

    [Fact]
    public void The_mode_stays()
    {
        if (OperatingSystem.IsWindows()) return; // it has none
        string file = folder.With("a", "one");
        const UnixFileMode Mode =
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.UserExecute;
        File.SetUnixFileMode(file, Mode);
        Assert.True(OutputFile.Write(file, "two"));
        Assert.Equal(Mode, File.GetUnixFileMode(file));
    }

    [Fact]
    public void What_is_write_protected_stays_as_it_is()
    {
        string file = folder.With("a", "one");
        File.SetAttributes(file, FileAttributes.ReadOnly);
        Assert.Contains("write-protected", Assert.Throws<UnauthorizedAccessException>(() => OutputFile.Write(file, "two")).Message,
            StringComparison.Ordinal);
        Assert.False(OutputFile.Write(file, "one"));
        Assert.Equal("one", File.ReadAllText(file));
        Assert.Equal(["a"], folder.Names());
        File.SetAttributes(file, FileAttributes.Normal);
    }

    [Fact]
    public void What_dead_processes_left_is_removed_and_what_others_write_is_not()
    {
        string machine = string.Concat(Environment.MachineName.Where(char.IsLetterOrDigit)),
            mine = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        folder.With($".a.{machine}-{int.MaxValue}.0123.tmp", "half");
        folder.With($".a.{machine}-{mine}.0123.tmp", "at work");
        folder.With(".a.elsewhere-1.0123.tmp", "at work, for all we know");
        string old = folder.With(".a.0123456789abcdef0123456789abcdef.tmp", "of a version that named nobody");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-2));
        folder.With(".b.x.tmp", "another's");
        OutputFile.Write(folder.PathOf("a"), "one");
        Assert.Equal(
            [".a.elsewhere-1.0123.tmp", $".a.{machine}-{mine}.0123.tmp", ".b.x.tmp", "a"], folder.Names().Order(StringComparer.Ordinal));
    }

    /// <summary>Somebody reads while many write: what he sees is always one of the texts, whole.</summary>
    [Fact]
    public async Task Whoever_reads_sees_a_whole_text()
    {
        string file = folder.PathOf("a");
        string[] texts = [.. Enumerable.Range(0, 8).Select(x => string.Concat(Enumerable.Repeat((char)('a' + x), 50_000)))];
        OutputFile.Write(file, texts[0]);
        using var ended = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            while (!ended.IsCancellationRequested) Assert.Contains(InputFile.Text(file), texts);
        });
        await Task.WhenAll(texts.Select(x => Task.Run(() =>
        {
            for (int i = 0; i < 50; i++)
            {
                try { OutputFile.Write(file, x); }
                catch (IOException) { } // it gave up, and the file is another's
            }
        })));
        await ended.CancelAsync();
        await reader;
        Assert.Equal(["a"], folder.Names());
    }

    public void Dispose() => folder.Dispose();
}
