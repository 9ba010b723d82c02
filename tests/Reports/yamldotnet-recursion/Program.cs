using YamlDotNet.Serialization;

public class Node { public int Id { get; set; } public Node? Next { get; set; } }

public static class Program
{
    public static void Main()
    {
        Probe("chain-of-200", () => Depth(Read(Chain(200))));
        Probe("chain-of-20", () => Depth(Read(Chain(20))));
    }
    static Node Read(string yaml) => new DeserializerBuilder().Build().Deserialize<Node>(yaml);
    static string Chain(int n) => string.Concat(Enumerable.Repeat("{Id: 1, Next: ", n)) + "{Id: 1}" + new string('}', n);
    static int Depth(Node? n) { var d = 0; for (; n != null; n = n.Next) d++; return d; }
    static void Probe(string n, Func<object?> f)
    {
        try { Console.WriteLine($"{n}=OK {f()}"); }
        catch (Exception e) { Console.WriteLine($"{n}=EX {e.GetType().Name}: {e.Message.Split('\n')[0]}"); }
    }
}
