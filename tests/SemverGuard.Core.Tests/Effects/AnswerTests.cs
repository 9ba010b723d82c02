using SemverGuard.Findings;
using SemverGuard.Rules;

namespace SemverGuard.Effects;

/// <summary>Which of two overrides runs, and whether one that the project has runs at all.</summary>
public sealed class AnswerTests
{
    private const string Base = "public class A { public virtual string N() => \"A\"; }";

    [Theory]
    [InlineData("public class B : A { public override string N() => \"B\"; }", "public class B : A { }", "new B().N()",
        "now runs for B in place of B.N")]
    [InlineData("public class B : A { }", "public class B : A { public override string N() => \"B\"; }", "((A)new B()).N()",
        "now runs in place of A.N")]
    [InlineData("public class B : A { }", "public class M : A { public override string N() => \"M\"; } public class B : M { }",
        "new B().N()", "now runs for B in place of A.N")]
    [InlineData("public class B { }", "public class B { public override string ToString() => \"B\"; }", "new B().ToString()",
        "now runs in place of object.ToString")]
    [InlineData("public class B { public override string ToString() => \"B\"; }", "public class B { }", "new B().ToString()",
        "now runs object.ToString (was B.ToString)")]
    [InlineData("public struct B { public override string ToString() => \"B\"; }", "public struct B { }", "new B().ToString()",
        "(was B.ToString)")]
    [InlineData("public class M<T> : A { public override string N() => \"M\"; } public class B : M<int> { }",
        "public class M<T> : A { } public class M<T, U> : A { public override string N() => \"M2\"; } public class B : M<int, int> { }",
        "new B().N()", "now runs for B in place of M.N of the type of that name with 1 type parameter, which this has 2 of")]
    [InlineData("namespace One { public class M : A { public override string N() => \"M\"; } } public class B : One.M { }",
        "namespace Two { public class M : A { public override string N() => \"2\"; } } namespace One { public class M : A { } } "
            + "public class B : Two.M { }",
        "new B().N()", "now runs for B in place of M.N of One.M")]
    public void Another_override_is_told(string before, string after, string expression, string words)
    {
        var finding = Assert.Single(Check(before, after, expression).Findings, x => x.Id == "SG4018");
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
        Assert.Equal(Severity.Info, finding.Severity);
    }

    [Theory]
    [InlineData("public class B : A { public override string N() => base.N(); }", "public class B : A { }", "new B().N()")]
    [InlineData("public class B : A { }", "public class B : A { public override string N() => base.N(); }", "new B().N()")]
    [InlineData("public class B : A { public override string N() => \"B\"; }",
        "public class M : A { public override string N() => \"B\"; } public class B : M { }", "new B().N()")]
    [InlineData("public class B : A { public override string N() => \"B\"; }", "public class B : A { }", "new A().N()")]
    [InlineData("public class B : A { public override string N() => \"B\"; }", "public class B { public virtual string N() => \"B\"; }",
        "new B().N() + new A().N()")]
    public void The_same_work_and_what_is_not_reached_are_silent(string before, string after, string expression) =>
        Assert.DoesNotContain(Check(before, after, expression).Findings, x => x.Id is "SG4018" or "SG3007");

