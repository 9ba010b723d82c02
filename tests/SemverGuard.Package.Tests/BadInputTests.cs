using System.IO.Compression;
using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>Whatever is wrong is one clear line with its place; the build goes on, and nothing is lost.</summary>
public sealed class BadInputTests
{
    private const string Program = "System.Console.WriteLine(Newtonsoft.Json.JsonConvert.SerializeObject(1));";

    [Fact]
    public void A_baseline_that_cannot_be_read_is_left_alone()
    {
        using var app = Json();
        app.Build().ShouldSucceed().ShouldNotWarn();
        string good = app.Read("SemverGuard.net10.0.baseline");
        string[] lines = good.Split('\n');

        Refused(string.Join("\n", [lines[0], "<<<<<<< HEAD", .. lines[1..]]), "<<<<<<< HEAD", "merge conflict");
        Refused(string.Join("\n", [.. lines[..3], "    nonsense", .. lines[3..]]), "    nonsense", "cannot be read here");
        Refused(
            good.Replace(" net10.0 app.csproj\n", " net8.0 app.csproj\n"), "semverguard-baseline 1 net8.0 app.csproj", "a file of its own");
        Refused(good.Replace("semverguard-baseline 1 ", "semverguard-baseline 99 "), "semverguard-baseline 99 net10.0",
            "update the SemverGuard package");

        app.Write("SemverGuard.net10.0.baseline", good);
        app.Build().ShouldSucceed().ShouldNotWarn();

        void Refused(string text, string line, string reason)
        {
            app.Write("SemverGuard.net10.0.baseline", text);
            var build = app.Build().ShouldSucceed().ShouldWarn("warning SG9003 at SemverGuard.net10.0.baseline: " + line);
            Assert.Contains(reason, build.Message("SG9003"));
            Assert.Equal(text, app.Read("SemverGuard.net10.0.baseline"));
        }
    }

    [Fact]
    public void Accepting_into_a_baseline_that_cannot_be_read_is_an_error()
    {
        using var app = Json().With("SemverGuard.net10.0.baseline", "semverguard-baseline 99 net10.0\n");
        app.Accept().ShouldFail().ShouldWarn("error SG9003 at SemverGuard.net10.0.baseline: semverguard-baseline 99 net10.0");
        Assert.Equal("semverguard-baseline 99 net10.0\n", app.Read("SemverGuard.net10.0.baseline"));
    }

    [Fact]
    public void A_place_that_cannot_be_written()
    {
        // A folder below a file: nobody can write there, not even root, whom a read-only folder does not stop.
        using var app = Json().WithProperty("SemverGuardBaselineFile", "Program.cs/x.baseline");
        app.Build().ShouldSucceed().ShouldWarn("warning SG9004 at x.baseline");
        app.Build().ShouldSucceed().ShouldWarn("warning SG9004 at x.baseline");
    }

