using System.Xml.Linq;
using CsCheck;
using SemverGuard.Packages;
using SemverGuard.Worlds.Assets;

namespace SemverGuard.Tasks;

public sealed class AssetsTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Theory]
    [InlineData("Evil/1.0.0;2.0.0")]
    [InlineData("Evil/..")]
    [InlineData("../1.0.0")]
    [InlineData("Evil$(X)/1.0.0")]
    public void A_package_that_none_can_be_is_refused(string library) =>
        Assert.Contains("an id or a version that none can have", Assert.Throws<FormatException>(() => Parse(Assets(library))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_name_of_three_parts_is_no_package() => Assert.Empty(Parse(Assets("Evil/../../evil")).Libraries);

    [Theory]
    [InlineData("{\"targets\": {\"net10.0\": {\"A\\u12\": {}}}}")]
    [InlineData("{\"targets\": {\"net10.0\": {\"A\\uzzzz\": {}}}}")]
    [InlineData("{\"targets\": {\"net10.0\": {\"A\\u")]
    [InlineData("{\"targets\": {\"net10.0\": {\"A\\")]
    [InlineData("")]
    [InlineData("[[[[")]
    public void What_is_not_json_is_said_with_its_place(string text) =>
        Assert.Matches(@"^is not valid JSON at character \d+$", Assert.Throws<FormatException>(() => Parse(text)).Message);

    /// <summary>Whatever somebody does to the file.</summary>
    [Fact]
    public void No_text_makes_the_reader_throw_anything_else()
    {
        string sample = Assets("A/1.0.0");
        Gen.Select(Gen.Int[0, sample.Length - 1], Gen.Int[0, 30], Gen.String[Gen.Char["{}[]\",:\\u0/ \0"], 0, 6]).Sample(
            (at, length, inserted) =>
            {
                try { Parse(sample[..at] + inserted + sample[Math.Min(at + length, sample.Length)..]); }
                catch (FormatException) { }
            }, iter: 5000);
    }

    /// <summary>However deep, and whatever is a thousand times in it.</summary>
    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    [InlineData("{\"targets\":{\"net10.0\":", "}}")]
    [InlineData("{\"libraries\":{\"A/1.0.0\":[", "]}}")]
    public void A_list_that_nests_without_end_is_read_or_refused(string opening, string closing)
    {
        string deep = string.Concat(Enumerable.Repeat(opening, 100_000));
        Assert.Throws<FormatException>(() => Parse(deep));
        if (Record.Exception(() => Parse(deep + "1" + string.Concat(Enumerable.Repeat(closing, 100_000)))) is { } exception)
            Assert.IsType<FormatException>(exception);
    }

    [Theory]
    [InlineData("\"build\": { \"build/A.targets\": {} }", "", PackageParts.Build)]
    [InlineData("\"build\": { \"build/net10.0/_._\": {} }", "", PackageParts.None)]
    [InlineData("\"contentFiles\": { \"contentFiles/cs/any/A.cs\": { \"buildAction\": \"Compile\" } }", "", PackageParts.Content)]
    [InlineData("\"native\": { \"runtimes/linux-x64/native/a.so\": {} }", "", PackageParts.Native)]
    [InlineData("\"runtimeTargets\": { \"runtimes/linux-x64/native/a.so\": { \"assetType\": \"native\", \"rid\": \"linux-x64\" } }", "",
        PackageParts.Native)]
    [InlineData("\"runtimeTargets\": { \"runtimes/win/lib/net8.0/A.dll\": { \"assetType\": \"runtime\", \"rid\": \"win\" } }", "",
        PackageParts.None)]
    [InlineData("\"compile\": {}", "\"analyzers/dotnet/cs/A.dll\", \"tools/linux_x64/protoc\"",
        PackageParts.Analyzers | PackageParts.Tools)]
    [InlineData("\"compile\": {}", "\"analyzers/dotnet/cs/de/A.resources.dll\", \"tools/install.ps1\", \"lib/net8.0/A.dll\"",
        PackageParts.None)]
    public void What_a_package_brings_besides_assemblies(string assets, string files, PackageParts brings) =>
    Assert.Equal(brings, Parse($$"""
        {
          "targets": { "net10.0": { "A/1.0.0": { "type": "package", {{assets}} } } },
          "libraries": { "A/1.0.0": { "sha512": "abc==", "type": "package", "files": [{{files}}] } }
        }
        """).Libraries["A"].Brings);

    [Fact]
    public void What_the_SDK_asks_for_and_what_is_for_development_is_known()
    {
        var assets = Parse("""
            {
              "targets": { "net10.0": { "A/1.0.0": { "type": "package" }, "B/1.0.0": { "type": "package" } } },
              "project": { "frameworks": { "net10.0": { "dependencies": {
                "A": { "target": "Package", "autoReferenced": true }, "B": { "suppressParent": "All", "target": "Package" } } } } }
            }
            """);
        Assert.Equal(["A", "B"], assets.Direct.Order());
        Assert.Equal(["A"], assets.Implicit);
        Assert.Equal(["B"], assets.Private);
    }

    [Fact]
    public void A_package_is_found_below_its_folder_only()
    {
        folder.With("packages/a/1.0.0/.nupkg.metadata", "{ \"version\": 2, \"contentHash\": \"abc==\" }");
        folder.With("evil/.nupkg.metadata", "{}");
        folder.With("packages/evil/.nupkg.metadata", "{}");
        var folders = new PackageFolders([folder.PathOf("packages")]);
        Assert.Equal(folder.PathOf("packages/a/1.0.0"), folders.Find("A", "1.0.0"));
        Assert.Equal("abc==", PackageFolders.HashOf(folders.Find("A", "1.0.0")!));
        foreach (string version in new[] { "../../evil", "../../../evil", "..", ".", "1.0.0/../../evil", "" })
            Assert.Null(folders.Find("A", version));
        foreach (string id in new[] { "..", ".", "../evil", "", "a/../evil" }) Assert.Null(folders.Find(id, "1.0.0"));
        Assert.Empty(folders.Versions(".."));
    }

    /// <summary>Whatever the folder of the packages is called, it is a value and nothing else.</summary>
    [Fact]
    public void A_generated_project_holds_what_it_was_given() => Gen.String[Gen.Char["/a'\"$@%;()<>&* ,?"], 1, 12].Sample(
        name =>
        {
            string path = "/" + name + "/packages";
            var project = XDocument.Parse(RestoreProject.Of(path, isAudited: false, [RestoreProject.Download("A", ["1.0.0", "2.0.0"])]));
            string written = project.Descendants("RestorePackagesPath").Single().Value;
            Assert.DoesNotContain(written, x => "$@;*'()?".Contains(x, StringComparison.Ordinal));
            Assert.Equal(path, Uri.UnescapeDataString(written));
            Assert.Equal(["[1.0.0];[2.0.0]"], project.Descendants("PackageDownload").Select(x => x.Attribute("Version")!.Value));
            Assert.Empty(project.Descendants("PackageReference"));
        }, iter: 2000);

    [Fact]
    public void A_version_is_still_restored_where_a_project_beside_has_it()
    {
        folder.With("other/obj/project.assets.json", "{\"libraries\": {\"Lib/1.0.0\": {}}}");
        folder.With("third/obj/project.assets.json", "{\"libraries\": {\"Lib/0.9.0\": {}}}");
        string assets = folder.With("app/obj/project.assets.json", "{\"libraries\": {\"Lib/1.0.1\": {}}}"),
            project = folder.PathOf("app/app.csproj");
        string slnx = folder.With("All.slnx", "<Solution>\n  <Project Path=\"other/other.csproj\" />\n</Solution>\n");
        string sln = folder.With("All.sln", "Project(\"{X}\") = \"other\", \"other\\other.csproj\", \"{Y}\"\nEndProject\n");
        foreach (string solution in new[] { slnx, sln })
        {
            var still = new StillRestored(project, assets, solution, Graph());
            Assert.Equal(
                (true, true, false), (still.Contains("lib", "1.0.0"), still.Contains("Lib", "1.0.1"), still.Contains("Lib", "0.9.0")));
        }
        Assert.False(new StillRestored(project, assets, "*Undefined*", Graph()).Contains("Lib", "1.0.0"));
        Assert.True(new StillRestored(project, assets, "", Graph("../other/other.csproj")).Contains("Lib", "1.0.0"));
        folder.With("other/obj/project.assets.json", "{");
        Assert.False(new StillRestored(project, assets, slnx, Graph()).Contains("Lib", "1.0.0"));
    }

    public void Dispose() => folder.Dispose();

    private static ProjectAssets Graph(string file = "") =>
        new(new Dictionary<string, Library>(), [],
            []) { ProjectFiles = file.Length == 0 ? new Dictionary<string, string>() : new() { ["other"] = file } };

    private static ProjectAssets Parse(string text) => AssetsReader.Read(text, "net10.0", ".NETCoreApp,Version=v10.0", "");

    private static string Assets(string library) => $$"""
        {
          "version": 4,
          "targets": { "net10.0": { "{{library}}": { "type": "package", "dependencies": { "B": "1.0.0" }, "build": { "build/A.targets": {} } } } },
          "libraries": { "{{library}}": { "sha512": "abc==", "type": "package", "path": "a/1.0.0" } },
          "packageFolders": { "/packages/": {} },
          "project": { "frameworks": { "net10.0": { "dependencies": { "A": { "target": "Package", "version": "[1.0.0, )" } } } } },
          "logs": [ { "code": "NU1903", "libraryId": "A" } ]
        }
        """;
}
