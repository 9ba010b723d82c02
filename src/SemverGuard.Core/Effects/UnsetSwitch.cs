using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>
/// What a method without parameters answers that asks for a switch of the application (<c>AppContext.TryGetSwitch</c>) which nobody set:
/// its instructions are followed from the first, with static fields as they begin.
/// </summary>
internal sealed class UnsetSwitch
{
    /// <summary>Instructions beyond which it does more than to ask.</summary>
    private const int Most = 100;

    private readonly Side side;
    private readonly MethodBodyBlock body;
    private readonly Stack<long?> stack = new();
    private readonly Dictionary<long, long?> locals = [];
    private readonly Dictionary<string, long?> fields = new(StringComparer.Ordinal);

    /// <summary>The local whose address was loaded last.</summary>
    private long address = -1;

    private UnsetSwitch(Side side, MethodBodyBlock body) => (this.side, this.body) = (side, body);

    /// <returns>Null where it asks for anything else.</returns>
    public static bool? AnswerOf(Side side, MethodDefinitionHandle method) =>
        !method.IsNil && side.Image.Body(side.Image.Reader.GetMethodDefinition(method)) is { } body
            ? new UnsetSwitch(side, body).Run() : null;

    private bool? Run()
    {
        var il = body.From(0);
        for (int i = 0; i < Most && il.MoveNext(); i++)
        {
            var (code, number) = il.Long;
            if (code == ILOpCode.Ret) return stack.Count > 0 && stack.Pop() is { } answer ? answer != 0 : null;
            if (code is >= ILOpCode.Br and <= ILOpCode.Blt_un)
            {
                if (IsTaken(code) is not { } isTaken) return null;
                if (isTaken) il = body.From(il.Next + (int)il.Integer);
            }
            else if (!Step(il, code, number))
            {
                return null;
            }
        }
        return null;
    }

    private bool Step(IlReader il, ILOpCode code, long number)
    {
        switch (code)
        {
            case ILOpCode.Nop: return true;
            case ILOpCode.Ldc_i4: return Push(number);
            case ILOpCode.Ldstr: return Push(null);
            case ILOpCode.Ldloca: address = number; return Push(null);
            case ILOpCode.Ldloc: return Push(locals.TryGetValue(number, out long? local) ? local : 0);
            case ILOpCode.Ldsfld: return Push(fields.TryGetValue(side.Operands[il.Entity].Symbol, out long? field) ? field : 0);
            case ILOpCode.Dup: return stack.Count > 0 && Push(stack.Peek());
            case ILOpCode.Pop when stack.Count > 0:
                stack.Pop();
                return true;
            case ILOpCode.Stloc: return stack.Count > 0 && Set(locals, number, stack.Pop());
            case ILOpCode.Stsfld: return stack.Count > 0 && Set(fields, side.Operands[il.Entity].Symbol, stack.Pop());
            case ILOpCode.Ceq or ILOpCode.Cgt_un: return Compared(code);
            case ILOpCode.Call when side.Operands[il.Entity] is { Type: "System.AppContext", Name: "TryGetSwitch" } && stack.Count >= 2:
                stack.Pop();
                stack.Pop();
                return Set(locals, address, 0) && Push(0);
            default: return false;
        }
    }

    private bool Push(long? value)
    {
        stack.Push(value);
        return true;
    }

    private static bool Set<T>(Dictionary<T, long?> values, T key, long? value) where T : notnull
    {
        values[key] = value;
        return true;
    }

    private bool Compared(ILOpCode code)
    {
        if (stack.Count < 2 || stack.Pop() is not { } second || stack.Pop() is not { } first) return false;
        return Push(code == ILOpCode.Ceq ? (first == second ? 1 : 0) : (ulong)first > (ulong)second ? 1 : 0);
    }

    /// <returns>Null where what it depends on is not known.</returns>
    private bool? IsTaken(ILOpCode code)
    {
        if (code == ILOpCode.Br) return true;
        if (stack.Count == 0 || stack.Pop() is not { } last) return null;
        if (code is ILOpCode.Brtrue or ILOpCode.Brfalse) return last != 0 == (code == ILOpCode.Brtrue);
        if (code is not (ILOpCode.Beq or ILOpCode.Bne_un) || stack.Count == 0 || stack.Pop() is not { } first) return null;
        return first == last == (code == ILOpCode.Beq);
    }
}
