using SemverGuard.Findings;

namespace SemverGuard.Effects;

/// <summary>The defaults of options in both versions: what is worked out, and what is the same by another route.</summary>
public sealed class OptionSheetTests
{
    [Theory]
    [InlineData("public int P { get; set; } = 1;", "public int P { get; set; } = 2;", "1 -> 2")]
    [InlineData("public int P { get; set; }", "public int P { get; set; } = 2;", "0 -> 2")]
    [InlineData("public bool P { get; set; } = true;", "public bool P { get; set; }", "true -> false")]
    [InlineData("public int? P { get; set; }",
        "private int? p; private bool isSet; public int? P { get => isSet ? p : 64; set { p = value; isSet = true; } }", "null -> 64")]
    [InlineData("public int? P { get; set; }", "private int? p; public int? P { get => p ?? 64; set => p = value; }", "null -> 64")]
    [InlineData("public string P { get; set; } = \"a\";", "private string? p; public string P { get => p ?? \"b\"; set => p = value; }",
        "\"a\" -> \"b\"")]
    [InlineData("public DayOfWeek P { get; set; }", "public DayOfWeek P { get; set; } = DayOfWeek.Friday;",
        "DayOfWeek.Sunday -> DayOfWeek.Friday")]
    [InlineData("public TimeSpan P { get; set; } = TimeSpan.FromSeconds(10);", "public TimeSpan P { get; set; } = Defaults.Timeout;",
        "TimeSpan.FromSeconds(10) -> TimeSpan.FromSeconds(60)")]
    [InlineData("public TimeSpan P { get; set; }", "public TimeSpan P { get; set; } = TimeSpan.FromSeconds(60);",
        "TimeSpan.Zero -> TimeSpan.FromSeconds(60)")]
    [InlineData("public int P { get; set; } = 1;",
        "public int P { get; set; } public Options() : this(7) { } private Options(int p) { P = p; }", "1 -> 7")]
    [InlineData("public int P { get; set; } = 1;",
        "public int P { get; set; } public Options() { Initialise(3); } private void Initialise(int x) { P = x * 2; }", "1 -> 6")]
    [InlineData("public int P { get; set; } = 1;", "public int P { get => 5; set { } }", "1 -> 5")]
    [InlineData("public int P { get; set; } = 1;", "public int P { get; set; } = Default(); private static int Default() => 9;", "1 -> 9")]
    [InlineData("public StringComparer? P { get; set; }", "public StringComparer? P { get; set; } = StringComparer.Ordinal;",
        "null -> StringComparer.Ordinal")]
    [InlineData("public List<int>? P { get; set; }", "public List<int>? P { get; set; } = new();", "null -> new List()")]
    [InlineData("public int P { get; set; } = 4;", "public int P { get; set; } = Environment.ProcessorCount * 2;", "4 -> computed")]
    [InlineData("public int P { get; set; } = 4;", "public int P { get; set; } = Environment.ProcessorCount;",
        "4 -> Environment.ProcessorCount")]
    [InlineData("public int P { get; set; } = Environment.ProcessorCount * 2;",
        "public int P { get; set; } = Environment.ProcessorCount * 3;", "computed -> computed in another way")]
    [InlineData("public double P { get; set; } = 0.5;", "public double P { get; set; } = 1.5;", "0.5d -> 1.5d")]
    [InlineData("public decimal P { get; set; }", "public decimal P { get; set; } = 3m;", "default(decimal) -> 3m")]
    public void A_default_that_changed(string before, string after, string expected)
    {
        var row = Assert.Single(Assert.Single(Check(Options(before), Options(after)).Sheets).Changed);
        Assert.Equal(("P", expected), (row.Member, row.Before + " -> " + row.After));
    }

