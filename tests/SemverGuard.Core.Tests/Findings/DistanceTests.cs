using SemverGuard.Effects;
using SemverGuard.Findings;

namespace SemverGuard.FindingsTests;

/// <summary>How far inside the packages a default still concerns who never set it.</summary>
public sealed class DistanceTests
{
    [Theory]
    [InlineData(1, Severity.Warning)]
    [InlineData(4, Severity.Warning)]
    [InlineData(5, Severity.Info)]
    public void Options_that_packages_make_for_each_other(int assemblies, Severity severity)
    {
        var bumped = new Bumped { ComparesBehavior = true };
        for (int level = assemblies; level >= 1; level--)
        {
            bumped = level == assemblies
                ? bumped.Package("P" + level, Client(level, "true"), Client(level, "false"))
                : bumped.Package("P" + level, Caller(level, 1), Caller(level, 2));
        }
        var check = bumped.Check("public static class Program { public static int Main() => P1.Connect(); }");
        var told = Assert.Single(check.Report.Findings, x => x.Id == "SG4001");
        Assert.Equal(severity, told.Severity);
        Assert.Equal(assemblies + 2, told.Trace.Count);
    }

    /// <summary>Of what only came, only its nearest callers are told loudly: further inside it is part of a larger change.</summary>
    [Theory]
    [InlineData(1, "return 1;", Compares, "SG4013", Severity.Warning)]
    [InlineData(2, "return 1;", Compares, "SG4013", Severity.Info)]
    [InlineData(3, "return 1;", "throw new Refused();", "SG4003", Severity.Warning)]
    [InlineData(5, "return 1;", "throw new Refused();", "SG4003", Severity.Info)]
    [InlineData(3, "return DateTime.Now.Hour;", "return DateTime.UtcNow.Hour;", "SG4013", Severity.Warning)]
    [InlineData(5, "return DateTime.Now.Hour;", "return DateTime.UtcNow.Hour;", "SG4013", Severity.Info)]
    [InlineData(3, "return 1;", "System.Console.WriteLine(); return 1;", "SG4007", Severity.Warning)]
    public void What_the_package_does_further_inside(int calls, string was, string now, string id, Severity severity)
    {
        const string App = "class App { static void Main() => Console.WriteLine(A.M0()); }";
        var found = Upgraded.Check(Nested(calls, was), Nested(calls, now), App).Findings;
        Assert.Equal(severity, Assert.Single(found, x => x.Id == id).Severity);
    }

    private const string Compares = "return StringComparer.CurrentCultureIgnoreCase.GetHashCode(\"a\");";

    private static string Nested(int calls, string body) =>
        "public class Refused : Exception { } public static class A { "
        + string.Concat(Enumerable.Range(0, calls).Select(x => $"public static int M{x}() => M{x + 1}(); "))
        + $"public static int M{calls}() {{ {body} }} }}";

    /// <summary>Upgraded too: through what stays as it was, nobody knows whether a way leads there.</summary>
    private static string Caller(int level, int version) =>
        $"public static class P{level} {{ public static int Connect() => P{level + 1}.Connect() + {level}; "
        + $"public static int Version() => {version}; }}";

    private static string Client(int level, string value) =>
        $"public class Options {{ public bool ChecksCertificates {{ get; set; }} = {value}; }} "
        + $"public static class P{level} {{ public static int Connect() => new Options().ChecksCertificates ? 1 : 0; }}";
}
