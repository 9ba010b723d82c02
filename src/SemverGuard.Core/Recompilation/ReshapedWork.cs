using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>What a member visibly does otherwise since it takes its arguments as other types.</summary>
/// <remarks>
/// Most of what differs in its code carries the same value in another way. What tells is a constant in place of another, and where the
/// type of the argument itself is the answer: its name, its text, the division of whole numbers. In doubt nothing is said.
/// </remarks>
internal static class ReshapedWork
{
    /// <returns>The rest of a sentence about the member; null where nothing is seen.</returns>
    public static string? Difference(MethodAt was, MethodAt now)
    {
        if (!was.HasBody || !now.HasBody) return null;
        (string Does, string What)[] old = [.. Tells(was)], @new = [.. Tells(now)];
        foreach (var (does, what) in @new.Except(old))
        {
            string? before = old.Except(@new).Where(x => x.Does == does).Select(x => x.What).FirstOrDefault();
            if (before is not null) return $"{does} {what} (was {before})";
        }
        return null;
    }

    private static IEnumerable<(string Does, string What)> Tells(MethodAt method)
    {
        string last = "";
        var body = NormalBody.Read(method.Image, method.Handle);
        foreach (var x in body)
        {
            // A number with a fraction may be the whole one that it was.
            if (x.IsConstant && x.Code is not (ILOpCode.Ldnull or ILOpCode.Ldc_r4 or ILOpCode.Ldc_r8)) yield return ("uses", x.Operand);
            if (x.IsCall && x.Operand.Contains("System.Object.GetType(") && last.Length > 0)
                yield return ("asks for the type of", DisplayName.Type(last));
            if (x.IsCall && Written(x.Operand) is { } written) yield return ("writes", written);
            if (x.Code is ILOpCode.Div or ILOpCode.Div_un)
                yield return ("divides", HasFractions(method) && !body.Any(IsCut) ? "fractions" : "whole numbers");
            last = x.Code is ILOpCode.Box or ILOpCode.Constrained ? x.Operand : "";
        }
    }

    /// <summary>A letter is written as another thing than its number is.</summary>
    private static string? Written(string called) =>
        called.StartsWith("System.Char.ToString(", StringComparison.Ordinal) || called.StartsWith(LetterInText, StringComparison.Ordinal)
            ? "a letter"
        : called.StartsWith("System.Int", StringComparison.Ordinal) && called.Contains(".ToString(") ? "a number"
        : null;

    /// <summary>What the compiler makes of a letter's text that is joined with others.</summary>
    private const string LetterInText = "System.ReadOnlySpan{System.Char}..ctor(`0@)";

    /// <summary>The fraction is cut off, as the whole number that was taken before had none.</summary>
    private static bool IsCut(NormalInstruction x) =>
        x.Code is >= ILOpCode.Conv_i1 and <= ILOpCode.Conv_i8 or ILOpCode.Conv_u4 or ILOpCode.Conv_u8;

    private static bool HasFractions(MethodAt method) =>
        method.Signature.ParameterTypes.Any(x => x is "System.Double" or "System.Single" or "System.Decimal");
}