    [Theory]
    [InlineData("public int P { get; set; } = 3;", "public int P { get; set; } = Defaults.Count;")]
    [InlineData("public int P { get; set; } = 3;", "public int P { get; set; } = Defaults.Limit;")]
    [InlineData("public int P { get; set; } = 3;", "public int P { get; set; } public Options() { P = 3; }")]
    [InlineData("public int P { get; set; } = 3;", "private int p = 3; public int P { get { return p; } set { p = value; } }")]
    [InlineData("public int P { get; set; } = 3;", "private int? p; public int P { get => p ?? 3; set => p = value; }")]
    [InlineData("public int P { get; set; } = 3;", "private int p; public int P { get => p == 0 ? 3 : p; set => p = value; }")]
    [InlineData("public long? P { get; set; }",
        "private long p = -1; public long? P { get => p >= 0 ? p : null; set => p = value ?? -1; }")]
    [InlineData("public long? P { get; set; }",
        "private long p = -1; public long? P { get { if (p < 0) return null; return p; } set => p = value ?? -1; }")]
    [InlineData("public bool P { get; set; } = true;", "private bool isOff; public bool P { get => !isOff; set => isOff = !value; }")]
    [InlineData("public TimeSpan P { get; set; } = TimeSpan.FromMinutes(1);", "public TimeSpan P { get; set; } = new TimeSpan(0, 1, 0);")]
    [InlineData("public TimeSpan P { get; set; } = TimeSpan.FromMinutes(1);", "public TimeSpan P { get; set; } = Defaults.Timeout;")]
    [InlineData("public int P { get; set; }", "public int P { get; set; } = 0;")]
    [InlineData("private string p = \"\"; public string P { get => p; set => p = value ?? \"\"; }",
        "public string P { get; set => field = value ?? \"\"; } = \"\";")]
    [InlineData("private string p; public Options() { p = \"\"; } public string P { get => p; set => p = value ?? \"\"; }",
        "public Options() { P = \"\"; } public string P { get; set => field = value ?? \"\"; }")]
    [InlineData("private string p; public Options() : this(null) { } public Options(string? x) { p = x ?? \"\"; "
        + "} public string P { get => p; set => p = value ?? \"\"; }",
        "public Options() : this(null) { } public Options(string? x) { P = x ?? \"\"; } public string P { get; "
            + "set => field = value ?? \"\"; }")]
    [InlineData("private string p; public Options() { p = \"\"; } public virtual string P { get => p; set => p = value ?? \"\"; }",
        "public Options() { P = \"\"; } public virtual string P { get; set => field = value ?? \"\"; }")]
    [InlineData("public string? P { get; set; }", "public string? P { get; set; } = null;")]
    [InlineData("public List<int> P { get; set; } = new List<int>();",
        "private List<int>? p; public List<int> P { get => p ??= new(); set => p = value; }")]
    [InlineData("public Func<int, int> P { get; set; } = x => x + 1;", "public Func<int, int> P { get; set; } = x => x + 2;")]
    [InlineData("public string P { get; set; } = \"lib/1.0.3\";", "public string P { get; set; } = \"lib/1.0.4\";")]
    [InlineData("public int P { get; set; } = 3;", "public int P { get; set; } = 3; public int Q { get; set; } = 8;")]
    public void The_same_default_by_another_route(string before, string after)
    {
        foreach (var (was, now) in new[] { (before, after), (after, before) })
        {
            var report = Check(Options(was), Options(now));
            Assert.Empty(report.Sheets);
            Assert.DoesNotContain(report.Findings, x => x.Id == "SG4001");
        }
    }

