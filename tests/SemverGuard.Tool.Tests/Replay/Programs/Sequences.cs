using System.Collections;

namespace Lib;

public interface IMarked;

public static class Items
{
    public static string Log = "";

    public static IEnumerable<int> Count(int to)
    {
        try
        {
            for (int i = 0; i < to; i++)
            {
                Log += i;
                yield return i;
            }
        }
        finally
        {
            Log += "end ";
        }
    }

    public static IEnumerable<int> Fail()
    {
        yield return 1;
        throw new InvalidOperationException("no more");
    }

    public static IEnumerable<string> Lazy(IEnumerable<int> source) => source.Select(x =>
    {
        Log += "s" + x;
        return "item" + x;
    });

    public static IEnumerable<object> Words() => new List<string> { "a", "b" };

    public static IEnumerable<int> Hidden() => new Marked();

    public static IEnumerable<object> Covariant() => Strings();

    public static IEnumerable<string> Strings()
    {
        yield return "s";
    }

    public static IOrderedEnumerable<int> Ordered(IEnumerable<int> items) => items.OrderBy(x => -x);

    public static IEnumerable<int> OrderedAs(IEnumerable<int> items) => items.OrderBy(x => -x);

    public static IEnumerator<int> Enumerator() => Count(3).GetEnumerator();

    public static IEnumerable Old()
    {
        yield return 1;
        yield return "two";
    }

    public static IQueryable<int> Query() => new[] { 3, 1, 2 }.AsQueryable();

    public static IEnumerable<T> Of<T>(params T[] items)
    {
        foreach (var item in items) yield return item;
    }

    public static IEnumerable<int>? None() => null;

    private class Marked : IEnumerable<int>, IMarked
    {
        public IEnumerator<int> GetEnumerator()
        {
            Log += "got ";
            return new List<int> { 7 }.GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

public class Bag<T> : IEnumerable<T>
{
    private readonly List<T> items = [];

    public void Add(T item) => items.Add(item);

    public void Add(T first, T second) => items.AddRange([first, second]);

    public Enumerator GetEnumerator() => new(items);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    public struct Enumerator(List<T> items)
    {
        private int at = -1;

        public readonly T Current => items[at];

        public bool MoveNext() => ++at < items.Count;
    }
}

[System.Runtime.CompilerServices.CollectionBuilder(typeof(Built), "Create")]
public class Built : IEnumerable<int>
{
    private int[] items = [];

    public static Built Create(ReadOnlySpan<int> items) => new() { items = items.ToArray() };

    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public class Maybe<T>(T value)
{
    public Maybe<TOut> Select<TOut>(Func<T, TOut> map) => new(map(value));

    public Maybe<TOut> SelectMany<TOther, TOut>(Func<T, Maybe<TOther>> other, Func<T, TOther, TOut> map) => other(value).Select(x => map(value, x));

    public Maybe<T> Where(Func<T, bool> filter) => filter(value) ? this : throw new InvalidOperationException("filtered");

    public override string ToString() => "maybe " + value;
}

// program
using System.Collections;
using Lib;

foreach (int item in Items.Count(3)) Console.Write(item);
foreach (int item in Items.Count(5))
{
    if (item == 1) break;
}
Console.WriteLine(Flush());
var twice = Items.Count(2);
Console.WriteLine(twice.Sum() + twice.Count() + Flush());
var enumerator = twice.GetEnumerator();
Console.WriteLine(enumerator.MoveNext() + " " + enumerator.Current + enumerator.MoveNext() + enumerator.MoveNext() + enumerator.MoveNext() + Flush());
enumerator.Dispose();
try
{
    foreach (int item in Items.Fail()) Console.WriteLine(item);
}
catch (InvalidOperationException e)
{
    Console.WriteLine(e.Message);
}
Console.WriteLine(Items.Lazy([1, 2, 3]).Last() + Items.Lazy([1, 2, 3]).ElementAt(1) + Items.Lazy([4, 5]).Count() + Flush());
Console.WriteLine(Items.Lazy([1, 2, 3]).TryGetNonEnumeratedCount(out int known) + " " + known + Items.Lazy(Items.Count(3)).Skip(1).First() + Flush());
Console.WriteLine((Items.Words() is List<string>) + " " + (Items.Hidden() is IMarked) + (Items.Covariant() is IEnumerable<string>) + (Items.OrderedAs([1]) is IOrderedEnumerable<int>));
var hidden = Items.Hidden().GetEnumerator();
Console.WriteLine(Flush() + hidden.MoveNext() + hidden.Current);
Console.WriteLine(string.Join(",", Items.Ordered([1, 2, 3]).ThenBy(x => x)) + string.Join(",", Items.OrderedAs([1, 2])));
using (var one = Items.Enumerator()) Console.WriteLine(one.MoveNext() + Flush());
foreach (object item in Items.Old()) Console.Write(item);
Console.WriteLine(string.Join(",", Items.Query().Where(x => x > 1).OrderBy(x => x)) + Items.Query().Expression.Type.Name);
Console.WriteLine(string.Join(",", from x in Items.Count(3) from y in Items.Of("a", "b") where x > 0 orderby y descending, x select x + y));
Console.WriteLine(from x in new Maybe<int>(3) from y in new Maybe<string>("m") where y.Length == 1 let z = x + y select z + "!");
Console.WriteLine(string.Join(",", from x in Items.Of(1, 2, 1) group x by x into g join o in Items.Of(1, 3) on g.Key equals o into all select g.Count() + all.Count()));
Console.WriteLine(Items.None() is null);
var bag = new Bag<int> { 1, { 2, 3 }, 4 };
int sum = 0;
foreach (int item in bag) sum += item;
Console.WriteLine(sum + bag.Count() + string.Join(",", bag));
Bag<string> words = ["x", .. Items.Of("y"), "z"];
Built built = [1, 2, .. bag];
Console.WriteLine(string.Join(",", words) + built.Sum());
int[] spread = [.. Items.Count(2), .. built, 9];
Console.WriteLine(spread.Length + Flush());
foreach (int item in Own(3)) Console.Write(item);
Console.WriteLine(Flush() + new OwnList { 1, 2 }.Sum() + Items.Lazy(new OwnList { 5 }).Single());
Console.WriteLine(ReferenceEquals(twice, Keep(twice)) + " " + (twice == (object)Items.Count(2)));

static IEnumerable<T> Keep<T>(IEnumerable<T> items) => items;

static string Flush()
{
    string log = " [" + Items.Log + "]";
    Items.Log = "";
    return log;
}

static IEnumerable<int> Own(int count)
{
    foreach (int item in Items.Count(count))
    {
        if (item == 1) yield return item * 10;
        using var inner = Items.Enumerator();
        while (inner.MoveNext()) yield return inner.Current;
    }
}

class OwnList : List<int>, IEnumerable<int>
{
    IEnumerator<int> IEnumerable<int>.GetEnumerator()
    {
        Items.Log += "own";
        foreach (int item in Items.Of([.. this])) yield return item;
    }
}
