using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>Whole numbers were divided, which drops what is left over, and fractions are by now; or the other way round.</summary>
internal static class Divisions
{
    public static string? Find(MethodPair pair)
    {
        if (pair.WasHandle.IsNil) return null;
        var (was, now) = (Of(pair.BeforeSide, pair.WasHandle), Of(pair.AfterSide, pair.IsHandle));
        if (was.Whole == now.Whole || was.Whole + was.Fractions != now.Whole + now.Fractions) return null;
        return was.Whole > now.Whole ? "now divides fractions (was whole numbers)" : "now divides whole numbers (was fractions)";
    }

    /// <summary>By what stands before it: the number that it divides by.</summary>
    private static (int Whole, int Fractions) Of(Side side, MethodDefinitionHandle method)
    {
        int whole = 0, fractions = 0;
        if (side.Image.Body(side.Image.Reader.GetMethodDefinition(method)) is not { } body) return (0, 0);
        var last = ILOpCode.Nop;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            var code = il.Long.Code;
            if (code is ILOpCode.Div or ILOpCode.Div_un)
            {
                if (last is ILOpCode.Ldc_r4 or ILOpCode.Ldc_r8 or ILOpCode.Conv_r4 or ILOpCode.Conv_r8) fractions++;
                else if (last is ILOpCode.Ldc_i4 or ILOpCode.Ldc_i8 or (>= ILOpCode.Conv_i1 and <= ILOpCode.Conv_i8)) whole++;
            }
            last = code;
        }
        return (whole, fractions);
    }
}
