using Newtonsoft.Json;

var orders = JsonConvert.DeserializeObject<List<Order>>(File.Exists("orders.json") ? File.ReadAllText("orders.json") : "[]")!;
Console.WriteLine(orders.Sum(x => x.Total));

internal sealed class Order
{
    public string? Customer { get; set; }

    public decimal Total { get; set; }
}
