using System.Globalization;
using System.Reflection.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>
/// A decimal is a constant to the source, and to instructions the parts that its constructor takes. Here it is one instruction again.
/// </summary>
internal static class DecimalConstants
{
    private const string Constructor = "System.Decimal..ctor(", Field = "System.Decimal.";

    public static IReadOnlyList<NormalInstruction> Folded(IReadOnlyList<NormalInstruction> body)
    {
        if (!body.Any(x => x.Operand.StartsWith(Field, StringComparison.Ordinal))) return body;
        var folded = new List<NormalInstruction>(body.Count);
        foreach (var x in body)
        {
            int parts = Parts(x);
            var value = Kept(x) ?? (parts > 0 && parts <= folded.Count ? Made([.. folded.Skip(folded.Count - parts)]) : null);
            var first = parts > 0 && value is not null ? folded[folded.Count - parts] : x;
            if (value is not null) folded.RemoveRange(folded.Count - parts, parts);
            // A constant, whatever loads it.
            folded.Add(value is { } number ? new(ILOpCode.Ldc_i8, Text(number), first.Offset) : x);
        }
        return folded;
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture) + "m";

    /// <summary>How many arguments a constructor of decimals takes; 0 for anything else.</summary>
    private static int Parts(NormalInstruction x) =>
        x.Code is ILOpCode.Newobj or ILOpCode.Call && x.Operand.StartsWith(Constructor, StringComparison.Ordinal)
            ? x.Operand.Substring(0, x.Operand.IndexOf(')')).Split(',').Length
            : 0;

    /// <summary>What the framework keeps in fields.</summary>
    private static decimal? Kept(NormalInstruction x) => x.Code != ILOpCode.Ldsfld ? null : x.Operand.Split(' ')[0] switch
    {
        Field + "Zero" => decimal.Zero,
        Field + "One" => decimal.One,
        Field + "MinusOne" => decimal.MinusOne,
        _ => null,
    };

    private static decimal? Made(NormalInstruction[] parts)
    {
        if (!parts.All(x => x.Code is ILOpCode.Ldc_i4 or ILOpCode.Ldc_i8)) return null;
        long?[] numbers = [.. parts.Select(x => Number(x.Operand))];
        return numbers switch
        {
            [{ } whole] => whole,
            [{ } low, { } middle, { } high, { } isNegative, >= 0 and <= 28 and { } scale] =>
                new decimal((int)low, (int)middle, (int)high, isNegative != 0, (byte)scale),
            _ => null,
        };
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;
}
