using System.Runtime.CompilerServices;

namespace Lib;

public ref struct Cursor(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> rest = text;

    public ref int Count;

    public int Taken { get; private set; }

    public readonly ReadOnlySpan<char> Rest => rest;

    public ReadOnlySpan<char> Take(int count)
    {
        var taken = rest[..count];
        rest = rest[count..];
        Taken += count;
        return taken;
    }

    public void Dispose() => Texts.Log += "disposed ";

    public readonly Cursor GetEnumerator() => this;

    public bool MoveNext() => rest.Length > 0 && Take(1).Length == 1;

    public readonly char Current => rest.Length > 0 ? rest[0] : '.';
}

public ref struct Enumerated : IDisposable
{
    private int at;

    public readonly int Current => at;

    public bool MoveNext() => ++at < 4;

    public readonly void Dispose() => Texts.Log += "enumerated ";

    public readonly Enumerated GetEnumerator() => this;
}

public interface ICounted
{
    int Count { get; }

    int Add(int value);
}

public ref struct Counted : ICounted
{
    public int Count { get; private set; }

    public int Add(int value) => Count += value;
}

[InlineArray(4)]
public struct Four
{
    private int first;
}

public static class Texts
{
    public static string Log = "";

    public static int Sum(ReadOnlySpan<int> values)
    {
        int sum = 0;
        foreach (int value in values) sum += value;
        return sum;
    }

    public static long Sum(ReadOnlySpan<long> values) => values[0] + values[^1];

    public static Span<int> Half(Span<int> values) => values[..(values.Length / 2)];

    public static Cursor Start(string text) => new(text);

    public static void Advance(ref Cursor cursor, scoped ReadOnlySpan<char> by) => cursor.Take(by.Length);

    public static int Use<T>(T value) where T : ICounted, allows ref struct => value.Add(2) + value.Count;

    public static T Same<T>(T value) where T : allows ref struct => value;

    public static Four Fours(int value)
    {
        Four four = default;
        four[2] = value;
        return four;
    }

    public static int At(in Four four, int index) => four[index];

    public static void Set(ref Four four) => four[0] = 77;
}

// program
using System.Runtime.CompilerServices;
using Lib;

Span<int> numbers = stackalloc int[] { 1, 2, 3, 4 };
Console.WriteLine(Texts.Sum(numbers) + Texts.Sum([5, 6]) + Texts.Sum(stackalloc int[2]));
Console.WriteLine(Texts.Sum((ReadOnlySpan<long>)[1L, 2L, 30000000000L]));
Texts.Half(numbers)[0] = 10;
Console.WriteLine(numbers[0]);
using (var cursor = Texts.Start("abcdef"))
{
    var taken = cursor.Take(2);
    Console.WriteLine(taken.ToString() + cursor.Taken + cursor.Rest.ToString());
}
var second = new Cursor("abcdef");
Texts.Advance(ref second, "xyz");
Console.WriteLine(second.Taken);
second.Take(1);
Console.WriteLine(second.Taken);
foreach (char letter in new Cursor("xyz")) Console.Write(letter);
foreach (int number in new Enumerated()) Console.Write(number);
var counted = new Counted();
counted.Add(3);
Console.WriteLine(Texts.Use(counted) + Generic(ref counted) + Through(new Counted()) + counted.Count);
Console.WriteLine(Texts.Same(numbers).Length + Texts.Same("four").Length + Texts.Same(new Counted()).Count);
var four = Texts.Fours(9);
four[1] = 8;
Texts.Set(ref four);
Console.WriteLine(Texts.At(four, 0) + Texts.At(in four, 1) + Texts.At(four, 2));
Console.WriteLine(Texts.Log);
Console.WriteLine(Skips());
int counter = 1;
var counting = new Cursor("q") { Count = ref counter };
counting.Count++;
Console.WriteLine(counter + counting.Count);
Console.WriteLine(new Own("own").Length());

static int Generic<T>(ref T value) where T : ICounted, allows ref struct => value.Add(1) + value.Count;

static int Through<T>(T value) where T : ICounted, allows ref struct
{
    var same = Texts.Same(value);
    return same.Add(4) + Texts.Use(same);
}

[SkipLocalsInit]
static int Skips()
{
    Span<int> span = stackalloc int[8];
    span.Fill(2);
    return Texts.Sum(span);
}

ref struct Own(ReadOnlySpan<char> text) : ICounted
{
    private readonly ReadOnlySpan<char> text = text;
    private int count;

    public readonly int Count => count;

    public int Add(int value) => count += value;

    public int Length()
    {
        var cursor = new Cursor(text);
        cursor.Take(1);
        return cursor.Taken + Texts.Use(this);
    }
}
