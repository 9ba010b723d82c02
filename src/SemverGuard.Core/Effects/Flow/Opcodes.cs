using System.Reflection.Metadata;

namespace SemverGuard.Effects.Flow;

/// <summary>What instructions do to the stack, and which of them nobody but their own body can see (ECMA-335 III).</summary>
internal static class Opcodes
{
    /// <summary>Calculates from what is on the stack, and neither fails nor depends on anything else.</summary>
    public static bool IsPure(ILOpCode code) =>
        code is ILOpCode.Add or ILOpCode.Sub or ILOpCode.Mul or ILOpCode.And or ILOpCode.Or or ILOpCode.Xor
        or ILOpCode.Shl or ILOpCode.Shr or ILOpCode.Shr_un or ILOpCode.Ceq or ILOpCode.Cgt or ILOpCode.Cgt_un or ILOpCode.Clt
        or ILOpCode.Clt_un
        or ILOpCode.Isinst or ILOpCode.Box or ILOpCode.Ldvirtftn || IsUnary(code);

    public const string ShiftLeft = "<<";

    public static bool IsUnary(ILOpCode code) => code is ILOpCode.Neg or ILOpCode.Not or ILOpCode.Conv_r_un or ILOpCode.Conv_u
        or >= ILOpCode.Conv_i1 and <= ILOpCode.Conv_u8 or >= ILOpCode.Conv_u2 and <= ILOpCode.Conv_i;

    public static string NameOf(ILOpCode code) => code switch
    {
        ILOpCode.Add => "+",
        ILOpCode.Sub => "-",
        ILOpCode.Mul => "*",
        ILOpCode.Div => "/",
        ILOpCode.Rem => TermPool.Remainder,
        ILOpCode.Div_un => TermPool.DivideUnsigned,
        ILOpCode.Rem_un => TermPool.RemainderUnsigned,
        ILOpCode.And => "&",
        ILOpCode.Or => "|",
        ILOpCode.Xor => "^",
        ILOpCode.Shl => ShiftLeft,
        ILOpCode.Neg => "neg",
        ILOpCode.Conv_r4 => "conv.r4",
        ILOpCode.Conv_r8 => "conv.r8",
        ILOpCode.Conv_r_un => "conv.r.un",
        _ => code.ToString(),
    };

    /// <summary>The comparison behind a conditional jump, and whether it jumps where that is true.</summary>
    /// <remarks>Where one of two floating-point numbers is none, <c>bge</c> does not jump and <c>bge.un</c> does.</remarks>
    public static (ILOpCode Comparison, bool WhenTrue) Comparison(ILOpCode jump, bool isFloat) => jump switch
    {
        ILOpCode.Beq => (ILOpCode.Ceq, true),
        ILOpCode.Bne_un => (ILOpCode.Ceq, false),
        ILOpCode.Blt => (ILOpCode.Clt, true),
        ILOpCode.Blt_un => (ILOpCode.Clt_un, true),
        ILOpCode.Bgt => (ILOpCode.Cgt, true),
        ILOpCode.Bgt_un => (ILOpCode.Cgt_un, true),
        ILOpCode.Bge => (isFloat ? ILOpCode.Clt_un : ILOpCode.Clt, false),
        ILOpCode.Bge_un => (isFloat ? ILOpCode.Clt : ILOpCode.Clt_un, false),
        ILOpCode.Ble => (isFloat ? ILOpCode.Cgt_un : ILOpCode.Cgt, false),
        _ => (isFloat ? ILOpCode.Cgt : ILOpCode.Cgt_un, false),
    };

    /// <summary>
    /// How many values an instruction takes off the stack, and whether it leaves one; a negative number for what is not listed here.
    /// </summary>
    public static (int Pops, bool Pushes) StackOf(ILOpCode code) => code switch
    {
        ILOpCode.Ldsfld or ILOpCode.Ldsflda or ILOpCode.Arglist => (0, true),
        ILOpCode.Break => (0, false),
        ILOpCode.Ldfld or ILOpCode.Ldflda or ILOpCode.Newarr or ILOpCode.Ldlen or ILOpCode.Castclass or ILOpCode.Unbox
            or ILOpCode.Unbox_any => (1, true),
        ILOpCode.Ldobj or ILOpCode.Localloc or ILOpCode.Ckfinite or ILOpCode.Mkrefany or ILOpCode.Refanyval or ILOpCode.Refanytype =>
            (1, true),
        >= ILOpCode.Ldind_i1 and <= ILOpCode.Ldind_ref => (1, true),
        >= ILOpCode.Conv_ovf_i1_un and <= ILOpCode.Conv_ovf_u_un or >= ILOpCode.Conv_ovf_i1 and <= ILOpCode.Conv_ovf_u8 => (1, true),
        ILOpCode.Conv_ovf_i or ILOpCode.Conv_ovf_u => (1, true),
        ILOpCode.Stsfld or ILOpCode.Initobj => (1, false),
        ILOpCode.Div or ILOpCode.Div_un or ILOpCode.Rem or ILOpCode.Rem_un or >= ILOpCode.Add_ovf and <= ILOpCode.Sub_ovf_un => (2, true),
        >= ILOpCode.Ldelema and <= ILOpCode.Ldelem_ref or ILOpCode.Ldelem => (2, true),
        ILOpCode.Stfld or ILOpCode.Stobj or ILOpCode.Cpobj or ILOpCode.Stind_i or >= ILOpCode.Stind_ref and <= ILOpCode.Stind_r8 =>
            (2, false),
        >= ILOpCode.Stelem_i and <= ILOpCode.Stelem_ref or ILOpCode.Stelem or ILOpCode.Cpblk or ILOpCode.Initblk => (3, false),
        _ => (-1, false),
    };

    public static bool LeavesFloat(ILOpCode code) =>
        code is ILOpCode.Ldind_r4 or ILOpCode.Ldind_r8 or ILOpCode.Ldelem_r4 or ILOpCode.Ldelem_r8 or ILOpCode.Ckfinite;
}
