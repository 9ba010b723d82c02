using System.Text.Json;
using SemverGuard.Compiling;

namespace SemverGuard.Api;

public sealed class FactTextTests
{
    [Theory]
    [MemberData(nameof(RealAssemblies.Names), MemberType = typeof(RealAssemblies))]
    public void Every_visible_symbol_of_a_real_assembly_survives_the_text(string name)
    {
        var lost = new List<string>();
        foreach (var type in ApiReader.ReadVisible(World.Open(RealAssemblies.Paths[name])))
        {
            Compare(type with { Members = [] }, FactText.Of(type), x => FactText.ParseType(type.Id, x));
            foreach (var member in type.Members.Where(x => x.IsVisible))
                Compare(member, FactText.Of(member), x => FactText.ParseMember(member.Id, x));
        }
        Assert.Empty(lost.Take(10));

        void Compare<T>(T symbol, string text, Func<string, T?> parse) where T : class
        {
            string expected = JsonSerializer.Serialize(symbol), actual = JsonSerializer.Serialize(parse(text));
            if (expected != actual || text.Contains('\n', StringComparison.Ordinal)) lost.Add($"{text}\n{expected}\n{actual}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("public")]
    [InlineData("public banana")]
    [InlineData("everybody class")]
    [InlineData("public class banana")]
    [InlineData("public class 1")]
    public void What_is_no_type_is_null(string facts) => Assert.Null(FactText.ParseType("T:C", facts));

    [Theory]
    [InlineData("public class")]
    [InlineData("public method parameter=a")]
    [InlineData("public method parameter=a:System.Int32:banana")]
    public void What_is_no_member_is_null(string facts) => Assert.Null(FactText.ParseMember("M:C.D", facts));
}
