namespace Lib;

public readonly struct Size(int width)
{
    public int Width => width;
}

public static class Ways
{
    private static int kept = 5;

    public static int ByIn(in Size size, in int more) => size.Width + more;

    public static void ByRef(ref int value) => value *= 2;

    public static bool ByOut(string text, out int value, out Size size)
    {
        size = new Size(text.Length);
        return int.TryParse(text, out value);
    }

    public static int ByRefReadonly(ref readonly int value) => value + 1;

    public static ref int Kept() => ref kept;

    public static ref readonly int KeptReadonly() => ref kept;

    public static ref T First<T>(T[] items) => ref items[0];

    public static int Optional(int a, int b = 7, string c = "c", Size size = default) => a + b + c.Length + size.Width;

    public static string Params(string format, params object[] values) => format + values.Length + string.Concat(values);

    public static int ParamsSpan(params ReadOnlySpan<int> values) => values.Length == 0 ? -1 : values[^1];

    public static bool IsNull(ref int value) => System.Runtime.CompilerServices.Unsafe.IsNullRef(ref value);

    public static void Swap<T>(ref T a, ref T b) => (a, b) = (b, a);

    public static int Fill(out string text, ref Size size, in Size other)
    {
        text = "filled";
        size = new Size(size.Width + other.Width);
        return 3;
    }
}

public delegate void Change(ref int value, in Size size, out string text);

// program
using System.Runtime.CompilerServices;
using Lib;

var size = new Size(3);
int number = 4;
Console.WriteLine(Ways.ByIn(size, 2) + Ways.ByIn(in size, in number) + Ways.ByIn(new Size(9), number));
Ways.ByRef(ref number);
int[] array = [1, 2, 3];
Ways.ByRef(ref array[1]);
var holder = new Holder { Number = 6 };
Ways.ByRef(ref holder.Number);
Console.WriteLine($"{number} {array[1]} {holder.Number}");
if (Ways.ByOut("12", out int parsed, out var measured)) Console.WriteLine(parsed + measured.Width);
Ways.ByOut("x", out _, out _);
Console.WriteLine(Ways.ByRefReadonly(in number) + Ways.ByRefReadonly(ref holder.Number));
Ways.Kept() = 11;
Ways.Kept() += 2;
ref int kept = ref Ways.Kept();
kept++;
Console.WriteLine(Ways.KeptReadonly());
Ways.First(array) = 42;
string[] words = ["a", "b"];
Ways.First(words) = "z";
Console.WriteLine(array[0] + words[0]);
Console.WriteLine(Ways.Optional(1) + Ways.Optional(1, c: "long") + Ways.Optional(b: 2, a: 1, size: new Size(4)));
Console.WriteLine(Ways.Params("x") + Ways.Params("x", 1, "b", null!) + Ways.Params("x", words));
Console.WriteLine(Ways.ParamsSpan() + Ways.ParamsSpan(1, 2, 3) + Ways.ParamsSpan(array));
Console.WriteLine(Ways.IsNull(ref Unsafe.NullRef<int>()));
Console.WriteLine(Ways.IsNull(ref number));
string left = "left", right = "right";
Ways.Swap(ref left, ref right);
Ways.Swap(ref array[0], ref array[2]);
Console.WriteLine(left + right + array[0]);
Console.WriteLine(Ways.Fill(out string filled, ref size, new Size(5)) + filled + size.Width);
Change change = (ref int value, in Size s, out string text) => { value += s.Width; text = "changed"; };
change(ref number, in size, out string changed);
Console.WriteLine(number + changed);

class Holder
{
    public int Number;
}
