using System.IO.Compression;
using System.Text;
using Xunit;

namespace SemverGuard.Fuzz;

/// <summary>
/// The same through the tool, as somebody starts it: an exit code that is true, one line that names what is meant, and no more time or
/// memory than allowed.
/// </summary>
public sealed class ToolTests : IDisposable
{
#if DEBUG
    private const double MostSeconds = 3; // without the compiler's optimizations, and those of the runtime just beginning
#else
    private const double MostSeconds = 2;
#endif
    private const long MostBytes = 500_000_000;

    /// <summary>What the tool takes for two small assemblies, nearly all of it to start.</summary>
    private static readonly Lazy<double> Start = new(() =>
    {
        using var tests = new ToolTests();
        return tests.Compare(tests.File("before.dll", Images.Before), tests.File("after.dll", Images.After), "--app",
            tests.File("App.dll", Images.Consumer)).Seconds;
    });

    private readonly string folder = Directory.CreateTempSubdirectory("semverguard-fuzz-").FullName;

    public static TheoryData<string> Kinds => [.. Crafted.Kinds.Keys];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_crafted_assembly_ends_in_a_line_of_the_tool(string kind)
    {
        byte[] app = CraftedRoles.Consumer(kind), was = app == Images.Consumer ? Images.Before : Crafted.Build(kind, version: 2);
        var ended = Compare(File("before.dll", was), File("after.dll", Crafted.Build(kind)), "--app", File("App.dll", app));
        string said = Crafted.Kinds[kind].Said;
        if (app != Images.Consumer) Within(ended); // two of one kind, in which nothing changed
        else Holds(ended, "Lib", said == "-" ? "" : said);
    }

    [Theory]
    [InlineData("bad-version", "<id>A</id><version>one</version>")]
    [InlineData("no-id", "<version>1.0.0</version>")]
    [InlineData("no-version", "<id>A</id>")]
    public void A_nuspec_that_names_no_package_is_refused(string name, string metadata)
    {
        string file = Pack(name, $"<package><metadata>{metadata}<authors>x</authors><description>x</description></metadata></package>");
        var ended = Compare(file, file, "--app", File("App.dll", Images.Consumer));
        Holds(ended, name, "");
        Assert.Equal(2, ended.ExitCode);
    }

    [Fact]
    public void A_nuspec_that_nests_too_deep_is_refused()
    {
        string file = Pack("nuspec-deep", "<package><metadata><id>A</id><version>1.0.0</version>" + Deep("x") + "</metadata></package>");
        var ended = Compare(file, file, "--app", File("App.dll", Images.Consumer));
        Holds(ended, "nuspec-deep", "");
        Assert.Equal(2, ended.ExitCode);
    }

    [Theory]
    [InlineData("dup-script", "tools/install.ps1", "tools/install.ps1")]
    [InlineData("dup-native", "runtimes/win-x64/native/a.dll", "runtimes/win-x64/native/a.dll")]
    [InlineData("dup-case", "lib/net8.0/Lib.dll", "LIB/net8.0/lib.DLL")]
    [InlineData("targets-deep", "build/A.targets")]
    [InlineData("props-deep", "build/A.props")]
    [InlineData("targets-wide", "build/A.targets", "build/Lib.targets", "contentFiles/cs/any/A.cs")]
    public void An_odd_archive_is_compared_or_refused(string name, params string[] entries)
    {
        string odd = name.EndsWith("-deep", StringComparison.Ordinal) ? Deep("PropertyGroup")
            : name.EndsWith("-wide", StringComparison.Ordinal) ? Wide("A") : "";
        byte[] content = Encoding.UTF8.GetBytes("<Project>" + odd + "</Project>");
        string before = Pack("before", Nuspec("1.0.0"), ("lib/net8.0/Lib.dll", Images.Before));
        string after = Pack(name, Nuspec("1.0.1"), [("lib/net8.0/Lib.dll", Images.After), .. entries.Select(x => (x, content))]);
        var ended = Compare(before, after, "--app", File("App.dll", Images.Consumer));
        Holds(ended, "Lib", "");
    }

    /// <summary>Seven megabytes that are one and a half gigabytes.</summary>
    [Fact]
    public void An_archive_that_swells_is_refused()
    {
        string file = Path.Combine(folder, "bomb.nupkg");
        using (var zip = ZipFile.Open(file, ZipArchiveMode.Create))
        {
            using (var nuspec = new StreamWriter(zip.CreateEntry("Lib.nuspec").Open())) nuspec.Write(Nuspec("1.0.0"));
            using var entry = zip.CreateEntry("lib/net8.0/Lib.dll", CompressionLevel.Fastest).Open();
            byte[] zeros = new byte[15_000_000];
            for (int i = 0; i < 100; i++) entry.Write(zeros);
        }
        var ended = Compare(file, file, "--app", File("App.dll", Images.Consumer));
        Holds(ended, "bomb.nupkg", "");
        Assert.Equal(2, ended.ExitCode);
    }