    [Fact]
    public void A_read_only_folder()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName == "root") return; // neither is stopped by it
        using var app = Json().With("baselines/.keep", "").WithProperty("SemverGuardBaselineFile", "baselines/x.baseline");
        string folder = Path.Combine(app.Folder, "baselines");
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try { app.Build().ShouldSucceed().ShouldWarn("warning SG9004 at x.baseline"); }
        finally { File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute); }
        Assert.Equal([".keep"], Directory.GetFiles(folder).Select(x => Path.GetFileName(x)));
    }

    [Fact]
    public void Two_builds_at_once_leave_one_whole_baseline()
    {
        using var app = Json();
        app.Build("-t:Restore").ShouldSucceed();
        using var debug = app.Start("--no-restore", "-c", "Debug");
        using var release = app.Start("--no-restore", "-c", "Release");
        app.Finish(debug).ShouldSucceed().ShouldNotWarn();
        app.Finish(release).ShouldSucceed().ShouldNotWarn();
        Assert.EndsWith("\n", app.Read("SemverGuard.net10.0.baseline"));
        Assert.Equal(["SemverGuard.net10.0.baseline"], Directory.GetFiles(app.Folder, "*SemverGuard*").Select(x => Path.GetFileName(x)));
        app.Build("--no-restore").ShouldSucceed().ShouldNotWarn();
    }

    [Fact]
    public void A_damaged_assembly_in_a_package()
    {
        DamagedPackage("1.0.0");
        DamagedPackage("1.0.1");
        using var app = Json().Referencing("SemverGuard.Tests.Damaged", "1.0.0", "ExcludeAssets=\"compile\"");
        app.Build().ShouldSucceed().ShouldWarn("warning SG9005 at app.csproj");
        var bumped = app.Bump("SemverGuard.Tests.Damaged", "1.0.1").Bump("Newtonsoft.Json", "13.0.3").Build().ShouldSucceed()
            .ShouldWarn("warning SG9005 at app.csproj");
        Assert.Contains("Damaged.dll", bumped.Message("SG9005"));
    }

    [Fact]
    public void An_assembly_beyond_a_limit_costs_no_other_its_place_in_the_baseline()
    {
        const int Most = 1000;
        string classes = string.Concat(Enumerable.Range(1, Most + 1).Select(x => $"public class C{x} : C{x - 1} {{ }}"));
        MadePackage.Pack("SemverGuard.Tests.Deep", "1.0.0", ("Lib.cs", $"namespace Deep {{ public class C0 {{ }} {classes} }}"));
        using var app = Json().With("Deep.cs", $"class Deepest : Deep.C{Most + 1} {{ }}").Referencing("SemverGuard.Tests.Deep", "1.0.0");
        var built = app.Build().ShouldSucceed().ShouldWarn("warning SG9005 at app.csproj");
        Assert.Contains("SemverGuard.Tests.Deep.dll", built.Message("SG9005"));
        Assert.Contains("It is not part of the baseline.", built.Message("SG9005"));
        Assert.Contains("JsonConvert", app.Read("SemverGuard.net10.0.baseline"));
        var bumped = app.Bump("Newtonsoft.Json", "13.0.3").Build().ShouldSucceed().ShouldWarn("warning SG9005 at app.csproj");
        Assert.Contains("SemverGuard.Tests.Deep", bumped.Message("SG9005"));
    }

    [Fact]
    public void A_version_that_cannot_be_had_is_asked_for_once()
    {
        using var app = Json();
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Write("SemverGuard.net10.0.baseline",
            app.Read("SemverGuard.net10.0.baseline").Replace("Newtonsoft.Json 13.0.2 ", "Newtonsoft.Json 13.0.0-never "));
        const string Again = "The same restore failed less than";
        Assert.DoesNotContain(Again, app.Build("-v:d").ShouldSucceed().ShouldWarn("warning SG9005 at app.csproj").Output);
        Assert.Contains(Again, app.Build("-v:d").ShouldSucceed().ShouldWarn("warning SG9005 at app.csproj").Output);
    }

    private static ConsumerProject Json() => new ConsumerProject().With("Program.cs", Program).Referencing("Newtonsoft.Json", "13.0.2");

    private static void DamagedPackage(string version)
    {
        Directory.CreateDirectory(Repository.Feed);
        string path = Path.Combine(Repository.Feed, $"SemverGuard.Tests.Damaged.{version}.nupkg");
        if (File.Exists(path)) return;
        using var package = ZipFile.Open(path, ZipArchiveMode.Create);
        Add("SemverGuard.Tests.Damaged.nuspec",
            $"<package><metadata><id>SemverGuard.Tests.Damaged</id><version>{version}</version><authors>x</authors><description>x</description></metadata></package>");
        Add("lib/net10.0/Damaged.dll", "MZ, and then nothing an assembly has");

        void Add(string name, string text)
        {
            using var writer = new StreamWriter(package.CreateEntry(name).Open());
            writer.Write(text);
        }
    }
}
