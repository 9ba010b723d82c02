using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>
/// One body, instruction by instruction, with what is on the stack. What an instruction means is for who derives from it.
/// </summary>
internal abstract class StackWalk(AssemblyImage image, OperandTable operands)
{
    /// <summary>The local that the instruction before loaded.</summary>
    private int? loaded;

    protected ValueStack Stack { get; } = new();

    /// <summary>Offset of the instruction at hand.</summary>
    protected int Position { get; private set; }

    protected void Walk(BlobReader code)
    {
        var il = new IlReader(code);
        while (il.MoveNext())
        {
            Position = il.Offset;
            Stack.Arrive(il.Offset);
            if (Arrive(il.Offset)) Instruction(il);
        }
    }

    /// <summary>False where no way leads to an instruction; here all are taken.</summary>
    protected virtual bool Arrive(int offset) => true;

    protected abstract Value Argument(int index);

    protected abstract void SetArgument(int index, Value value);

    /// <summary>Whoever has an argument's address may write to it.</summary>
    protected abstract void Lose(int argument);

    protected abstract void Local(ILOpCode code, int local, bool isStore);

    /// <summary>A local is as its type is before anybody sets it.</summary>
    protected abstract void Clear(int local, Operand type);

    protected abstract void Load(ILOpCode code, Operand field);

    protected abstract void Store(ILOpCode code, Operand field, int offset);

    protected abstract void Call(ILOpCode code, Operand call, int offset);

    /// <param name="isAsked">Otherwise it throws where the value is of another type.</param>
    protected abstract void Test(Operand type, bool isAsked);

    /// <summary>Takes two values from the stack and compares them.</summary>
    /// <param name="target">Where the comparison jumps; null where it leaves a value.</param>
    protected abstract Value Compare(ILOpCode code, int? target);

    protected abstract Value Calculated(string @operator, Value[] operands);

    protected abstract void Calculates(string @operator);

    /// <param name="local">The one that the value was loaded from, if it was.</param>
    /// <param name="when">What the condition is where the jump is taken.</param>
    protected abstract void Condition(Value value, int? local, bool when, int target);

    /// <summary>The value that a <c>switch</c> is about.</summary>
    protected abstract void Chosen(Value value);

    /// <param name="local">The one that holds the exception, if one does.</param>
    protected abstract void Throw(Value exception, int? local);

    protected abstract void Rethrow();

    /// <param name="local">The one that is returned, if one is.</param>
    protected abstract void Return(int? local);

    /// <param name="when">What the condition is where the jump is taken.</param>
    protected virtual void Branch(Value condition, bool when, int target) => Stack.Branch(condition, when, target);

    protected virtual void Go(int target) => Stack.Jump(target);

    /// <summary>A switch, whose targets nobody has written down here.</summary>
    protected virtual void Scatter()
    {
    }

