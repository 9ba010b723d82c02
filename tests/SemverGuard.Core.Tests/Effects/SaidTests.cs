namespace SemverGuard.Effects;

/// <summary>How facts are said: whole names, and each once.</summary>
public sealed class SaidTests
{
    private const string Old = "Contoso.Identity.Tokens.UseCaseSensitiveClaimsIdentityType",
        New = "Contoso.Identity.Tokens.UseFormerKindOfClaimsIdentityEverywhere";

    [Fact]
    public void A_name_is_not_cut_off()
    {
        string said = Said("AppContext.TryGetSwitch(« \"" + Old + "\" ⇒ \"" + New + "\" », out bool on) && on ? 1 : 2;");
        Assert.Contains($"\"{New}\" (was \"{Old}\")", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_facts_of_one_text_are_one()
    {
        string said = Said("Make(s.Length).GetHashCode(); static HttpMessageHandler Make(int n) { var made = new HttpClientHandler { "
            + "MaxConnectionsPerServer = n }; « ⇒ if (n > 3) made.ServerCertificateCustomValidationCallback = (_, _, _, _) => n > 4; » "
            + "return made; }");
        Assert.Equal(2, said.Split("ServerCertificateCustomValidationCallback").Length);
    }

    private static string Said(string answer) =>
        new Triple("", Told.Warning, "public class A { public int Go(string s) => " + answer + " }",
            "Console.WriteLine(new A().Go(\"a\"));").Judge().Findings[0].Message;
}
