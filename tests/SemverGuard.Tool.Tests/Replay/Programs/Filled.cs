namespace Lib;

public class Options
{
    public int Size;
    public volatile int Count;
    public string? ApiKey;
    public static string? Shared;

    public string Name { get; set; } = "";

    public string? Password { get; set; }
}

public struct Point
{
    public int X;
}

public class Job
{
    protected Job(string name, int size, params string[] rest) => Name = name + size + string.Join("", rest);

    protected Job() => Name = "none";

    public string Name { get; }

    public virtual string Run() => Name;
}

public class Box<T>(T value)
{
    public T Value => value;
}

public sealed class Failing
{
    public Failing(int size) => throw new InvalidOperationException("size " + size);
}

public abstract class Failed
{
    protected Failed(int size) => throw new InvalidOperationException("size " + size);
}

public static class Filler
{
    public static int Read(byte[] buffer, int count)
    {
        for (int i = 0; i < count; i++) buffer[i] = (byte)i;
        return count;
    }

    public static void Fill(ICollection<string> list, Options options)
    {
        list.Add("filled");
        options.Name = "filled";
    }

    public static void Write(System.Text.StringBuilder text) => text.Append("written");

    public static void Print(TextWriter writer) => writer.Write("printed");

    public static void Save(Stream stream) => stream.Write([1, 2, 3]);

    public static void Leave(List<int> list) => _ = list.Count;

    public static int Copy(ReadOnlySpan<char> from, Span<char> to)
    {
        from.CopyTo(to);
        return from.Length;
    }

    public static ReadOnlySpan<int> Part(Span<int> all) => all[1..];

    public static string GetToken(string user) => "t-" + user;

    public static string Get(string key) => "value of " + key;

    public static void Set(string key, string value) => _ = key + value;

    public static async Task<int> ReadLater(int[] buffer)
    {
        await Task.Yield();
        buffer[0] = 7;
        return 1;
    }
}
// program
using Lib;

var options = new Options { Name = "n", Size = 3, ApiKey = "k-123" };
options.Size = args.Length == 0 ? 4 : 5;
options.Count++;
options.Password = "hidden";
Options.Shared = "s";
Console.WriteLine(options.Size + options.Count + options.ApiKey + Options.Shared + options.Password.Length);
var point = new Point { X = 1 };
point.X += 2;
Console.WriteLine(point.X);

byte[] buffer = new byte[4];
Console.WriteLine(Filler.Read(buffer, 3) + string.Join(",", buffer));
var list = new List<string> { "own" };
Filler.Fill(list, options);
var text = new System.Text.StringBuilder("a ");
Filler.Write(text);
Filler.Leave([1, 2]);
using var writer = new StringWriter();
Filler.Print(writer);
using var stream = new MemoryStream();
Filler.Save(stream);
Filler.Save(stream);
Console.WriteLine(writer.ToString() + stream.Length);
Console.WriteLine(list.Count + options.Name + text);
Span<char> to = stackalloc char[3];
to.Fill('-');
Console.WriteLine(Filler.Copy("abc", to) + to.ToString());
Console.WriteLine(Filler.Part(new[] { 1, 2, 3 }).Length);
int[] later = [1];
Console.WriteLine(await Filler.ReadLater(later) + later[0]);

Console.WriteLine(Filler.GetToken("me") + Filler.Get("Auth:Password") + Filler.Get("Color"));
Filler.Set("Authorization", "Bearer 1");
Filler.Set("Color", "blue");
Filler.Set("store", "Server=s;Password=p1;");

Console.WriteLine(new Named(args.Length == 0 ? "a" : "b").Run() + new Unnamed().Run() + new Texts("t").Value);
foreach (Action action in new Action[] { () => _ = new Failing(1), () => _ = new FailedHere() })
{
    try
    {
        action();
    }
    catch (InvalidOperationException e)
    {
        Console.WriteLine(e.Message);
    }
}

class Named(string name) : Job(name, 1, "x", "y")
{
    public override string Run() => "own " + base.Run();
}

class Unnamed : Job;

class Texts(string value) : Box<string>(value + "!");

class FailedHere() : Failed(2);
