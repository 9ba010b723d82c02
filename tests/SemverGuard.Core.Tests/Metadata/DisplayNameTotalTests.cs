using CsCheck;

namespace SemverGuard.Metadata;

/// <summary>Ids come from assemblies and from a file that anybody may have edited.</summary>
public sealed class DisplayNameTotalTests
{
    private static readonly Gen<string> Id =
        Gen.Select(Gen.Char["TMFPE"], Gen.String[Gen.Char["a.(){}<>[],#~`@*|!_0\u202e\n"], 0, 14], (kind, text) => kind + ":" + text);

    [Fact]
    public void Any_id_has_a_name() => Id.Sample(x =>
    {
        Assert.NotNull(DisplayName.Of(x));
        Assert.NotNull(DisplayName.Short(x));
        if (DocumentationId.IsWellFormed(x)) Assert.NotNull(DocumentationId.DeclaringType(x));
    }, iter: 100_000);

    [Theory]
    [InlineData("M:A(")]
    [InlineData("M:A.get_B(")]
    [InlineData("P:A.Item(")]
    [InlineData("M:A.set_Item)(")]
    public void A_list_that_does_not_end_is_part_of_the_name(string id) => Assert.NotEmpty(DisplayName.Of(id));
}