    public static TheoryData<string, string> Swollen => new()
    {
        { "many-large", "it would be more than " }, { "many-entries", "it has more than 20,000 entries" },
            { "ratio", "it would be more than " },
        { "files-many", "" }, { "nuspec-wide", "" }, { "lying-sizes", "" },
    };

    /// <summary>Below a megabyte, but for those that are many.</summary>
    [Theory]
    [MemberData(nameof(Swollen))]
    public void An_archive_that_is_too_much_is_refused(string kind, string said)
    {
        string before = Pack("before", Nuspec("1.0.0"), ("lib/net8.0/Lib.dll", Images.Before)),
            after = Path.Combine(folder, kind + ".nupkg");
        System.IO.File.WriteAllBytes(after, CraftedArchive.Build(kind));
        var ended = Compare(before, after, "--app", File("App.dll", Images.Consumer));
        if (said.Length == 0)
        {
            Within(ended);
            return;
        }
        Holds(ended, kind + ".nupkg: " + said, "");
        Assert.Equal(2, ended.ExitCode);
    }

    /// <summary>A project's own output folder has the assembly that the sources compile to.</summary>
    [Fact]
    public void An_assembly_of_the_consumers_name_is_compared_with()
    {
        string package = Path.Combine(AppContext.BaseDirectory, "Newtonsoft.Json.dll");
        string sources = Path.Combine(folder, "app"), bin = Path.Combine(folder, "bin");
        Directory.CreateDirectory(sources);
        Directory.CreateDirectory(bin);
        System.IO.File.WriteAllText(Path.Combine(sources, "Program.cs"),
            "class Program { static void Main() => Newtonsoft.Json.JsonConvert.SerializeObject(1); }\n");
        System.IO.File.WriteAllBytes(Path.Combine(bin, "App.dll"), Images.Compile("App", "class Program { static void Main() { } }"));
        var ended = Compare(package, package, "--sources", sources, "--with", bin);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Errors));
        Assert.DoesNotContain("not checked", ended.Output, StringComparison.OrdinalIgnoreCase);
    }

    private ToolRun Compare(string before, string after, params string[] more) =>
        ToolRun.Of(folder, ["compare", "--before", before, "--after", after, .. more]);

    private static void Holds(ToolRun ended, string named, string said)
    {
        string all = ended.Output + ended.Errors;
        Assert.True(ended.ExitCode is 1 or 2, $"exit code {ended.ExitCode}: {all}");
        Assert.True(all.Contains(named, StringComparison.Ordinal), all);
        Assert.True(all.Contains(said, StringComparison.Ordinal), all);
        Within(ended);
    }

    /// <summary>One clear line at most for what is not compared, and nothing above the limits.</summary>
    private static void Within(ToolRun ended)
    {
        string all = ended.Output + ended.Errors;
        Assert.DoesNotContain("SG9009", all, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", all, StringComparison.Ordinal);
        Assert.True(ended.Errors.Count(x => x == '\n') <= 1, ended.Errors);
        Assert.All(all.Split('\n'), x => Assert.InRange(x.Length, 0, 2000));
        Assert.InRange(ended.Seconds - Start.Value, double.MinValue, MostSeconds);
        Assert.InRange(ended.Bytes, 0, MostBytes);
    }

    private static string Deep(string name) =>
        string.Concat(Enumerable.Repeat($"<{name}>", 100_000)) + string.Concat(Enumerable.Repeat($"</{name}>", 100_000));

    private static string Wide(string name) => string.Concat(Enumerable.Repeat($"<{name}/>", 100_000));

    private static string Nuspec(string version) =>
        $"<package><metadata><id>Lib</id><version>{version}</version><authors>x</authors><description>x</description></metadata></package>";

    private string File(string name, byte[] content)
    {
        string path = Path.Combine(folder, name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    private string Pack(string name, string nuspec, params (string Name, byte[] Content)[] entries)
    {
        string file = Path.Combine(folder, name + ".nupkg");
        using var zip = ZipFile.Open(file, ZipArchiveMode.Create);
        using (var writer = new StreamWriter(zip.CreateEntry("a.nuspec").Open())) writer.Write(nuspec);
        foreach (var (entry, content) in entries)
        {
            using var stream = zip.CreateEntry(entry).Open();
            stream.Write(content);
        }
        return file;
    }
}
