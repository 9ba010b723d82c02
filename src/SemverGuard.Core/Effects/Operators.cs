using System.Reflection.Metadata;
using SemverGuard.Api;

namespace SemverGuard.Effects;

/// <summary>
/// Instructions that calculate and compare, by what they do: overflow checks and jumps the other way round are the compiler's affair.
/// </summary>
internal static class Operators
{
    public const string Difference = "Sub";

    public static string Arithmetic(ILOpCode code) => code switch
    {
        ILOpCode.Add_ovf or ILOpCode.Add_ovf_un => "Add",
        ILOpCode.Sub_ovf or ILOpCode.Sub_ovf_un => Difference,
        ILOpCode.Mul_ovf or ILOpCode.Mul_ovf_un => "Mul",
        _ => code.ToString(),
    };

    public static string Comparison(ILOpCode code) => code.ToString().Substring(0, 3) switch
    {
        "Beq" or "Bne" or "Ceq" => "equal",
        "Blt" or "Bge" or "Clt" => "less",
        _ => "greater",
    };

    /// <summary>What somebody does who calculates; null for another instruction.</summary>
    public static string? Verb(ILOpCode code) => code switch
    {
        ILOpCode.Add or ILOpCode.Add_ovf or ILOpCode.Add_ovf_un => "adds",
        ILOpCode.Sub or ILOpCode.Sub_ovf or ILOpCode.Sub_ovf_un => "subtracts",
        ILOpCode.Mul or ILOpCode.Mul_ovf or ILOpCode.Mul_ovf_un => "multiplies",
        ILOpCode.Div or ILOpCode.Div_un => "divides",
        ILOpCode.Rem or ILOpCode.Rem_un => "takes a remainder",
        ILOpCode.And or ILOpCode.Or or ILOpCode.Xor or ILOpCode.Not => "combines bits in another way",
        ILOpCode.Shl or ILOpCode.Shr or ILOpCode.Shr_un => "shifts bits",
        ILOpCode.Neg => "changes a sign",
        _ => null,
    };

    /// <summary>Two values give the same in either order.</summary>
    public static bool IsCommutative(ILOpCode code) =>
        code is ILOpCode.Add or ILOpCode.Add_ovf or ILOpCode.Add_ovf_un or ILOpCode.Mul or ILOpCode.Mul_ovf or ILOpCode.Mul_ovf_un
            or ILOpCode.And or ILOpCode.Or or ILOpCode.Xor or ILOpCode.Ceq or ILOpCode.Beq or ILOpCode.Bne_un;

    /// <summary>The jump that is taken where this one is not; null for what does not jump.</summary>
    public static ILOpCode? Opposite(ILOpCode code) => code switch
    {
        ILOpCode.Brtrue => ILOpCode.Brfalse,
        ILOpCode.Brfalse => ILOpCode.Brtrue,
        ILOpCode.Beq => ILOpCode.Bne_un,
        ILOpCode.Bne_un => ILOpCode.Beq,
        ILOpCode.Blt => ILOpCode.Bge,
        ILOpCode.Bge => ILOpCode.Blt,
        ILOpCode.Bgt => ILOpCode.Ble,
        ILOpCode.Ble => ILOpCode.Bgt,
        ILOpCode.Blt_un => ILOpCode.Bge_un,
        ILOpCode.Bge_un => ILOpCode.Blt_un,
        ILOpCode.Bgt_un => ILOpCode.Ble_un,
        ILOpCode.Ble_un => ILOpCode.Bgt_un,
        _ => null,
    };

    /// <summary>
    /// The first number beyond: <c>x &lt; 3</c>, <c>x &lt;= 2</c> and the reverse of both have the same. Null where it is no limit.
    /// </summary>
    public static long? Limit(ILOpCode code, long number) => code.ToString().Substring(0, 3) switch
    {
        "Blt" or "Bge" or "Clt" => number,
        "Bgt" or "Ble" or "Cgt" => number + 1,
        _ => null,
    };

    public static bool IsUnsigned(ILOpCode code) => code.ToString().Contains("_un");

    /// <summary>A whole number is one however it is stored: overloads for whole numbers come with new frameworks.</summary>
    public static Value Double(long bits) => Whole(bits) is { } number
        ? Value.From(number)
        : new Value(ValueKind.Literal, ConstantText.Of(BitConverter.Int64BitsToDouble(bits)));

    /// <summary>Null for a fraction, and for what is too large to be told from its neighbors.</summary>
    /// <param name="bits">Of a double.</param>
    public static long? Whole(long bits) =>
        BitConverter.Int64BitsToDouble(bits) is var number && number == Math.Floor(number) && Math.Abs(number) < 1e15 ? (long)number : null;

    public static Value Single(long bits) =>
        new(ValueKind.Literal, ConstantText.Of(BitConverter.ToSingle(BitConverter.GetBytes((int)bits), 0)));
}
