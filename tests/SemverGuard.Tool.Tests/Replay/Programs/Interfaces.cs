namespace Lib;

public interface IHandler<in TIn, out TOut>
{
    TOut Handle(TIn value);

    TOut Twice(TIn value)
    {
        Handle(value);
        return Handle(value);
    }

    string Name => "default";

    event Action? Done;

    int this[int index] { get; set; }
}

public interface IMutable
{
    int Next();

    bool TryGet(in int key, out string value);
}

public static class Runner
{
    public static string Run<TIn, TOut>(IHandler<TIn, TOut> handler, TIn value)
    {
        void Count() => handler[0] += 100;
        handler.Done += Count;
        handler[1] = handler[0] + 1;
        string result = handler.Twice(value) + handler.Name + handler[1];
        handler.Done -= Count;
        return result;
    }

    public static int Next<T>(ref T mutable) where T : IMutable => mutable.Next() + mutable.Next();

    public static string Get(IMutable mutable) => mutable.TryGet(3, out string value) ? value : "none";

    public static IEnumerable<int> Sorted(IComparer<int> comparer, params int[] values) => values.Order(comparer);

    public static int Compare<T>(T a, T b) where T : IComparable<T> => a.CompareTo(b);
}

public interface IParent
{
    string Say() => "parent";
}

// program
using Lib;

Console.WriteLine(Runner.Run(new Implicit(), "x") + Runner.Run<int, object>(new Explicit(), 5));
var counter = new Counter();
Console.WriteLine(Runner.Next(ref counter) + counter.Count);
IMutable boxed = counter;
Runner.Next(ref boxed);
Console.WriteLine(((Counter)boxed).Count + Runner.Get(boxed) + Runner.Get(counter));
Console.WriteLine(string.Join(",", Runner.Sorted(new Backwards(), 1, 3, 2)));
Console.WriteLine(Runner.Compare(new Age(3), new Age(5)));
IVariant<object> variant = new Variant();
Console.WriteLine(variant.Get() + variant.Both() + ((IParent)variant).Say() + ((IParent)new Child()).Say());
Console.WriteLine(Direct(new Implicit()) + Direct2<IMutable>(new Counter()));

static string Direct(IHandler<string, int> handler) => handler.Handle("direct") + handler.Name + handler.Twice("t") + handler[2];

static int Direct2<T>(T mutable) where T : IMutable
{
    mutable.Next();
    return mutable.Next() + (mutable.TryGet(4, out _) ? 10 : 20);
}

class Implicit : IHandler<string, int>
{
    private readonly int[] values = new int[3];

    private int calls;

    public event Action? Done;

    public int Handle(string value)
    {
        Done?.Invoke();
        return value.Length + ++calls;
    }

    public int this[int index] { get => values[index]; set => values[index] = value; }
}

class Explicit : IHandler<int, object>, IHandler<string, int>
{
    object IHandler<int, object>.Handle(int value) => "explicit" + value;

    object IHandler<int, object>.Twice(int value) => "twice" + value;

    string IHandler<int, object>.Name => "named";

    int IHandler<string, int>.Handle(string value) => 1;

    event Action? IHandler<int, object>.Done { add => Console.Write("add "); remove => Console.Write("remove "); }

    event Action? IHandler<string, int>.Done { add { } remove { } }

    int IHandler<int, object>.this[int index] { get => index; set => Console.Write("set " + value); }

    int IHandler<string, int>.this[int index] { get => index; set { } }
}

struct Counter : IMutable
{
    public int Count;

    public int Next() => ++Count;

    readonly bool IMutable.TryGet(in int key, out string value)
    {
        value = "got " + key + Count;
        return Count > 0;
    }
}

class Backwards : IComparer<int>
{
    public int Compare(int x, int y) => y.CompareTo(x);
}

readonly struct Age(int years) : IComparable<Age>
{
    private readonly int years = years;

    public int CompareTo(Age other) => years.CompareTo(other.years);
}

interface IVariant<out T> : IParent
{
    T Get();

    string Both() => Get() + Runner.Get(new Counter()) + Runner.Next(ref Held.Counter) + Inside(Get);

    string IParent.Say() => "variant" + Runner.Get(new Counter());

    private static string Inside(Func<T> get) => get() + "inside" + Runner.Compare(1, 2);
}

static class Held
{
    public static Counter Counter;
}

class Variant : IVariant<string>
{
    public string Get() => "variant";
}

class Child : IParent;
