using SemverGuard.Findings;
using Xunit;

namespace SemverGuard.Fuzz;

/// <summary>What was made to do harm, and once did, ends in a clear line within two seconds of processor time and 500 MB.</summary>
public sealed class CraftedTests
{
    public static TheoryData<string> Kinds => [.. Crafted.Kinds.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_crafted_assembly_ends_in_a_clear_line(string kind)
    {
        var ending = Assert.Single(Children.Run(_ => ["--crafted", kind], 0, 1).ToList());
        Assert.True(ending.Failure == "escaped: " + Expected(kind), $"{kind}: {ending.Failure} after {ending.Seconds} s");
        Assert.True(ending.Seconds < Children.MostSeconds, $"{kind}: {ending.Seconds} s");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_crafted_assembly_is_below_a_megabyte(string kind) => Assert.InRange(Crafted.Build(kind).Length, 1, 1_000_000);

    /// <summary>The same inputs on every machine: a beginning of what the long mode tries.</summary>
    [Fact]
    public void Mutated_inputs_neither_kill_nor_escape()
    {
        var failures = Children.Run(x => ["--child", "1", x.ToString(System.Globalization.CultureInfo.InvariantCulture), (1000 - x).ToString(System.Globalization.CultureInfo.InvariantCulture)], 0, 1000).Where(x => x.Failure is not null).ToList();
        Assert.Empty(failures);
    }

    /// <summary>In the child: what the check says of an assembly, alone.</summary>
    internal static string Said(byte[] crafted) => Inputs.Assembly(Images.Before, crafted, Images.Consumer) is not { } report ? "not opened"
        : string.Join(" | ", report.NotChecked.Select(x => x.Subject + ": " + x.Reason)) is { Length: > 0 } said ? said : "checked";

    private static string Expected(string kind) => Crafted.Kinds[kind].Said is var said && said == "-" ? "checked" : "Lib: cannot be read: " + said;
}
