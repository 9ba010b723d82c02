using System.Collections;
using System.Collections.ObjectModel;

namespace Lib;

public class Loud(string text)
{
    public string Text
    {
        get
        {
            Console.WriteLine("read");
            return text;
        }
    }

    public override string ToString()
    {
        Console.WriteLine("to string");
        return text;
    }

    public override bool Equals(object? other)
    {
        Console.WriteLine("equals");
        return ReferenceEquals(this, other);
    }

    public override int GetHashCode()
    {
        Console.WriteLine("hash");
        return 1;
    }
}

public class LoudList : Collection<int>, IReadOnlyCollection<int>
{
    IEnumerator<int> IEnumerable<int>.GetEnumerator()
    {
        Console.WriteLine("enumerated");
        return Items.GetEnumerator();
    }

    int IReadOnlyCollection<int>.Count
    {
        get
        {
            Console.WriteLine("counted");
            return base.Count;
        }
    }
}

public struct LoudStruct
{
    public int Value;

    static LoudStruct() => Console.WriteLine("struct constructor");

    public static int Static = 3;
}

public class LoudException : Exception
{
    public override string Message
    {
        get
        {
            Console.WriteLine("message");
            return "loud";
        }
    }

    public override IDictionary Data
    {
        get
        {
            Console.WriteLine("data");
            return base.Data;
        }
    }
}

public class LoudType() : System.Reflection.TypeDelegator(typeof(int))
{
    public override string? FullName
    {
        get
        {
            Console.WriteLine("full name");
            return base.FullName;
        }
    }

    public override string Name
    {
        get
        {
            Console.WriteLine("name");
            return base.Name;
        }
    }
}

public static class Pass
{
    public static T Through<T>(T value) => value;

    public static IEnumerable<T> Sequence<T>(IEnumerable<T> value) => value;

    public static object Throw() => throw new LoudException();
}

// program
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Lib;

Pass.Through(new Loud("loud"));
Pass.Through<object>(new Loud("loud"));
Console.WriteLine("lists");
Pass.Through(new LoudList { 1, 2 });
Pass.Through<IEnumerable<int>>(new LoudList { 1, 2 });
Pass.Sequence(new LoudList { 1, 2 });
Pass.Through(new ReadOnlyCollection<int>(new OwnList { 1 }));
Pass.Through(new ReadOnlyCollection<int>(new List<int> { 1 }));
Pass.Through(new Collection<int>(new OwnList { 1 }));
Pass.Through(ArrayList.Adapter(new OwnList { 1 }));
Pass.Through(ArrayList.ReadOnly((IList)new OwnList { 1 }));
Pass.Through(new ReadOnlyDictionary<Loud, Loud>(new OwnTable()));
Pass.Through(new Dictionary<Loud, List<Loud>> { [new Loud("key")] = [new Loud("item")] });
Pass.Through(new HashSet<Loud> { new("set") });
Pass.Through(ImmutableArray.Create(new Loud("array")));
Pass.Through(default(ImmutableArray<int>));
Pass.Through(new ConcurrentDictionary<int, Loud> { [1] = new Loud("c") });
Pass.Through(new SortedSet<int>(new OwnComparer()) { 3, 1, 2 }.GetViewBetween(1, 2));
Pass.Through(new SortedDictionary<int, int>(new OwnComparer()) { [1] = 2, [2] = 3 });
Pass.Through((1, new Loud("tuple"), KeyValuePair.Create(1, new Loud("pair"))));
Pass.Through(new Lazy<Loud>(() => new Loud("lazy")));
Pass.Through(new BlockingCollection<int> { 1 }).TryTake(out int taken);
Console.WriteLine(taken);
Console.WriteLine("structs");
Pass.Through(default(LoudStruct));
Pass.Through(new LoudStruct[2]);
Pass.Through<LoudStruct?>(null);
Console.WriteLine(LoudStruct.Static);
try
{
    Pass.Throw();
}
catch (LoudException)
{
    Console.WriteLine("caught");
}
Pass.Through(new LoudException());
Console.WriteLine("types");
Pass.Through<Type>(new LoudType());
Pass.Through(typeof(List<>));
Pass.Through(typeof(Dictionary<string, int>).GetMethod("Add"));
var self = new List<object>();
self.Add(self);
Pass.Through(self);
Pass.Through<object>(new object[] { 1, "two", null!, DayOfWeek.Friday, 3.5m, 'c', 1.5f, new byte[3], new int[2, 2], Guid.Empty, Array.CreateInstance(typeof(int), [2], [3]) });
Pass.Through(new Own { Name = "own", Next = new Own { Name = "next" } });
Pass.Through<nint>(3);
Pass.Through<Half>((Half)3);
Pass.Through<Int128>(3);
Pass.Through(new Version(1, 2));
Pass.Through(new Uri("file:///a b"));
Pass.Through(new WeakReference<object>(new object()));
Pass.Through(Thread.CurrentThread);
Pass.Through(Console.Out);
var list = new List<int> { 1, 2 };
foreach (int item in list) Pass.Through(list);
Console.WriteLine("end");

class OwnComparer : IComparer<int>
{
    public static int Calls;

    public int Compare(int x, int y) => x.CompareTo(y);
}

class OwnList : IList<int>, IList
{
    private readonly List<int> items = [];

    private List<int> Said(string text)
    {
        Console.WriteLine("own list " + text);
        return items;
    }

    public int this[int index] { get => Said("get")[index]; set => Said("set")[index] = value; }

    public int Count => Said("count").Count;

    public bool IsReadOnly => false;

    public bool IsFixedSize => false;

    public bool IsSynchronized => false;

    public object SyncRoot => this;

    object? IList.this[int index] { get => Said("get")[index]; set => Said("set"); }

    public void Add(int item) => items.Add(item);

    public int Add(object? value) => 0;

    public void Clear() => items.Clear();

    public bool Contains(int item) => items.Contains(item);

    public bool Contains(object? value) => false;

    public void CopyTo(int[] array, int index) => items.CopyTo(array, index);

    public void CopyTo(Array array, int index) { }

    public IEnumerator<int> GetEnumerator() => Said("enumerated").GetEnumerator();

    public int IndexOf(int item) => items.IndexOf(item);

    public int IndexOf(object? value) => 0;

    public void Insert(int index, int item) => items.Insert(index, item);

    public void Insert(int index, object? value) { }

    public bool Remove(int item) => items.Remove(item);

    public void Remove(object? value) { }

    public void RemoveAt(int index) => items.RemoveAt(index);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

class OwnTable : Dictionary<Loud, Loud>, IDictionary<Loud, Loud>, IDictionary
{
    int ICollection<KeyValuePair<Loud, Loud>>.Count
    {
        get
        {
            Console.WriteLine("own table count");
            return 0;
        }
    }

    IDictionaryEnumerator IDictionary.GetEnumerator()
    {
        Console.WriteLine("own table enumerated");
        return base.GetEnumerator();
    }

    IEnumerator<KeyValuePair<Loud, Loud>> IEnumerable<KeyValuePair<Loud, Loud>>.GetEnumerator()
    {
        Console.WriteLine("own table items");
        return base.GetEnumerator();
    }
}

class Own
{
    public string Name { get; init; } = "";

    public Own? Next { get; init; }

    public Own? Self => this;
}
