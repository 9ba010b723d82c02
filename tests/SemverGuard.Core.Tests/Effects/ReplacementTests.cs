namespace SemverGuard.Effects;

/// <summary>One literal is replaced by another in one version alone.</summary>
public sealed class ReplacementTests
{
    [Theory]
    [InlineData("Uri.EscapeDataString(s)« .Replace(\"%20\", \"+\") ⇒ »", "no longer replaces \"%20\" by \"+\"")]
    [InlineData("s.Trim()« ⇒ .Replace(\"-\", \"\")»", "now removes \"-\"")]
    [InlineData("s.Trim()« ⇒ .Replace('/', '_')»", "now replaces \"/\" by \"_\"")]
    public void A_literal_that_is_replaced_is_told(string text, string expected) =>
        Assert.Contains(expected, Said(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("s.Trim().Replace(«\"-\", \"+\" ⇒ '-', '+'»)")]
    [InlineData("« s.Replace(\"-\", \"+\") ⇒ new StringBuilder(s).Replace(\"-\", \"+\").ToString() »")]
    [InlineData("« s.Replace(\"-\", \"+\") ⇒ Signs(s) »")]
    [InlineData("« s.Replace(\"a\", \"1\").Replace(\"b\", \"2\") ⇒ s.Replace(\"c\", \"1\").Replace(\"d\", \"2\") »")]
    public void One_way_to_say_it_or_a_table_of_them_is_not(string text) =>
        Assert.DoesNotMatch("(replaces|removes) \"", Said(text));

    private static string Said(string text) => string.Join("\n", new Triple("", Told.Info,
        "static class Text { public static string Encode(string s) => " + text + "; "
            + "internal static string Signs(string s) => s.Replace(\"-\", \"+\"); } "
            + "public class A { public string Go(string s) => \"?q=\" + Text.Encode(s); }",
        "Console.WriteLine(new A().Go(\"a b\"));").Judge().Findings.Select(x => x.Message));
}
