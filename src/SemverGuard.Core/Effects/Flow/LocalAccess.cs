using System.Reflection.Metadata;

namespace SemverGuard.Effects.Flow;

/// <summary>
/// Locals, arguments and the fields in which a state machine keeps them, by their addresses: what nobody sees but the body itself.
/// </summary>
/// <param name="name">Of the side, for bodies of the other one have locals of their own.</param>
internal sealed class LocalAccess(Side side, string name, TermPool pool, NamedMembers members)
{
    public Term Address(Frame frame, Instruction instruction) =>
        Slot(frame, (int)instruction.Number, isLocal: instruction.Code is ILOpCode.Ldloca or ILOpCode.Ldloc or ILOpCode.Stloc);

    /// <summary>Takes an instruction that loads or stores one of them, or a place where the compiler keeps a delegate.</summary>
    /// <returns>False for another instruction, which is still to be taken.</returns>
    public bool Take(Frame frame, Instruction instruction)
    {
        switch (instruction.Code)
        {
            case ILOpCode.Ldfld or ILOpCode.Ldflda when FieldSlot(frame, instruction, 1) is { } slot:
                frame.Pop();
                frame.Push(instruction.Code == ILOpCode.Ldflda ? slot : frame.Content(slot));
                break;
            case ILOpCode.Stfld when FieldSlot(frame, instruction, 2) is { } slot:
                frame.Fill(slot, frame.Pop());
                frame.Pop();
                break;
            case ILOpCode.Initobj when frame.Top is { Kind: TermKind.Address } local:
                frame.Pop();
                frame.Fill(local, pool.Operation("default " + members.Symbol(instruction.Entity)));
                break;
            case ILOpCode.Ldobj or >= ILOpCode.Ldind_i1 and <= ILOpCode.Ldind_ref when frame.Top is { Kind: TermKind.Address } local:
                frame.Pop();
                frame.Push(frame.Content(local));
                break;
            case ILOpCode.Stobj or ILOpCode.Stind_i or >= ILOpCode.Stind_ref and <= ILOpCode.Stind_r8
                when frame.Peek(2)[0] is { Kind: TermKind.Address } local:
                frame.Fill(local, frame.Pop());
                frame.Pop();
                break;
            case ILOpCode.Ldfld when Calculation.IsCache(side.Operands[instruction.Entity]):
                frame.Replace(pool.Zero);
                break;
            case ILOpCode.Stfld or ILOpCode.Stsfld when Calculation.IsCache(side.Operands[instruction.Entity]):
                frame.Pop(instruction.Code == ILOpCode.Stfld ? 2 : 1);
                break;
            default:
                return false;
        }
        frame.At++;
        return true;
    }

    /// <summary>Where a state machine keeps its own field, as the address of a local; null for another field.</summary>
    private Term? FieldSlot(Frame frame, Instruction instruction, int operands)
    {
        if (frame.Code.Machine is not { } machine || frame.Peek(operands)[0] is not { Kind: TermKind.Argument, Number: -1 }) return null;
        return machine.SlotOf(side.Operands[instruction.Entity]) is { } slot ? Slot(frame, frame.Code.Locals + slot, isLocal: true) : null;
    }

    private Term Slot(Frame frame, int index, bool isLocal) =>
        pool.Address(name, (((long)Code.Row(frame.Code.Handle) << 16) + index << 1) + (isLocal ? 1 : 0));
}
