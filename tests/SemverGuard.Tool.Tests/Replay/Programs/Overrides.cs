namespace Lib;

public struct Amount(int value)
{
    public int Value = value;
}

public abstract class Shape
{
    protected Shape(string name) => Name = name;

    protected internal Shape() : this("none") { }

    public string Name { get; protected set; }

    public abstract int Area(in Amount amount);

    public virtual ref readonly Amount Look(ref readonly Amount amount) => ref amount;

    public virtual ref Amount Reach(ref Amount amount) => ref amount;

    public virtual T Make<T>(T value) where T : notnull => value;

    public virtual object Clone() => "base clone";

    public virtual bool Try(string text, out Amount amount)
    {
        amount = new Amount(text.Length);
        return true;
    }

    protected virtual string Hook(int depth) => "base hook " + depth;

    protected string Helper(int value) => "helped " + value;

    protected static string StaticHelper() => "static help";

    protected int Field = 3;

    public string Run()
    {
        var amount = new Amount(2);
        Reach(ref amount).Value++;
        Try("four", out var tried);
        return $"{Name} {Area(in amount)} {Look(in amount).Value} {Make("made")} {Make(7)} {Clone()} {Hook(1)} {tried.Value} {this[4]}";
    }

    public virtual int this[int index] => index;

    public virtual int Init { get; init; }
}

public abstract class Shape<T> : Shape where T : notnull
{
    public abstract T Value { get; set; }

    public virtual TOther Convert<TOther>(T value, TOther other) where TOther : struct => other;

    public string All(T value)
    {
        Value = value;
        return Run() + Value + Convert(value, 3) + Convert(value, 'c');
    }
}

// program
using Lib;

Console.WriteLine(new Circle(3).Run());
Console.WriteLine(new Square<string>().All("s"));
Console.WriteLine(new Square<int>().All(8));
Console.WriteLine(((Circle)new Circle(1) { Init = 5 }.Clone()).Name);
Console.WriteLine(new Circle(2) { Init = 6 }.Init);
Console.WriteLine(new Circle(2).Calls());
Console.WriteLine(new Square<DateTime>().Calls(default));

class Circle(int radius) : Shape("circle" + radius)
{
    private int init;

    public override int Area(in Amount amount) => amount.Value * radius;

    public override ref readonly Amount Look(ref readonly Amount amount) => ref base.Look(in amount);

    public override ref Amount Reach(ref Amount amount)
    {
        amount.Value += 10;
        return ref base.Reach(ref amount);
    }

    public override T Make<T>(T value) => base.Make(value);

    public override Circle Clone() => new(radius + 1);

    public override bool Try(string text, out Amount amount) => base.Try(text + "!", out amount) && amount.Value > 2;

    protected override string Hook(int depth) => base.Hook(depth + 1) + " " + Helper(depth) + StaticHelper() + Field++;

    public override int this[int index] => base[index] * 2;

    public override int Init { get => init; init => init = value + base.Init; }

    public string Calls()
    {
        Func<string> closure = () => base.Hook(radius) + Helper(radius) + Field;
        Func<int, string> group = base.Hook, own = Helper;
        string Local() => base.Hook(7) + StaticHelper();
        Name = "renamed";
        return closure() + group(2) + own(3) + Local() + string.Join(",", Items()) + Later().Result + Name;
    }

    private IEnumerable<string> Items()
    {
        yield return base.Hook(11);
        yield return Helper(12) + Field;
    }

    private async Task<string> Later()
    {
        await Task.Yield();
        Field++;
        return base.Hook(13) + Helper(14) + Field;
    }
}

class Square<T> : Shape<T> where T : notnull
{
    public override T Value { get; set; } = default!;

    public override int Area(in Amount amount) => amount.Value + Field;

    public override TOther Convert<TOther>(T value, TOther other) => base.Convert(value, other);

    protected override string Hook(int depth) => typeof(T).Name;

    public string Calls(T value)
    {
        Func<string> closure = () => base.Hook(1) + Helper(2) + Field + value;
        return closure() + Local<int>(3) + Later().Result;

        string Local<TOther>(TOther other) where TOther : struct => base.Convert(value, other) + Helper(5) + base.Make(other);
    }

    private async Task<string> Later()
    {
        await Task.Yield();
        return base.Hook(13) + Helper(14) + Field;
    }
}
