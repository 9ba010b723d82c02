using System.Reflection.Metadata;

namespace SemverGuard.Effects.Sheets;

/// <summary>What operators make of values that are known, and how they are written where one is not.</summary>
internal static class Arithmetic
{
    /// <summary>A longer expression nobody reads, and one that doubles with every step has no end.</summary>
    private const int Longest = 200;

    /// <summary>0, 1 or unknown.</summary>
    public static Value Compared(ILOpCode code, Value one, Value other)
    {
        string name = code.ToString();
        if (one.IsNull || other.IsNull)
        {
            var asked = one.IsNull ? other : one;
            // Whoever asks for nothing asks whether it is there; C# writes "is not null" as "greater than nothing".
            return asked.Truth is not { } truth
                ? Value.Unknown
                : Value.From((name.StartsWith("Beq", StringComparison.Ordinal) || code == ILOpCode.Ceq) != truth ? 1 : 0);
        }
        if (one.Number is not { } left || other.Number is not { } right) return Value.Unknown;
        int order = name.Contains("_un") && left < 0 != right < 0 ? (left < 0 ? 1 : -1) : left.CompareTo(right);
        bool holds = name.Substring(0, 3) switch
        {
            "Beq" or "Ceq" => order == 0,
            "Bne" => order != 0,
            "Bge" => order >= 0,
            "Bgt" or "Cgt" => order > 0,
            "Ble" => order <= 0,
            _ => order < 0,
        };
        return Value.From(holds ? 1 : 0);
    }

    public static Value Calculated(string @operator, Value one, Value other)
    {
        if (one.Number is { } left && other.Number is { } right)
        {
            switch (@operator)
            {
                case "Add": return Value.From(unchecked(left + right));
                case "Sub": return Value.From(unchecked(left - right));
                case "Mul": return Value.From(unchecked(left * right));
                case "Or": return Value.From(left | right);
                case "And": return Value.From(left & right);
            }
        }
        string text = $"{@operator}({Expression(one)}, {Expression(other)})";
        return text.Length > Longest ? Value.Unknown : new Value(ValueKind.Unknown, text);
    }

    /// <summary>One text for one way to work out a value.</summary>
    public static string Expression(Value value)
    {
        if (value.Alternatives.Count > 0) return "one of " + string.Join(", ", value.Alternatives.Select(Expression));
        if (value.Source is not { } made) return value.Masked;
        string text = $"{made.Symbol}({string.Join(", ", made.Arguments.Select(Expression))})";
        return text.Length > Longest ? text.Substring(0, Longest) : text;
    }
}
