using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SemverGuard.Recording;
using SemverGuard.Tool.Replay.Recordings;

namespace SemverGuard.Tool.Witnesses;

/// <summary>Values as C# writes them.</summary>
internal static class CSharpLiteral
{
    /// <summary>Types that read what the recorder wrote of them.</summary>
    private static readonly string[] Parsed = ["System.Guid", "System.TimeSpan", "System.Version"];

    /// <param name="constant">Of a constant.</param>
    public static string Of(object? constant) => constant switch
    {
        null => "null",
        string text => SymbolDisplay.FormatLiteral(text, quote: true),
        char letter => SymbolDisplay.FormatLiteral(letter, quote: true),
        _ => SymbolDisplay.FormatPrimitive(constant, quoteStrings: true, useHexadecimalNumbers: false) ?? "null",
    };

    /// <summary>As <see cref="Of(object?)"/>, and of the same type wherever it stands.</summary>
    public static string Typed(object constant)
    {
        string literal = Of(constant);
        return constant is int or bool or char or string ? literal : $"({constant.GetType()})({literal})";
    }

    /// <param name="recorded">As the recorder wrote it.</param>
    /// <returns>Null for what cannot be written down.</returns>
    public static string? Of(string recorded, ITypeSymbol type)
    {
        bool isNullable = type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        if (recorded == "null") return type.IsValueType && !isNullable ? null : $"default({WitnessSource.Name(type)})";
        if (isNullable) type = ((INamedTypeSymbol)type).TypeArguments[0];
        if (type.TypeKind == TypeKind.Enum) return Enum(recorded, type);
        if (type is IArrayTypeSymbol { Rank: 1 } array) return Array(recorded, array);
        return type.SpecialType switch
        {
            SpecialType.System_Boolean => recorded is "true" or "false" ? recorded : null,
            SpecialType.System_String or SpecialType.System_Object when Text(recorded) is { } text =>
                SymbolDisplay.FormatLiteral(text, quote: true),
            SpecialType.System_Char when Text(recorded) is { Length: 1 } text => SymbolDisplay.FormatLiteral(text[0], quote: true),
            SpecialType.System_Decimal => Number(recorded) ? recorded + "m" : null,
            SpecialType.System_Single => Number(recorded) ? recorded + "f" : null,
            SpecialType.System_Double => Number(recorded) ? recorded + "d" : null,
            SpecialType.System_DateTime =>
                $"System.DateTime.Parse({Quoted(recorded)}, null, System.Globalization.DateTimeStyles.RoundtripKind)",
            >= SpecialType.System_SByte and <= SpecialType.System_UInt64 =>
                Number(recorded) ? $"({WitnessSource.Name(type)})({recorded})" : null,
            _ => Parsed.Contains(type.ToDisplayString()) ? $"{WitnessSource.Name(type)}.Parse({Quoted(recorded)})" : null,
        };
    }

    /// <summary>Whole: a text that was too long was not recorded to its end.</summary>
    private static string? Text(string recorded)
    {
        if (recorded is not ['"', .., '"'] || recorded.Contains("... (", StringComparison.Ordinal)) return null;
        return RecordingFormat.Unescaped(recorded[1..^1]);
    }

    private static string? Enum(string recorded, ITypeSymbol type)
    {
        string[] names = recorded[(recorded.IndexOf('.', StringComparison.Ordinal) + 1)..].Split('|');
        return names.All(x => SyntaxFacts.IsValidIdentifier(x) && type.GetMembers(x).Length == 1)
            ? string.Join(" | ", names.Select(x => WitnessSource.Name(type) + "." + x)) : null;
    }

    private static string? Array(string recorded, IArrayTypeSymbol array)
    {
        if (Value.Parse(recorded) is not { Kind: ValueKind.List } list) return null;
        string?[] items = [.. list.Parts.Select(x => Of(x.Value.ToString(), array.ElementType))];
        return items.Contains(null) ? null : $"new {WitnessSource.Name(array.ElementType)}[] {{ {string.Join(", ", items)} }}";
    }

    private static string Quoted(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>Without the white space around it that is read as well.</summary>
    private static bool Number(string recorded) =>
        recorded.All(x => char.IsAsciiLetterOrDigit(x) || x is '.' or '-' or '+')
        && decimal.TryParse(recorded, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
