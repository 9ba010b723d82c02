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

    /// <summary>Whose implementation cannot be compared: <c>ExcludeAssets="runtime"</c>, or a package with <c>ref/</c> alone.</summary>
    [Theory]
    [InlineData("lib/net10.0/Lib.dll", "", "", true)]
    [InlineData("ref/net10.0/Lib.dll", "", "", true)]
    [InlineData("ref/net10.0/Lib.dll", "lib/net10.0/Lib.dll", "", false)]
    [InlineData("ref/net10.0/Lib.dll", "", "runtimes/linux/lib/net10.0/Lib.dll", false)]
    [InlineData("", "lib/net10.0/Lib.dll", "", false)]
    [InlineData("", "", "", false)]
    public void A_package_may_be_there_for_the_compiler_only(string compile, string runtime, string target, bool isOnlyCompiledAgainst)
    {
        var items = new Dictionary<string, IReadOnlyList<WorldItem>>
        {
            [nameof(ProjectWorld.ReferencePath)] = Items(compile),
            [nameof(ProjectWorld.RuntimeAssets)] = [.. Items(runtime), .. Items("lib/net10.0/Other.dll", "Other")],
            [nameof(ProjectWorld.RuntimeTargetAssets)] = Items(target),
        };
        var inventory = Inventory.Of(new ProjectWorld(new Dictionary<string, string>(), items));
        Assert.Equal(isOnlyCompiledAgainst, inventory.IsOnlyCompiledAgainst("lib"));
    }

    private static WorldItem[] Items(string path, string package = "Lib") => path.Length == 0
        ? []
        : [new WorldItem("/packages/" + path, "/packages/" + path,
            new Dictionary<string, string> { ["NuGetPackageId"] = package, ["PathInPackage"] = path })];

    private static bool IsChecked(string reference)
    {
        var item = new WorldItem(reference, reference, new Dictionary<string, string> { ["ReferenceAssembly"] = reference });
        var items = new Dictionary<string, IReadOnlyList<WorldItem>> { [nameof(ProjectWorld.ReferencePath)] = [item] };
        return Assert.Single(Inventory.Of(new ProjectWorld(new Dictionary<string, string>(), items)).Own).IsChecked;
    }

    public void Dispose() => folder.Dispose();
}
