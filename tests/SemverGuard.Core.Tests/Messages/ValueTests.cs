using SemverGuard.Effects;
using SemverGuard.FindingsTests;

namespace SemverGuard.Messages;

/// <summary>Values are told by the names that a person gave them.</summary>
public sealed class ValueTests
{
    [Theory]
    [InlineData("ApiVersion", "ApiVersion.V2", "ApiVersion.V3", "version = ApiVersion.V3 (was ApiVersion.V2)")]
    [InlineData("ApiVersion?", "ApiVersion.V2", "ApiVersion.V3", "version = ApiVersion.V3 (was ApiVersion.V2)")]
    [InlineData("System.DayOfWeek", "System.DayOfWeek.Monday", "System.DayOfWeek.Friday",
        "version = DayOfWeek.Friday (was DayOfWeek.Monday)")]
    [InlineData("Other.Level", "Other.Level.Low", "Other.Level.High", "version = Level.High (was Level.Low)")]
    [InlineData("System.Base64FormattingOptions", "(System.Base64FormattingOptions)7", "System.Base64FormattingOptions.None",
        "version = Base64FormattingOptions.None (was 7)")]
    [InlineData("System.IO.FileShare", "System.IO.FileShare.Inheritable | System.IO.FileShare.Read",
        "System.IO.FileShare.Inheritable | System.IO.FileShare.Read | System.IO.FileShare.Delete", "version with FileShare.Delete added")]
    [InlineData("bool", "false", "true", "version = true (was false)")]
    public void An_omitted_argument_is_told_by_name(string type, string was, string now, string told)
    {
        var check = new Bumped().Staying("Other", "namespace Other; public enum Level { Low, High }")
            .Package("Lib", Library(was), Library(now))
            .Check("public static class Program { public static void Run() => Client.Send(\"a\"); }");
        var finding = Assert.Single(check.Report.Findings, x => x.Id == "SG2003");
        Assert.Contains(told, finding.Message, StringComparison.Ordinal);
        Assert.Contains("Client.Send", finding.Message, StringComparison.Ordinal);

        string Library(string value) =>
            $"public enum ApiVersion {{ V1 = 20, V2 = 28, V3 = 31 }} public static class Client {{ public static void Send(string text, {type} version = {value}) {{ }} }}";
    }

    /// <summary>A number that an enum has given to another name means what it meant then.</summary>
    [Fact]
    public void A_value_has_the_name_that_it_had()
    {
        var check = new Bumped().Package("Lib",
            "public enum Mode { Safe, Fast } public static class Client { public static void Send(string text, Mode mode = Mode.Fast) { } }",
            "public enum Mode { None, Safe, Fast } public static class Client { "
                + "public static void Send(string text, Mode mode = Mode.Fast) { } }")
            .Check("public static class Program { public static void Run() => Client.Send(\"a\"); }");
        Assert.DoesNotContain(check.Report.Findings, x => x.Message.Contains("was Mode.Safe", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("decimal", "0.19m", "0.21m", "Rates.Vat = 0.21m (was 0.19m)")]
    [InlineData("System.DayOfWeek", "System.DayOfWeek.Monday", "System.DayOfWeek.Friday",
        "Rates.Vat = DayOfWeek.Friday (was DayOfWeek.Monday)")]
    public void A_constant_is_told_by_name(string type, string was, string now, string told)
    {
        var check = new Bumped().Package("Lib", $"public static class Rates {{ public const {type} Vat = {was}; }}",
            $"public static class Rates {{ public const {type} Vat = {now}; }}")
            .Check("public static class Program { public static void Run() => System.Console.WriteLine(Rates.Vat); }");
        Assert.Contains(told, Assert.Single(check.Report.Findings, x => x.Id == "SG2001").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public class B { public System.Text.RegularExpressions.Regex Make() => new(\"a\", "
        + "(System.Text.RegularExpressions.RegexOptions)«552 ⇒ 553»); }", "new B().Make();", "RegexOptions.IgnoreCase added")]
    [InlineData("public class B { public System.Text.RegularExpressions.RegexOptions Options { get; set; "
        + "} = (System.Text.RegularExpressions.RegexOptions)«10 ⇒ 8»; }", "Console.WriteLine(new B().Options);",
        "RegexOptions.Multiline removed")]
    [InlineData("public class B { public DateTime Since { get; set; } = new DateTime(«638000000000000000 ⇒ 638396640000000000»); }",
        "Console.WriteLine(new B().Since);", "Since = DateTime 2024-01-01 (was DateTime 2022-09-2")]
    [InlineData("public class B { public TimeSpan Wait { get; set; } = new TimeSpan(«100000000 ⇒ 900000000»); }",
        "Console.WriteLine(new B().Wait);", "Wait = TimeSpan 00:01:30 (was TimeSpan 00:00:10)")]
    [InlineData("public class B { public decimal Vat { get; set; } = «0.19m ⇒ 0.21m»; }", "Console.WriteLine(new B().Vat);",
        "Vat = 0.21m (was 0.19m)")]
    public void What_a_package_sets_is_told_by_name(string library, string consumer, string told)
    {
        var report = new Triple("value", Told.Warning, library, consumer).Judge();
        Assert.Contains(report.Findings, x => x.Message.Contains(told, StringComparison.Ordinal));
    }
}
