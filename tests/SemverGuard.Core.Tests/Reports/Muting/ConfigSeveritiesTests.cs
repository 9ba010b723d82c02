namespace SemverGuard.Reports.Muting;

/// <summary>Configuration files, as the compiler reads them.</summary>
public sealed class ConfigSeveritiesTests
{
    [Theory]
    [InlineData("*", "/App.cs", true)]
    [InlineData("*.cs", "/a/b/App.cs", true)]
    [InlineData("*.cs", "/App.vb", false)]
    [InlineData("*.{cs,vb}", "/App.vb", true)]
    [InlineData("{App,Lib}.cs", "/a/Lib.cs", true)]
    [InlineData("App?.cs", "/App1.cs", true)]
    [InlineData("App?.cs", "/App.cs", false)]
    [InlineData("App[123].cs", "/App2.cs", true)]
    [InlineData("App[!123].cs", "/App2.cs", false)]
    [InlineData("App[a-c].cs", "/Appb.cs", true)]
    [InlineData("App{1..12}.cs", "/App7.cs", true)]
    [InlineData("App{1..12}.cs", "/App13.cs", false)]
    [InlineData("App{-1..1}.cs", "/App-1.cs", true)]
    [InlineData("src/*.cs", "/src/App.cs", true)]
    [InlineData("src/*.cs", "/src/a/App.cs", false)]
    [InlineData("src/**.cs", "/src/a/App.cs", true)]
    [InlineData("src/**/App.cs", "/src/a/b/App.cs", true)]
    [InlineData("/src/*.cs", "/src/App.cs", true)]
    [InlineData("src/*.cs", "/a/src/App.cs", false)]
    [InlineData("**/src/*.cs", "/a/src/App.cs", true)]
    [InlineData("App\\*.cs", "/App*.cs", true)]
    [InlineData("App\\*.cs", "/App1.cs", false)]
    [InlineData("App.c", "/Appxc", false)]
    public void Globs(string name, string path, bool isMatch) => Assert.Equal(isMatch, ConfigGlob.Parse(name)!.Matches(path));

    [Theory]
    [InlineData("a{b")]
    [InlineData("a[b")]
    [InlineData("a\\")]
    public void Names_that_mean_nothing(string name) => Assert.Null(ConfigGlob.Parse(name));

    [Fact]
    public void The_nearest_file_and_its_last_section_win()
    {
        var top = Config("/r/.editorconfig",
            "root = true\n[*.cs]\ndotnet_diagnostic.SG2003.severity = error ; why\n[old/**]\nDotNet_Diagnostic.sg2003.Severity = None\n");
        var near = Config("/r/src/.editorconfig", "# ours\n[*.cs]\ndotnet_diagnostic.SG2003.severity: suggestion\n");
        Assert.Equal("error", Of("/r/App.cs", top, near));
        Assert.Equal("none", Of("/r/old/App.cs", top, near));
        Assert.Equal("suggestion", Of("/r/src/App.cs", near, top));
        Assert.Null(Of("/r/App.vb", top, near));
        Assert.Null(Of("/s/App.cs", top, near));
        Assert.Null(Of("", top, near));
    }

    [Fact]
    public void Nothing_above_a_root_counts()
    {
        var top = Config("/r/.editorconfig", "[*.cs]\ndotnet_diagnostic.SG2003.severity = error\n");
        Assert.Null(Of("/r/src/App.cs", top, Config("/r/src/.editorconfig", "root = true\n")));
        Assert.Null(Of("/r/src/App.cs", top, Config("/r/src/.editorconfig", "[*.cs]\ndotnet_diagnostic.SG2003.severity = default\n")));
    }

    /// <summary>As the compiler has it: the category before all, and only where nothing is said of the rule itself.</summary>
    [Fact]
    public void Rules_together()
    {
        var all = Config("/r/.editorconfig", "[*.cs]\ndotnet_analyzer_diagnostic.severity = none\n");
        var ours = Config("/r/src/.editorconfig", "[*.cs]\ndotnet_analyzer_diagnostic.category-SemverGuard.severity = error\n");
        var others = Config("/r/src/.globalconfig", "dotnet_analyzer_diagnostic.category-Style.severity = warning\n");
        var together = new ConfigSeverities([all, ours, others]);
        Assert.Null(together.Of("/r/App.cs", "SG2003"));
        Assert.Equal(("none", "/r/.editorconfig"), together.OfAll("/r/App.cs"));
        Assert.Equal(("error", "/r/src/.editorconfig"), together.OfAll("/r/src/App.cs"));
        Assert.Null(together.OfAll("/r/App.vb"));
    }

    [Fact]
    public void Global_files_count_for_all_and_less_than_a_near_one()
    {
        var global = Config(
            "/r/.globalconfig", "dotnet_diagnostic.SG2003.severity = none\n[/r/App.cs]\ndotnet_diagnostic.SG2001.severity = silent\n");
        var low = Config("/p/low.editorconfig", "is_global = true\ndotnet_diagnostic.SG2003.severity = error\n");
        Assert.Equal("none", Of("/elsewhere/App.cs", low, global));
        Assert.Equal("none", Of("", low, global));
        Assert.Equal("silent", new ConfigSeverities([global]).Of("/r/App.cs", "SG2001")?.Severity);
        Assert.Null(new ConfigSeverities([global]).Of("/r/Lib.cs", "SG2001"));
        Assert.Equal("warning", Of("/r/App.cs", global, Config("/r/.editorconfig", "[*]\ndotnet_diagnostic.SG2003.severity = warning\n")));
        Assert.Equal("error", Of(
            "/r/App.cs", global, Config("/p/high", "is_global = true\nglobal_level = 101\ndotnet_diagnostic.SG2003.severity = error\n")));
        Assert.Null(Of("/r/App.cs", low, Config("/p/other", "is_global = true\ndotnet_diagnostic.SG2003.severity = none\n")));
    }

    private static string? Of(string file, params ConfigFile[] files) => new ConfigSeverities(files).Of(file, "SG2003")?.Severity;

    private static ConfigFile Config(string path, string text) => ConfigFile.Parse(path, text);
}
