namespace SemverGuard.Effects;

/// <summary>What looks like a change of behavior in the code of one version and is none, or another one than it seems.</summary>
public sealed class FalseFactTests
{
    /// <summary>Each way round: what nothing was before is nothing afterwards.</summary>
    [Theory]
    [InlineData("void Is(string s) => Is(s, \"\"); void Is(string s, Func<string?> f) { Console.WriteLine(s + f()); } "
        + "void Is(string s, string t) => Is(s, () => t);",
        "void Is(string s) => Is(s, () => null); void Is(string s, Func<string?> f) { Console.WriteLine(s + f()); } "
        + "void Is(string s, string t) => Is(s, () => t);", "null")]
    [InlineData("string Is(string s) => Of(s, () => s.Trim()); string Of(string s, Func<string?> f) => s + f();",
        "string Is(string s) => Of(s, () => null); string Of(string s, Func<string?> f) => s + f();", "null")]
    [InlineData("async Task Go(Task t) => await t.ConfigureAwait(false);",
        "async Task Go(Task t) => await t.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);", "ConfigureAwait(false)")]
    public void A_change_of_another_kind_is_not_said(string before, string after, string words)
    {
        foreach (var (was, now) in new[] { (before, after), (after, before) })
            Assert.DoesNotContain(FactTests.Facts(was, now), x => x.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Options_that_come_back_to_the_context_are_told() => Assert.Contains(
        "no longer uses ConfigureAwait(false): it comes back to the caller's context", FactTests.Facts(
            "async Task Go(Task t) => await t.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);",
            "async Task Go(Task t) => await t.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext);"));
}
