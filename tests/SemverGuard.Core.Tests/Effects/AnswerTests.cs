using SemverGuard.Findings;
using SemverGuard.Rules;

namespace SemverGuard.Effects;

/// <summary>Which of two overrides runs, and whether one that the project has runs at all.</summary>
public sealed class AnswerTests
{
    private const string Base = "public class A { public virtual string N() => \"A\"; }";

    [Theory]
    [InlineData("public class B : A { public override string N() => \"B\"; }", "public class B : A { }", "new B().N()", "now runs for B in place of B.N")]
    [InlineData("public class B : A { }", "public class B : A { public override string N() => \"B\"; }", "((A)new B()).N()", "now runs in place of A.N")]
    [InlineData("public class B : A { }", "public class M : A { public override string N() => \"M\"; } public class B : M { }", "new B().N()", "now runs for B in place of A.N")]
    [InlineData("public class B { }", "public class B { public override string ToString() => \"B\"; }", "new B().ToString()", "now runs in place of object.ToString")]
    [InlineData("public class B { public override string ToString() => \"B\"; }", "public class B { }", "new B().ToString()", "now runs object.ToString (was B.ToString)")]
    [InlineData("public struct B { public override string ToString() => \"B\"; }", "public struct B { }", "new B().ToString()", "(was B.ToString)")]
    public void Another_override_is_told(string before, string after, string expression, string words)
    {
        var finding = Assert.Single(Check(before, after, expression).Findings, x => x.Id == "SG4018");
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
        Assert.Equal(Severity.Info, finding.Severity);
    }

    [Theory]
    [InlineData("public class B : A { public override string N() => base.N(); }", "public class B : A { }", "new B().N()")]
    [InlineData("public class B : A { }", "public class B : A { public override string N() => base.N(); }", "new B().N()")]
    [InlineData("public class B : A { public override string N() => \"B\"; }", "public class M : A { public override string N() => \"B\"; } public class B : M { }", "new B().N()")]
    [InlineData("public class B : A { public override string N() => \"B\"; }", "public class B : A { }", "new A().N()")]
    public void The_same_work_and_what_is_not_reached_are_silent(string before, string after, string expression) =>
        Assert.DoesNotContain(Check(before, after, expression).Findings, x => x.Id is "SG4018" or "SG3007");

    [Theory]
    [InlineData("public class J { public virtual int F() => 1; public int Run() => F(); }", "public class J { public int F() => 1; public int Run() => F(); }", "has made 'J.F()' non-virtual, so 'Mine.F()' is no longer called")]
    [InlineData("public class K { public virtual int F() => 1; public int Run() => F(); } public class J : K { }", "public class K { public virtual int F() => 1; public int Run() => F(); } public class J : K { public new virtual int F() => 3; }", "calls 'K.F()' where it called 'Mine.F()'")]
    [InlineData("public class J { public virtual int F() => 1; public int Run() => F(); }", "public class J { public virtual long F() => 1; public int Run() => (int)F(); }", "has another signature of 'J.F()'")]
    public void An_override_that_is_lost_is_told(string before, string after, string words)
    {
        var report = Upgraded.Check(before, after, "public static class P { public static int Main() => new Mine().Run(); } public class Mine : J { public override int F() => 2; }");
        Assert.Contains(report.Findings, x => x.Impact.HasFlag(Impact.Behavior) && x.Severity == Severity.Warning && (x.Message.Contains(words, StringComparison.Ordinal) || x.Message.Contains("the old build no longer calls its override", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("public class J { public virtual int F() => 1; public int Run() => F(); }", "public class K { public virtual int F() => 1; } public class J : K { public int Run() => F(); }")]
    [InlineData("public class J { public virtual int F() => 1; public int Run() => F(); }", "public class J { public virtual int F() => 1; public virtual int G() => 1; public int Run() => F(); }")]
    public void An_override_that_is_still_called_is_not(string before, string after)
    {
        var report = Upgraded.Check(before, after, "public static class P { public static int Main() => new Mine().Run(); } public class Mine : J { public override int F() => 2; }");
        Assert.DoesNotContain(report.Findings, x => x.Severity == Severity.Warning || x.Id == "SG4018");
    }

    private static GuardReport Check(string before, string after, string expression) =>
        Upgraded.Check(Base + before, Base + after, $"public static class P {{ public static string Main() => {expression}; }}");
}
