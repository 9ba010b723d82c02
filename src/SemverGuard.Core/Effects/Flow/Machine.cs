using System.Reflection;
using System.Reflection.Metadata;

namespace SemverGuard.Effects.Flow;

/// <summary>Follows paths through the bodies of one assembly, with terms for values (symbolic execution).</summary>
internal sealed class Machine
{
    private readonly TermPool pool;

    private readonly Allowance allowance;
    private readonly NamedMembers members;
    private readonly Calculation values;
    private readonly LocalAccess locals;
    private readonly Jumps jumps;
    private readonly Guards guards;

    public Machine(Side side, string name, TermPool pool, Func<MethodDefinitionHandle, bool> isPart, Allowance allowance)
    {
        (Side, this.pool, this.allowance) = (side, pool, allowance);
        Frames = new Frames(side, pool, isPart, allowance);
        members = new NamedMembers(side, allowance);
        values = new Calculation(side, pool, members, allowance);
        jumps = new Jumps(pool, values, allowance);
        guards = new Guards(pool);
        locals = new LocalAccess(side, name, pool, members);
    }

    public Side Side { get; }

    /// <summary>Where its paths begin.</summary>
    public Frames Frames { get; }

    /// <summary>The code of a lambda or local function that is a value; nil for one that this body has not met.</summary>
    public MethodDefinitionHandle FunctionOf(Term value) => values.FunctionOf(value);

    public string Symbol(EntityHandle entity) => members.Symbol(entity);

    /// <summary>Of what an action acts on; empty for nothing that has a name.</summary>
    public string Symbol(Stop.Action action) => action.Symbol ?? (action.Entity.IsNil ? "" : members.Symbol(action.Entity));

    /// <summary>Whether what is called sets an argument without looking at it.</summary>
    public bool IsOut(Stop.Action call, int argument) => members.IsOut(call, argument);

    /// <summary>Whether an action only looks at something: whoever does it once more does nothing else.</summary>
    public bool IsLook(Stop.Action action) => members.IsLook(action);

    /// <inheritdoc cref="NamedMembers.IsRead"/>
    public bool IsRead(Stop.Action action) => members.IsRead(action);

    /// <inheritdoc cref="NamedMembers.IsTrueOfNull"/>
    public bool IsTrueOfNull(Stop.Action look) => members.IsTrueOfNull(look);

    /// <summary>
    /// Takes instructions that nobody else can see, to the first that somebody can, or that what is known does not decide.
    /// </summary>
    public Stop Run(ref Frame frame, Facts facts)
    {
        while (!allowance.IsSpent && !pool.IsExhausted)
        {
            allowance.Take(1 + facts.Count / 32);
            if (frame.Code.IsJoin(frame.At) && !frame.IsJoined) return new Stop.Join();
            if (Step(ref frame, facts) is { } stop) return stop;
        }
        return new Stop.Unknown();
    }

    /// <summary>What an action leaves, on the stack and where its operands lead to.</summary>
    public void Finish(Frame frame, Stop.Action action, Term result)
    {
        var operands = frame.Pop(action.Arguments.Length);
        for (int i = 0; i < operands.Length && !action.IsLoad; i++)
        {
            if (operands[i].Kind == TermKind.Address) frame.Fill(operands[i], pool.Operation("changed", result, pool.Number(i)));
        }
        if (action.InPlace) frame.Fill(frame.Pop(), result);
        else if (action.Pushes) frame.Push(result);
        if (action.IsThrown) frame.IsThrowing = true;
        else frame.At++;
    }

    private Stop? Step(ref Frame frame, Facts facts)
    {
        if (frame.IsThrowing) return new Stop.End(ILOpCode.Throw, frame.Top);
        var instruction = frame.Instruction;
        var code = instruction.Code;
        switch (code)
        {
            case ILOpCode.Nop or ILOpCode.Constrained or ILOpCode.Volatile or ILOpCode.Tail or ILOpCode.Readonly or ILOpCode.Unaligned:
                break;
            case ILOpCode.Br: frame.At = instruction.Targets[0]; return null;
            case ILOpCode.Leave: return jumps.Left(frame, instruction.Targets[0]);
            case ILOpCode.Brtrue or ILOpCode.Brfalse or >= ILOpCode.Beq and <= ILOpCode.Blt_un:
                return jumps.Branch(frame, instruction, facts);
            case ILOpCode.Switch: return jumps.Switch(frame, instruction, facts);
            case ILOpCode.Ret: return Returned(ref frame);
            case ILOpCode.Throw or ILOpCode.Endfilter: return new Stop.End(code, frame.Top);
            case ILOpCode.Rethrow or ILOpCode.Endfinally: return new Stop.End(code, null);
            case ILOpCode.Pop: frame.Pop(); break;
            case ILOpCode.Dup:
                var top = frame.Pop();
                frame.Push(top);
                frame.Push(top);
                break;
            case ILOpCode.Ldarg or ILOpCode.Ldloc: frame.Push(frame.Content(locals.Address(frame, instruction))); break;
            case ILOpCode.Starg or ILOpCode.Stloc: frame.Fill(locals.Address(frame, instruction), frame.Pop()); break;
            case ILOpCode.Ldloca or ILOpCode.Ldarga: frame.Push(locals.Address(frame, instruction)); break;
            default:
                if (values.Constant(instruction) is { } constant) frame.Push(constant);
                else if (Opcodes.IsPure(code)) frame.Push(values.Calculated(frame, instruction));
                else return Action(ref frame, instruction, facts);
                break;
        }
        frame.At++;
        return null;
    }

