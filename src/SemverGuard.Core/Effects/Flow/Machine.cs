using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;

namespace SemverGuard.Effects.Flow;

/// <summary>Follows paths through the bodies of one assembly, with terms for values (symbolic execution).</summary>
/// <param name="isPart">Own methods that are taken as part of their callers.</param>
internal sealed class Machine(Side side, string name, TermPool pool, Func<MethodDefinitionHandle, bool> isPart, Allowance allowance)
{
    /// <summary>Calls into helpers that are followed.</summary>
    private const int DeepestCall = 3;

    private readonly Dictionary<MethodDefinitionHandle, Code?> codes = [];
    private readonly Dictionary<int, Term> texts = [];
    private readonly Dictionary<EntityHandle, (int Pops, bool Pushes, bool IsFloat)> pointers = [];
    private readonly Dictionary<EntityHandle, int[]> places = [];

    /// <summary>
    /// Lambdas and local functions as values, in the order in which they are met: two bodies that do the same meet them in the same order.
    /// </summary>
    private readonly List<MethodDefinitionHandle> functions = [];

    public Side Side => side;

    public Code? CodeOf(MethodDefinitionHandle method)
    {
        if (codes.TryGetValue(method, out var code)) return code;
        if (side.Image.Body(side.Image.Reader.GetMethodDefinition(method)) is not { } body) return codes[method] = null;
        code = new Code(side, method, body);
        allowance.Take(code.Cost);
        return codes[method] = code;
    }

    /// <summary>A path that begins at the beginning of a method, with values for its arguments.</summary>
    /// <param name="places">Of its parameters among those of the other side's method; null where these are the same.</param>
    public Frame? Enter(MethodDefinitionHandle method, IReadOnlyList<int>? places = null)
    {
        if (CodeOf(method) is not { } code) return null;
        int first = code.IsInstance ? -1 : 0;
        return Enter(code, [.. Enumerable.Range(0, code.Arguments)
            .Select(x => pool.Argument(Placed(first + x), code.IsFloatArgument(x)))], null);

        int Placed(int index) => index >= 0 && index < places?.Count ? places[index] : index;
    }

    private Frame Enter(Code code, Term[] arguments, Frame? caller)
    {
        allowance.Take((code.Slots + arguments.Length) / 4);
        var locals = new Term[code.Slots];
        for (int i = 0; i < locals.Length; i++) locals[i] = i < code.Locals ? pool.Zero : code.Machine!.First(i - code.Locals, pool);
        return new Frame(code, arguments, locals, caller);
    }

    /// <summary>Whether a state machine that returns has come to its end; null for another method, and where nobody knows.</summary>
    public bool? IsDone(Frame frame)
    {
        if (frame.Code.Machine is not { } machine) return null;
        var value = machine.IsIterator ? frame.Top : frame.Locals[frame.Code.Locals + machine.State];
        return value.Kind != TermKind.Number ? null : machine.IsIterator ? value.Number == 0 : value.Number < 0;
    }

