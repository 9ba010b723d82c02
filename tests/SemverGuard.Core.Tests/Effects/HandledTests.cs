namespace SemverGuard.Effects;

/// <summary>What a handler that is new throws in place of what it catches.</summary>
public sealed class HandledTests
{
    private const string Caught = "« return Convert.FromBase64String(s).Length; ⇒ "
        + "try { return Convert.FromBase64String(s).Length; } catch (FormatException e) { throw LostException.Bad(e); } »";

    [Theory]
    [InlineData("« ⇒ internal static LostException Bad(Exception e) => new(\"bad\", e); »")]
    [InlineData("internal static LostException Bad(Exception e) => new(\"bad\", e);")]
    public void Is_told_whether_or_not_the_factory_is_new(string factory) =>
        Assert.Contains("now throws LostException in one more place", Said(factory, Caught), StringComparison.Ordinal);

    [Fact]
    public void A_new_factory_in_place_of_the_constructor_is_no_news() => Assert.DoesNotContain("throws", Said(
        "« ⇒ internal static LostException Bad(Exception? e) => new(\"bad\", e); »",
        "if (s.Length > 9) throw « new LostException(\"bad\", null) ⇒ LostException.Bad(null) »; return s.Length;"),
        StringComparison.Ordinal);

    private static string Said(string factory, string statements) => string.Join("\n", new Triple("", Told.Info,
        "public class LostException : Exception { internal LostException(string m, Exception? e) : base(m, e) { } "
            + "internal static LostException Short() => new(\"short\", null); " + factory + " } "
            + "public class A { public int Go(string s) { if (s.Length == 0) throw LostException.Short(); " + statements + " } }",
        "try { Console.WriteLine(new A().Go(\"a\")); } catch (LostException) { Console.WriteLine(\"lost\"); }")
        .Judge().Findings.Select(x => x.Message));
}
