using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

// The partner sends "" where it has no number; an own converter maps that to "nothing".
public sealed class BlankAsNothing : JsonConverter
{
    public override bool CanConvert(Type objectType) => objectType == typeof(int);
    public override bool CanWrite => false;
    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        if (reader.TokenType == JsonToken.Null || (reader.Value as string) == "") return null;
        return Convert.ToInt32(reader.Value);
    }
    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => throw new NotSupportedException();
}

public class Member
{
    public string Name { get; set; } = "";
    [JsonConverter(typeof(BlankAsNothing))] public int Seats { get; set; }
}

public static class Program
{
    public static void Main()
    {
        Probe("blank", () => Read("{\"Name\":\"a\",\"Seats\":\"\"}").Seats);
        Probe("number", () => Read("{\"Name\":\"a\",\"Seats\":4}").Seats);
    }
    static Member Read(string json) => JObject.Parse(json).ToObject<Member>()!;
    static void Probe(string n, Func<object?> f)
    {
        try { Console.WriteLine($"{n}=OK {f()}"); }
        catch (Exception e) { Console.WriteLine($"{n}=EX {e.GetType().Name}: {e.Message} <- {e.InnerException?.GetType().Name}"); }
    }
}