    private Stop? Returned(ref Frame frame)
    {
        var value = frame.Code.IsVoid ? null : frame.Top;
        if (frame.Caller is not { } caller) return new Stop.End(ILOpCode.Ret, value);
        frame = caller;
        if (value is not null) frame.Push(value);
        frame.At++;
        return null;
    }

    private Stop? Action(ref Frame frame, Instruction instruction, Facts facts)
    {
        var code = instruction.Code;
        if (locals.Take(frame, instruction)) return null;
        switch (code)
        {
            case ILOpCode.Div or ILOpCode.Div_un or ILOpCode.Rem or ILOpCode.Rem_un when values.Divided(frame, code) is { } divided:
                frame.Pop();
                frame.Replace(divided);
                frame.At++;
                return null;
            case ILOpCode.Castclass when Cast(frame, instruction, facts) is { } cast:
                frame.Replace(cast);
                frame.At++;
                return null;
            case ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj: return Call(ref frame, instruction, facts);
            case ILOpCode.Calli:
                var (popped, pushes, isFloat) = members.CalledThroughPointer(instruction.Entity);
                return Peek(frame, instruction, popped, pushes, isFloat);
        }
        var (pops, leaves) = Opcodes.StackOf(code);
        bool isField = code is ILOpCode.Ldfld or ILOpCode.Ldsfld;
        return pops < 0
            ? new Stop.Unknown()
            : Peek(frame, instruction, pops, leaves,
                isField ? Code.IsFloat(members.FieldType(instruction.Entity)) : Opcodes.LeavesFloat(code));
    }

    /// <summary>What a cast that cannot fail leaves: of null, or of what was found to be of the type; null where it may throw.</summary>
    private Term? Cast(Frame frame, Instruction instruction, Facts facts)
    {
        var value = frame.Peek(1)[0];
        if (facts.Holds(Test.Is(value, 0)) == true) return value;
        var asType = pool.Operation(nameof(ILOpCode.Isinst) + " " + Symbol(instruction.Entity), value);
        return facts.Holds(Test.Is(asType, 0)) == false ? asType : null;
    }

    /// <summary>An action whose operands stay on the stack until it is finished.</summary>
    private Stop.Action Peek(Frame frame, Instruction instruction, int pops, bool pushes, bool isFloat)
    {
        if (instruction.Code == ILOpCode.Ldfld && frame.Top is { Kind: TermKind.Address } local) frame.Replace(frame.Content(local));
        foreach (int place in members.PlacesOfCaller(instruction, pops)) frame.Replace(pool.Operation("place of the caller"), pops - place);
        var arguments = frame.Peek(pops);
        string name = instruction.Code is ILOpCode.Callvirt ? nameof(ILOpCode.Call) : instruction.Code.ToString();
        for (int i = frame.At - 1; i >= 0 && frame.Code.Instructions[i] is { Code: ILOpCode.Constrained or ILOpCode.Volatile } prefix; i--)
            name += prefix.Code == ILOpCode.Volatile ? " volatile" : " on " + Symbol(prefix.Entity);
        return new Stop.Action(name, instruction.Entity, arguments, pushes,
            isFloat) { IsLoad = instruction.Code is ILOpCode.Ldfld or ILOpCode.Ldflda or ILOpCode.Ldobj };
    }

    private Stop? Call(ref Frame frame, Instruction instruction, Facts facts)
    {
        var call = Side.Operands[instruction.Entity];
        bool isNew = instruction.Code == ILOpCode.Newobj;
        if (values.OfCall(frame, instruction, call) is { } value)
        {
            frame.Push(value);
            frame.At++;
            return null;
        }
        if (!isNew && call.Name.StartsWith("ThrowIf", StringComparison.Ordinal) && guards.Of(call, frame.Peek(call.Pops)) is { } cases)
            return Jumps.Guard(frame, facts, cases, call.Pops);
        if (!isNew && Frames.PartOf(frame, instruction, call) is { } part)
        {
            var arguments = frame.Pop(part.Arguments);
            frame = Frames.Enter(part, arguments, frame);
            return null;
        }
        if (!isNew && call is { IsConstructor: true, Pops: > 0 } && frame.Stack.Count >= call.Pops
            && frame.Peek(call.Pops)[0] is { Kind: TermKind.Address })
        {
            return new Stop.Action(
                nameof(ILOpCode.Newobj), instruction.Entity, frame.Peek(call.Pops - 1), Pushes: true, IsFloat: false) { InPlace = true };
        }
        bool isFloat = !isNew && call.Pushes && Code.IsFloat(members.ReturnType(instruction.Entity));
        return Peek(frame, instruction, call.Pops - (isNew ? 1 : 0), call.Pushes || isNew, isFloat);
    }
}
