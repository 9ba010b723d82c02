namespace SemverGuard.Baselines;

/// <summary>What an accepted upgrade does to the baseline, and to nothing else in it.</summary>
public sealed class AcceptTests
{
    private static readonly Baseline Before =
        Of(("A", "1.0.0", "a"), ("B", "1.0.0", "b"), ("C", "1.0.0", "c"), ("Gone", "1.0.0", "g"), ("Same", "1.0.0", "s"));

    private static readonly Baseline Now =
        Of(("A", "2.0.0", "a2"), ("B", "1.0.0", "other"), ("C", "1.1.0", "c2"), ("New", "1.0.0", "n"), ("Same", "1.0.0", "s"));

    [Fact]
    public void All() => Assert.Same(Now, BaselineRecorder.Accept(Before, Now, null));

    [Fact]
    public void The_first_baseline() => Assert.Same(Now, BaselineRecorder.Accept(null, Now, ["A"]));

    /// <summary>Neither another version of another package nor other content under the same version.</summary>
    [Fact]
    public void One_by_its_name() => Assert.Equal(["A/2.0.0/a2", "B/1.0.0/b", "C/1.0.0/c", "Gone/1.0.0/g", "Same/1.0.0/s"], Accepted("a"));

    [Fact]
    public void Other_content_under_the_same_version() =>
    Assert.Equal(["A/1.0.0/a", "B/1.0.0/other", "C/1.0.0/c", "Gone/1.0.0/g", "Same/1.0.0/s"], Accepted("B"));

    [Fact]
    public void What_came_and_went() =>
    Assert.Equal(["A/1.0.0/a", "B/1.0.0/b", "C/1.0.0/c", "New/1.0.0/n", "Same/1.0.0/s"], Accepted("New", "Gone"));

    [Fact]
    public void What_came_and_went_with_the_accepted_one() => Assert.Equal(
        ["A/2.0.0", "Deep/1.0.0", "New/1.0.0", "Old/1.0.0"],
        BaselineRecorder.Accept(
            Asked(("A", "1.0.0", ""), ("Gone", "1.0.0", "A"), ("Old", "1.0.0", "B")),
            Asked(("A", "2.0.0", ""), ("New", "1.0.0", "A"), ("Deep", "1.0.0", "New"), ("Other", "1.0.0", "B")),
            ["A"]).Packages.Select(x => $"{x.Id}/{x.Version}"));

    private static IEnumerable<string> Accepted(params string[] ids) =>
        BaselineRecorder.Accept(Before, Now, ids).Packages.Select(x => $"{x.Id}/{x.Version}/{x.Hash}");

    private static Baseline Asked(params (string Id, string Version, string Via)[] packages) =>
        new() { Framework = "net10.0", Packages = [.. packages.Select(
            x => new BaselinePackage { Id = x.Id, Version = x.Version, Via = x.Via.Length > 0 ? [x.Via] : [] })] };

    private static Baseline Of(params (string Id, string Version, string Hash)[] packages) =>
        new() { Framework = "net10.0", Packages = [
            .. packages.Select(x => new BaselinePackage { Id = x.Id, Version = x.Version, Hash = x.Hash })] };
}
