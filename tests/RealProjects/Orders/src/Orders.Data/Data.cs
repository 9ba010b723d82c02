using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Orders.Domain;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Orders.Data;

public sealed class OrderContext(DbContextOptions<OrderContext> options) : DbContext(options), IOrders
{
    public DbSet<Order> Orders => Set<Order>();

    public void Add(Order order)
    {
        Orders.Add(order);
        SaveChanges();
    }

    public Task<List<Order>> Open() =>
        Orders.AsNoTracking().Where(x => x.State != OrderState.SentToCustomer).OrderBy(x => x.Placed).ToListAsync();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Order>(x =>
    {
        x.HasKey(y => y.Id);
        x.Property(y => y.State).HasConversion<string>().HasMaxLength(40);
        x.HasIndex(y => y.Customer);
    });
}

public sealed class Totals(string connection)
{
    public IReadOnlyList<(string Customer, decimal Total)> All()
    {
        using var database = new SqliteConnection(connection);
        return [.. database.Query<(string, decimal)>("select Customer, sum(Total) from Orders group by Customer order by 1")];
    }

    public int Clear(string customer)
    {
        using var database = new SqliteConnection(connection);
        return database.Execute("delete from Orders where Customer = @customer", new { customer });
    }
}

public static class OrderCsv
{
    private static readonly CsvConfiguration Configuration =
        new(CultureInfo.InvariantCulture) { Delimiter = ";", TrimOptions = TrimOptions.Trim };

    public static IReadOnlyList<Order> Read(TextReader reader)
    {
        using var csv = new CsvReader(reader, Configuration);
        csv.Context.RegisterClassMap<OrderMap>();
        return [.. csv.GetRecords<Order>()];
    }

    public static void Write(TextWriter writer, IEnumerable<Order> orders)
    {
        using var csv = new CsvWriter(writer, Configuration);
        csv.Context.RegisterClassMap<OrderMap>();
        csv.WriteRecords(orders);
    }

    private sealed class OrderMap : ClassMap<Order>
    {
        public OrderMap()
        {
            Map(x => x.Id).Name("id");
            Map(x => x.Customer).Name("customer");
            Map(x => x.Total).Name("total").TypeConverterOption.Format("0.00");
        }
    }
}

public static class OrderSettings
{
    public static Dictionary<string, string> Read(string yaml) =>
        new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).IgnoreUnmatchedProperties().Build()
            .Deserialize<Dictionary<string, string>>(yaml);
}