    /// <summary>The next step of a state machine, which finds its fields as it left them.</summary>
    public Frame Again(Frame frame)
    {
        var again = Enter(frame.Code, frame.Arguments, null);
        for (int i = frame.Code.Locals; i < frame.Code.Slots; i++) again.Locals[i] = frame.Locals[i];
        return again;
    }

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
            case ILOpCode.Leave: return Left(frame, instruction.Targets[0]);
            case ILOpCode.Brtrue or ILOpCode.Brfalse or >= ILOpCode.Beq and <= ILOpCode.Blt_un: return Branch(frame, instruction, facts);
            case ILOpCode.Switch: return Switch(frame, instruction, facts);
            case ILOpCode.Ret: return Returned(ref frame);
            case ILOpCode.Throw or ILOpCode.Endfilter: return new Stop.End(code, frame.Top);
            case ILOpCode.Rethrow or ILOpCode.Endfinally: return new Stop.End(code, null);
            case ILOpCode.Pop: frame.Pop(); break;
            case ILOpCode.Dup:
                var top = frame.Pop();
                frame.Push(top);
                frame.Push(top);
                break;
            case ILOpCode.Ldarg or ILOpCode.Ldloc: frame.Push(frame.Content(Address(frame, instruction))); break;
            case ILOpCode.Starg or ILOpCode.Stloc: frame.Fill(Address(frame, instruction), frame.Pop()); break;
            case ILOpCode.Ldloca or ILOpCode.Ldarga: frame.Push(Address(frame, instruction)); break;
            default:
                if (Constant(instruction) is { } constant) frame.Push(constant);
                else if (Opcodes.IsPure(code)) frame.Push(Calculated(frame, instruction));
                else return Action(ref frame, instruction, facts);
                break;
        }
        frame.At++;
        return null;
    }

    private Term? Constant(Instruction instruction) => instruction.Code switch
    {
        ILOpCode.Ldc_i4 or ILOpCode.Ldc_i8 => pool.Number(instruction.Number),
        ILOpCode.Ldc_r8 => pool.Real(instruction.Number),
        ILOpCode.Ldc_r4 => pool.Operation("conv.r4", pool.Real(instruction.Number)),
        ILOpCode.Ldnull => pool.Zero,
        ILOpCode.Ldstr => Text(instruction.UserString),
        ILOpCode.Ldtoken or ILOpCode.Sizeof => pool.Operation(instruction.Code + " " + Symbol(instruction.Entity)),
        ILOpCode.Ldftn => MethodOf(instruction.Entity),
        ILOpCode.Ldsfld when IsCache(side.Operands[instruction.Entity]) => pool.Zero,
        ILOpCode.Ldsfld when side.Operands[instruction.Entity].Is("System.String", "Empty") => pool.Text(""),
        _ => null,
    };

    private Term Text(int handle)
    {
        if (texts.TryGetValue(handle, out var known)) return known;
        string text = side.Image.Reader.GetUserString(MetadataTokens.UserStringHandle(handle));
        allowance.Take(text.Length / 16);
        return texts[handle] = pool.Text(Versions.Mask(text));
    }

    /// <summary>
    /// Where the compiler keeps a delegate, or the object behind those that capture nothing. Whether it is there already nobody can see.
    /// </summary>
    private static bool IsCache(Operand field) =>
        field.IsGenerated
        && (field.Name.StartsWith("<>9", StringComparison.Ordinal) || field.Type.EndsWith("<>O", StringComparison.Ordinal));

    private Term MethodOf(EntityHandle entity)
    {
        var operand = side.Operands[entity];
        if (!operand.IsGenerated || operand.OwnMethod.IsNil) return pool.Operation("method " + Symbol(entity));
        int number = functions.IndexOf(operand.OwnMethod);
        if (number < 0)
        {
            number = functions.Count;
            functions.Add(operand.OwnMethod);
        }
        return pool.Function(number);
    }

    /// <summary>The code of a lambda or local function that is a value; nil for one that this body has not met.</summary>
    public MethodDefinitionHandle FunctionOf(Term value) => value.Number < functions.Count ? functions[(int)value.Number] : default;

    private Term Calculated(Frame frame, Instruction instruction)
    {
        var code = instruction.Code;
        if (code == ILOpCode.Box && frame.Code.IsReference(instruction.Entity)) return frame.Pop();
        if (code is ILOpCode.Isinst or ILOpCode.Box) return pool.Operation(code + " " + Symbol(instruction.Entity), frame.Pop());
        if (code == ILOpCode.Ldvirtftn) return pool.Operation("virtual " + Symbol(instruction.Entity), frame.Pop());
        if (code is ILOpCode.Ceq or ILOpCode.Cgt or ILOpCode.Cgt_un or ILOpCode.Clt or ILOpCode.Clt_un)
        {
            var operands = frame.Pop(2);
            return Compared(code, operands[0], operands[1]);
        }
        return pool.Operation(Opcodes.NameOf(code), frame.Pop(Opcodes.IsUnary(code) ? 1 : 2));
    }

    private Term Compared(ILOpCode code, Term one, Term other) => code switch
    {
        ILOpCode.Ceq => pool.Operation(TermPool.Equal, one, other),
        ILOpCode.Clt => pool.Operation(TermPool.Less, one, other),
        ILOpCode.Cgt => pool.Operation(TermPool.Less, other, one),
        ILOpCode.Clt_un => Unsigned(one, other),
        _ => Unsigned(other, one),
    };

    /// <summary>What is more than nothing is something: how compilers ask whether a reference is there.</summary>
    private Term Unsigned(Term less, Term more) =>
        less.IsNumber(0) && !more.IsFloat
            ? pool.Not(pool.Operation(TermPool.Equal, more, pool.Zero))
            : pool.Operation(TermPool.LessUnsigned, less, more);

    private Stop? Branch(Frame frame, Instruction instruction, Facts facts)
    {
        int target = instruction.Targets[0], next = frame.At + 1;
        bool isPlain = instruction.Code is ILOpCode.Brtrue or ILOpCode.Brfalse;
        Term[] known = frame.Peek(isPlain ? 1 : 2);
        allowance.Take(known.Sum(x => (long)x.Size) / 16);
        Term[] operands = [.. known.Select(x => pool.Reduced(x, facts))];
        var (comparison, whenTrue) = isPlain ? (default, instruction.Code == ILOpCode.Brtrue)
            : Opcodes.Comparison(instruction.Code, operands[0].IsFloat || operands[1].IsFloat);
        var test = Test.Of(isPlain ? operands[0] : Compared(comparison, operands[0], operands[1]));
        if (facts.Holds(test) is not { } holds) return new Stop.Fork(Test.Inside(test.Subject, facts) ?? test);
        frame.Pop(operands.Length);
        frame.At = holds == whenTrue ? target : next;
        return null;
    }

    private Stop? Switch(Frame frame, Instruction instruction, Facts facts)
    {
        var value = frame.Top;
        int chosen = frame.At + 1;
        for (int i = 0; i < instruction.Targets.Length; i++)
        {
            var test = Test.Is(value, i);
            if (i % 4 == 0) allowance.Take(1 + facts.Count / 32);
            if (allowance.IsSpent) return new Stop.Unknown();
            if (facts.Holds(test) is not { } holds) return new Stop.Fork(test);
            if (!holds) continue;
            chosen = instruction.Targets[i];
            break;
        }
        frame.Pop();
        frame.At = chosen;
        return null;
    }

    private Stop? Left(Frame frame, int target)
    {
        allowance.Take(frame.Code.Regions.Length / 4);
        Region[] runs = [
            .. frame.Code.Regions.Where(x => x.Kind == ExceptionRegionKind.Finally && x.Covers(frame.At) && !x.Covers(target))];
        if (runs.Length > 0) return new Stop.Leave(target, runs);
        frame.Stack.Clear();
        frame.At = target;
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
        switch (code)
        {
            case ILOpCode.Ldfld or ILOpCode.Ldflda when FieldSlot(frame, instruction, 1) is { } slot:
                frame.Pop();
                frame.Push(code == ILOpCode.Ldflda ? slot : frame.Content(slot));
                frame.At++;
                return null;
            case ILOpCode.Stfld when FieldSlot(frame, instruction, 2) is { } slot:
                frame.Fill(slot, frame.Pop());
                frame.Pop();
                frame.At++;
                return null;
            case ILOpCode.Initobj when frame.Top is { Kind: TermKind.Address } local:
                frame.Pop();
                frame.Fill(local, pool.Operation("default " + Symbol(instruction.Entity)));
                frame.At++;
                return null;
            case ILOpCode.Ldobj or >= ILOpCode.Ldind_i1 and <= ILOpCode.Ldind_ref when frame.Top is { Kind: TermKind.Address } local:
                frame.Pop();
                frame.Push(frame.Content(local));
                frame.At++;
                return null;
            case ILOpCode.Stobj or ILOpCode.Stind_i or >= ILOpCode.Stind_ref and <= ILOpCode.Stind_r8
                when frame.Peek(2)[0] is { Kind: TermKind.Address } local:
                frame.Fill(local, frame.Pop());
                frame.Pop();
                frame.At++;
                return null;
            case ILOpCode.Castclass when Cast(frame, instruction, facts) is { } cast:
                frame.Replace(cast);
                frame.At++;
                return null;
            case ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj: return Call(ref frame, instruction, facts);
            case ILOpCode.Calli:
                var (popped, pushes, isFloat) = CalledThroughPointer(instruction.Entity);
                return Peek(frame, instruction, popped, pushes, isFloat);
            case ILOpCode.Ldfld when IsCache(side.Operands[instruction.Entity]):
                frame.Replace(pool.Zero);
                frame.At++;
                return null;
            case ILOpCode.Stfld or ILOpCode.Stsfld when IsCache(side.Operands[instruction.Entity]):
                frame.Pop(code == ILOpCode.Stfld ? 2 : 1);
                frame.At++;
                return null;
        }
        var (pops, leaves) = Opcodes.StackOf(code);
        bool isField = code is ILOpCode.Ldfld or ILOpCode.Ldsfld;
        return pops < 0
            ? new Stop.Unknown()
            : Peek(frame, instruction, pops, leaves, isField ? Code.IsFloat(FieldType(instruction.Entity)) : Opcodes.LeavesFloat(code));
    }

    /// <summary>What a cast that cannot fail leaves: of null, or of what was found to be of the type; null where it may throw.</summary>
    private Term? Cast(Frame frame, Instruction instruction, Facts facts)
    {
        var value = frame.Peek(1)[0];
        if (facts.Holds(Test.Is(value, 0)) == true) return value;
        var asType = pool.Operation(nameof(ILOpCode.Isinst) + " " + Symbol(instruction.Entity), value);
        return facts.Holds(Test.Is(asType, 0)) == false ? asType : null;
    }

    private static bool IsLocalFunction(Operand call) => call.IsGenerated && call.Name.IndexOf(">g__", StringComparison.Ordinal) > 0;

    /// <summary>Where a state machine keeps its own field, as the address of a local; null for another field.</summary>
    private Term? FieldSlot(Frame frame, Instruction instruction, int operands)
    {
        if (frame.Code.Machine is not { } machine || frame.Peek(operands)[0] is not { Kind: TermKind.Argument, Number: -1 }) return null;
        return machine.SlotOf(side.Operands[instruction.Entity]) is { } slot ? Slot(frame, frame.Code.Locals + slot, isLocal: true) : null;
    }

    /// <summary>An action whose operands stay on the stack until it is finished.</summary>
    private Stop.Action Peek(Frame frame, Instruction instruction, int pops, bool pushes, bool isFloat)
    {
        if (instruction.Code == ILOpCode.Ldfld && frame.Top is { Kind: TermKind.Address } local) frame.Replace(frame.Content(local));
        foreach (int place in PlacesOfCaller(instruction, pops)) frame.Replace(pool.Operation("place of the caller"), pops - place);
        var arguments = frame.Peek(pops);
        string name = instruction.Code is ILOpCode.Callvirt ? nameof(ILOpCode.Call) : instruction.Code.ToString();
        for (int i = frame.At - 1; i >= 0 && frame.Code.Instructions[i] is { Code: ILOpCode.Constrained or ILOpCode.Volatile } prefix; i--)
            name += prefix.Code == ILOpCode.Volatile ? " volatile" : " on " + Symbol(prefix.Entity);
        return new Stop.Action(name, instruction.Entity, arguments, pushes,
            isFloat) { IsLoad = instruction.Code is ILOpCode.Ldfld or ILOpCode.Ldflda or ILOpCode.Ldobj };
    }

    /// <summary>Which of the values that a call takes are the line and the file that it stands in, by what its parameters say.</summary>
    private int[] PlacesOfCaller(Instruction instruction, int pops)
    {
        if (instruction.Code is not (ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj) || pops == 0) return [];
        if (places.TryGetValue(instruction.Entity, out int[]? known)) return known;
        if (side.Operands[instruction.Entity].IsFramework || Definition(instruction.Entity) is not { } home)
            return places[instruction.Entity] = [];
        var reader = home.Image.Reader;
        var method = reader.GetMethodDefinition((MethodDefinitionHandle)home.Member);
        int first = (method.Attributes & MethodAttributes.Static) != 0 || instruction.Code == ILOpCode.Newobj ? 1 : 0;
        allowance.Take(method.GetParameters().Count);
        return places[instruction.Entity] =
        [
            .. method.GetParameters().Select(reader.GetParameter)
                .Where(x => x.SequenceNumber > 0 && x.SequenceNumber - first < pops
                    && x.GetCustomAttributes().Any(y => IsPlaceOfCaller(home.Image, y)))
                .Select(x => x.SequenceNumber - first),
        ];
    }

    private static bool IsPlaceOfCaller(AssemblyImage image, CustomAttributeHandle attribute) =>
        CustomAttributes.TypeName(image, image.Reader.GetCustomAttribute(attribute)) is
            "System.Runtime.CompilerServices.CallerLineNumberAttribute" or "System.Runtime.CompilerServices.CallerFilePathAttribute";

    /// <summary>The method of the packages that is called by its name; null for one of the framework, and where nobody finds it.</summary>
    private MemberHome? Definition(EntityHandle called)
    {
        var method = called.Kind == HandleKind.MethodSpecification
            ? side.Image.Reader.GetMethodSpecification((MethodSpecificationHandle)called).Method
            : called;
        return side.World.ResolveMember(side.Image, method) is { IsFound: true, Member.Kind: HandleKind.MethodDefinition } home
            ? home
            : null;
    }

    private Stop? Call(ref Frame frame, Instruction instruction, Facts facts)
    {
        var call = side.Operands[instruction.Entity];
        bool isNew = instruction.Code == ILOpCode.Newobj;
        if (isNew && call.IsDelegateConstructor)
        {
            frame.Push(pool.Operation("delegate " + Symbol(instruction.Entity), frame.Pop(2)));
            frame.At++;
            return null;
        }
        if (!isNew && Question(call) is { } question && frame.Stack.Count >= call.Pops)
        {
            var asked = pool.Operation(question, frame.Pop(call.Pops));
            frame.Push(call.Name == "op_Inequality" ? pool.Not(asked) : asked);
            frame.At++;
            return null;
        }
        if (!isNew && call.Is("System.ArgumentNullException", "ThrowIfNull") && call.Pops == 2) return NullGuard(frame, facts);
        if (!isNew && PartOf(frame, instruction, call) is { } part)
        {
            var arguments = frame.Pop(part.Arguments);
            frame = Enter(part, arguments, frame);
            return null;
        }
        if (!isNew && call is { IsConstructor: true, Pops: > 0 } && frame.Stack.Count >= call.Pops
            && frame.Peek(call.Pops)[0] is { Kind: TermKind.Address })
        {
            return new Stop.Action(
                nameof(ILOpCode.Newobj), instruction.Entity, frame.Peek(call.Pops - 1), Pushes: true, IsFloat: false) { InPlace = true };
        }
        bool isFloat = !isNew && call.Pushes && Code.IsFloat(ReturnType(instruction.Entity));
        return Peek(frame, instruction, call.Pops - (isNew ? 1 : 0), call.Pushes || isNew, isFloat);
    }

    /// <summary>
    /// What the framework's guard does, as somebody writes it himself: <c>if (argument is null) throw new ArgumentNullException(name)</c>.
    /// </summary>
    private Stop? NullGuard(Frame frame, Facts facts)
    {
        var test = Test.Is(frame.Peek(2)[0], 0);
        if (facts.Holds(test) is not { } isNull) return new Stop.Fork(test);
        if (isNull)
        {
            const string Made = "System.ArgumentNullException..ctor(System.String) : System.Void";
            return new Stop.Action(
                nameof(ILOpCode.Newobj), default, frame.Peek(1), Pushes: true, IsFloat: false) { Symbol = Made, IsThrown = true };
        }
        frame.Pop(2);
        frame.At++;
        return null;
    }

    /// <summary>
    /// What compilers ask of a text in a <c>switch</c> or where a span is wanted, by themselves or in place of each other.
    /// </summary>
    private static string? Question(Operand call) => ShapeCalls.IsSpanOf(call) ? TermPool.Span : call.Type switch
    {
        "System.String" => (call.Name, call.Pops) switch
        {
            ("op_Equality" or "op_Inequality", 2) => TermPool.SameText,
            ("get_Length", 1) => TermPool.Length,
            ("get_Chars", 2) => TermPool.Char,
            _ => null,
        },
        "<PrivateImplementationDetails>" when call.Name == "ComputeStringHash" => TermPool.HashOfText,
        _ => null,
    };

    /// <summary>The code of a helper that is called, and is taken as part of who calls it; null for another call.</summary>
    private Code? PartOf(Frame frame, Instruction instruction, Operand call)
    {
        if (call.OwnMethod.IsNil || !(isPart(call.OwnMethod) || IsLocalFunction(call)) || frame.Depth >= DeepestCall) return null;
        if (instruction.Code == ILOpCode.Callvirt
            && (side.Image.Reader.GetMethodDefinition(call.OwnMethod).Attributes & MethodAttributes.Virtual) != 0)
            return null;
        var code = CodeOf(call.OwnMethod);
        for (var outer = frame; outer is not null; outer = outer.Caller)
        {
            if (outer.Code == code) return null;
        }
        return code is null || code.TakesAddresses ? null : code;
    }

    private Term Address(Frame frame, Instruction instruction) =>
        Slot(frame, (int)instruction.Number, isLocal: instruction.Code is ILOpCode.Ldloca or ILOpCode.Ldloc or ILOpCode.Stloc);

    private Term Slot(Frame frame, int index, bool isLocal) =>
        pool.Address(name, (((long)Code.Row(frame.Code.Handle) << 16) + index << 1) + (isLocal ? 1 : 0));

    private (int Pops, bool Pushes, bool IsFloat) CalledThroughPointer(EntityHandle signature)
    {
        if (pointers.TryGetValue(signature, out var known)) return known;
        if (signature.Kind != HandleKind.StandaloneSignature)
            throw new BadImageFormatException("A method body calls through a pointer without a signature.");
        var method = side.Image.Reader.GetStandaloneSignature((StandaloneSignatureHandle)signature)
            .DecodeMethodSignature(side.Image.LinkText, GenericScope.Open);
        allowance.Take(1 + method.ParameterTypes.Sum(x => (long)x.Length) / 16);
        int pops = method.ParameterTypes.Length + (method.Header.IsInstance ? 1 : 0) + 1;
        return pointers[signature] = (pops, method.ReturnType != "System.Void", Code.IsFloat(method.ReturnType));
    }

    /// <summary>Whether what is called sets an argument without looking at it.</summary>
    public bool IsOut(Stop.Action call, int argument)
    {
        if (call.Name != nameof(ILOpCode.Call) || call.Entity.Kind == HandleKind.StandaloneSignature) return false;
        if (Definition(call.Entity) is not { } home) return false;
        var reader = home.Image.Reader;
        var definition = reader.GetMethodDefinition((MethodDefinitionHandle)home.Member);
        allowance.Take(definition.GetParameters().Count / 4);
        int number = argument + ((definition.Attributes & MethodAttributes.Static) != 0 ? 1 : 0);
        return definition.GetParameters().Select(reader.GetParameter).Any(x =>
            x.SequenceNumber == number && (x.Attributes & (ParameterAttributes.Out | ParameterAttributes.In)) == ParameterAttributes.Out);
    }

    public string Symbol(EntityHandle entity)
    {
        if (entity.Kind == HandleKind.StandaloneSignature) return "";
        string symbol = NormalBody.Symbol(side.Image, entity);
        allowance.Take(symbol.Length / 32);
        return symbol;
    }

    /// <summary>What a call leaves, at the end of the symbol of what is called.</summary>
    private string ReturnType(EntityHandle call) => Type(Symbol(call));

    private string FieldType(EntityHandle field) => Type(Symbol(field));

    private static string Type(string symbol)
    {
        int colon = symbol.LastIndexOf(" : ", StringComparison.Ordinal);
        return colon < 0 ? "" : symbol.Substring(colon + " : ".Length);
    }
}
