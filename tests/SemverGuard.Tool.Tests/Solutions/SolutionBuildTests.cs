namespace SemverGuard.Tool.Solutions;

public sealed class SolutionBuildTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Theory]
    [InlineData("App.sln", "App.sln.DotSettings", "App.sln.DotSettings.user", "App.csproj")]
    [InlineData("App.slnx", "App.slnLaunch", "App.slnx.bak")]
    [InlineData("App.csproj", "App.csproj.user", "App.sln.DotSettings")]
    [InlineData("App.fsproj", "readme.md")]
    public void What_lies_in_a_folder_is_found_beside_the_settings_of_editors(string meant, params string[] others)
    {
        foreach (string file in others.Append(meant)) folder.With(file, "");
        Assert.Equal(folder.PathOf(meant), SolutionBuild.Target(folder.Root));
    }

    [Fact]
    public void Of_two_solutions_one_has_to_be_named()
    {
        folder.With("A.sln", "");
        folder.With("B.slnx", "");
        var error = Assert.Throws<InvalidDataException>(() => SolutionBuild.Target(folder.Root));
        Assert.EndsWith("has A.sln and B.slnx: name one of them", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
