using SemverGuard.Worlds;

namespace SemverGuard.Tasks;

public sealed class WorldFileTests
{
    private static readonly string[] Texts =
        ["plain", "two words", "a=b|c;d%20", "line\nbreak\ttab", "+ Sources x", "\u202eevil", "::error::x", "", "日本語", " "];

    [Fact]
    public void What_is_written_is_read()
    {
        foreach (string text in Texts)
        {
            var item = new WorldItem(text, "/repo/" + text, new Dictionary<string, string> { ["NuGetPackageId"] = text });
            var world = new ProjectWorld(
                new Dictionary<string, string> { [nameof(ProjectWorld.NoWarn)] = text },
                new Dictionary<string, IReadOnlyList<WorldItem>> { [nameof(ProjectWorld.ReferencePath)] = [
                    item, item with { FullPath = text }] });
            var read = WorldFile.Parse(WorldFile.Write(world));
            Assert.Equal(text, read.NoWarn);
            Assert.Equal([(text, "/repo/" + text, text), (text, text, text)],
                read.ReferencePath.Select(x => (x.Spec, x.FullPath, x["NuGetPackageId"])));
            Assert.Equal(WorldFile.Write(world), WorldFile.Write(read));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("semverguard-world 2\n")]
    [InlineData("semverguard-world 1\nNoWarn a b\n")]
    [InlineData("semverguard-world 1\n+ Sources\n")]
    [InlineData("semverguard-world 1\n+ Sources a b\n")]
    public void Anything_else_is_refused(string text) => Assert.Throws<FormatException>(() => WorldFile.Parse(text));

    /// <summary>The same project is checked, whoever looks on and whichever server compiles.</summary>
    [Fact]
    public void Circumstances_are_no_setting()
    {
        var world = With("HidesMessages", "true");
        Assert.Equal(With("HidesMessages", "false").Settings, world.Settings);
        Assert.NotEqual(With("IsPacked", "true").Settings, world.Settings);

        static ProjectWorld With(string name, string value) =>
            new(new Dictionary<string, string> { [name] = value }, new Dictionary<string, IReadOnlyList<WorldItem>>());
    }
}
