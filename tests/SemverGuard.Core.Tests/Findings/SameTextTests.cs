using SemverGuard.Findings;

namespace SemverGuard.FindingsTests;

/// <summary>One text at one place is told once, whichever of several overloads it is about.</summary>
public sealed class SameTextTests
{
    [Fact]
    public void Overloads_that_do_the_same_otherwise()
    {
        const string Base = "public class A { public virtual long N(long x) => x; public virtual int N(int x) => x; } ",
            Of = "public static class Make { public static A It() => new B(); }";
        var check = new Bumped { ComparesBehavior = true }.Package("Lib",
            Base + "public class B : A { } " + Of,
            Base + "public class B : A { public override long N(long x) => x + x; public override int N(int x) => x + x; } " + Of)
            .Check("""
                public static class Program
                {
                    public static long Run()
                    {
                        var it = Make.It(); return it.N(1L) + it.N(1);
                    }
                }
                """);
        Assert.NotEmpty(check.Report.Findings);
        Assert.Distinct(check.Report.Findings.Select(x => (x.Id, x.Message, Sites: string.Join(" ", x.Sites))));
        Assert.Single(check.Report.Findings, x => x.Id == "SG4018");
    }
}
