using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>One body, instruction by instruction: what is on the stack, in the locals, and what is done with it.</summary>
internal sealed class BodyWalk(ScriptReader owner, MethodDefinition method, MethodBodyBlock body, List<Step> steps, HashSet<MethodDefinitionHandle> seen, int depth, List<Limit> limits)
{
    private readonly AssemblyImage image = owner.Image;
    private readonly bool isStatic = (method.Attributes & MethodAttributes.Static) != 0;
    private readonly bool isMachine = owner.Image.Reader.StringComparer.Equals(method.Name, "MoveNext");
    private readonly Dictionary<int, int> stores = [];
    private readonly Dictionary<int, Value> locals = [];
    private readonly Dictionary<int, Value[]> meetings = [];
    private readonly ExitGuards guards = new(body);
    private readonly bool returns = method.DecodeSignature(owner.Image.LinkText, GenericScope.Open).ReturnType != "System.Void";
    private List<Value> stack = [];

    /// <summary>The local in which a debug build gathers what is returned.</summary>
    private int? result;

    public void Run()
    {
        foreach (var region in body.ExceptionRegions)
        {
            if (!region.CatchType.IsNil && !IsMachinery(region)) Do(new Step(StepKind.Catch, null, owner.Operands[region.CatchType].Type, []));
        }
        int? loaded = null;
        var counting = new IlReader(body.GetILReader());
        while (counting.MoveNext())
        {
            if (counting.OpCode == ILOpCode.Ret) result = loaded ?? result;
            loaded = LocalOf(counting, out bool isStore);
            if (loaded is { } local && isStore) stores[local] = stores.TryGetValue(local, out int n) ? n + 1 : 1;
        }
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (meetings.TryGetValue(il.Offset, out var waiting)) Meet(waiting);
            Instruction(il);
        }
    }

    /// <summary>The catch around a state machine, which hands the exception to the task.</summary>
    private bool IsMachinery(ExceptionRegion region)
    {
        if (owner.Operands[region.CatchType].Type is not ("System.Exception" or "System.Object")) return false;
        if (owner.Operands[region.CatchType].Type == "System.Object") return true;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.Offset < region.HandlerOffset || il.Offset >= region.HandlerOffset + region.HandlerLength) continue;
            if (il.OpCode == ILOpCode.Call && owner.Operands[il.Entity] is { Name: "SetException" } call && call.Starts("System.Runtime.CompilerServices.")) return true;
        }
        return false;
    }

    private void Do(Step step) => steps.Add(depth == 0 ? step : step with { IsOwn = false });

    private void Meet(Value[] waiting)
    {
        if (stack.Count == 0) stack.AddRange(waiting);
        else stack = [.. Met([.. stack], waiting)];
    }

    private static Value[] Met(Value[] one, Value[] other) => [.. one.Select((x, i) => i < other.Length ? Value.Meet(x, other[i]) : x)];

    private void Push(Value value) => stack.Add(value);

    private Value Pop()
    {
        if (stack.Count == 0) return Value.Unknown;
        var top = stack[stack.Count - 1];
        stack.RemoveAt(stack.Count - 1);
        return top;
    }

    private Value[] Pop(int count)
    {
        var values = new Value[count];
        for (int i = count - 1; i >= 0; i--) values[i] = Pop();
        return values;
    }

    private void Jump(int target, bool isLast)
    {
        if (stack.Count > 0) meetings[target] = meetings.TryGetValue(target, out var others) ? Met(others, [.. stack]) : [.. stack];
        if (isLast) stack = [];
    }

    private void Instruction(IlReader il)
    {
        var code = il.OpCode;
        if (LocalOf(il, out bool isStore) is { } local)
        {
            Local(code, local, isStore);
            return;
        }
        switch (code)
        {
            case >= ILOpCode.Ldarg_0 and <= ILOpCode.Ldarg_3: Argument((int)code - (int)ILOpCode.Ldarg_0); return;
            case ILOpCode.Ldarg or ILOpCode.Ldarg_s: Argument((int)il.Integer); return;
            case ILOpCode.Ldarga or ILOpCode.Ldarga_s: Push(Value.Unknown); return;
            case >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8: Push(Number((int)code - (int)ILOpCode.Ldc_i4_0)); return;
            case ILOpCode.Ldc_i4_s or ILOpCode.Ldc_i4 or ILOpCode.Ldc_i8: Push(Number(il.Integer)); return;
            case ILOpCode.Ldc_r4: Push(new Value(ValueKind.Literal, ConstantText.Of(Single(il.Integer)))); return;
            case ILOpCode.Ldc_r8: Push(Double(BitConverter.Int64BitsToDouble(il.Integer))); return;
            case ILOpCode.Ldnull: Push(Value.Null); return;
            case ILOpCode.Ldstr:
                string text = image.Reader.GetUserString(MetadataTokens.UserStringHandle(il.Token & 0xFFFFFF));
                Push(new Value(ValueKind.Literal, ConstantText.Of(text)) { String = text });
                return;
            case ILOpCode.Dup:
                var top = Pop();
                Push(top);
                Push(top);
                return;
            case ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj or ILOpCode.Ldftn or ILOpCode.Ldvirtftn: Call(code, owner.Operands[il.Entity], il.Offset); return;
            case ILOpCode.Ldfld or ILOpCode.Ldflda or ILOpCode.Ldsfld or ILOpCode.Ldsflda: Load(code, owner.Operands[il.Entity]); return;
            case ILOpCode.Stfld or ILOpCode.Stsfld: Store(code, owner.Operands[il.Entity], il.Offset); return;
            case ILOpCode.Throw: Throw(Pop()); return;
            case ILOpCode.Ret: Return(); return;
            case ILOpCode.Br or ILOpCode.Br_s: Jump(il.Next + (int)il.Integer, isLast: true); return;
            case ILOpCode.Rethrow: Do(new Step(StepKind.Rethrow, null, "", [])); stack = []; return;
            case ILOpCode.Leave or ILOpCode.Leave_s or ILOpCode.Endfinally: stack = []; return;
            case ILOpCode.Brtrue or ILOpCode.Brtrue_s or ILOpCode.Brfalse or ILOpCode.Brfalse_s: Pop(); Jump(il.Next + (int)il.Integer, isLast: false); return;
            case >= ILOpCode.Beq_s and <= ILOpCode.Blt_un_s or >= ILOpCode.Beq and <= ILOpCode.Blt_un: Compare(code); Jump(il.Next + (int)il.Integer, isLast: false); return;
            case ILOpCode.Ceq or ILOpCode.Cgt or ILOpCode.Cgt_un or ILOpCode.Clt or ILOpCode.Clt_un: Compare(code); Push(Value.Unknown); return;
            case ILOpCode.Isinst or ILOpCode.Castclass:
                if (!owner.Operands[il.Entity].IsGenerated) Do(new Step(StepKind.Test, owner.Operands[il.Entity], (code == ILOpCode.Isinst ? "is " : "is always ") + owner.Operands[il.Entity].Type, []));
                return;
            case >= ILOpCode.Add and <= ILOpCode.Shr_un or >= ILOpCode.Add_ovf and <= ILOpCode.Sub_ovf_un:
                Pop(2);
                Push(Value.Unknown);
                Do(new Step(StepKind.Operator, null, Arithmetic(code), []));
                return;
            case ILOpCode.Newarr:
                Pop();
                Push(Value.Unknown);
                return;
            default: Other(code); return;
        }
    }

    private static Value Number(long number) => new(ValueKind.Literal, number.ToString(CultureInfo.InvariantCulture)) { Number = number };

    /// <summary>A whole number is one however it is stored: overloads for whole numbers come with new frameworks.</summary>
    private static Value Double(double number) =>
        number == Math.Floor(number) && Math.Abs(number) < 1e15 ? Number((long)number) : new Value(ValueKind.Literal, ConstantText.Of(number));

    private static float Single(long bits) => BitConverter.ToSingle(BitConverter.GetBytes((int)bits), 0);

    private static string Arithmetic(ILOpCode code) => code switch
    {
        ILOpCode.Add_ovf or ILOpCode.Add_ovf_un => "Add",
        ILOpCode.Sub_ovf or ILOpCode.Sub_ovf_un => "Sub",
        ILOpCode.Mul_ovf or ILOpCode.Mul_ovf_un => "Mul",
        _ => code.ToString(),
    };

    private void Argument(int index) => Push(isStatic ? new Value(ValueKind.Argument, index.ToString(CultureInfo.InvariantCulture))
        : index == 0 ? Value.This : new Value(ValueKind.Argument, (index - 1).ToString(CultureInfo.InvariantCulture)));

    /// <summary>A local that is set once is its value.</summary>
    private void Local(ILOpCode code, int local, bool isStore)
    {
        if (isStore)
        {
            var value = Pop();
            if (local == result) Return(value);
            if (stores[local] == 1) locals[local] = value;
        }
        else
        {
            bool isAddress = code is ILOpCode.Ldloca or ILOpCode.Ldloca_s;
            Push(!isAddress && local != result && locals.TryGetValue(local, out var value) ? value : Value.Unknown);
        }
    }

    private static int? LocalOf(IlReader il, out bool isStore)
    {
        var code = il.OpCode;
        isStore = code is >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3 or ILOpCode.Stloc or ILOpCode.Stloc_s;
        return code switch
        {
            >= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3 => (int)code - (int)ILOpCode.Ldloc_0,
            >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3 => (int)code - (int)ILOpCode.Stloc_0,
            ILOpCode.Ldloc or ILOpCode.Ldloc_s or ILOpCode.Stloc or ILOpCode.Stloc_s or ILOpCode.Ldloca or ILOpCode.Ldloca_s => (int)il.Integer,
            _ => null,
        };
    }

    /// <summary>Compared with nothing, zero or false, a value may as well be asked itself.</summary>
    private void Compare(ILOpCode code)
    {
        var operands = Pop(2);
        if (operands.Any(x => x.IsDefault)) return;
        Bound(code, operands);
        string name = code.ToString();
        string sign = name.StartsWith("Beq", StringComparison.Ordinal) || name.StartsWith("Bne", StringComparison.Ordinal) || code == ILOpCode.Ceq ? "equal"
            : name.StartsWith("Blt", StringComparison.Ordinal) || name.StartsWith("Bge", StringComparison.Ordinal) || name.StartsWith("Clt", StringComparison.Ordinal) ? "less" : "greater";
        Do(new Step(StepKind.Operator, null, sign, []));
    }

    /// <summary>A limit that a value is held against: <c>x &lt; 3</c>, <c>x &lt;= 2</c> and the reverse of both have the same.</summary>
    private void Bound(ILOpCode code, Value[] operands)
    {
        if (operands[0].Number is not null || operands[1].Number is not { } number) return;
        string name = code.ToString();
        long? limit = name.StartsWith("Blt", StringComparison.Ordinal) || name.StartsWith("Bge", StringComparison.Ordinal) || name.StartsWith("Clt", StringComparison.Ordinal) ? number
            : name.StartsWith("Bgt", StringComparison.Ordinal) || name.StartsWith("Ble", StringComparison.Ordinal) || name.StartsWith("Cgt", StringComparison.Ordinal) ? number + 1 : null;
        if (limit is { } known && depth == 0) limits.Add(new Limit(known, number));
    }

    private void Load(ILOpCode code, Operand field)
    {
        if (code is ILOpCode.Ldfld or ILOpCode.Ldflda) Pop();
        if (field.IsGenerated)
        {
            Inline(field);
            Push(Value.Unknown);
            return;
        }
        if (field.IsFramework && code == ILOpCode.Ldsfld)
        {
            Push(field.Symbol == "System.String.Empty"
                ? new Value(ValueKind.Literal, "\"\"") { String = "" } : new Value(ValueKind.Literal, DisplayName.Type(field.Type) + "." + field.Name));
            return;
        }
        if (!field.IsFramework) Do(new Step(StepKind.Load, field, field.Symbol, []));
        Push(new Value(ValueKind.Field, field.Symbol));
    }

    private void Store(ILOpCode code, Operand field, int offset)
    {
        var arguments = Pop(code == ILOpCode.Stfld ? 2 : 1);
        if (field.IsGenerated) Inline(field);
        else Do(new Step(StepKind.Store, field, field.Symbol, arguments) { Guards = guards.Before(offset) });
    }

    private void Call(ILOpCode code, Operand call, int offset)
    {
        if (code is ILOpCode.Ldftn or ILOpCode.Ldvirtftn)
        {
            if (code == ILOpCode.Ldvirtftn) Pop();
            Push(Value.Unknown);
            if (call.IsGenerated) Inline(call);
            else if (!TryInline(call)) Do(new Step(StepKind.Call, call, ShapeCalls.Symbol(call), []) { Guards = guards.Before(offset) });
            return;
        }
        var arguments = Pop(call.Pops - (code == ILOpCode.Newobj ? 1 : 0));
        bool pushes = call.Pushes || code == ILOpCode.Newobj;
        if (call.IsGenerated || call.Type == "System.Nullable`1" && code == ILOpCode.Newobj)
        {
            Inline(call);
            if (pushes) Push(arguments.Length == 1 && !call.IsGenerated ? arguments[0] : Value.Unknown);
            return;
        }
        if (call.Name.StartsWith("Throw", StringComparison.Ordinal) && ExceptionTypes.IsName(call.Type))
        {
            Do(new Step(StepKind.Throw, call, call.Type, []));
            if (pushes) Push(Value.Unknown);
            return;
        }
        if (code != ILOpCode.Newobj && TryInline(call))
        {
            if (pushes) Push(Value.Unknown);
            return;
        }
        var step = new Step(StepKind.Call, call, ShapeCalls.Symbol(call), arguments) { Guards = guards.Before(offset), IsOwn = depth == 0 };
        if (ExceptionTypes.IsName(call.Type) && call.IsConstructor || Logging.Is(call)) MarkMessages(arguments);
        bool says = !ShapeCalls.Is(call) || arguments.Any(x => x.String is not null) || ShapeCalls.ComparesOtherwise(call, arguments);
        if (call.IsFramework && ShapeCalls.Locks(call)) Do(new Step(StepKind.Lock, call, "", []));
        if (call.IsFramework && !isMachine && ShapeCalls.Waits(call)) Do(new Step(StepKind.Wait, call, "", []));
        if (says) steps.Add(step);
        if (code == ILOpCode.Newobj && depth < ScriptReader.DeepestHelper && owner.IsOnlyHere(call)) owner.Add(call.OwnMethod, steps, seen, depth + 1);
        if (pushes) Push(new Value(ValueKind.Made, call.Symbol, step));
    }

    /// <summary>The code of a helper that the other version does not have, or that does nothing but throw, is its caller's.</summary>
    private bool TryInline(Operand call)
    {
        if (call.OwnMethod.IsNil) return false;
        if (owner.IsOnlyHere(call))
        {
            if (depth < ScriptReader.DeepestHelper) owner.Add(call.OwnMethod, steps, seen, depth + 1);
            return true;
        }
        if (owner.Throwing(call.OwnMethod) is not { OnlyThrows: true } helper) return false;
        foreach (var step in helper.Steps.Where(x => x.Kind == StepKind.Throw)) Do(step);
        return true;
    }

    private void Inline(Operand operand)
    {
        foreach (var method in Generated.Bodies(image, operand)) owner.Add(method, steps, seen, depth);
    }

    private void Throw(Value exception)
    {
        stack = [];
        string? type = ThrownType(exception.Source, 0);
        if (exception.Source is { } source) MarkMessages(source.Arguments);
        if (type is not null) Do(new Step(StepKind.Throw, exception.Source?.Target, type, []));
    }

    /// <summary>What is constructed; of a factory, what is handed to it or what it constructs.</summary>
    private string? ThrownType(Step? made, int level)
    {
        if (made?.Target is not { } target || level > 3) return null;
        if (target.IsConstructor) return target.Type;
        if (made.Arguments.Select(x => ThrownType(x.Source, level + 1)).FirstOrDefault(x => x is not null && ExceptionTypes.IsName(x)) is { } handed) return handed;
        return target.OwnMethod.IsNil ? null : owner.Constructed(target.OwnMethod);
    }

    private static void MarkMessages(Value[] values)
    {
        foreach (var value in values)
        {
            if (value.Source is not { IsMessage: false } source || source.IsConstruction) continue;
            source.IsMessage = ShapeCalls.JoinsText(source.Target!) || source.Target!.Type.EndsWith("SR", StringComparison.Ordinal) || source.Target.Type.EndsWith("Resources", StringComparison.Ordinal);
            MarkMessages(source.Arguments);
        }
    }

    private void Return()
    {
        Return(Pop());
        stack = [];
    }

    private void Return(Value value)
    {
        if (!returns) return;
        foreach (var literal in value.Literals) Do(new Step(StepKind.Return, null, "", [literal]));
    }

    private void Other(ILOpCode code)
    {
        switch (code)
        {
            case ILOpCode.Pop or ILOpCode.Switch or ILOpCode.Initobj or ILOpCode.Starg or ILOpCode.Starg_s or ILOpCode.Endfilter: Pop(); break;
            case ILOpCode.Ldtoken or ILOpCode.Sizeof: Push(Value.Unknown); break;
            case >= ILOpCode.Ldelem_i1 and <= ILOpCode.Ldelem_ref or ILOpCode.Ldelem or ILOpCode.Ldelema: Pop(2); Push(Value.Unknown); break;
            case >= ILOpCode.Stelem_i and <= ILOpCode.Stelem_ref or ILOpCode.Stelem or ILOpCode.Cpblk or ILOpCode.Initblk: Pop(3); break;
            case >= ILOpCode.Stind_ref and <= ILOpCode.Stind_r8 or ILOpCode.Stind_i or ILOpCode.Stobj or ILOpCode.Cpobj: Pop(2); break;
            case >= ILOpCode.Ldind_i1 and <= ILOpCode.Ldind_ref or ILOpCode.Ldobj or ILOpCode.Ldlen or ILOpCode.Neg or ILOpCode.Not or ILOpCode.Localloc: Pop(); Push(Value.Unknown); break;
            case ILOpCode.Calli: stack = []; Push(Value.Unknown); break;
        }
    }
}
