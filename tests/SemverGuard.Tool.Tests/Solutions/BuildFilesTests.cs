using SemverGuard.Worlds;

namespace SemverGuard.Tool.Solutions;

/// <summary>What a package's props and targets bring into a build is that of the version that is looked at.</summary>
public sealed class BuildFilesTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("semverguard-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void A_file_of_another_version_is_taken_from_there()
    {
        string was = New("adapter/1.0.0/build/Adapter.dll"), now = New("adapter/2.0.0/build/Adapter.dll");
        Assert.Equal(now, After(was, Folder("2.0.0"))!.FullPath);
    }

    [Fact]
    public void A_file_that_the_version_does_not_have_is_gone()
    {
        string was = New("adapter/1.0.0/build/Adapter.dll");
        New("adapter/2.0.0/build/Renamed.dll");
        Assert.Null(After(was, Folder("2.0.0")));
        Assert.Null(After(was, null));
    }

    [Fact]
    public void A_file_of_no_package_that_moved_stays()
    {
        string other = New("adapter/1.0.0-beta/build/Adapter.dll");
        Assert.Equal(other, After(other, Folder("2.0.0"))!.FullPath);
    }

    private WorldItem? After(string file, string? folder) => new BuildFiles([(Folder("1.0.0"), folder)])
        .After(new WorldItem(file, file, new Dictionary<string, string>()));

    private string Folder(string version) => Path.Combine(root, "adapter", version);

    private string New(string path)
    {
        string file = Path.Combine([root, .. path.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "");
        return file;
    }
}
