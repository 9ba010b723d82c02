using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using SemverGuard.Compiling;

namespace SemverGuard.Tool;

/// <summary>The questions of docs/fleet.md, asked of the exported tables by another engine, which must say what the command says.</summary>
public sealed partial class FleetTableTests(FleetTableTests.Exported exported) : IClassFixture<FleetTableTests.Exported>
{
    private const int Services = 10_000;

    [Fact]
    public void Who_uses_a_member() =>
        Same(Sql(0), FleetRun.Of(exported.Fleet, "--uses", "Gamma.Client.Open", "--format", "json").Rows("service", "symbol").Distinct());

    [Fact]
    public void Who_is_on_which_version() =>
        Same(Sql(1), FleetRun.Of(exported.Fleet, "--format", "json").Rows("package", "version", "services"));

    [Fact]
    public void Who_would_be_hit()
    {
        var told = FleetRun.Of(exported.Fleet, "--package", "Newtonsoft.Json@13.0.3", "--format", "json").Json;
        Same(Sql(2),
            from row in told.GetProperty("rows").EnumerateArray()
            let symbols = row.GetProperty("symbols").GetArrayLength()
            where symbols > 0
            select $"{row.GetProperty("service")}|{row.GetProperty("framework")}|{row.GetProperty("version")}|{symbols}");
    }

    [Fact]
    public void Every_service_is_there() =>
        Assert.Equal([Services.ToString()], Query("SELECT count(DISTINCT service) FROM 'packages.parquet'"));

    [Fact]
    public void What_was_accepted() =>
        Assert.Equal(
            ["1|team0/service700|Service.csproj|net10.0|SG3001|T:Gamma.Client|Gamma|1.2.0|13.0.1|not called, see #700"],
            Query("SELECT * FROM 'findings.parquet' WHERE service = 'team0/service700' AND framework = 'net10.0'"));

    /// <summary>The columns are a contract, and the page has them.</summary>
    [Theory]
    [InlineData("packages", "package VARCHAR", "version VARCHAR", "direct BOOLEAN", "via VARCHAR", "symbols INTEGER")]
    [InlineData("uses", "package VARCHAR", "version VARCHAR", "assembly VARCHAR", "symbol VARCHAR", "uses VARCHAR")]
    [InlineData("findings", "rule VARCHAR", "symbol VARCHAR", "package VARCHAR",
        "version_before VARCHAR", "version_after VARCHAR", "reason VARCHAR")]
    public void A_table_has_these_columns(string table, params string[] own)
    {
        string[] columns = ["schema_version INTEGER", "service VARCHAR", "project VARCHAR", "framework VARCHAR", .. own];
        Assert.Equal(columns, Query($"SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM '{table}.parquet')"));
        Assert.Equal(["1"], Query($"SELECT DISTINCT schema_version FROM '{table}.parquet'"));
        Assert.Equal(
            ["semverguard.schema_version=1", "semverguard.table=" + table],
            Query($"""
                SELECT decode(key) || '=' || decode(value) FROM parquet_kv_metadata('{table}.parquet')
                WHERE decode(key) LIKE 'semverguard.%' ORDER BY 1
                """));
        string page = File.ReadAllText(Page);
        Assert.All(columns, x => Assert.Contains($"`{x.Split(' ')[0]}`", page, StringComparison.Ordinal));
    }

    private static string Page => Repository.PathOf("src", "SemverGuard", "docs", "fleet.md");

    private string[] Sql(int number) => Query(Block().Matches(File.ReadAllText(Page))[number].Groups[1].Value);

    private static void Same(IEnumerable<string> expected, IEnumerable<string> told)
    {
        string[] rows = [.. expected.Order(StringComparer.Ordinal)];
        Assert.NotEmpty(rows);
        Assert.Equal(rows, told.Order(StringComparer.Ordinal));
    }

    private string[] Query(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        // The page names the files as they are called where they lie.
        command.CommandText = Table().Replace(sql, $"'{exported.Tables}/$1.parquet'");
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(string.Join("|", Enumerable.Range(0, reader.FieldCount).Select(x => reader.GetValue(x))));
        return [.. rows];
    }

    [GeneratedRegex("```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"'(\w+)\.parquet'")]
    private static partial Regex Table();

    /// <summary>Ten thousand services, exported once for all questions.</summary>
    public sealed class Exported : IDisposable
    {
        private readonly TempFolder folder = new();

        public Exported()
        {
            GeneratedFleet.Write(Fleet, Services);
            Assert.Equal(ExitCode.Clean, FleetRun.Of("export", Tables, Fleet).ExitCode);
        }

        public string Fleet => folder.PathOf("fleet");

        public string Tables => folder.PathOf("tables").Replace('\\', '/');

        public void Dispose() => folder.Dispose();
    }
}
