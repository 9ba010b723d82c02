namespace SemverGuard.Effects;

/// <summary>A number that is worked out another way: proven to be the same, proven to be another, or neither.</summary>
public sealed class CalculationTests
{
    [Theory]
    [InlineData("a * a - b * b", "(a - b) * (a + b)", Told.Nothing)]
    [InlineData("a << 3", "a * 8", Told.Nothing)]
    [InlineData("a * 4 + b - a", "a + b + a + a", Told.Nothing)]
    [InlineData("-(a - b)", "b - a", Told.Nothing)]
    [InlineData("Math.Abs(a) * b + Math.Abs(a)", "Math.Abs(a) * (b + 1)", Told.Info)]
    [InlineData("Math.Abs(a * (b + 1))", "Math.Abs(a * b + a)", Told.Nothing)]
    [InlineData("(byte)(a * b + a)", "(byte)(a * (b + 1))", Told.Nothing)]
    [InlineData("a * a - b * b", "(a - b) * (a + b + 1)", Told.Info)]
    [InlineData("a * b - a", "a * (b + 1)", Told.Info)]
    [InlineData("(a + b) / 2", "a + (b - a) / 2", Told.Info)]
    [InlineData("a << 3", "a * 7", Told.Info)]
    [InlineData("a * b", "a * (b - 1)", Told.Warning)]
    [InlineData("a << b", "a * b", Told.Info)]
    public void Calculation(string was, string now, Told told) => Assert.Equal(told, Triple.Loudest(new Triple("", told,
        "public static class A { public static int Go(int a, int b) => « " + was + " ⇒ " + now + " »; }",
        "Console.WriteLine(A.Go(3, 4));").Judge()));

    /// <summary>What a field holds may have been moved by as much.</summary>
    [Fact]
    public void Counter() => Assert.Equal(Told.Info, Triple.Loudest(new Triple("", Told.Info,
        "public class A { int n = « 0 ⇒ 1 »; public int Go() => « ++n ⇒ n++ »; }", "Console.WriteLine(new A().Go());").Judge()));

    /// <summary>What is no whole number is rounded at every step.</summary>
    [Fact]
    public void Fraction() => Assert.NotEmpty(new Triple("", Told.Info,
        "public static class A { public static double Go(double a, double b) => « a * a - b * b ⇒ (a - b) * (a + b) »; }",
        "Console.WriteLine(A.Go(3, 4));").Judge().Findings);

    /// <summary>Checked, it throws where the other goes on.</summary>
    [Fact]
    public void Checked() => Assert.NotEmpty(new Triple("", Told.Info,
        "public static class A { public static int Go(int a, int b) => checked(« a * a - b * b ⇒ (a - b) * (a + b) »); }",
        "Console.WriteLine(A.Go(3, 4));").Judge().Findings);
}
