using SemverGuard.Packages;
using SemverGuard.Worlds.Compiling;

namespace SemverGuard.Tasks;

/// <summary>What a package's props and targets bring into a build is that of the version that is looked at.</summary>
public sealed class BuildFilesTests : IDisposable
{
    private readonly TempFolder root = new();

    public void Dispose() => root.Dispose();

    [Fact]
    public void A_file_of_another_version_is_taken_from_there()
    {
        string was = New("adapter/1.0.0/build/Adapter.dll"), now = New("adapter/2.0.0/build/Adapter.dll");
        Assert.Equal(now, After(was, Folder("2.0.0")));
    }

    [Fact]
    public void A_file_that_the_version_does_not_have_is_gone()
    {
        string was = New("adapter/1.0.0/build/Adapter.dll");
        New("adapter/2.0.0/build/Renamed.dll");
        Assert.Null(After(was, Folder("2.0.0")));
        Assert.Null(After(was, null));
    }

    /// <summary>As versions do that no longer support an old framework.</summary>
    [Theory]
    [InlineData("netcoreapp3.1", "netcoreapp3.1")]
    [InlineData("netcoreapp3.1 net462", "netcoreapp3.1")]
    [InlineData("net462 net6.0 net9.0 net11.0 netstandard2.0", "net9.0")]
    [InlineData("net462", "net462")]
    public void A_file_may_lie_in_the_folder_of_another_framework(string frameworks, string taken)
    {
        string was = New("adapter/1.0.0/build/net8.0/Program.cs");
        foreach (string framework in frameworks.Split(' ')) New($"adapter/2.0.0/build/{framework}/Program.cs");
        New("adapter/2.0.0/buildMultiTargeting/Program.cs");
        Assert.Equal(Path.Combine(Folder("2.0.0"), "build", taken, "Program.cs"), After(was, Folder("2.0.0")));
    }

    [Fact]
    public void A_file_that_is_nowhere_but_in_one_other_place_is_that_one()
    {
        string was = New("adapter/1.0.0/content/Program.cs"), now = New("adapter/2.0.0/src/Program.cs");
        Assert.Equal(now, After(was, Folder("2.0.0")));
        New("adapter/2.0.0/samples/Program.cs");
        Assert.Null(After(was, Folder("2.0.0")));
    }

    [Fact]
    public void A_file_of_no_package_that_moved_stays()
    {
        string other = New("adapter/1.0.0-beta/build/Adapter.dll");
        Assert.Equal(other, After(other, Folder("2.0.0")));
    }

    [Fact]
    public void Targets_name_a_file_by_a_way_up_and_down_again()
    {
        string was = New("adapter/1.0.0/content/Writers.cs"), now = New("adapter/2.0.0/content/Writers.cs");
        Assert.Equal(now, After(was.Replace("1.0.0", "1.0.0/build/..", StringComparison.Ordinal), Folder("2.0.0")));
    }

    [Fact]
    public void Sources_are_the_same_where_their_content_is()
    {
        string one = New("adapter/1.0.0/A.cs"), other = New("adapter/2.0.0/A.cs"), own = New("own/B.cs");
        var files = new BuildFiles([(Folder("1.0.0"), Folder("2.0.0"))], Project);
        Assert.True(files.AreSame([one, own]));
        File.WriteAllText(other, "class A;");
        Assert.False(files.AreSame([one, own]));
        Assert.False(files.AreSame([New("adapter/1.0.0/C.cs")]));
    }

    private string? After(string file, string? folder) => new BuildFiles([(Folder("1.0.0"), folder)], Project).Of(file);

    private static readonly FrameworkName? Project = FrameworkName.Parse("net10.0");

    private string Folder(string version) => root.PathOf(Path.Combine("adapter", version));

    private string New(string path) => root.With(Path.Combine(path.Split('/')), "");
}