    [Theory]
    [InlineData("public class J { public virtual int F() => 1; public int Run() => F(); }",
        "public class J { public int F() => 1; public int Run() => F(); }",
        "has made 'J.F()' non-virtual, so 'Mine.F()' is no longer called")]
    [InlineData("public class K { public virtual int F() => 1; public int Run() => F(); } public class J : K { }",
        "public class K { public virtual int F() => 1; public int Run() => F(); } public class J : K { public new virtual int F() => 3; }",
        "calls 'K.F()' where it called 'Mine.F()'")]
    [InlineData("public class J { public virtual int F() => 1; public int Run() => F(); }",
        "public class J { public virtual long F() => 1; public int Run() => (int)F(); }", "has another signature of 'J.F()'")]
    public void An_override_that_is_lost_is_told(string before, string after, string words)
    {
        var report = Upgraded.Check(before, after,
            "public static class P { public static int Main() => new Mine().Run(); "
                + "} public class Mine : J { public override int F() => 2; }");
        Assert.Contains(report.Findings, x => x.Impact.HasFlag(Impact.Behavior) && x.Severity == Severity.Warning
            && (x.Message.Contains(words, StringComparison.Ordinal)
                || x.Message.Contains("the old build no longer calls its override", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("public class J { public virtual int F() => 1; public int Run() => F(); }",
        "public class K { public virtual int F() => 1; } public class J : K { public int Run() => F(); }")]
    [InlineData("public class J { public virtual int F() => 1; public int Run() => F(); }",
        "public class J { public virtual int F() => 1; public virtual int G() => 1; public int Run() => F(); }")]
    public void An_override_that_is_still_called_is_not(string before, string after)
    {
        var report = Upgraded.Check(before, after,
            "public static class P { public static int Main() => new Mine().Run(); "
                + "} public class Mine : J { public override int F() => 2; }");
        Assert.DoesNotContain(report.Findings, x => x.Severity == Severity.Warning || x.Id == "SG4018");
    }

    private const string Items = "public class Item { public System.Collections.IEnumerator Parts() => new object[0].GetEnumerator(); }\n";

    private const string Token =
        "public abstract class Token : IEnumerable<Item> { IEnumerator<Item> IEnumerable<Item>.GetEnumerator() { yield break; }"
        + " System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() { yield break; } }\n";

    private const string Own = "public IEnumerator<KeyValuePair<string, Item>> GetEnumerator() { yield return new(\"a\", new Item()); }";

    /// <summary>One instantiation of an interface is no override of another, in whichever order they stand.</summary>
    [Fact]
    public void Another_instantiation_of_an_interface_is_no_override()
    {
        string before = Items + Token + "public class Bag : Token, IEnumerable<KeyValuePair<string, Item>> { " + Own + " }";
        string after = Items + Token.Replace("Token : ", "Token : ILined, ", StringComparison.Ordinal) + "public interface ILined { }"
            + " public class Bag : Token, IBag { " + Own + " } public interface IBag : IEnumerable<KeyValuePair<string, Item>>, ILined { }";
        const string Consumer = "public static class P { public static int Main() => Enumerable.Count<Item>(new Bag()) + "
            + "Enumerable.First<KeyValuePair<string, Item>>(new Bag()).Key.Length; }";
        foreach (var (was, now) in new[] { (before, after), (after, before) })
            Assert.DoesNotContain(Upgraded.Check(was, now, Consumer).Findings, x => x.Id == "SG4018");
    }

    /// <summary>What has no text is not told as if it had one.</summary>
    [Theory]
    [InlineData("public class S : A { }", "public class S : A { public override string N() => \"\"; }", "it uses \"\" (was \"A\")")]
    [InlineData("public class S : L { }", "public class S : L { public override object? O() => 1; }", "now runs in place of L.O.")]
    [InlineData("public class S : L { }", "public class S : L { public override double D() => 0.5; }", "it uses 0.5d (was 2d)")]
    public void A_value_without_text_is_told_as_what_it_is(string before, string after, string words)
    {
        const string Library = "public class L { public virtual object? O() => null; public virtual double D() => 2; }\n";
        const string Consumer = "public static class P { public static string Main() => new S() is var s ? \"\" + s.Ask() : \"\"; }";
        const string Ask = "public static class Asks { public static object? Ask(this A a) => a.N(); "
            + "public static object? Ask(this L l) => l.O() ?? l.D(); }\n";
        var finding = Assert.Single(
            Upgraded.Check(Base + Library + Ask + before, Base + Library + Ask + after, Consumer).Findings, x => x.Id == "SG4018");
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
    }

    private static GuardReport Check(string before, string after, string expression) =>
        Upgraded.Check(Base + before, Base + after, $"public static class P {{ public static string Main() => {expression}; }}");
}