    /// <summary>The compiler names the declaration that is overridden, and the override runs.</summary>
    [Theory]
    [InlineData("string p; public Options() { p = \"a\"; } public override string SourceColumn { get => p; set => p = value ?? \"\"; }",
        "public Options() { SourceColumn = \"a\"; } public override string SourceColumn { get; set => field = value ?? \"\"; }", "")]
    [InlineData("string p; public Options() { p = \"a\"; } public override string SourceColumn { get => p; set => p = value ?? \"\"; }",
        "public Options() { SourceColumn = \"b\"; } public override string SourceColumn { get; set => field = value ?? \"\"; }",
        "\"b\" (was \"a\")")]
    [InlineData("public Options() { SourceColumn = \"a\"; } public override string SourceColumn { get; set; }",
        "public Options() { SourceColumn = \"b\"; } public override string SourceColumn { get; set; }", "\"b\" (was \"a\")")]
    [InlineData("string p; public Options(string? x = null) { p = x ?? \"\"; } public override string SourceColumn { get => p; "
        + "set => p = value ?? \"\"; }",
        "public Options(string? x = null) { SourceColumn = x ?? \"\"; } public override string SourceColumn { get; "
            + "set => field = value ?? \"\"; }", "")]
    public void An_overridden_setter_of_the_framework_sets_what_its_override_does(string before, string after, string expected)
    {
        var findings = Check(Parameter(before), Parameter(after)).Findings.Where(x => x.Id == "SG4001");
        if (expected.Length == 0) Assert.Empty(findings);
        else Assert.Contains(expected, Assert.Single(findings).Message);

        static string Parameter(string members) => $$"""
            public class Options : System.Data.Common.DbParameter
            {
                {{members}}
                public override System.Data.DbType DbType { get; set; }
                public override System.Data.ParameterDirection Direction { get; set; }
                public override bool IsNullable { get; set; }
                public override string ParameterName { get; set; } = "";
                public override int Size { get; set; }
                public override bool SourceColumnNullMapping { get; set; }
                public override object? Value { get; set; }
                public override void ResetDbType() { }
            }
            """;
    }

    [Fact]
    public void A_default_that_moved_to_the_base_class_is_the_same()
    {
        var report = Check(
            "public class Base { public int P { get; set; } } public class Options : Base { public Options() { P = 3; } }",
            "public class Base { public int P { get; set; } = 3; } public class Options : Base { }");
        Assert.Empty(report.Sheets);
        Assert.DoesNotContain(report.Findings, x => x.Id == "SG4001");
    }

    [Theory]
    [InlineData("public class Base { public int P { get; set; } = 3; } public class Options : Base { }",
        "public class Base { public int P { get; set; } = 5; } public class Options : Base { }", "now sets P = 5 (was 3)")]
    [InlineData("public class Base { public int P { get; set; } } public class Options : Base { public Options() { P = 3; } }",
        "public class Base { public int P { get; set; } = 5; } public class Options : Base { }", "now begins with P = 5 (was 3)")]
    [InlineData("public class Options { public int P { get; set; } = 3; }", "public class Options { public int P { get; set; } = 5; }",
        "now sets P = 5 (was 3)")]
    [InlineData("public class Options { public int P { get; set; } = 3; }",
        "public class Options { int? p; public int P { get => p ?? 5; set => p = value; } }", "now begins with P = 5 (was 3)")]
    [InlineData("public class Options { public int P { get => 3; set { } } }",
        "public class Options { public int P { get => 5; set { } } }", "now begins with P = 5 (was 3)")]
    public void One_default_is_one_finding(string before, string after, string expected)
    {
        var report = Check(before, after);
        var finding = Assert.Single(report.Findings, x => x.Id == "SG4001");
        Assert.Contains(expected, finding.Message, StringComparison.Ordinal);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.NotEmpty(finding.Sites);
    }

    /// <summary>What is worked out may come to the same: it is in the sheet, for who wants to know.</summary>
    [Theory]
    [InlineData("public List<int> P { get; set; } = new();",
        "public List<int> P { get; set; } = Made(); static List<int> Made() => Environment.ProcessorCount > 1 ? new List<int>() : null!;")]
    [InlineData("public bool P { get; set; } = true;", "public bool P { get; set; } = Environment.ProcessorCount > 4;")]
    public void A_default_that_is_computed_is_no_finding(string before, string after)
    {
        foreach (var (was, now) in new[] { (before, after), (after, before) })
        {
            var report = Check(Options(was), Options(now));
            Assert.Contains(Assert.Single(report.Sheets).Changed, x => x.Member == "P");
            Assert.DoesNotContain(report.Findings, x => x.Id == "SG4001");
        }
    }

