using Xunit;

namespace SemverGuard.Fuzz;

/// <summary>What was made to do harm, and once did, ends in a clear line within two seconds of processor time and 500 MB.</summary>
public sealed class CraftedTests
{
    /// <summary>One process tries all, and the next goes on where it dies.</summary>
    private static readonly Lazy<IReadOnlyList<Ending>> Endings = new(() =>
        [.. Children.Run(x => ["--crafted", x.ToString(System.Globalization.CultureInfo.InvariantCulture)], 0,
            (long)Crafted.Kinds.Count * CraftedRoles.OfEach)]);

    public static TheoryData<string> Kinds => [.. Crafted.Kinds.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_crafted_assembly_ends_in_a_clear_line(string kind)
    {
        int first = Crafted.Kinds.Keys.Order(StringComparer.Ordinal).ToList().IndexOf(kind) * CraftedRoles.OfEach;
        var endings = Endings.Value.Where(x => x.Number >= first && x.Number < first + CraftedRoles.OfEach).ToList();
        Assert.Equal(CraftedRoles.OfEach, endings.Count);
        foreach (var ending in endings)
            Assert.True(ending.Seconds < Children.MostSeconds && ending.Failure is { } said && IsClear(said),
                $"{kind} in role {ending.Number}: {ending.Failure} after {ending.Seconds} s");
        // As the version after it is told by its limit, and as nothing else.
        if (Crafted.Kinds[kind].Said is var expected && expected != "-")
            Assert.StartsWith("escaped: Lib: cannot be read: " + expected, endings[0].Failure);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_crafted_assembly_is_below_a_megabyte(string kind) => Assert.InRange(Crafted.Build(kind).Length, 1, 1_000_000);

    public static TheoryData<string> TextKinds => [.. Texts.Kinds.Keys];

    /// <summary>Else its mutations would end at the first line that was wrong before them.</summary>
    [Theory]
    [MemberData(nameof(TextKinds))]
    public void A_text_that_is_not_mutated_is_read(string kind)
    {
        var (text, read) = Texts.Kinds[kind];
        Assert.Null(read(text.Value));
        Assert.NotNull(read("x" + text.Value));
    }

    [Fact]
    public void Archives_that_are_not_mutated_are_compared()
    {
        byte[] after = Inputs.Packed([("Lib.nuspec", System.Text.Encoding.UTF8.GetBytes(Texts.Nuspec)),
            ("lib/net8.0/Lib.dll", Images.After)]);
        Assert.Equal("checked", Inputs.Compare(Inputs.Whole.Value, after));
    }

    /// <summary>The same inputs on every machine: a beginning of what the long mode tries.</summary>
    [Fact]
    public void Mutated_inputs_neither_kill_nor_escape()
    {
        var failures = Children.Run(x => ["--child", "1", x.ToString(System.Globalization.CultureInfo.InvariantCulture),
            (1000 - x).ToString(System.Globalization.CultureInfo.InvariantCulture)], 0, 1000).Where(x => x.Failure is not null).ToList();
        Assert.Empty(failures);
    }

    private static bool IsClear(string said) => Clear.Any(x => said.StartsWith(x, StringComparison.Ordinal));

    private static readonly string[] Clear =
        ["escaped: checked", "escaped: Lib: ", "escaped: Lib 1.0.0 -> 1.0.1: its assembly of the project's own name"];
}
