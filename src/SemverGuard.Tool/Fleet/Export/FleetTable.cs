using System.Globalization;
using SemverGuard.Baselines;

namespace SemverGuard.Tool.Fleet.Export;

/// <summary>A table of the fleet: rows begin with whose they are.</summary>
internal abstract class FleetTable : IDisposable
{
    private readonly ValueColumn<int> schema = new("schema_version");
    private readonly TextColumn service = new("service"), project = new("project"), framework = new("framework");
    private readonly ParquetTable file;

    protected FleetTable(string folder, string name, params ParquetColumn[] columns)
    {
        var metadata = new Dictionary<string, string>
        {
            ["semverguard.table"] = name,
            ["semverguard.schema_version"] = FleetTables.Version.ToString(CultureInfo.InvariantCulture),
        };
        file = new ParquetTable(Path.Combine(folder, name + ".parquet"), metadata, [schema, service, project, framework, .. columns]);
    }

    /// <returns>The number of rows.</returns>
    public int Finish()
    {
        file.Finish();
        return file.Rows;
    }

    public void Dispose() => file.Dispose();

    /// <summary>To be called when the other columns have their values.</summary>
    protected void EndRow(FleetBaseline from)
    {
        schema.Add(FleetTables.Version);
        service.Add(from.Service);
        project.Add(from.Baseline.Project);
        framework.Add(from.Baseline.Framework);
        file.EndRow();
    }
}

internal sealed class PackagesTable : FleetTable
{
    private readonly TextColumn package, version, via;
    private readonly ValueColumn<bool> direct;
    private readonly ValueColumn<int> symbols;

    public PackagesTable(string folder) : this(folder, new("package"), new("version"), new("direct"), new("via"), new("symbols"))
    {
    }

    private PackagesTable(
        string folder, TextColumn package, TextColumn version, ValueColumn<bool> direct, TextColumn via, ValueColumn<int> symbols)
        : base(folder, "packages", package, version, direct, via, symbols) =>
        (this.package, this.version, this.direct, this.via, this.symbols) = (package, version, direct, via, symbols);

    /// <param name="used">How many symbols of it are.</param>
    public void Add(FleetBaseline from, BaselinePackage one, int used)
    {
        package.Add(one.Id);
        version.Add(one.Version);
        direct.Add(one.IsDirect);
        via.Add(string.Join(";", one.Via));
        symbols.Add(used);
        EndRow(from);
    }
}

internal sealed class UsesTable : FleetTable
{
    private readonly TextColumn package, version, assembly, symbol, uses;

    public UsesTable(string folder) : this(folder, new("package"), new("version"), new("assembly"), new("symbol"), new("uses"))
    {
    }

    private UsesTable(string folder, TextColumn package, TextColumn version, TextColumn assembly, TextColumn symbol, TextColumn uses)
        : base(folder, "uses", package, version, assembly, symbol, uses) =>
        (this.package, this.version, this.assembly, this.symbol, this.uses) = (package, version, assembly, symbol, uses);

    /// <returns>How many symbols of the package are used.</returns>
    public int Add(FleetBaseline from, BaselinePackage one)
    {
        int count = 0;
        foreach (var (home, used) in FleetBaseline.Used(one))
        {
            count++;
            package.Add(one.Id);
            version.Add(one.Version);
            assembly.Add(home.Name);
            symbol.Add(used.Id);
            uses.Add(string.Join(",", Uses.UseExtensions.Words(used.Uses)));
            EndRow(from);
        }
        return count;
    }
}

internal sealed class FindingsTable : FleetTable
{
    private readonly TextColumn rule, symbol, package, before, after, reason;

    public FindingsTable(string folder)
        : this(folder, new("rule"), new("symbol"), new("package"), new("version_before"), new("version_after"), new("reason"))
    {
    }

    private FindingsTable(
        string folder, TextColumn rule, TextColumn symbol, TextColumn package, TextColumn before, TextColumn after, TextColumn reason)
        : base(folder, "findings", rule, symbol, package, before, after, reason) =>
        (this.rule, this.symbol, this.package, this.before, this.after, this.reason) = (rule, symbol, package, before, after, reason);

    public void Add(FleetBaseline from, AcceptedFinding finding)
    {
        rule.Add(finding.Rule);
        symbol.Add(finding.Symbol);
        package.Add(finding.Package);
        before.Add(finding.Before);
        after.Add(finding.After);
        reason.Add(finding.Reason);
        EndRow(from);
    }
}
