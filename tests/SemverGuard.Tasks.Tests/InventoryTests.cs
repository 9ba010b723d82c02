using SemverGuard.Worlds;

namespace SemverGuard.Tasks;

public sealed class InventoryTests : IDisposable
{
    private readonly TempFolder folder = new();

    /// <summary>What a checked project does is told by its own build; another is looked after by those that reference it.</summary>
    [Fact]
    public void A_project_is_checked_as_long_as_its_last_output_was_compiled_with_SemverGuard()
    {
        var compiled = new DateTime(2026, 1, 31, 12, 0, 0, DateTimeKind.Utc);
        string output = folder.With("obj/Debug/net10.0/Data.dll", "");
        File.SetLastWriteTimeUtc(output, compiled);
        string reference = folder.With("obj/Debug/net10.0/ref/Data.dll", "");
        Assert.False(IsChecked(reference));

        string stamp = folder.With("obj/Debug/net10.0/SemverGuard/compiled.stamp", "");
        File.SetLastWriteTimeUtc(stamp, compiled);
        Assert.True(IsChecked(reference));

        // Switched off, and compiled again.
        File.SetLastWriteTimeUtc(output, compiled.AddSeconds(1));
        Assert.False(IsChecked(reference));

        // Switched on again.
        File.SetLastWriteTimeUtc(stamp, compiled.AddSeconds(2));
        Assert.True(IsChecked(reference));
    }

    private static bool IsChecked(string reference)
    {
        var item = new WorldItem(reference, reference, new Dictionary<string, string> { ["ReferenceAssembly"] = reference });
        var items = new Dictionary<string, IReadOnlyList<WorldItem>> { [nameof(ProjectWorld.ReferencePath)] = [item] };
        return Assert.Single(Inventory.Of(new ProjectWorld(new Dictionary<string, string>(), items)).Own).IsChecked;
    }

    public void Dispose() => folder.Dispose();
}
