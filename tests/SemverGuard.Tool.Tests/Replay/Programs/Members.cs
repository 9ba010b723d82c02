namespace Lib;

public class Options
{
    public required string Name { get; init; }

    public int Count { get; set; } = 2;

    public List<string> Tags { get; } = [];

    public Dictionary<string, int> Map { get; } = [];

    private int kept = 4;

    public ref int Kept => ref kept;

    public int this[string key, int index = 3] { get => key.Length + index; set => Count = value + index; }

    public event EventHandler<string>? Changed;

    public static event Action? Started;

    public void Raise(string text)
    {
        Changed?.Invoke(this, text);
        Started?.Invoke();
    }

    protected virtual void OnDone() => Done?.Invoke();

    public Action? Done;

    public void Finish() => OnDone();

    public Options Self => this;
}

public static class OptionsExtensions
{
    public static Options Named(this Options options, string name) => new() { Name = name + options.Name };

    public static bool IsLong<T>(this T value, int than = 2) where T : notnull => value.ToString()!.Length > than;

    public static void Bump(this ref int value) => value++;

    extension(Options options)
    {
        public int Twice => options.Count * 2;

        public string Say(string word) => options.Name + word;

        public static Options Default => new() { Name = "default" };

        public static Options operator +(Options left, Options right) => new() { Name = left.Name + right.Name };
    }

    extension<T>(IEnumerable<T> items)
    {
        public T Middle() => items.ElementAt(items.Count() / 2);
    }
}

public record Person(string Name, int Age)
{
    public string? Nick { get; init; }
}

public record struct Spot(int X, int Y);

public abstract record Animal(string Name);

public record Dog(string Name, int Legs) : Animal(Name);

// program
using Lib;

var options = new Options { Name = "n", Count = 4, Tags = { "a", "b" }, Map = { ["k"] = 1 }, ["x"] = 8 };
options.Count++;
options.Count += 2;
options["abc"] += 5;
options["abc", 1]--;
options.Kept = 9;
options.Kept++;
Console.WriteLine($"{options.Name}{options.Count}{options.Tags.Count}{options.Map["k"]}{options.Kept}{options["q", index: 2]}");
EventHandler<string> handler = (sender, text) => Console.WriteLine(text + ((Options)sender!).Name);
options.Changed += handler;
options.Changed += Static;
Options.Started += () => Console.WriteLine("started");
options.Raise("raised");
options.Changed -= handler;
options.Raise("again");
options.Done += () => Console.WriteLine("done");
options.Finish();
new Derived { Name = "d" }.Finish();
Console.WriteLine(options.Named("x").Name + options.IsLong() + 12345.IsLong(than: 4) + OptionsExtensions.IsLong("a"));
int number = 1;
number.Bump();
Console.WriteLine(number);
Console.WriteLine(options.Twice + options.Say("word") + Options.Default.Name + (options + Options.Default).Name + new[] { 1, 2, 3 }.Middle());
var person = new Person("a", 1) { Nick = "z" };
var older = person with { Age = 2 };
Console.WriteLine(older + " " + (older == person) + older.Equals(person with { Age = 2 }) + (person.GetHashCode() == new Person("a", 1) { Nick = "z" }.GetHashCode()));
var (name, age) = older;
Console.WriteLine(name + age);
var spot = new Spot(1, 2);
spot = spot with { Y = 9 };
spot.X = 3;
Console.WriteLine(spot + " " + (spot == new Spot(3, 9)));
Console.WriteLine(new Puppy("p", 4, 1) + " " + (new Puppy("p", 4, 1) with { Weeks = 3 }));
Animal animal = new Puppy("q", 3, 2);
Console.WriteLine(animal with { Name = "renamed" });
options.Self.Self.Count = 3;
options?.Self?.Raise("null");
Options? none = null;
Console.WriteLine(none?.Self?.Name ?? "nobody");
none?.Raise("never");
try
{
    none!.Raise("never");
}
catch (NullReferenceException)
{
    Console.WriteLine("null reference");
}

static void Static(object? sender, string text) => Console.WriteLine("static " + text);

class Derived : Options
{
    protected override void OnDone()
    {
        Done += () => Console.WriteLine("derived");
        base.OnDone();
    }
}

record Puppy(string Name, int Legs, int Weeks) : Dog(Name, Legs);
