using SemverGuard.Worlds.Reporting;

namespace SemverGuard.Tasks;

/// <summary>What decides a version is found in whatever file it stands, also where the path of that file is made of properties.</summary>
public sealed class ReferenceLinesTests : IDisposable
{
    private const string Update = """<Project><ItemGroup><PackageReference Update="Lib" Version="1.0.1" /></ItemGroup></Project>""";

    private readonly TempFolder folder = new();

    [Theory]
    [InlineData("<RepoRoot>$(MSBuildThisFileDirectory)</RepoRoot>", "$(RepoRoot)eng/Versions.props")]
    [InlineData("<RepoRoot>$(MSBuildThisFileDirectory)</RepoRoot><Eng>$(RepoRoot)eng</Eng>", "$(Eng)\\Versions.props")]
    [InlineData("<Eng Condition=\"'$(Eng)' == ''\">$(MSBuildThisFileDirectory)eng</Eng><Eng Condition=\"Exists('x')\">x</Eng>",
        "$(Eng)/Versions.props")]
    [InlineData("<Root>$([MSBuild]::GetDirectoryNameOfFileAbove('$(MSBuildThisFileDirectory)', 'root.txt'))</Root>",
        "$(Root)/eng/Versions.props")]
    [InlineData("<Eng>$([MSBuild]::NormalizeDirectory('$(MSBuildThisFileDirectory)', 'x', '..', 'eng'))</Eng>", "$(Eng)Versions.props")]
    [InlineData("", "$(MSBuildProjectDirectory)/../../eng/Versions.props")]
    [InlineData("", "$([MSBuild]::GetPathOfFileAbove('Versions.props', '$(MSBuildThisFileDirectory)../../eng/'))")]
    [InlineData("", "../../eng/Ver*.props")]
    public void By_properties(string properties, string import)
    {
        folder.With("root.txt", "");
        folder.With("Directory.Build.props", $"<Project><PropertyGroup>{properties}</PropertyGroup></Project>");
        string versions = folder.With("eng/Versions.props", Update);
        string project = folder.With("src/App/App.csproj", $"""<Project><Import Project="{import}" /></Project>""");
        var line = Assert.Single(ReferenceLines.Of(project, []));
        Assert.Equal((versions, "1.0.1", true), (line.File, line.Version, line.Names("lib")));
    }

    [Theory]
    [InlineData("<Eng>$(Unknown)eng</Eng>", "$(Eng)/Versions.props")]
    [InlineData("<Eng>$([System.Guid]::NewGuid())</Eng>", "$(Eng)/Versions.props")]
    [InlineData("", "@(Files)")]
    public void What_only_an_evaluation_tells_is_left_alone(string properties, string import)
    {
        folder.With("Directory.Build.props", $"<Project><PropertyGroup>{properties}</PropertyGroup></Project>");
        string project = folder.With("App.csproj", $"""<Project><Import Project="{import}" /></Project>""");
        folder.With("eng/Versions.props", Update);
        Assert.Empty(ReferenceLines.Of(project, []));
    }

    public void Dispose() => folder.Dispose();
}
