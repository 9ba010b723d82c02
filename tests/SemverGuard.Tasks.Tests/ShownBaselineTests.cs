using SemverGuard.Worlds.Baselines;

namespace SemverGuard.Tasks.Tests;

/// <summary>A baseline is named by as many folders as tell it from those of the solution's other projects.</summary>
public sealed class ShownBaselineTests : IDisposable
{
    private const string Name = "SemverGuard.net10.0.baseline";

    private readonly TempFolder folder = new();

    private string Solution => folder.With("All.slnx", """
        <Solution>
          <Project Path="Api/Api.csproj" />
          <Project Path="Domain/Base.csproj" />
          <Project Path="Meetings/Domain/Meetings.csproj" />
          <Project Path="Payments/Domain/Payments.csproj" />
          <Project Path="Payments/Tests/Domain/Payments.Tests.csproj" />
          <Project Path="old/Payments/Domain/Payments.csproj" />
          <Project Path="Root.csproj" />
        </Solution>
        """);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("Api", "Api")]
    [InlineData("Meetings/Domain", "Meetings/Domain")]
    [InlineData("Payments/Tests/Domain", "Tests/Domain")]
    [InlineData("old/Payments/Domain", "old/Payments/Domain")]
    [InlineData("Elsewhere/Api", "Elsewhere/Api")]
    public void As_many_folders_as_it_takes(string project, string shown) =>
        Assert.Equal(shown + "/" + Name, BaselineFile.Shown(folder.PathOf(project + "/" + Name), Solution));

    /// <summary>Those that another path ends with begin where the solution does.</summary>
    [Theory]
    [InlineData("Payments/Domain")]
    [InlineData("Domain")]
    public void Another_goes_on_where_this_one_begins(string project) => Assert.Equal(
        Path.GetFileName(folder.Root) + "/" + project + "/" + Name, BaselineFile.Shown(folder.PathOf(project + "/" + Name), Solution));

    [Fact]
    public void In_the_solutions_own_folder() =>
        Assert.Equal(Path.GetFileName(folder.Root) + "/" + Name, BaselineFile.Shown(folder.PathOf(Name), Solution));

    [Theory]
    [InlineData("")]
    [InlineData("*Undefined*")]
    public void Without_a_solution(string solution) =>
        Assert.Equal("Domain/" + Name, BaselineFile.Shown(folder.PathOf("Meetings/Domain/" + Name), solution));
}
