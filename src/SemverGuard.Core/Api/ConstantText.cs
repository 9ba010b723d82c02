using System.Globalization;
using System.Reflection.Metadata;
using System.Text;
using SemverGuard.Metadata;

namespace SemverGuard.Api;

/// <summary>Constants as C# writes them, in the invariant culture.</summary>
internal static class ConstantText
{
    public static string? Of(AssemblyImage image, ConstantHandle handle) => handle.IsNil ? null : Of(Value(image, handle));

    /// <summary>The constant itself: a text, a number, a bool, a char, or null.</summary>
    public static object? Value(AssemblyImage image, ConstantHandle handle)
    {
        var constant = Known(image, handle);
        return image.Reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode);
    }

    /// <summary>A whole number; above the largest signed one, its bits. Null for anything else.</summary>
    public static long? Number(AssemblyImage image, ConstantHandle handle)
    {
        if (handle.IsNil) return null;
        var constant = Known(image, handle);
        var value = image.Reader.GetBlobReader(constant.Value);
        return constant.TypeCode switch
        {
            ConstantTypeCode.SByte => value.ReadSByte(),
            ConstantTypeCode.Byte => value.ReadByte(),
            ConstantTypeCode.Int16 => value.ReadInt16(),
            ConstantTypeCode.UInt16 => value.ReadUInt16(),
            ConstantTypeCode.Int32 => value.ReadInt32(),
            ConstantTypeCode.UInt32 => value.ReadUInt32(),
            ConstantTypeCode.Int64 => value.ReadInt64(),
            ConstantTypeCode.UInt64 => unchecked((long)value.ReadUInt64()),
            _ => null,
        };
    }

    /// <exception cref="BadImageFormatException">It is of no type that constants have.</exception>
    private static Constant Known(AssemblyImage image, ConstantHandle handle)
    {
        var constant = image.Reader.GetConstant(handle);
        bool isKnown = constant.TypeCode is >= ConstantTypeCode.Boolean and <= ConstantTypeCode.String or ConstantTypeCode.NullReference;
        return isKnown ? constant : throw new BadImageFormatException($"A constant is of type {constant.TypeCode}.");
    }

    /// <summary>A parameter's or field's default, which for <c>decimal</c> and <c>DateTime</c> hides in an attribute.</summary>
    public static string? OfAttributes(AssemblyImage image, CustomAttributeHandleCollection attributes)
    {
        foreach (var handle in attributes)
        {
            var attribute = image.Reader.GetCustomAttribute(handle);
            switch (CustomAttributes.TypeName(image, attribute))
            {
                case "System.Runtime.CompilerServices.DecimalConstantAttribute":
                    if (CustomAttributes.Decode(image, attribute) is { FixedArguments: { Length: 5 } parts })
                        return Decimal(parts.Select(x => x.Value).ToArray());
                    break;
                case "System.Runtime.CompilerServices.DateTimeConstantAttribute":
                    if (CustomAttributes.Decode(image, attribute) is { FixedArguments: { Length: 1 } ticks })
                        return Of(ticks[0].Value) + " ticks";
                    break;
            }
        }
        return null;
    }

    public static string Of(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        string text => Quote(text, '"'),
        char letter => Quote(letter.ToString(), '\''),
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "d",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "null",
    };

    /// <exception cref="BadImageFormatException">The parts are not a decimal's.</exception>
    private static string Decimal(object?[] parts)
    {
        const byte HighestScale = 28;
        if (parts is not [byte and <= HighestScale, byte, var high, var middle, var low])
            throw new BadImageFormatException("The parts of a decimal constant are not a scale, a sign and three words.");
        var value = new decimal(Word(low), Word(middle), Word(high), (byte)parts[1]! != 0, (byte)parts[0]!);
        return value.ToString(CultureInfo.InvariantCulture) + "m";
    }

    private static int Word(object? part) => part switch
    {
        int word => word,
        uint word => unchecked((int)word),
        _ => throw new BadImageFormatException("A word of a decimal constant is not a number."),
    };

    private static string Quote(string text, char quote)
    {
        var result = new StringBuilder(text.Length + 2).Append(quote);
        foreach (char c in text)
        {
            if (c == quote || c == '\\') result.Append('\\').Append(c);
            else if (c is < ' ' or (>= '\x7f' and < '\xa0') || char.IsSurrogate(c) || c is '\u2028' or '\u2029')
                result.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else result.Append(c);
        }
        return result.Append(quote).ToString();
    }
}
