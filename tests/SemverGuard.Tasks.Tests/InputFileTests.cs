using System.Runtime.InteropServices;
using SemverGuard.Worlds.Baselines;
using SemverGuard.Worlds;

namespace SemverGuard.Tasks;

/// <summary>What is no file of a bearable size is refused, and nothing waits for it.</summary>
public sealed partial class InputFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public void A_pipe_is_not_waited_for()
    {
        if (OperatingSystem.IsWindows()) return; // its pipes lie elsewhere
        string pipe = folder.PathOf("pipe");
        Assert.Equal(0, MakePipe(pipe, 0x180));
        Assert.Equal("", InputFile.Text(pipe));
        Assert.Equal((null, new SemverGuard.Baselines.BaselineError(1, InputFile.Empty)), BaselineFile.Read(pipe, "net10.0"));
        using var files = new AssemblyFiles();
        Assert.Null(files.Open(pipe));
        Assert.Single(files.Damaged);
    }

    [Fact]
    public void A_device_has_no_end_and_is_not_read()
    {
        if (OperatingSystem.IsWindows()) return; // its devices are no files
        Assert.Equal("", InputFile.Text("/dev/zero"));
        File.CreateSymbolicLink(folder.PathOf("zero"), "/dev/zero");
        Assert.Empty(InputFile.Bytes(folder.PathOf("zero")));
    }

    [Fact]
    public void A_folder_is_refused() => Assert.ThrowsAny<SystemException>(() => InputFile.Text(folder.Root));

    [Fact]
    public void A_link_is_as_long_as_what_it_leads_to()
    {
        string file = folder.With("a", new string('x', 1000));
        File.CreateSymbolicLink(folder.PathOf("b"), file);
        Assert.Equal(1000, InputFile.Text(folder.PathOf("b")).Length);
        File.CreateSymbolicLink(folder.PathOf("c"), folder.PathOf("gone"));
        Assert.Throws<IOException>(() => InputFile.Text(folder.PathOf("c")));
    }

    [Fact]
    public void More_than_64_MB_are_refused()
    {
        string file = folder.PathOf("large");
        using (var stream = File.Create(file)) stream.SetLength(InputFile.Most + 1);
        File.CreateSymbolicLink(folder.PathOf("link"), file);
        foreach (string path in new[] { file, folder.PathOf("link") })
        {
            Assert.Contains("64 MB is the most", Assert.Throws<IOException>(() => InputFile.Text(path)).Message, StringComparison.Ordinal);
            Assert.Contains("64 MB is the most", BaselineFile.Read(path, "net10.0").Error!.Message, StringComparison.Ordinal);
        }
        using var files = new AssemblyFiles();
        Assert.Null(files.Open(file));
        Assert.Contains("64 MB is the most", Assert.Single(files.Damaged).Reason, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakePipe(string path, uint mode);
}
