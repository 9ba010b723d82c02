namespace Lib;

public delegate T Make<out T>(string text);

public class Bus
{
    private readonly List<Func<int, int>> steps = [];

    public Bus Add(Func<int, int> step)
    {
        steps.Add(step);
        return this;
    }

    public int Run(int value) => steps.Aggregate(value, (x, step) => step(x));

    public static int Twice(int value) => value * 2;

    public int Plus(int value) => value + steps.Count;

    public static T Same<T>(T value) => value;

    public static Func<int, int> Adder(int by) => x => x + by;

    public static T Call<T>(Make<T> make) => make("made");

    public static void Many(Action action, int times)
    {
        for (int i = 0; i < times; i++) action();
    }

    public static unsafe int Pointer(delegate*<int, int> pointer, int value) => pointer(value);

    public static unsafe delegate*<int, int> Get() => &Twice;

    public static int Recurse(Func<int, int> next, int depth) => depth == 0 ? 0 : 1 + next(depth - 1);

    public virtual string Name() => "bus";

    public Action? Callback { get; set; }
}

// program
using System.Linq.Expressions;
using System.Runtime.InteropServices;
using Lib;

int captured = 3;
var bus = new Bus().Add(x => x + captured).Add(static x => x * 10).Add(Bus.Twice).Add(Own).Add(Local);
Console.WriteLine(bus.Run(1));
captured = 100;
Console.WriteLine(bus.Run(1));
Func<int, int> group = bus.Plus, generic = Bus.Same<int>, combined = bus.Plus;
combined += Bus.Twice;
Console.WriteLine(group(1) + generic(2) + combined(3) + Bus.Adder(4)(5) + combined.GetInvocationList().Length + combined.Method.Name);
Console.WriteLine(Bus.Call(x => x.Length) + Bus.Call<object>(Text).ToString());
int times = 0;
Bus.Many(() => times++, 3);
Bus.Many(delegate { times += 10; }, 2);
Console.WriteLine(times);
unsafe
{
    Console.WriteLine(Bus.Pointer(&Own, 5) + Bus.Pointer(Bus.Get(), 6));
    delegate*<int, int> pointer = &Bus.Twice;
    delegate* unmanaged<int, int> native = &Native;
    Console.WriteLine(pointer(7) + native(8));
}
Func<int, int> recursive = null!;
recursive = x => Bus.Recurse(recursive, x);
Console.WriteLine(recursive(50));
Expression<Func<Bus, int, int>> expression = (b, x) => b.Plus(x) + Bus.Twice(x) + Bus.Same(captured);
Console.WriteLine(expression + " " + expression.Compile()(bus, 4) + expression.Compile(preferInterpretation: true)(bus, 4));
Console.WriteLine(((MethodCallExpression)((Expression<Func<int>>)(() => Bus.Twice(2))).Body).Method.DeclaringType);
Func<string> name = bus.Name, derived = new Derived().Name, based = new Derived().Based();
Console.WriteLine(name() + derived() + based());
bus.Callback = () => Console.WriteLine("callback");
bus.Callback();
bus.Callback?.Invoke();
bus.Callback += bus.Callback;
bus.Callback.Invoke();
Console.WriteLine(bus.Add(x => Inner(x)).Run(0));
Lazy<int> lazy = new(() => Bus.Twice(21));
Console.WriteLine(lazy.Value);
Console.WriteLine(new Many<string>().Go("m"));
Console.WriteLine(((Func<int, int>)Bus.Twice).Equals((Func<int, int>)Bus.Twice));

int Inner(int x)
{
    return Deeper(x + 1);

    int Deeper(int value) => Bus.Same(value) + captured;
}

static int Own(int value) => value + 1;

int Local(int value) => value - captured + Bus.Twice(1);

static string Text(string text) => text + "!";

[UnmanagedCallersOnly]
static int Native(int value) => Bus.Twice(value) + 1;

class Derived : Bus
{
    public override string Name() => "derived";

    public Func<string> Based() => base.Name;
}

class Many<T> where T : class
{
    public string Go(T value)
    {
        Func<T, T> same = Bus.Same, own = Own<T>;
        Func<int> closure = () => Bus.Call(x => x + value).Length;
        return same(value) + own(value).ToString() + closure() + Bus.Call(Made);
    }

    private static TOther Own<TOther>(TOther value) => Bus.Same(value);

    private T Made(string text) => default!;
}
