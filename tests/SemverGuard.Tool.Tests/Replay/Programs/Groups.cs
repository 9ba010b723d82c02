namespace Lib;

public class Tool
{
    public int Sum;

    public static void Say(int value) => Console.WriteLine("said " + value);

    public static int Twice(int value) => value * 2;

    public static bool Never(int value) => value < 0;

    public static T Same<T>(T value) => value;

    public static int Fails(int value) => throw new InvalidOperationException("fails");

    public static int Compare(int x, int y) => y - x;

    public static void Done(object? sender, EventArgs e) => Console.WriteLine("done");

    public void Add(int value) => Sum += value;

    public virtual string Name() => "tool";

    public static int Ours(Func<int, int> step) => step(20);
}

// program
using Lib;

List<int> items = [3, 1, 2];
items.ForEach(Tool.Say);
items.ForEach(Tool.Say);
var tool = new Tool();
items.ForEach(tool.Add);
Console.WriteLine(tool.Sum);
Console.WriteLine(string.Join(",", items.Select(Tool.Twice)) + items.Where(x => x > 9).Any(Tool.Never));
items.Sort(Tool.Compare);
Console.WriteLine(string.Join(",", items) + string.Join(",", items.Select(Tool.Same)));
Console.WriteLine(await Task.Run(tool.Name) + await Task.Run(new Derived().Name));
Func<int, int> step = Tool.Twice, same = Tool.Same<int>;
Console.WriteLine(step(4) + same.Invoke(5) + step.Method.Name + Tool.Ours(Tool.Twice) + Tool.Ours(step) + (step == Tool.Twice));
EventHandler handler = Tool.Done;
AppDomain.CurrentDomain.ProcessExit += Tool.Done;
AppDomain.CurrentDomain.ProcessExit -= handler;
try
{
    items.ConvertAll(Tool.Fails);
}
catch (InvalidOperationException e)
{
    Console.WriteLine(e.Message);
}
Console.WriteLine(Each<string>(["a", "b"]));
foreach (bool mine in new[] { true, false }) Console.WriteLine(string.Join(",", items.ConvertAll<int>(mine ? Tool.Twice : x => x + 1)));

static string Each<T>(IEnumerable<T> items) => string.Join("", items.Select(Tool.Same<T>));

class Derived : Tool
{
    public override string Name() => "derived";
}
