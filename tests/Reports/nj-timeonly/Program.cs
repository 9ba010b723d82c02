using Newtonsoft.Json;

public class Shift { public Dictionary<TimeOnly, string> Slots { get; set; } = new(); public TimeOnly Start { get; set; } }

public static class Program
{
    public static void Main()
    {
        Probe("write", () => JsonConvert.SerializeObject(
            new Shift { Start = new TimeOnly(0, 0), Slots = { [new TimeOnly(8, 30)] = "early" } }));
        Probe("read-old-key", () => JsonConvert.DeserializeObject<Dictionary<TimeOnly, string>>("{\"\":\"early\"}")!.Keys.First());
        Probe("read-old-value", () => JsonConvert.DeserializeObject<Shift>("{\"Start\":{}}")!.Start);
        Probe("read-file-of-old", () => JsonConvert.DeserializeObject<Shift>(
            File.Exists("state.json") ? File.ReadAllText("state.json") : "{}")!.Slots.Count);
    }
    static void Probe(string n, Func<object?> f)
    {
        try { Console.WriteLine($"{n}=OK {f()}"); } catch (Exception e) { Console.WriteLine($"{n}=EX {e.GetType().Name}: {e.Message}"); }
    }
}
