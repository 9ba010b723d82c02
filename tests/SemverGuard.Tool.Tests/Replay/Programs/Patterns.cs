using System.Runtime.CompilerServices;

namespace Lib;

public abstract class Node
{
    public class Leaf(int value) : Node
    {
        public int Value => value;

        public void Deconstruct(out int value) => value = Value;
    }

    public class Pair(Node left, Node right) : Node
    {
        public Node Left => left;

        public Node Right => right;

        public void Deconstruct(out Node left, out Node right) => (left, right) = (Left, Right);
    }
}

public class Row
{
    private readonly int[] cells = [1, 2, 3, 4];

    public int Length => cells.Length;

    public int this[Index index] => cells[index];

    public int[] this[Range range] => cells[range];

    public string Kind => "row";

    public dynamic Any(dynamic value) => value;
}

public static class Tools
{
    public static string Who(string text, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0, [CallerArgumentExpression(nameof(text))] string expression = "") =>
        $"{text} {member} {line} {expression}";

    public static (int Sum, string Text, (int, int) Inner) Tuple(int a, (int B, string C) other) => (a + other.B, other.C, (a, other.B));

    public static int Long(int a, long b, double c, string d, decimal e, object f, int g, int h, int i, int j) => a + (int)b + (int)c + d.Length + (int)e + f.GetHashCode() + g + h + i + j;

    public static string Format(Handler handler) => handler.ToString();

    public static string Format(bool wanted, [InterpolatedStringHandlerArgument(nameof(wanted))] Maybe handler) => wanted ? handler.Text : "unwanted";

    public static int Check(int value) => checked(value * 2);

    public static void Nothing() { }
}

[InterpolatedStringHandler]
public ref struct Handler(int literal, int holes)
{
    private readonly System.Text.StringBuilder text = new($"{literal}/{holes}:");

    public readonly void AppendLiteral(string value) => text.Append(value);

    public readonly void AppendFormatted<T>(T value, string? format = null) => text.Append('<').Append(value).Append(format).Append('>');

    public readonly void AppendFormatted(ReadOnlySpan<char> value) => text.Append(value);

    public readonly override string ToString() => text.ToString();
}

[InterpolatedStringHandler]
public struct Maybe
{
    public string Text = "";

    public Maybe(int literal, int holes, bool wanted, out bool go) => go = wanted;

    public bool AppendLiteral(string value)
    {
        Text += value;
        return true;
    }

    public bool AppendFormatted<T>(T value)
    {
        Text += value;
        return Text.Length < 10;
    }
}

[AttributeUsage(AttributeTargets.All)]
public class MarkAttribute<T>(T value) : Attribute
{
    public T Value => value;

    public Type? Type { get; set; }
}

// program
using System.Reflection;
using Lib;

Node tree = new Node.Pair(new Node.Leaf(3), new Node.Pair(new Node.Leaf(4), new Node.Leaf(5)));
Console.WriteLine(Sum(tree) + Shape(tree) + Shape(new Node.Leaf(9)) + (tree is Node.Pair { Left: Node.Leaf { Value: > 2 and < 4 } left } ? left.Value : 0));
var row = new Row();
Console.WriteLine(row[^1] + row[1..3].Length + row[..][0] + (row is [1, 2, .., var last] ? last : -1) + " " + (row is { Length: 4, Kind: "row" }));
Console.WriteLine(Tools.Who("x" + 1) + Who());
var (sum, text, (a, b)) = Tools.Tuple(1, (2, "c"));
(sum, text) = (Tools.Check(sum), text + Tools.Tuple(b, (a, "d")).Text);
Console.WriteLine(sum + text + Tools.Tuple(1, (1, "e")).Inner.Item2 + (Tools.Tuple(1, (2, "c")) == Tools.Tuple(1, (2, "c"))));
Console.WriteLine(Tools.Long(1, 2, 3.5, "four", 5.5m, 6, 7, h: 8, i: 9 - 1, j: Tools.Check(3)));
Console.WriteLine(Tools.Format($"a{1}b{"c":x}{"span".AsSpan()}") + Tools.Format(true, $"abc{Tools.Check(1)}defghijk{2}never{Tools.Check(3)}") + Tools.Format(false, $"{Tools.Check(100)}"));
try
{
    Tools.Check(int.MaxValue);
}
catch (OverflowException)
{
    Console.WriteLine("overflow");
}
dynamic any = row;
Console.WriteLine(any[^2] + any.Length + any.Any("dynamic") + row.Any(3) + any.Any(Tools.Check(2)));
dynamic number = Tools.Check(3);
number += 2;
Console.WriteLine(Tools.Who(number.ToString(), line: 3, expression: "none") + Dynamic(number));
foreach (string word in new[] { "one", "two", "three", "four", "five", "six", "seven", "eight" }) Console.Write(Switch(word, row));
Console.WriteLine(nameof(Tools.Check) + nameof(Row.Kind) + typeof(Node.Pair).Name + default(Maybe).Text);
var mark = typeof(Marked).GetCustomAttribute<MarkAttribute<string>>()!;
Console.WriteLine(mark.Value + mark.Type + typeof(Marked).GetMethod("Go")!.GetCustomAttribute<MarkAttribute<int>>()!.Value + new Marked().Go(2));
object boxed = new Node.Leaf(1);
Console.WriteLine((boxed as Node.Leaf)?.Value + (boxed is Node.Pair ? "pair" : "leaf") + ((Node.Leaf)boxed).Value);

static int Sum(Node node) => node switch
{
    Node.Leaf(var value) => value,
    Node.Pair(Node.Leaf(0), _) => 0,
    Node.Pair(var first, var second) when Sum(first) > 0 => Sum(first) + Sum(second),
    Node.Pair pair => Sum(pair.Right),
    _ => throw new InvalidOperationException(Tools.Who("none")),
};

static string Shape(Node node)
{
    switch (node)
    {
        case Node.Leaf { Value: 9 }: return "nine";
        case Node.Leaf leaf when leaf.Value > Tools.Check(1): return "leaf";
        case Node.Pair(Node.Pair, _): return "deep";
        case Node.Pair { Right: Node.Pair { Left: var inner } }: return "right" + Shape(inner);
        default: return "other";
    }
}

static string Who() => Tools.Who(nameof(Who)) + ((Func<string>)(() => Tools.Who("lambda")))();

static string Dynamic(dynamic value) => Tools.Tuple(value, ((int)value, "t")).Item2;

static int Switch(string word, Row row)
{
    int found = 0;
again:
    switch (word)
    {
        case "one": return row[0];
        case "two": found += row[1]; break;
        case "three": word = "two"; goto again;
        case "four": goto case "one";
        case "five": while (found < 5) found += Tools.Check(found + 1); break;
        case "six" when row.Length > 3: Tools.Nothing(); found = 6; break;
        case "seven" or "eight": do { if (found > 2) break; Tools.Nothing(); } while (Tools.Check(++found) < 20); break;
    }
    if (found > 1000) goto again;
    return found;
}

[Mark<string>("marked", Type = typeof(List<Row>))]
partial class Marked
{
    public partial int Go([Mark<bool>(true)] int value);
}

partial class Marked
{
    [Mark<int>(7)]
    public partial int Go(int value) => Tools.Check(value);
}
