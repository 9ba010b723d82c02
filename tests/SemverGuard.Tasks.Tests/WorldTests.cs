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

    public void Dispose() => folder.Dispose();
}
