using System.Globalization;
using Microsoft.CodeAnalysis;

namespace SemverGuard.Analyzers;

/// <summary>Constants of metadata as C# code that has their type: metadata knows neither enums nor what <c>null</c> is null of.</summary>
internal static class ConstantSpelling
{
    /// <param name="constant">As a baseline has it.</param>
    /// <param name="type">Of the parameter or constant.</param>
    /// <param name="nameOf">Spells a type.</param>
    /// <param name="isTyped">The code has to be of the type itself, since no parameter converts it.</param>
    public static string Of(string constant, ITypeSymbol type, Func<ITypeSymbol, string> nameOf, bool isTyped = false)
    {
        var value = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;
        if (constant == "null")
            return isTyped ? $"default({nameOf(type)})"
                : type.IsReferenceType || value.Equals(type, SymbolEqualityComparer.Default) is false ? "null"
                : "default";
        if (value.TypeKind == TypeKind.Enum)
            return Member(constant, value) is { } member
                ? nameOf(value) + "." + member.Name
                : $"({nameOf(value)}){Parenthesized(constant)}";
        if (constant.EndsWith(" ticks", StringComparison.Ordinal))
            return $"new {nameOf(value)}({constant.Substring(0, constant.IndexOf(' '))}L)";
        if (NotANumber(constant) is { } special) return special;
        return isTyped ? Typed(constant, value, nameOf) : constant;
    }

    /// <summary>The enum's value by its number, whatever name it bears now.</summary>
    public static string Number(string constant, ITypeSymbol type, Func<ITypeSymbol, string> nameOf) =>
        $"({nameOf(type)}){Parenthesized(constant)}";

    private static IFieldSymbol? Member(string constant, ITypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>()
        .FirstOrDefault(x => x.HasConstantValue && Convert.ToString(x.ConstantValue, CultureInfo.InvariantCulture) == constant);

    private static string Typed(string constant, ITypeSymbol type, Func<ITypeSymbol, string> nameOf) => type.SpecialType switch
    {
        SpecialType.System_UInt32 => constant + "U",
        SpecialType.System_Int64 => constant + "L",
        SpecialType.System_UInt64 => constant + "UL",
        SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
            or SpecialType.System_IntPtr or SpecialType.System_UIntPtr
            => Number(constant, type, nameOf),
        _ => constant,
    };

    private static string? NotANumber(string constant) => constant switch
    {
        "NaNd" => "double.NaN",
        "Infinityd" => "double.PositiveInfinity",
        "-Infinityd" => "double.NegativeInfinity",
        "NaNf" => "float.NaN",
        "Infinityf" => "float.PositiveInfinity",
        "-Infinityf" => "float.NegativeInfinity",
        _ => null,
    };

    private static string Parenthesized(string constant) => constant[0] == '-' ? "(" + constant + ")" : constant;
}