    [Theory]
    [InlineData("class App { static void Add<T>(System.Action<T> set) { } static void Run() => Add<Options>(o => o.ToString()); }")]
    [InlineData("class App { static void Configure<T>() { } static void Run() => Configure<Options>(); }")]
    [InlineData("class Mine : Options { } class App { static void Run() => new Mine(); }")]
    public void Options_are_bound_configured_and_derived_from(string consumer) =>
        Assert.Single(Check(Options("int? p; public int P { get => p ?? 3; set => p = value; }"),
            Options("int? p; public int P { get => p ?? 4; set => p = value; }"), consumer).Sheets);

    [Fact]
    public void What_the_project_sets_is_in_the_sheet_and_no_finding()
    {
        var report = Check(Options("public int P { get; set; } = 1;"), Options("public int P { get; set; } = 2;"),
            "class App { static void Run() => new Options { P = 1 }.ToString(); }");
        Assert.True(Assert.Single(Assert.Single(report.Sheets).Changed).IsSet);
        Assert.DoesNotContain(report.Findings, x => x.Id == "SG4001");
    }

    [Fact]
    public void Options_in_options_have_a_sheet_of_their_own()
    {
        const string Outer = "public class Options { public Retry Retry { get; } = new Retry(); public int P { get; set; } } ";
        var report = Check(Outer + "public class Retry { internal Retry() { } public int Most { get; set; } = 3; }",
            Outer + "public class Retry { internal Retry() { } public int Most { get; set; } = 5; }");
        Assert.Equal("T:Retry", Assert.Single(report.Sheets).Type);
    }

    /// <summary>The project sets a property of the base class, on an object whose own constructor had set the other one before.</summary>
    [Fact]
    public void What_a_base_class_begins_with_is_nothing_where_the_derived_one_sets_it()
    {
        const string Target = "public class Memory : Options { public Memory() { P = true; } } ";
        var report = Check(Target + Options("public bool P { get; set; } public string Layout { get; set; }"),
            Target + Options("public bool P { get; set; } = true; public string Layout { get; set; }"),
            "class App { static object Run() => new Memory { Layout = \"a\" }; }");
        Assert.Empty(report.Sheets.SelectMany(x => x.Changed));
        Assert.DoesNotContain(report.Findings, x => x.Id == "SG4001" && x.Severity >= Severity.Warning);
    }

    [Fact]
    public void Another_constructor_speaks_for_itself()
    {
        var report = Check(
            "public class Options { public int P { get; set; } public Options() { P = 1; } public Options(string s) { P = 2; } }",
            "public class Options { public int P { get; set; } public Options() { P = 1; } public Options(string s) { P = 3; } }",
            "class App { static object Run() => new Options(\"a\"); }");
        Assert.Contains("`Options..ctor` now sets P = 3 (was 2)", Assert.Single(report.Findings, x => x.Id == "SG4001").Message,
            StringComparison.Ordinal);
        Assert.Empty(report.Sheets);
    }

    [Fact]
    public void Bodies_that_call_each_other_end()
    {
        const string Circle = "int A() => B(); int B() => A(); public int Q { get => P; set => P = value; } ";
        Assert.Single(Assert.Single(Check(Options(Circle + "public int P { get; set; }"),
            Options(Circle + "public int P { get => Q + A(); set { } }")).Sheets).Changed, x => x.Member == "P" && x.After == "computed");
    }

    [Fact]
    public void Another_class_implements_a_default_and_that_is_told_quietly()
    {
        var report = Check(Options("public IList<int> P { get; set; } = new List<int>();"),
            Options("public IList<int> P { get; set; } = new System.Collections.ObjectModel.Collection<int>();"));
        Assert.Equal(Severity.Info, Assert.Single(report.Findings, x => x.Id == "SG4001").Severity);
    }

    private static string Options(string members) =>
        $"public class Options {{ {members} }} static class Defaults {{ public const int Count = 3; "
            + $"public static readonly int Limit = 3; public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60); }}";

    private static GuardReport Check(string before, string after, string consumer =
        "class App { static object Run() => new Options(); }") => Upgraded.Check(before, after, consumer);
}
