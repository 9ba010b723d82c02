using SemverGuard.Findings;
using SemverGuard.Rules;

namespace SemverGuard.Effects;

/// <summary>
/// A call whose method is gone, and that means another one of that name once it is compiled again: what that does otherwise is told.
/// </summary>
public sealed class SuccessorTests
{
    private const string Check = "«⇒ if (to.Length > 9) throw new InvalidOperationException(to);»",
        Throws = "now throws InvalidOperationException";

    [Theory]
    [InlineData("«int tries = 3, bool urgent = false ⇒ bool urgent = false, int tries = 3»")]
    [InlineData("«int tries = 3 ⇒ int? tries = null», bool urgent = false")]
    [InlineData("«int tries = 3 ⇒ int? tries = null, int pause = 0», bool urgent = false")]
    [InlineData("«int tries = 3, bool urgent = false ⇒ bool urgent = false, int? pause = null, int tries = 3»")]
    [InlineData("«object? state = null, int tries = 3 ⇒ int tries = 3», bool urgent = false")]
    public void Optional_parameters_have_changed_places(string parameters) =>
        Assert.Contains(Throws, Assert.Single(Told(Sender(parameters, Check))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("«int tries = 3, bool urgent = false ⇒ bool urgent = false, int tries = 3»")]
    [InlineData("«int tries = 3, bool urgent = false ⇒ bool urgent = false, string? name = null, int tries = 3»")]
    [InlineData("«object? state = null, int tries = 3 ⇒ int tries = 3», bool urgent = false")]
    public void Where_they_mean_what_they_did_nothing_is_said(string parameters) => Assert.Empty(Told(Sender(parameters, "")));

    [Theory]
    [InlineData("«void ⇒ Sender» Send(string to) { " + Check + " Write(to);« ⇒ return this;» }")]
    [InlineData("«Task ⇒ Task<int>» Send(string to) { " + Check + " return Wait(to); }")]
    public void It_gives_another_type(string member) => Assert.Contains(
        Throws, Assert.Single(Told(Type($"public {member} public void Send(int to) => Write(\"\");"))).Message, StringComparison.Ordinal);

    [Fact]
    public void It_gives_itself_where_it_gave_nothing() => Assert.Empty(Told(Type(
        "public «void ⇒ Sender» Send(string to) { Write(to);« ⇒ return this;» } public void Send(int to) => Write(\"\");")));

    [Fact]
    public void What_it_leads_to_is_reached() => Assert.Contains("now sets Tries = 5 (was 3)", Assert.Single(Told(
        "public class Inner { public int Tries { get; set; } = «3 ⇒ 5»; } public class Sender { public int Send(string to, "
            + "«int a = 3, bool b = false ⇒ bool b = false, int a = 3») => new Inner().Tries + a + (b ? 1 : 0); }")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("public int Send(string to« ⇒ , int tries, bool now = false») { " + Check + " return to.Length; }")]
    [InlineData("public int Send(string to, «int ⇒ bool» tries) { " + Check + " return to.Length; } public int Send(object to) => 1;")]
    public void What_no_call_means_by_now_is_no_successor(string members) =>
        Assert.DoesNotContain(Told(Type(members), members.Contains("tries)") ? "\"x\", default" : "\"x\""),
            x => x.Message.Contains(Throws, StringComparison.Ordinal));

    private static string Sender(string parameters, string check, string rest = "") => Type(
        $"public int Send(string to, {parameters}) {{ {check} return to.Length + (tries > 2 ? 1 : 0){rest} + (urgent ? 1 : 0); }}");

    private static string Type(string members) => "public class Sender { " + members
        + " static void Write(string s) => GC.KeepAlive(s); static Task<int> Wait(string s) => Task.FromResult(s.Length); }";

    private static Finding[] Told(string library, string arguments = "\"x\"") =>
        [.. new Triple("", Effects.Told.Nothing, library, $"new Sender().Send({arguments});").Judge().Findings
            .Where(x => x.Id.StartsWith("SG40", StringComparison.Ordinal) && (x.Id != EffectRules.Implementation.Id))];
}
