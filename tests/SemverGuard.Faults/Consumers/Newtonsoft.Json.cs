using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

public enum Colour { Red, DarkGreen }

public sealed class Order
{
    public int Id { get; set; }

    [JsonProperty("customer")]
    public string? Name { get; set; }

    public decimal Total { get; set; }

    public DateTime Placed { get; set; }

    [JsonConverter(typeof(StringEnumConverter))]
    public Colour Colour { get; set; }

    public List<string> Tags { get; set; } = [];

    public Dictionary<string, double> Rates { get; set; } = [];

    public Order? Parent { get; set; }
}

public static class App
{
    private static Order Order => new()
    {
        Id = 17, Name = "Zoë \"Q\"", Total = 12.50m, Placed = new DateTime(2024, 2, 29, 13, 5, 0, DateTimeKind.Utc),
        Colour = Colour.DarkGreen,
        Tags = { "a", "b/c" }, Rates = { ["x"] = 1.5, ["y"] = -2 }, Parent = new Order { Id = 3 },
    };

    public static void Serialize(TextWriter output)
    {
        output.WriteLine(JsonConvert.SerializeObject(Order));
        output.WriteLine(JsonConvert.SerializeObject(Order, Formatting.Indented, new JsonSerializerSettings
        {
            NullValueHandling = NullValueHandling.Ignore, DefaultValueHandling = DefaultValueHandling.Ignore,
            ContractResolver = new CamelCasePropertyNamesContractResolver(), DateFormatString = "yyyy-MM-dd",
        }));
        output.WriteLine(JsonConvert.SerializeObject(new object?[] { 1, 2.5f, "t", null, true, new[] { 1, 2 }, TimeSpan.FromMinutes(90),
            Guid.Empty, new Uri("http://127.0.0.1:9/") }));
    }

    public static void Deserialize(TextWriter output)
    {
        var order = JsonConvert.DeserializeObject<Order>(JsonConvert.SerializeObject(Order))!;
        output.WriteLine($"{order.Id} {order.Name} {order.Total} {order.Placed:o} {order.Colour} {string.Join(",", order.Tags)} {order.Rates["x"]} {order.Parent!.Id}");
        output.WriteLine(JsonConvert.DeserializeObject<int[]>("[1, 2, /* c */ 3]")!.Length);
        output.WriteLine(JsonConvert.DeserializeObject<Dictionary<string, int?>>("{'a': 1, 'b': null}")!["a"]);
    }

    public static void Refused(TextWriter output)
    {
        foreach (string json in new[] { "{", "[1,]x", "{\"Id\": \"x\"}", "{\"Id\": 1.5}", "\"open" })
        {
            try
            {
                output.WriteLine(JsonConvert.DeserializeObject<Order>(json)?.Id);
            }
            catch (JsonException e)
            {
                output.WriteLine(e.GetType().Name + ": " + e.Message);
            }
        }
    }

    public static void Linq(TextWriter output)
    {
        var root = JObject.Parse("{\"a\": {\"b\": [1, 2, {\"c\": 'x'}]}, \"d\": 1e3, \"when\": \"2024-01-02T03:04:05Z\"}");
        output.WriteLine(root.SelectToken("a.b[2].c"));
        output.WriteLine(string.Join(",", root.SelectTokens("$..c")));
        output.WriteLine((double)root["d"]! + " " + ((DateTime)root["when"]!).ToString("o", CultureInfo.InvariantCulture));
        root["a"]!["b"]![0]!.Replace(new JValue(9));
        root.Add("e", new JArray(1, "two"));
        root.Property("d")!.Remove();
        output.WriteLine(root.ToString(Formatting.None) + JToken.DeepEquals(root, root.DeepClone()));
        root.Merge(JObject.Parse("{\"a\": {\"z\": 1}}"));
        output.WriteLine(root);
    }

    public static void Writer(TextWriter output)
    {
        using var writer = new JsonTextWriter(
            output) { Formatting = Formatting.Indented, Indentation = 3, IndentChar = '.', QuoteChar = '\'', CloseOutput = false };
        writer.WriteStartObject();
        writer.WritePropertyName("k");
        writer.WriteStartArray();
        writer.WriteValue(1L);
        writer.WriteValue("it's");
        writer.WriteRaw("raw");
        writer.WriteEndArray();
        writer.WriteComment("end");
        writer.WriteEndObject();
        writer.Flush();
    }
}
