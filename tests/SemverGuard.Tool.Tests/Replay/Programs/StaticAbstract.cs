using System.Numerics;

namespace Lib;

public interface IUnit<TSelf> where TSelf : IUnit<TSelf>
{
    static abstract TSelf Zero { get; }

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf Parse(string text);

    static virtual string Kind => "unit";

    static abstract bool TryMake(int value, out TSelf made);

    int Value { get; }
}

public readonly struct Meter(int value) : IUnit<Meter>, IAdditionOperators<Meter, Meter, Meter>
{
    public int Value => value;

    public static Meter Zero => default;

    public static Meter operator +(Meter left, Meter right) => new(left.Value + right.Value);

    public static Meter operator checked -(Meter left, Meter right) => new(checked(left.Value - right.Value));

    public static Meter operator -(Meter left, Meter right) => new(unchecked(left.Value - right.Value));

    public static explicit operator int(Meter meter) => meter.Value;

    public static implicit operator Meter(int value) => new(value);

    public static explicit operator string(Meter meter) => meter.Value + "m";

    public static bool operator true(Meter meter) => meter.Value != 0;

    public static bool operator false(Meter meter) => meter.Value == 0;

    public static Meter operator ++(Meter meter) => new(meter.Value + 1);

    public static bool operator ==(Meter left, Meter right) => left.Value == right.Value;

    public static bool operator !=(Meter left, Meter right) => !(left == right);

    public override bool Equals(object? other) => other is Meter meter && meter == this;

    public override int GetHashCode() => Value;

    public static Meter Parse(string text) => new(int.Parse(text));

    public static string Kind => "meter";

    public static bool TryMake(int value, out Meter made)
    {
        made = new(value);
        return true;
    }
}

public class Total
{
    public int Sum;

    public void operator +=(int value) => Sum += value;

    public void operator ++() => Sum++;
}

public static class Units
{
    public static T Sum<T>(params T[] values) where T : IUnit<T>
    {
        var sum = T.Zero;
        foreach (var value in values) sum += value;
        return sum + T.Parse("1");
    }

    public static string Kind<T>() where T : IUnit<T> => T.Kind;
}

// program
using System.Numerics;
using Lib;

Console.WriteLine(Units.Sum(new Meter(1), new Meter(2)).Value + Units.Kind<Meter>());
Console.WriteLine(Units.Sum(new Foot(1), new Foot(2)).Value + Units.Kind<Foot>());
Console.WriteLine(Add(new Meter(3), new Meter(4)).Value + Add(new Foot(3), new Foot(4)).Value);
Console.WriteLine(Number<Meter>(new(5), new(6)).Value);
Meter meter = 7;
meter++;
meter += 2;
Console.WriteLine((int)meter + (string)meter + (meter ? "yes" : "no") + (meter == 10) + (meter != 10) + (meter - 3).Value);
try
{
    Console.WriteLine(checked(new Meter(int.MinValue) - 1).Value);
}
catch (OverflowException)
{
    Console.WriteLine("overflow " + unchecked(new Meter(int.MinValue) - 1).Value);
}
Meter? none = null;
Console.WriteLine((none + meter).HasValue + " " + (none == meter) + (meter + (Meter?)2).Value.Value);
var total = new Total();
total += 4;
total++;
Console.WriteLine(total.Sum);

static T Add<T>(T left, T right) where T : IUnit<T> => T.TryMake(9, out var made) ? left + right + T.Zero + T.Parse("5") + made : left;

static T Number<T>(T left, T right) where T : IAdditionOperators<T, T, T> => left + right;

record struct Foot(int Value) : IUnit<Foot>
{
    public static Foot Zero => new(100);

    public static Foot operator +(Foot left, Foot right) => new(left.Value + right.Value);

    public static Foot Parse(string text) => new(Units.Kind<Meter>().Length + text.Length);

    static bool IUnit<Foot>.TryMake(int value, out Foot made)
    {
        made = new(value * 2);
        return true;
    }
}
