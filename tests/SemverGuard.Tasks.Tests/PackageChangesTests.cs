using SemverGuard.Worlds.Baselines;

namespace SemverGuard.Tasks;

/// <summary>The packages that moved, as one line of a build's log names them.</summary>
public sealed class PackageChangesTests
{
    [Fact]
    public void Few_are_named() =>
        Assert.Equal("A 1.0.0 -> 1.0.1, B 2.0.0 (new)", PackageChanges.Names(["A 1.0.0 -> 1.0.1", "B 2.0.0 (new)"]));

    [Fact]
    public void None_are_nothing() => Assert.Equal("", PackageChanges.Names(Array.Empty<string>()));

    [Fact]
    public void Of_many_the_first_are_named_and_the_rest_is_counted()
    {
        string[] changes = [.. Enumerable.Range(1, 40).Select(x => $"Some.Long.Package.Name{x} 10.0.10 -> 10.0.15")];
        string names = PackageChanges.Names(changes);
        Assert.StartsWith(changes[0] + ", " + changes[1], names, StringComparison.Ordinal);
        Assert.EndsWith(" more", names, StringComparison.Ordinal);
        int named = names.Split(", ").Length;
        Assert.EndsWith($" and {40 - named} more", names, StringComparison.Ordinal);
        Assert.InRange(names.Length, 100, 250);
    }
}
