using SemverGuard.Linkage;
using SemverGuard.Metadata;
using SemverGuard.Worlds;

namespace SemverGuard.Tasks;

public sealed class WorldTests : IDisposable
{
    private readonly TempFolder folder = new();

    /// <summary>A package may call an assembly as it likes; the project's own is the one that is deployed.</summary>
    [Fact]
    public void The_projects_own_assembly_is_in_every_world_whatever_a_package_has()
    {
        string own = typeof(WorldTests).Assembly.Location, namesake = folder.PathOf("namesake.dll");
        File.Copy(own, namesake);
        using var files = new AssemblyFiles();
        var consumer = files.Open(own);
        var world = new World([namesake], [namesake], new Dictionary<string, string>());
        Assert.NotNull(consumer);
        Assert.Same(consumer, world.RuntimeSet(files, consumer).Find(consumer.Name));
        Assert.Same(consumer, world.CompileSet(files, consumer).Find(consumer.Name));
        Assert.NotSame(consumer, world.CompileSet(files).Find(consumer.Name));
    }

    [Fact]
    public void What_the_framework_has_at_run_time_its_manifest_says()
    {
        folder.With("packs/Some.App.Ref/10.0.1/ref/net10.0/Seen.dll", "");
        folder.With("packs/Some.App.Ref/10.0.1/data/PlatformManifest.txt",
            "Seen.dll|Some.App.Ref|10.0.0.0|10.0.1.1\r\nOnlyRun.dll|Some.App.Ref|10.0.0.0|10.0.1.1\r\nnative.so||0.0.0.0|0.0.0.0\r\n");
        var framework = new RunTimeFramework([folder.PathOf("packs/Some.App.Ref/10.0.1/ref/net10.0")], folder.PathOf("dotnet"));
        Assert.True(framework.Has("OnlyRun"));
        Assert.False(framework.Has("native"));
        Assert.False(framework.Has("Nobody"));
        Assert.False(framework.Yields("OnlyRun", new Version(9, 0, 0, 0), new Version(11, 0, 0, 0)));
        Assert.False(framework.Yields("OnlyRun", new Version(10, 0, 0, 0), new Version(10, 0, 1, 1)));
        Assert.True(framework.Yields("OnlyRun", new Version(10, 0, 0, 0), new Version(10, 0, 2, 0)));
        Assert.True(framework.Yields("Nobody", new Version(1, 0, 0, 0), new Version(1, 0, 0, 0)));
        using var files = new AssemblyFiles();
        // The shared framework of another release is none that this project runs on.
        foreach (string version in new[] { "9.0.1", "10.0.3" }) Assembly($"shared/Some.App/{version}/OnlyRun.dll");
        Assert.NotNull(framework.Open("OnlyRun", files));
        Directory.Delete(folder.PathOf("shared/Some.App/10.0.3"), recursive: true);
        Assert.Null(framework.Open("OnlyRun", files));

        void Assembly(string file)
        {
            folder.With(file, "");
            File.Copy(typeof(WorldTests).Assembly.Location, folder.PathOf(file), overwrite: true);
        }
    }

    /// <summary>It is there, and nobody has its file to look into.</summary>
    [Fact]
    public void An_assembly_that_cannot_be_looked_into_is_not_missing()
    {
        using var files = new AssemblyFiles();
        var image = files.Open(typeof(WorldTests).Assembly.Location)!;
        Assert.Contains(Failures(new AssemblySet([image])), x => x.Exception == "FileNotFoundException");
        Assert.DoesNotContain(Failures(new AssemblySet([image]) { HasUnseen = _ => true }), x => x.Exception == "FileNotFoundException");

        IReadOnlyList<LinkFailure> Failures(AssemblySet world) => Linker.Check(world, image, null, []).Failures;
    }

    public void Dispose() => folder.Dispose();
}
