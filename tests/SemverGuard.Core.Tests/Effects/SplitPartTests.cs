using SemverGuard.FindingsTests;
using SemverGuard.Rules;

namespace SemverGuard.Effects;

/// <summary>What a method did itself and now calls in an assembly that was taken out of its own.</summary>
public sealed class SplitPartTests
{
    private const string Asking = "Environment.GetEnvironmentVariable(\"SHOP_COLOR\")", Keeping = "File.WriteAllText(\"color\", \"red\")";

    [Theory]
    [InlineData("Shop.Colors", Asking, 0)]
    [InlineData("Shop.Colors", Keeping, 0)]
    [InlineData("Other", Asking, 1)]
    [InlineData("Other", Keeping, 1)]
    public void Went_there_and_not_away(string part, string does, int expected)
    {
        var check = new Bumped { ComparesBehavior = true }
            .Coming(part, "public static class Colors { public static void Ask() => " + does + "; }")
            .Package("Shop", Printer(does), Printer("Colors.Ask()"))
            .Check("public static class Program { public static void Main() => Printer.Print(); }");
        Assert.Equal(expected, check.Report.Findings.Count(x => x.Id is "SG4007" or "SG4012"));
    }

    private static string Printer(string does) => "public static class Printer { public static void Print() { " + does + "; } }";
}
