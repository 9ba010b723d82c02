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

    private const string Text =
            "public class Text { readonly Options o; public Text(Options o) => this.o = o; public string Read(string s) { ",
        Options = "public class Options { public bool Trims { get; private set; }« ⇒ public bool Comments { get; private set; }» "
            + "public Options(bool trims = false« ⇒ , bool comments = true») { Trims = trims;« ⇒ Comments = comments;» } }",
        App = "Console.WriteLine(new Text(new Options()).Read(\"a#b\"));";

    [Theory]
    [InlineData("« ⇒ if (o.Comments) s = s.Substring(s.IndexOf('#'));» return s; } }")]
    [InlineData("« ⇒ s = Cut(s, o.Comments);» return s; }"
        + "« ⇒ static string Cut(string s, bool c) => c ? s.Substring(s.IndexOf('#')) : s;» }")]
    public void An_option_that_is_new_and_on_is_told(string read) => Assert.Contains(Told(Text + read + Options, app: App),
        x => x.Message.Contains("now has Comments = true, which is new", StringComparison.Ordinal));

    [Fact]
    public void So_it_is_where_another_method_sets_it() => Assert.Contains(
        Told(Text + "« ⇒ if (o.Comments) s = s.Substring(s.IndexOf('#'));» return s; } }"
            + Options.Replace("Comments = comments;", "if (comments) With(); else Without();")
                .Replace("public bool Comments { get; private set; }", "public bool Comments { get; private set; } "
                    + "public Options With() { Comments = true; return this; } "
                    + "public Options Without() { Comments = false; return this; } "),
            app: App),
        x => x.Message.Contains("now has Comments = true, which is new", StringComparison.Ordinal));

    [Theory]
    [InlineData("« ⇒ if (o.Comments)» s = s.Substring(s.IndexOf('#')); return s; } }")]
    [InlineData("« ⇒ if (!o.Comments) return s;» s = s.Substring(s.IndexOf('#')); return s; } }")]
    [InlineData("return s.Trim(); } }")]
    public void One_that_lets_go_what_was_always_done_is_not(string read) =>
        Assert.DoesNotContain(Told(Text + read + Options, app: App), x => x.Message.Contains("is new", StringComparison.Ordinal));

    [Fact]
    public void One_that_is_off_is_not() => Assert.DoesNotContain(
        Told(Text + "« ⇒ if (o.Comments) s = s.Substring(s.IndexOf('#'));» return s; } }"
            + Options.Replace("comments = true", "comments = false"), app: App),
        x => x.Message.Contains("is new", StringComparison.Ordinal));

    private static string Sender(string parameters, string check, string rest = "") => Type(
        $"public int Send(string to, {parameters}) {{ {check} return to.Length + (tries > 2 ? 1 : 0){rest} + (urgent ? 1 : 0); }}");

    private static string Type(string members) => "public class Sender { " + members
        + " static void Write(string s) => GC.KeepAlive(s); static Task<int> Wait(string s) => Task.FromResult(s.Length); }";

    private static Finding[] Told(string library, string arguments = "\"x\"", string? app = null) =>
        [.. new Triple("", Effects.Told.Nothing, library, app ?? $"new Sender().Send({arguments});").Judge().Findings
            .Where(x => x.Id.StartsWith("SG40", StringComparison.Ordinal) && (x.Id != EffectRules.Implementation.Id))];
}
