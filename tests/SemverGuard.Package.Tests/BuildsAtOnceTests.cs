using SemverGuard.Package.Tests.Building;
using Xunit.Abstractions;

namespace SemverGuard.Package.Tests;

/// <summary>Builds of one project at the same moment, which share its baseline and all that is under obj.</summary>
/// <remarks>Three of them; eight where <c>SEMVERGUARD_KILLS</c> is set.</remarks>
public sealed class BuildsAtOnceTests(ITestOutputHelper log)
{
    private const string Package = "SgTest.Limits", Baseline = "SemverGuard.net10.0.baseline";

    private static int Builds => Environment.GetEnvironmentVariable("SEMVERGUARD_KILLS") is null ? 3 : 8;

    [Fact]
    public void They_leave_what_one_build_leaves()
    {
        RecompilationTests.Limits();
        using var app = new ConsumerProject().Referencing(Package, "1.0.0")
            .With("Program.cs", $"System.Console.WriteLine(typeof({Package}));\n");
        var recorded = BuildOne(app);
        var moved = BuildOne(app.Bump(Package, "1.0.1"));
        Assert.NotEqual(recorded.Baseline, moved.Baseline);

        foreach (string folder in (string[])["bin", "obj"]) Directory.Delete(Path.Combine(app.Folder, folder), recursive: true);
        File.Delete(app.Baseline);
        AssertLeft(recorded, BuildMany(app.Bump(Package, "1.0.0"), recorded));
        AssertLeft(moved, BuildMany(app.Bump(Package, "1.0.1"), moved));
    }

    private static Left BuildOne(ConsumerProject app)
    {
        app.Build().ShouldSucceed().ShouldNotWarn();
        return Next(app, app.Read(Baseline));
    }

    /// <remarks>Restored before: that restores can do this is NuGet's concern.</remarks>
    private Left BuildMany(ConsumerProject app, Left expected)
    {
        app.Build("-t:Restore").ShouldSucceed();
        var builds = Enumerable.Range(0, Builds).Select(_ => app.Start("--no-restore")).ToArray();
        // All of them, before one is found wanting: the folder is deleted then.
        BuildResult[] results = [.. builds.Select(Finished)];
        foreach (var result in results) AssertNotOurs(result);
        // Nothing of ours lies about but, where a build failed, that its comparison is still to come.
        Assert.DoesNotContain(Entries(app).Except(expected.Files), x => !x.EndsWith("compare.pending", StringComparison.Ordinal));
        // They may get into each other's way, and leave to the next one what each took for another's.
        app.Build("--no-restore").ShouldSucceed().ShouldNotWarn();
        return Next(app, app.Read(Baseline));

        BuildResult Finished(Dotnet.Running build)
        {
            using (build) return app.Finish(build);
        }
    }

    /// <summary>Two that write one assembly may fail for reasons of MSBuild and the compiler. None of them is one of ours.</summary>
    private void AssertNotOurs(BuildResult build)
    {
        log.WriteLine(string.Join('\n', build.Output.Split('\n').TakeWhile(x => !x.StartsWith("Build ", StringComparison.Ordinal))));
        build.ShouldNotWarn();
        Assert.DoesNotContain(build.Diagnostics, x => (x.File + x.Message).Contains("SemverGuard", StringComparison.Ordinal));
        Assert.DoesNotContain("Unhandled exception", build.Output);
    }

    private static Left Next(ConsumerProject app, string baseline)
    {
        string[] left = Entries(app);
        var next = app.Build("--no-restore").ShouldSucceed().ShouldNotWarn();
        Assert.DoesNotContain("SemverGuard", next.Output);
        Assert.Equal(baseline, app.Read(Baseline));
        return new Left(baseline, left);
    }

    private static string[] Entries(ConsumerProject app)
    {
        string state = Path.Combine(app.Folder, "obj", "Debug", "net10.0", "SemverGuard");
        return [.. Directory.GetFileSystemEntries(app.Folder)
            .Concat(Directory.GetFileSystemEntries(state, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)];
    }

    private static void AssertLeft(Left expected, Left actual)
    {
        Assert.Equal(expected.Baseline, actual.Baseline);
        Assert.Equal(expected.Files, actual.Files);
    }

    /// <summary>What builds leave: the baseline, and which files there are beside it and in SemverGuard's folder under obj.</summary>
    private sealed record Left(string Baseline, string[] Files);
}
