namespace SemverGuard.Effects;

/// <summary>
/// Under which conditions a method does something else: what cannot be is not said, and nothing is called 0 that is none.
/// </summary>
public sealed class ConditionTests
{
    private const string Class = "static class Check { public static T NotNull<T>(T value, string name) where T : class "
            + "{ if (value is null) throw new ArgumentNullException(name); return value; } }";

    [Theory]
    [InlineData("bool Go(object o) => « ⇒ o != null && (» o is int || o is long || o is ulong« ⇒ )»;", "")]
    [InlineData("bool Go(object o) => « ⇒ o != null && » o is string s && s.Length > 3;", "")]
    [InlineData("string? Go(object o) { if (o is string s) return s; « ⇒ if (o is string) return null;» return \"\"; }", "")]
    [InlineData("object Go(object o) => « o ?? throw new ArgumentNullException(\"o\") ⇒ Check.NotNull(o, \"o\") »;", Class)]
    [InlineData("object Go(object o) { kept = « o ?? throw new ArgumentNullException(\"o\") ⇒ Check.NotNull(o, \"o\") »; return o; } "
        + "object? kept;", Class)]
    [InlineData("List<char>? Go(object? o) { « if (o != null && !(o is List<char>)) return [.. o.ToString()!]; return (List<char>?)o; "
        + "⇒ return o switch { null => null, List<char> l => l, _ => [.. o.ToString()!] }; » }", "")]
    [InlineData("object Go(object o) { « ⇒ if (this is null) throw new InvalidOperationException(); » return o; }", "")]
    [InlineData("string Go(object o) { var made = new StringBuilder(); « ⇒ if (made == null) return \"\"; » return made.ToString(); }", "")]
    [InlineData("int Go(object o) { var made = new int[3]; « ⇒ if (made == null) return 4; » made[1] = 3; return made.Length; }", "")]
    public void What_cannot_be_makes_no_difference(string member, string helper) => Assert.Equal("", Said(member, helper));

    [Theory]
    [InlineData("object? Go<T>(T o) => o is null ? « 1 ⇒ 2 » : o;", "where o is null")]
    [InlineData("object? Go<T>(T o) { if (o is null) return « kept ⇒ null »; return o; } object? kept = new();", "where o is null")]
    [InlineData("int Go(bool a, bool b) => a | b ? 3 : « 4 ⇒ 5 »;", "where a | b is false")]
    [InlineData("object? Go(int[]? o = null) { if (o == null) return « kept ⇒ null »; return o; } object? kept = new();",
        "where o is null")]
    [InlineData("object Go(object o) => o is string or int[] ? o : « 4 ⇒ 5 »;", "o is not an int[]")]
    public void What_is_no_number_is_not_said_to_be_0(string member, string where)
    {
        string said = Said(member, "");
        Assert.Contains(where, said, StringComparison.Ordinal);
        Assert.DoesNotContain("is 0", said, StringComparison.Ordinal);
        Assert.DoesNotContain("is not 0", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int[] all = new int[4]; public int Go(int i) « { if (i < 0 || i >= 4) return -1; return all[i]; } ⇒ => all[i & 3]; »",
        "at once where i is at least 4)")]
    [InlineData("string s = \"\"; public string Go(int i) { if (i < 3) return \"a\"; if (i > 7) return s; return « s + 1 ⇒ \"b\" »; }",
        "where i is 3 to 7")]
    public void What_was_tested_twice_is_said_once(string member, string where) =>
        Assert.Contains(where, Number(member), StringComparison.Ordinal);

    /// <summary>What is joined may be that answer, and what is worked out another way the same.</summary>
    [Theory]
    [InlineData("string Go(int i) => « \"\" ⇒ Prefix » + Name(i); static string? Name(int i) => null; static string Prefix => \"\";",
        "at once")]
    [InlineData("int Go(int i) { int n = 0, all = 0; « while (n++ < i) all += 2; ⇒ for (; n < i; n++) all += 2; » return all; }",
        "now returns")]
    [InlineData("string Go(int i) { « return new[] { \"bb\", \"cc\" }.OrderBy(x => x).First(); ⇒ "
        + "var all = new List<string> { \"bb\", \"cc\" }; return all.OrderBy(x => x).First(); » }", "now uses")]
    public void What_may_be_the_same_is_not_said_to_be_another(string member, string not) =>
        Assert.DoesNotContain(not, Number(member), StringComparison.Ordinal);

    [Theory]
    [InlineData("int Go(int i) => « i - 1 ⇒ (i - 1) * (i + 1) »;", "now returns (i - 1) * (i + 1)")]
    [InlineData("int Go(int i) => Math.Abs(« i ⇒ 7 - (i - i * 3) »);", "with 7 - (i - i * 3) (was i)")]
    [InlineData("int Go(int i) => Math.Abs(« i ⇒ i + 4 + i * 3 »);", "with i + 4 + i * 3 (was i)")]
    public void Parentheses_are_said_where_they_decide(string member, string said) =>
        Assert.Contains(said, Number(member), StringComparison.Ordinal);

    [Fact]
    public void What_one_constructor_leaves_another_may_set_again() => Assert.DoesNotContain("sets Person.Last", string.Join("\n",
        new Triple("", Told.Nothing, "public record Person(string First«, string Last ⇒ ») { « ⇒ public Person(string First, string Last) "
            + ": this(First) { this.Last = Last; } public string Last { get; init; } = \"\"; » }",
            "Console.WriteLine(new Person(\"a\", \"b\"));").Judge().Findings.Select(x => x.Message)), StringComparison.Ordinal);

    private static string Number(string member) => string.Join("\n",
        new Triple("", Told.Nothing, "public class A { public " + member + " }", "Console.WriteLine(new A().Go(5));")
            .Judge().Findings.Select(x => x.Message));

    [Fact]
    public void A_default_is_compared_with_by_no_name() => Assert.DoesNotContain("default is", Said(
        "int Go<T>(T o) => EqualityComparer<T>.Default.Equals(o, default!) ? 3 : default(T) is null ? « 4 ⇒ 5 » : 6;", ""),
        StringComparison.Ordinal);

    private static string Said(string member, string helper)
    {
        string arguments = member.Contains("bool a") ? "true, false" : member.Contains("int[]? o") ? "" : "\"x\"";
        if (helper.Length > 0) helper = "« ⇒ " + helper + "»";
        return string.Join("\n", new Triple("", Told.Nothing, "public class A { public " + member + " }" + helper,
            $"Console.WriteLine(new A().Go({arguments}));").Judge().Findings.Select(x => x.Message));
    }
}
