namespace Lib;

public interface IPrice
{
    int Cents { get; }

    void Raise(int by);

    string Describe<T>(T with) => "described " + with + Cents;
}

public struct Price : IPrice
{
    public int Cents { get; set; }

    public void Raise(int by) => Cents += by;

    public override readonly string ToString() => "price " + Cents;
}

public class Shop<T> where T : IPrice
{
    public static int Created;

    private readonly List<T> items = [];

    public Shop() => Created++;

    public void Add(T item) => items.Add(item);

    public T this[int index] { get => items[index]; set => items[index] = value; }

    public static Shop<T> Of(params T[] items)
    {
        var shop = new Shop<T>();
        foreach (var item in items) shop.Add(item);
        return shop;
    }

    public Dictionary<TKey, List<T>> By<TKey>(Func<T, TKey> key) where TKey : notnull =>
        items.GroupBy(key).ToDictionary(x => x.Key, x => x.ToList());

    public class Shelf<TOther>
    {
        public (T, TOther) Pair(T first, TOther second) => (first, second);

        public static TOther[] Many(TOther item, int count) => [.. Enumerable.Repeat(item, count)];

        public struct Slot
        {
            public T Item;
            public TOther Other;

            public void Set(T item, TOther other) => (Item, Other) = (item, other);
        }
    }
}

public static class Generic
{
    public static T Create<T>() where T : new() => new();

    public static unsafe int SizeOf<T>() where T : unmanaged => sizeof(T);

    public static string Name<T>(T value) where T : class => typeof(T).Name + value;

    public static bool Less<T>(T a, T b) where T : IComparable<T> => a.CompareTo(b) < 0;

    public static TOut Map<TIn, TOut>(TIn value, Func<TIn, TOut> map) => map(value);

    public static T? Maybe<T>(T value, bool yes) where T : struct => yes ? value : null;

    public static int Nested<T>(Dictionary<string, List<T?[]>> value) where T : struct => value.Count;

    public static T[,] Grid<T>(T value) => new T[,] { { value, value } };
}

// program
using Lib;

Console.WriteLine(Raise(new Price { Cents = 4 }) + Raise<IPrice>(new Price { Cents = 5 }) + Raise(new Book()));
var price = new Price { Cents = 1 };
RaiseRef(ref price);
price.Raise(3);
Console.WriteLine(price.Cents + price.ToString() + ((object)price).GetHashCode().GetType().Name);
var book = new Book();
RaiseRef(ref book);
Console.WriteLine(book.Cents + ((IPrice)book).Describe("book") + Describe(price) + Describe(book));
var shop = Shop<Price>.Of(price, new Price { Cents = 9 });
shop.Add(default);
shop[0] = new Price { Cents = 12 };
Console.WriteLine(shop[0].Cents + shop.By(x => x.Cents > 8).Count + Shop<Price>.Created + Shop<Book>.Created);
var shelf = new Shop<Book>.Shelf<string>();
Console.WriteLine(shelf.Pair(book, "x").Item2 + Shop<Book>.Shelf<int>.Many(3, 2).Length);
var slot = new Shop<Book>.Shelf<string>.Slot();
slot.Set(book, "slotted");
slot.Item.Raise(100);
Console.WriteLine(slot.Other + slot.Item.Cents + book.Cents);
Console.WriteLine(Generic.Create<Book>().Cents + Generic.Create<Price>().Cents + Generic.SizeOf<long>() + Generic.SizeOf<Price>());
Console.WriteLine(Generic.Name("x") + Generic.Less(1, 2) + Generic.Less("b", "a") + Generic.Map(3, x => "m" + x) + Generic.Maybe(3, true) + Generic.Maybe(3, false));
Console.WriteLine(Generic.Nested(new Dictionary<string, List<int?[]>> { ["a"] = [] }) + Generic.Grid("g")[0, 1]);
var own = new Own<string, Price>();
Console.WriteLine(own.Run(new Price { Cents = 50 }, "own") + own.Static(4L) + Own<Book, Price>.Inner<int>.Go(price, 5));
Console.WriteLine(Constrained<Book, int>(new Book { Cents = 6 }, 7));
Console.WriteLine(Unmanaged((1, 2L)) + Unmanaged('c'));
Console.WriteLine(Chain<Book, Book>(book));
IVisitor visitor = new Visitor();
Console.WriteLine(visitor.Visit(1) + visitor.Visit("v") + visitor.Visit(price));

static int Raise<T>(T item) where T : IPrice
{
    item.Raise(2);
    item.Raise(3);
    return item.Cents;
}

static void RaiseRef<T>(ref T item) where T : IPrice
{
    item.Raise(20);
    if (item.Cents > 0) item.Raise(1);
}

static string Describe<T>(T item) where T : IPrice => item.Describe(1) + item.Describe("y");

static int Constrained<T, TNumber>(T item, TNumber number) where T : class, IPrice, new() where TNumber : struct, IComparable<TNumber>
{
    var shop = Shop<T>.Of(item, new T());
    return shop[0].Cents + (Generic.Less(number, default) ? 1 : 2) + shop.By(x => (x, number)).Count;
}

static int Unmanaged<T>(T value) where T : unmanaged => Generic.SizeOf<T>() + Generic.Grid(value).Length;

static string Chain<T, TBase>(T item) where T : TBase where TBase : IPrice => Generic.Map<T, TBase>(item, x => x).Describe(item.Cents);

interface IVisitor
{
    string Visit<T>(T value);
}

class Visitor : IVisitor
{
    public string Visit<T>(T value) => Generic.Map(value, x => typeof(T).Name) + Shop<Price>.Shelf<T>.Many(value, 2).Length;
}

class Book : IPrice
{
    public int Cents { get; set; }

    public void Raise(int by) => Cents += by * 10;
}

class Own<T, TPrice> where T : class where TPrice : IPrice, new()
{
    private readonly Shop<TPrice> shop = new();

    public string Run(TPrice price, T other)
    {
        shop.Add(price);
        var shelf = new Shop<TPrice>.Shelf<T>();
        Func<int, string> closure = x => shelf.Pair(shop[x], other).Item2 + Generic.Name(other);
        return closure(0) + string.Join(",", Items(other, 3));
    }

    public string Static<TOther>(TOther value) where TOther : struct => Generic.Maybe(value, true) + typeof(T).Name + new TPrice().Cents;

    private IEnumerable<(TPrice, TOther)> Items<TOther>(TOther other, int count)
    {
        for (int i = 0; i < count; i++) yield return new Shop<TPrice>.Shelf<TOther>().Pair(shop[0], other);
    }

    public class Inner<TInner>
    {
        public static string Go(TPrice price, TInner inner)
        {
            price.Raise(1);
            return new Shop<TPrice>.Shelf<TInner>().Pair(price, inner).ToString();
        }
    }
}