    private void Instruction(IlReader il)
    {
        var code = il.OpCode;
        int? before = loaded;
        loaded = null;
        if (LocalValues.IndexOf(il, out bool isStore) is { } local)
        {
            if (!isStore) loaded = local;
            Local(code, local, isStore);
            return;
        }
        switch (code)
        {
            case >= ILOpCode.Ldarg_0 and <= ILOpCode.Ldarg_3: Stack.Push(Argument((int)code - (int)ILOpCode.Ldarg_0)); return;
            case ILOpCode.Ldarg or ILOpCode.Ldarg_s: Stack.Push(Argument((int)il.Integer)); return;
            case ILOpCode.Ldarga or ILOpCode.Ldarga_s:
                Lose((int)il.Integer);
                Stack.Push(Value.Unknown);
                return;
            case >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8: Stack.Push(Value.From((int)code - (int)ILOpCode.Ldc_i4_0)); return;
            case ILOpCode.Ldc_i4_s or ILOpCode.Ldc_i4 or ILOpCode.Ldc_i8: Stack.Push(Value.From(il.Integer)); return;
            case ILOpCode.Ldc_r4: Stack.Push(Operators.Single(il.Integer)); return;
            case ILOpCode.Ldc_r8: Stack.Push(Operators.Double(il.Integer)); return;
            case ILOpCode.Ldnull: Stack.Push(Value.Null); return;
            case ILOpCode.Ldstr:
                string text = image.UserString(il.Token), masked = image.Stamps.Mask(text);
                Stack.Push(masked == text ? Value.Literal(text) : Value.Literal(text) with { Masked = masked });
                return;
            case ILOpCode.Dup:
                var top = Stack.Pop();
                Stack.Push(top);
                Stack.Push(top);
                return;
            case ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj or ILOpCode.Ldftn or ILOpCode.Ldvirtftn:
                Call(code, operands[il.Entity], il.Offset); return;
            case ILOpCode.Ldfld or ILOpCode.Ldflda or ILOpCode.Ldsfld or ILOpCode.Ldsflda: Load(code, operands[il.Entity]); return;
            case ILOpCode.Stfld or ILOpCode.Stsfld: Store(code, operands[il.Entity], il.Offset); return;
            case ILOpCode.Throw: Throw(Stack.Pop(), before); return;
            case ILOpCode.Ret: Return(before); return;
            case ILOpCode.Br or ILOpCode.Br_s: Go(il.Next + (int)il.Integer); return;
            case ILOpCode.Leave or ILOpCode.Leave_s:
                Stack.Clear();
                Go(il.Next + (int)il.Integer);
                return;
            case ILOpCode.Rethrow:
                Rethrow();
                Stack.End();
                return;
            case ILOpCode.Endfinally: Stack.End(); return;
            case ILOpCode.Brtrue or ILOpCode.Brtrue_s: Condition(Stack.Pop(), before, when: true, il.Next + (int)il.Integer); return;
            case ILOpCode.Brfalse or ILOpCode.Brfalse_s: Condition(Stack.Pop(), before, when: false, il.Next + (int)il.Integer); return;
            case >= ILOpCode.Beq_s and <= ILOpCode.Blt_un_s or >= ILOpCode.Beq and <= ILOpCode.Blt_un:
                Branch(Compare(code, il.Next + (int)il.Integer), when: true, il.Next + (int)il.Integer); return;
            case ILOpCode.Ceq or ILOpCode.Cgt or ILOpCode.Cgt_un or ILOpCode.Clt or ILOpCode.Clt_un:
                Stack.Push(Compare(code, target: null)); return;
            case ILOpCode.Isinst or ILOpCode.Castclass:
                if (!operands[il.Entity].IsGenerated) Test(operands[il.Entity], isAsked: code == ILOpCode.Isinst);
                if (code == ILOpCode.Isinst) Stack.Push(Stack.Pop() with { IsTested = true });
                return;
            case >= ILOpCode.Add and <= ILOpCode.Shr_un or >= ILOpCode.Add_ovf and <= ILOpCode.Sub_ovf_un:
                Stack.Push(Calculated(Operators.Arithmetic(code), Stack.Pop(2)));
                Calculates(Operators.Arithmetic(code));
                return;
            case ILOpCode.Starg or ILOpCode.Starg_s: SetArgument((int)il.Integer, Stack.Pop()); return;
            case ILOpCode.Ldtoken: Stack.Push(Value.Unknown with { Of = operands[il.Entity] }); return;
            case ILOpCode.Initobj:
                Stack.Pop();
                if (before is { } cleared) Clear(cleared, operands[il.Entity]);
                return;
            case ILOpCode.Newarr:
                Stack.Pop();
                Stack.Push(operands[il.Entity].Type == "System.String" ? Value.Unknown with { Items = [] } : Value.Unknown);
                return;
            default: Other(code); return;
        }
    }

    private void Other(ILOpCode code)
    {
        switch (code)
        {
            case ILOpCode.Switch:
                Chosen(Stack.Pop());
                Stack.Scatter();
                Scatter();
                break;
            case ILOpCode.Pop or ILOpCode.Endfilter: Stack.Pop(); break;
            case ILOpCode.Sizeof: Stack.Push(Value.Unknown); break;
            case >= ILOpCode.Ldelem_i1 and <= ILOpCode.Ldelem_ref or ILOpCode.Ldelem or ILOpCode.Ldelema: Stack.Pop(2);
                Stack.Push(Value.Unknown); break;
            case ILOpCode.Stelem_ref:
                if (Stack.Pop(3) is [{ Items: { } items }, _, { String: { } item }]) items.Add(item);
                break;
            case >= ILOpCode.Stelem_i and <= ILOpCode.Stelem_ref or ILOpCode.Stelem or ILOpCode.Cpblk or ILOpCode.Initblk: Stack.Pop(3);
                break;
            case >= ILOpCode.Stind_ref and <= ILOpCode.Stind_r8 or ILOpCode.Stind_i or ILOpCode.Stobj or ILOpCode.Cpobj: Stack.Pop(2);
                break;
            case >= ILOpCode.Ldind_i1 and <= ILOpCode.Ldind_ref or ILOpCode.Ldobj or ILOpCode.Ldlen or ILOpCode.Neg or ILOpCode.Not
                or ILOpCode.Localloc: Stack.Pop(); Stack.Push(Value.Unknown); break;
            case ILOpCode.Calli: Stack.Clear(); Stack.Push(Value.Unknown); break;
        }
    }
}
