namespace SemverGuard.Effects;

/// <summary>One reason for an exception is gone, where others of its type stay.</summary>
public sealed class RefusalTests
{
    private const string Other = "if (s.Length > 9) throw new FormatException(\"First day cannot stand beside many others\");";

    [Fact]
    public void A_reason_that_is_gone_is_told_by_its_words() => Assert.Contains(
        "no longer throws FormatException (\"Last day cannot stand beside others\")",
        Said("« if (s[0] == 'L') throw new FormatException(\"Last day cannot stand beside others\"); ⇒ if (s[0] == 'L') kept++; »"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("if (s[0] == 'L') throw new FormatException(\"Last day cannot stand «beside ⇒ next to» others\");")]
    [InlineData("if (s[0] == 'L') throw new FormatException(«\"Last day cannot stand beside others\" ⇒ Texts.Get(\"LastDay\")»);")]
    [InlineData("« if (s[0] == 'L') throw new FormatException(\"Last day cannot stand beside others\"); ⇒ Check(s); »")]
    public void What_is_said_otherwise_or_elsewhere_is_not_gone(string statement) =>
        Assert.DoesNotContain("no longer throws", Said(statement), StringComparison.Ordinal);

    private static string Said(string statement)
    {
        string check = statement.Contains("Check(", StringComparison.Ordinal)
            ? "internal void Check(string s) { if (s[0] == 'L') throw new FormatException(\"Last day cannot stand beside others\"); } "
            : "";
        return string.Join("\n", new Triple("", Told.Info,
            "static class Texts { public static string Get(string x) => new System.Resources.ResourceManager(typeof(A)).GetString(x)!; } "
                + "public class A { int kept; " + check + "public int Go(string s) { " + statement + Other + " return s.Length + kept; } }",
            "Console.WriteLine(new A().Go(\"a\"));").Judge().Findings.Select(x => x.Message));
    }
}
