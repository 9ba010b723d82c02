using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace SemverGuard.Metadata;

/// <summary>Steps through a method body, instruction by instruction (ECMA-335 III).</summary>
internal ref struct IlReader(BlobReader body)
{
    private BlobReader body = body;
    private int switchTable;

    public ILOpCode OpCode { get; private set; }

    /// <summary>Where the current instruction starts, in bytes from the start of the body.</summary>
    public int Offset { get; private set; }

    /// <summary>Where the next instruction starts, from which jumps count.</summary>
    public readonly int Next => body.Offset;

    /// <summary>The metadata token of an instruction that has one, else 0.</summary>
    public int Token { get; private set; }

    /// <summary>
    /// The number in an instruction that has one: a constant, its bits for a floating one, the index of an argument or local.
    /// </summary>
    public long Integer { get; private set; }

    /// <exception cref="BadImageFormatException">The token is none of a table's.</exception>
    public readonly EntityHandle Entity
    {
        get
        {
            if (OpCode == ILOpCode.Ldstr || Token == 0) return default;
            // The reader itself would call a damaged file our mistake (ArgumentException).
            int table = (int)((uint)Token >> 24);
            if (table >= MetadataTokens.TableCount) throw new BadImageFormatException($"An instruction has the token {Token:x8}.");
            return MetadataTokens.EntityHandle(Token);
        }
    }

    /// <summary>The form without a number or a shorter jump in its name.</summary>
    public readonly (ILOpCode Code, long Number) Long => OpCode switch
    {
        >= ILOpCode.Ldarg_0 and <= ILOpCode.Ldarg_3 => (ILOpCode.Ldarg, OpCode - ILOpCode.Ldarg_0),
        >= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3 => (ILOpCode.Ldloc, OpCode - ILOpCode.Ldloc_0),
        >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3 => (ILOpCode.Stloc, OpCode - ILOpCode.Stloc_0),
        >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8 => (ILOpCode.Ldc_i4, (int)OpCode - (int)ILOpCode.Ldc_i4_0),
        >= ILOpCode.Br_s and <= ILOpCode.Blt_un_s => (OpCode + (ILOpCode.Br - ILOpCode.Br_s), 0),
        ILOpCode.Ldarg_s => (ILOpCode.Ldarg, Integer),
        ILOpCode.Ldarga_s => (ILOpCode.Ldarga, Integer),
        ILOpCode.Starg_s => (ILOpCode.Starg, Integer),
        ILOpCode.Ldloc_s => (ILOpCode.Ldloc, Integer),
        ILOpCode.Ldloca_s => (ILOpCode.Ldloca, Integer),
        ILOpCode.Stloc_s => (ILOpCode.Stloc, Integer),
        ILOpCode.Ldc_i4_s => (ILOpCode.Ldc_i4, Integer),
        ILOpCode.Leave_s => (ILOpCode.Leave, 0),
        _ => (OpCode, Integer),
    };

    /// <summary>Where a switch jumps to, by its value; elsewhere it goes on with the next instruction.</summary>
    public readonly int[] SwitchTargets()
    {
        var table = body;
        table.Offset = switchTable;
        int[] targets = new int[table.ReadInt32()];
        for (int i = 0; i < targets.Length; i++) targets[i] = Next + table.ReadInt32();
        return targets;
    }

    public bool MoveNext()
    {
        if (body.RemainingBytes == 0) return false;
        Offset = body.Offset;
        int code = body.ReadByte();
        if (code == 0xFE) code = 0xFE00 | body.ReadByte();
        OpCode = (ILOpCode)code;
        Token = 0;
        Integer = 0;
        switch (OperandSize(code))
        {
            case TokenOperand: Token = body.ReadInt32(); break;
            case SwitchOperand:
                switchTable = body.Offset;
                Skip(4L * body.ReadUInt32());
                break;
            case 0: break;
            case 1: Integer = IsUnsigned(code) ? body.ReadByte() : body.ReadSByte(); break;
            case 2: Integer = body.ReadUInt16(); break;
            case 4: Integer = body.ReadInt32(); break;
            default: Integer = body.ReadInt64(); break;
        }
        return true;
    }

    /// <summary>The index of an argument or local; other single bytes are signed.</summary>
    private static bool IsUnsigned(int code) => code is >= 0x0E and <= 0x13;

    private void Skip(long bytes)
    {
        if (bytes > body.RemainingBytes) throw new BadImageFormatException("A method body ends inside an instruction.");
        body.Offset += (int)bytes;
    }

    private const int TokenOperand = -1, SwitchOperand = -2;

    private static int OperandSize(int code) => code switch
    {
        >= 0x0E and <= 0x13 => 1,               // ldarg.s .. stloc.s
        0x1F => 1,                              // ldc.i4.s
        0x20 or 0x22 => 4,                      // ldc.i4, ldc.r4
        0x21 or 0x23 => 8,                      // ldc.i8, ldc.r8
        >= 0x27 and <= 0x29 => TokenOperand,    // jmp, call, calli
        >= 0x2B and <= 0x37 => 1,               // short branches
        >= 0x38 and <= 0x44 => 4,               // branches
        0x45 => SwitchOperand,
        >= 0x6F and <= 0x75 or 0x79 => TokenOperand,    // callvirt .. isinst, unbox
        >= 0x7B and <= 0x81 => TokenOperand,            // ldfld .. stobj
        0x8C or 0x8D or 0x8F => TokenOperand,           // box, newarr, ldelema
        >= 0xA3 and <= 0xA5 => TokenOperand,            // ldelem, stelem, unbox.any
        0xC2 or 0xC6 or 0xD0 => TokenOperand,           // refanyval, mkrefany, ldtoken
        0xDD => 4,                              // leave
        0xDE => 1,                              // leave.s
        0xFE06 or 0xFE07 => TokenOperand,       // ldftn, ldvirtftn
        >= 0xFE09 and <= 0xFE0E => 2,           // ldarg .. stloc
        0xFE12 or 0xFE19 => 1,                  // unaligned., no.
        0xFE15 or 0xFE16 or 0xFE1C => TokenOperand,     // initobj, constrained., sizeof
        _ => 0,
    };
}
