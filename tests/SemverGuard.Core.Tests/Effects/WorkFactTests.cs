namespace SemverGuard.Effects;

/// <summary>How often, in what order and of whom something is done, and what is the same however it is written.</summary>
public sealed class WorkFactTests
{
    [Theory]
    [InlineData("int Go(string a, string b) => string.CompareOrdinal(a, b);", "int Go(string a, string b) => string.CompareOrdinal(b, a);",
        "now calls string.CompareOrdinal the other way round")]
    [InlineData("readonly List<int> all = new(); int Go() => all.Count;", "static readonly List<int> all = new(); int Go() => all.Count;",
        "now shares C.all with all other objects (was one for each)")]
    [InlineData("int Go(IEnumerable<int> s) => s.Sum();", "int Go(IEnumerable<int> s) => s.Sum() - s.Min();",
        "now goes through s in 2 places (was one)")]
    [InlineData("string? kept; Func<string> make = () => \"\"; string Go() => make();",
        "string? kept; Func<string> make = () => \"\"; string Go() => kept ??= make();",
        "now keeps what the function answers, and does not call it again")]
    [InlineData("Type Go() => typeof(int);", "Type Go() => typeof(long);", "now uses typeof(long) (was typeof(int))")]
    [InlineData("void Go(Action a) { try { a(); } finally { End(); } } void End() { }",
        "void Go(Action a) { a(); End(); } void End() { }",
        "now calls C.End only where it comes to its end (was in a finally)")]
    [InlineData("IEnumerable<string> Go() { yield return \"a\"; }", "IEnumerable<string> Go() { yield return \"b\"; yield return \"a\"; }",
        "now also gives \"b\"")]
    [InlineData("int Go(int[] x) { int s = 0; for (int i = 0; i < x.Length; i++) s += x[i]; return s; }",
        "int Go(int[] x) { int s = 0; for (int i = 1; i < x.Length; i++) s += x[i]; return s; }",
        "now begins a loop with 1 (was 0)")]
    [InlineData("string[] Go() => new[] { \"a\", \"b\" };", "string[] Go() => new[] { \"b\", \"a\" };",
        "now has \"b\" before \"a\" in a list")]
    [InlineData("int[] Go() => new[] { 1, 2, 3, 4 };", "int[] Go() => new[] { 1, 2, 3, 5 };",
        "now has other numbers in a table of constants")]
    [InlineData("IEnumerable<int> Go(List<int> x) => x.Where(y => y > 1).ToList();",
        "IEnumerable<int> Go(List<int> x) => x.Where(y => y > 1);",
        "now works out what it returns each time somebody goes through it (was a list)")]
    [InlineData("bool Go(int x, int most) => x < most;", "bool Go(int x, int most) => x <= most;", "now returns most >= x (was x < most)")]
    [InlineData("int Go(int x, int y) => x * y;", "int Go(int x, int y) => x * y + x;", "now returns x + x * y (was x * y)")]
    [InlineData("int Go(string s) { try { return int.Parse(s); } catch (FormatException) { return 0; } }",
        "int Go(string s) => int.TryParse(s, out int x) ? x : 0;",
        "no longer throws the OverflowException of int.Parse (calls int.TryParse, called int.Parse)")]
    public void What_is_told(string before, string after, string fact) => Assert.Contains(fact, FactTests.Facts(before, after));

    [Theory]
    [InlineData("uint Go(uint x) => x / 8;", "uint Go(uint x) => x >> 3;")]
    [InlineData("uint Go(uint x) => x % 8;", "uint Go(uint x) => x & 7;")]
    [InlineData("bool Go(int x) => x % 2 == 0;", "bool Go(int x) => (x & 1) == 0;")]
    [InlineData("TimeSpan Go() => TimeSpan.FromSeconds(60);", "TimeSpan Go() => TimeSpan.FromMinutes(1);")]
    [InlineData("TimeSpan Wait { get; set; } = TimeSpan.FromHours(24);", "TimeSpan Wait { get; set; } = TimeSpan.FromDays(1);")]
    public void Two_ways_to_write_the_same(string before, string after) => Assert.Empty(FactTests.Compare(before, after));

    /// <summary>A quotient of a number with a sign is rounded towards zero, and a shift is not.</summary>
    [Theory]
    [InlineData("int Go(int x) => x / 8;", "int Go(int x) => x >> 3;")]
    [InlineData("int Go(int x) => x % 8;", "int Go(int x) => x & 7;")]
    [InlineData("uint Go(uint x) => x / 8;", "uint Go(uint x) => x >> 2;")]
    [InlineData("TimeSpan Go() => TimeSpan.FromSeconds(60);", "TimeSpan Go() => TimeSpan.FromMinutes(2);")]
    public void What_is_not_the_same(string before, string after) => Assert.NotEmpty(FactTests.Compare(before, after));
}
