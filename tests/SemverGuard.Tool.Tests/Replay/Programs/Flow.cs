namespace Lib;

public static class Tool
{
    public static int Go(int value) => value + 1;

    public static bool Is(int value) => value % 3 == 0;

    public static void Do() { }

    public static object Gate { get; } = new();
}

// program
using System.Runtime.CompilerServices;
using Lib;

Console.WriteLine(Short(10) + Branches(7) + Ternary(3) + Long() + Locals() + Inlined(4) + Tail(50));
Console.WriteLine(Deep(500));
lock (Tool.Gate) Console.WriteLine(Tool.Go(1));
var gate = new Lock();
lock (gate) Console.WriteLine(Tool.Go(2));
unchecked { Console.WriteLine(Tool.Go(int.MaxValue)); }
unsafe
{
    int[] array = [1, 2, 3];
    fixed (int* pointer = array) Console.WriteLine(Tool.Go(pointer[1]) + *(pointer + Tool.Go(1)));
    int local = 5;
    int* address = &local;
    *address = Tool.Go(*address);
    Console.WriteLine(local);
    fixed (char* text = "text") Console.WriteLine(Tool.Go(text[0]));
}

static int Short(int count)
{
    int sum = 0;
    while (true)
    {
        if (Tool.Is(sum)) sum = Tool.Go(sum);
        else if (sum > 100) return sum;
        else sum += Tool.Go(Tool.Go(Tool.Go(Tool.Go(Tool.Go(Tool.Go(Tool.Go(Tool.Go(sum))))))));
        if (--count == 0) break;
        for (int i = 0; i < Tool.Go(3); i++) { Tool.Do(); if (i == Tool.Go(1)) continue; Tool.Do(); Tool.Do(); Tool.Do(); sum++; }
    }
    return Tool.Is(sum) ? Tool.Go(sum) : Tool.Go(Tool.Go(sum));
}

static int Branches(int value)
{
    if (value > 3) goto second;
first:
    Tool.Do();
    if (Tool.Is(value)) return value;
second:
    value = Tool.Go(value);
    if (value < 20) goto first;
    return Tool.Go(value);
}

static int Ternary(int value) =>
    Tool.Go(value > 2 ? Tool.Is(value) ? Tool.Go(1) : Tool.Go(2) : Tool.Go(3)) + (Tool.Is(value) && Tool.Go(value) > 3 || Tool.Is(value + 1) ? Tool.Go(4) : 0);

[MethodImpl(MethodImplOptions.AggressiveInlining)]
static int Inlined(int value) => Tool.Go(value);

static int Tail(int depth) => depth == 0 ? Tool.Go(depth) : Tail(depth - 1);

static int Deep(int depth) => depth == 0 ? 0 : Tool.Go(Deep(depth - 1));

static int Long()
{
    int sum = 0;
    for (int i = 0; i < 3; i++)
    {
        if (i == 1) { sum++; continue; }
        // repeat 60
        sum += Tool.Go(i); if (Tool.Is(sum)) Tool.Do(); else sum = Tool.Go(sum) + 1;
    }
    return sum;
}

static int Locals()
{
    int sum = 0;
    // repeat 300
    int local# = Tool.Go(sum); Tool.Do(); sum += local#;
    return sum % 1000;
}
