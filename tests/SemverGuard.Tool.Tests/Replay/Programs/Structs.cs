namespace Lib;

public struct Point
{
    public int X, Y;

    public readonly int Sum => X + Y;

    public Point(int x) => X = x;

    public void Move(int by) => X += by;

    public int this[int index]
    {
        readonly get => index == 0 ? X : Y;
        set
        {
            if (index == 0) X = value;
            else Y = value;
        }
    }

    public readonly void Deconstruct(out int x, out int y) => (x, y) = (X, Y);

    public override readonly string ToString() => $"({X}, {Y})";
}

public readonly struct Fixed(int value)
{
    public readonly int Value = value;

    public int Next() => Value + 1;
}

[Flags]
public enum Colors
{
    None,
    Red = 1,
    Green = 2,
}

public struct Outer
{
    public Point Inner;
    public readonly Fixed Fixed;

    public ref struct Unused;
}

public class Holder
{
    public Point Point;
    public readonly Point ReadOnly = new() { X = 5 };
    public static Point Static;
    public volatile int Volatile = 3;
    public const int Constant = 12;
    public Outer Outer;

    public Point Property { get; set; }
}

public static class Only
{
    public static object Box(object value) => value;
}

public struct Alone(int value)
{
    public int Value = value;

    public static Alone Make() => new(8);
}

public struct Unseen(string text)
{
    public override readonly string ToString() => text;
}

public struct Never(int value)
{
    public override readonly string ToString() => "never " + value;
}

public class Cctor
{
    static Cctor() => Console.Write("[cctor] ");

    public static int Number = 4;

    public struct Inside
    {
        static Inside() => Console.Write("[inside] ");

        public static int Count = 1;

        public int Value;

        public readonly int Get() => Value + Count;
    }

    public static string Take(Inside inside) => "taken";
}

// program
using Lib;

var point = new Point(1);
point.Move(2);
point[1] = 7;
point[0] += 3;
Console.WriteLine(point.Sum + point.ToString());
var (x, y) = point;
Console.WriteLine(x + y);
Point[] points = new Point[3];
points[1].Move(5);
points[1].Y = 2;
points[1][0]++;
Console.WriteLine(points[1].Sum + points[0].Sum);
var holder = new Holder();
holder.Point.Move(4);
holder.ReadOnly.Move(4);
Holder.Static.Move(6);
holder.Outer.Inner.Move(9);
holder.Volatile++;
Console.WriteLine($"{holder.Point} {holder.ReadOnly.X} {Holder.Static.X} {holder.Outer.Inner.X} {holder.Outer.Fixed.Next()} {holder.Volatile} {Holder.Constant}");
holder.Property = point with { X = 100 };
Console.WriteLine(holder.Property.X);
object boxed = point;
((Point)boxed).Move(50);
Console.WriteLine(boxed + boxed.ToString() + boxed.Equals(point) + (boxed is Point { X: 6 }));
Point? maybe = point;
maybe?.Move(3);
Point? nothing = null;
Console.WriteLine(maybe.Value.X + maybe.GetValueOrDefault().Sum + (nothing?.Sum ?? -1) + (maybe?.Sum ?? -2));
var color = Colors.Red | Colors.Green;
Console.WriteLine(color.ToString() + color.HasFlag(Colors.Red) + Colors.None.CompareTo(color) + color.GetHashCode() + Name(color) + Enum.Parse<Colors>("Green"));
Console.WriteLine(new Fixed(3).Next() + new Fixed().Next() + default(Fixed).Value);
Console.WriteLine(Only.Box(new Unseen("never in a signature")));
Console.WriteLine(new Unseen("there").ToString());
object never = new Never(3);
Console.WriteLine(never);
Console.WriteLine(Alone.Make().Value);
var dictionary = new Dictionary<Point, Colors> { [point] = color };
foreach (var (key, value) in dictionary) Console.WriteLine(key.Sum + value.ToString());
Console.WriteLine("before");
Console.WriteLine(Cctor.Take(default));
Console.WriteLine(default(Cctor.Inside).Value);
Console.WriteLine(default(Cctor.Inside).Get());
Console.WriteLine(Cctor.Number);
var nested = new Nest { Point = point };
nested.Move();
nested.Point.Move(1);
Console.WriteLine(nested.Point.X);
ref var third = ref points[2];
third.Move(33);
Console.WriteLine(points[2].X);
ReadIn(in points[2]);

static string Name<T>(T value) where T : struct, Enum => value.ToString() + Enum.IsDefined(value);

static void ReadIn(in Point value)
{
    value.Move(1);
    Console.WriteLine(value.X);
}

struct Nest
{
    public Point Point;

    public void Move()
    {
        Point.Move(2);
        this.Point[1] = 3;
    }
}
