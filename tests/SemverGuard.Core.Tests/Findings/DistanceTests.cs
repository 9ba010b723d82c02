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

    /// <summary>Upgraded too: through what stays as it was, nobody knows whether a way leads there.</summary>
    private static string Caller(int level, int version) =>
        $"public static class P{level} {{ public static int Connect() => P{level + 1}.Connect() + {level}; "
        + $"public static int Version() => {version}; }}";

    private static string Client(int level, string value) =>
        $"public class Options {{ public bool ChecksCertificates {{ get; set; }} = {value}; }} "
        + $"public static class P{level} {{ public static int Connect() => new Options().ChecksCertificates ? 1 : 0; }}";
}
