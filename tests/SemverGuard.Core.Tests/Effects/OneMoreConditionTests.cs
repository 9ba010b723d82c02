namespace SemverGuard.Effects;

/// <summary>One term more or less before a block that both versions have: in which case the block is no longer run, or newly.</summary>
public sealed class OneMoreConditionTests
{
    /// <summary>The two versions of a condition stand between « and ».</summary>
    [Theory]
    [InlineData("void Go(List<int> x, bool on) { if («on ⇒ on && x.Count > 0») { x.Add(1); x.Add(2); } x.Sort(); }",
        "no longer calls List.Add where on is true and Count is at most 0")]
    [InlineData("void Go(List<int> x, bool on) { if («on ⇒ on || x.Count > 3») { x.Add(1); x.Add(2); } x.Sort(); }",
        "now calls List.Add where on is false and Count is at least 4")]
    [InlineData("int n; int Go(string s) { "
        + "if («s != \"\" ⇒ s != \"\" && s.Length > 3») { n = 1; s = s.Trim(); } return n + s.Length; }",
        "no longer sets C.n where s is not \"\" and s.Length is at most 3")]
    [InlineData("string Go(string s, bool on) => «on ⇒ on && s.Length > 3» ? s.Trim() : s.ToUpperInvariant();",
        "now calls string.ToUpperInvariant where on is true and s.Length is at most 3 (was: calls string.Trim)")]
    [InlineData("int Go(List<int> x) { int n = 0; "
        + "foreach (var i in x) { if («i > 3 ⇒ i > 3 || i == 2») continue; n += Use(i); } return n; } int Use(int i) => i * 2;",
        "now goes on to the next element where the element is 2 (was: calls C.Use)")]
    [InlineData("class N { public int Kind; public string Name = \"\"; } "
        + "string Go(N n) { if («n.Kind == 1 ⇒ n.Kind == 1 || n.Kind == 5») { Console.WriteLine(n.Name); Go(n); } return n.Name; }",
        "now calls Console.WriteLine where Kind is 5")]
    [InlineData("async Task Go(Stream s, bool on) { await Task.Yield(); "
        + "if («on ⇒ on && s.CanWrite») { await s.FlushAsync(); s.Dispose(); } }",
        "no longer calls Stream.FlushAsync where on is true and CanWrite is false")]
    [InlineData("readonly object gate = new(); int n; void Go(int k) { lock (gate) { if («k > 3 ⇒ k > 3 && n < 9») { n++; "
        + "Console.WriteLine(n); } } }", "no longer sets C.n where n is at least 9")]
    [InlineData("int Go(Stream s, bool own) { using var r = new StreamReader(s); int n = r.Read(); if («n > 0 ⇒ n > 0 && own») { "
        + "Console.WriteLine(n); r.Read(); } return n; }",
        "no longer calls Console.WriteLine where Read() is at least 1 and own is false")]
    [InlineData("string Go(string s, int k) => «k == 2 ⇒ k == 2 || s[0] == '-'» ? s.Trim() : s.ToUpperInvariant();",
        "now calls string.Trim where k is not 2 and s[0] is '-' (was: calls string.ToUpperInvariant)")]
    public void It_is_told_with_the_case(string member, string expected)
    {
        var (was, now) = Triple.Sides(member);
        Assert.Contains(expected, FactTests.Facts(was, now));
    }

    /// <summary>What makes an exception's words, or comes later all the same, is no difference.</summary>
    [Theory]
    [InlineData("void Go(string s) { if (s.Length > 3) "
        + "throw new IOException(«s.Trim() ⇒ s == \"four\" ? s.ToUpperInvariant() : s.Trim()»); }")]
    [InlineData("void Go(List<int> x, bool on) { if («on ⇒ on && x.Count > 0») { Console.WriteLine(1); x.Add(1); } "
        + "else { x.Add(1); Console.WriteLine(1); } }")]
    public void Another_order_is_not(string member)
    {
        var (was, now) = Triple.Sides(member);
        Assert.DoesNotContain(FactTests.Facts(was, now), x => x.Contains(" where ", StringComparison.Ordinal));
    }

    /// <summary>Each value is made of the one before it.</summary>
    [Fact]
    public void A_long_chain_of_values_is_no_deep_recursion()
    {
        string Side(string condition) => "string Go(string s, bool on) { "
            + string.Concat(Enumerable.Repeat("s = s.PadLeft(1); ", 20_000))
            + "return " + condition + " ? s.Trim() : s.ToUpperInvariant(); }";
        Assert.NotEmpty(FactTests.Facts(Side("s.Length > 3"), Side("s.Length > 3 && on")));
    }
}
