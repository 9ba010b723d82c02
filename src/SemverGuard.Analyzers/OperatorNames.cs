namespace SemverGuard.Analyzers;

/// <summary>
/// From an operator as it is written to the methods that may be behind it (C# standard, 15.10; VB names the same methods).
/// </summary>
internal static class OperatorNames
{
    public static IReadOnlyList<string> Of(string sign, int operands) => (sign, operands) switch
    {
        ("+", 1) => ["op_UnaryPlus"],
        ("-", 1) => ["op_UnaryNegation", "op_CheckedUnaryNegation"],
        ("!" or "Not", 1) => ["op_LogicalNot", "op_OnesComplement"],
        ("~", 1) => ["op_OnesComplement"],
        ("++", 1) => ["op_Increment", "op_CheckedIncrement"],
        ("--", 1) => ["op_Decrement", "op_CheckedDecrement"],
        ("+" or "+=", 2) => ["op_Addition", "op_CheckedAddition"],
        ("-" or "-=", 2) => ["op_Subtraction", "op_CheckedSubtraction"],
        ("*" or "*=", 2) => ["op_Multiply", "op_CheckedMultiply"],
        ("/" or "/=", 2) => ["op_Division", "op_CheckedDivision"],
        ("%" or "%=" or "Mod", 2) => ["op_Modulus"],
        ("&" or "&=" or "&&" or "And" or "AndAlso", 2) => ["op_BitwiseAnd", "op_Concatenate"],
        ("|" or "|=" or "||" or "Or" or "OrElse", 2) => ["op_BitwiseOr"],
        ("^" or "^=" or "Xor", 2) => ["op_ExclusiveOr", "op_Exponent"],
        ("<<" or "<<=", 2) => ["op_LeftShift"],
        (">>" or ">>=", 2) => ["op_RightShift"],
        (">>>" or ">>>=", 2) => ["op_UnsignedRightShift"],
        ("==" or "=", 2) => ["op_Equality"],
        ("!=" or "<>", 2) => ["op_Inequality"],
        ("<", 2) => ["op_LessThan"],
        (">", 2) => ["op_GreaterThan"],
        ("<=", 2) => ["op_LessThanOrEqual"],
        (">=", 2) => ["op_GreaterThanOrEqual"],
        ("Like", 2) => ["op_Like"],
        _ => [],
    };
}
