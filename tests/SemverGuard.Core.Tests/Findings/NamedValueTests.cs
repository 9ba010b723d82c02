namespace SemverGuard.FindingsTests;

/// <summary>Constants that had one value and have one other: compiled code does not show which of them it is, the source does.</summary>
public sealed class NamedValueTests
{
    private const string Using = "using static Two.Longest;\n";

    [Theory]
    [InlineData("int x() => One.Limits.Most;", "One 'Limits.Most'")]
    [InlineData("int x() => Two.Sizes.Most;", "Two 'Sizes.Most'")]
    [InlineData("int x() => Two.Sizes.Widest;", "Two 'Sizes.Widest'")]
    [InlineData("int x() => Length;", "Two 'Longest.Length'")]
    [InlineData("int x() => Math.Max(One.Limits.Most, Two.Sizes.Most);", "One 'Limits.Most'", "Two 'Sizes.Most'")]
    [InlineData("object x() => Two.Level.High;", "Two 'Level.High'")]
    [InlineData("int x() => One.Limits.Most;\n    public static int y() => Two.Sizes.Most;", "One 'Limits.Most'", "Two 'Sizes.Most'")]
    [InlineData("int x() => Math.Max(\n        One.Limits.Most,\n        Two.Sizes.Most);", "One 'Limits.Most'", "Two 'Sizes.Most'")]
    [InlineData("int x() => Math.Max(\n        One.Limits.Most,\n        2);\n    public static int y() => Two.Sizes.Widest;",
        "One 'Limits.Most'", "Two 'Sizes.Widest'")]
    [InlineData("int x() => Math.Max(One.Limits.Most, Length);", "One 'Limits.Most'", "Two 'Longest.Length'")]
    public void The_package_that_is_named_is_told(string member, params string[] expected)
    {
        const string One = "namespace One; public static class Limits { public const int Most = 3; }";
        const string Two = "namespace Two; public static class Sizes { public const int Most = 3, Widest = 3; }\n"
            + "public static class Longest { public const int Length = 3; }\npublic enum Level { High = 3 }";
        var check = new Bumped().Package("One", One, One.Replace('3', '5')).Package("Two", Two, Two.Replace('3', '5'))
            .Check($"{Using}public static class Program\n{{\n    public static {member}\n}}\n");
        Assert.Equal(expected, check.Warnings.Select(x => $"{x.Package.Id} '{x.Symbol.Split('.', 2)[1]}'").Order());
    }

    /// <summary>The package reads the name by the number that this build has by now.</summary>
    [Fact]
    public void A_number_that_the_build_takes_over_does_nothing_else()
    {
        const string Lib = "public enum Kind { Nil, Array } public abstract class Value { public abstract Kind Kind { get; } }";
        var check = new Bumped().Package("Lib", Lib, Lib.Replace("Nil, ", "Nil, Blank, "))
            .Check("public class Own : Value { public override Kind Kind => Kind.Array; }");
        Assert.Equal("Lib 1.0.1: Own.Kind now uses Kind.Array = 2 (was 1). This build takes the new number; what was stored or sent with "
            + "the old one means something else now. Safe: Lib 1.0.0.", Assert.Single(check.Warnings).Message);
    }

    [Fact]
    public void A_statement_of_several_lines_tells_every_constant_in_it()
    {
        const string Lib = "public static class Limits { public const int Most = 3, Least = 7; public const string Name = \"a\"; }";
        var check = new Bumped().Package("Lib", Lib, Lib.Replace('3', '5').Replace('7', '8').Replace("\"a\"", "\"b\"")).Check("""
            public static class Program
            {
                public static string x() => string.Join(
                    Limits.Name,
                    Limits.Most,
                    Limits.Least);
            }
            """);
        Assert.Equal(["Limits.Least", "Limits.Most", "Limits.Name"], check.Warnings.Select(x => x.Symbol[2..]).Order());
    }

    /// <summary>A decimal stands in instructions as the parts that its constructor takes.</summary>
    [Theory]
    [InlineData("0.5m", "0.25m", "Tax.Of(100)", "passes rate = 0.25m (was 0.5m) to Tax.Of")]
    [InlineData("2m", "2.5m", "Tax.Of(100)", "passes rate = 2.5m (was 2m) to Tax.Of")]
    [InlineData("1m", "0m", "Tax.Of(100)", "passes rate = 0m (was 1m) to Tax.Of")]
    [InlineData("-1m", "1234567890123m", "Tax.Rate", "uses Tax.Rate = 1234567890123m (was -1m)")]
    [InlineData("2m", "3m", "(int)Tax.Rate", "uses Tax.Rate = 3m (was 2m)")]
    public void A_decimal_is_told_as_the_source_has_it(string was, string now, string code, string said)
    {
        const string Lib = "public static class Tax { public const decimal Rate = RATE; "
            + "public static decimal Of(int x, decimal rate = RATE) => x * rate; }";
        var check = new Bumped().Package("Lib", Lib.Replace("RATE", was), Lib.Replace("RATE", now))
            .Check($"public static class Program {{ public static void Run() => Console.WriteLine({code}); }}");
        Assert.Equal($"Lib 1.0.1: Program.Run now {said}. It compiles and does something else. Safe: Lib 1.0.0.",
            Assert.Single(check.Warnings).Message);
    }

    [Fact]
    public void A_decimal_that_is_a_field_of_the_same_value_by_now_is_no_news()
    {
        const string Lib = "public static class Tax { public const decimal Rate = 1.5m, Most = 1; }";
        var check = new Bumped().Package("Lib", Lib, Lib.Replace("const", "static readonly"))
            .Check("public static class Program { public static void Run() { Console.Write(Tax.Rate); Console.Write(Tax.Most); } }");
        Assert.Empty(check.Warnings);
    }
}
