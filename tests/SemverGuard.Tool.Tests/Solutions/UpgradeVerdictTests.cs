using SemverGuard.Findings;
using SemverGuard.Reports;
using SemverGuard.Rules;
using SemverGuard.Tool.Solutions;

namespace SemverGuard.Tool;

public sealed class UpgradeVerdictTests
{
    private static readonly Finding Licence = Samples.Missing with { Id = "SG5014", Title = "License changed", Impact = Impact.Package },
        Gone = Samples.Missing with { Id = "SG1103", Title = "Parameter list changed", Impact = Impact.Source };

    [Fact]
    public void What_the_compiler_refuses_is_named_before_anything_else() =>
        Assert.Equal("does not compile: SG1103 Parameter list changed and 1 more", Of(false, Licence, Gone));

    [Fact]
    public void Else_what_comes_first() => Assert.Equal("SG5014 License changed and 1 more", Of(true, Licence, Samples.Missing));

    [Fact]
    public void Nothing() => Assert.Equal("nothing breaks", Of(true));

    private static string Of(bool compiles, params Finding[] findings) =>
        UpgradeVerdict.Of(new Preview([Samples.Of(findings) with { Compiles = compiles, NotChecked = [] }], []));
}
