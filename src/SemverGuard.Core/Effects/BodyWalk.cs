using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>One body, instruction by instruction: what is on the stack, in the locals, and what is done with it.</summary>
internal class BodyWalk(ScriptReader owner, MethodDefinition method, MethodBodyBlock body, List<Step> steps,
    HashSet<MethodDefinitionHandle> seen, int depth, List<Limit> limits)
{
    private readonly AssemblyImage image = owner.Image;
    private readonly bool isStatic = (method.Attributes & MethodAttributes.Static) != 0;
    private readonly bool isConstructor = owner.Image.Reader.StringComparer.StartsWith(method.Name, ".");
    private readonly bool isMachine = owner.Image.Reader.StringComparer.Equals(method.Name, "MoveNext");
    private readonly LocalValues locals = new(body);
    private readonly ExitGuards guards = new(body, GeneratedNames.IsStateMachine(owner.Image.NameOf(method.GetDeclaringType())));
    private readonly NullTests nullTests = new(owner.Image, method, body);
    private readonly bool returns = method.DecodeSignature(owner.Image.DocumentationText, GenericScope.Open).ReturnType != "System.Void";
    private readonly ValueStack stack = new();
    private PassingHandlers? passing;
    private OwnCatches? caught;
    private GuardedCode? unwrapped;
    private KeptExceptions? kept;
    private readonly TryBlocks tries = new();

    /// <summary>The locals in which a state machine keeps where it goes on.</summary>
    private readonly HashSet<int> states = [];
    private readonly Dictionary<int, Value> unknown = [];

    /// <summary>Values that are held against limits, and those that are asked for single numbers.</summary>
    private readonly List<(int Place, string Held)> bounded = [];
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    /// <summary>Of the instruction at hand.</summary>
    private int position;

    /// <summary>The local that the instruction before loaded.</summary>
    private int? loaded;

    /// <summary>Stretches that are left out where a property or field has the value that it begins with.</summary>
    private readonly List<(int Start, int End, int Entry, Operand Option)> optional = [];

    /// <summary>Stretches that are left out where a value is on one side of what a property or field holds.</summary>
    private readonly List<(int Start, int End, int Entry, Operand Option)> limited = [];

    /// <summary>Stretches around one instruction that are kept; what lies deeper in conditions is nobody's single option.</summary>
    private const int MostOptional = 64;

    protected ValueStack Stack => stack;

    /// <summary>What a helper is called with, <c>this</c> included; of its values, constants are known in it.</summary>
    public Value[] Given { private get; init; } = [];

    /// <summary>A helper that was read before.</summary>
    public bool IsAgain { private get; init; }

    public void Run()
    {
        foreach (var region in body.ExceptionRegions)
        {
            if (Caught(region) is not { } type) continue;
            Do(new Step(StepKind.Catch, null, type, []) { Tried = tries.Of(region) });
            // Where the filter says no, it goes on as it does from a handler that throws it again.
            if (region.Kind == ExceptionRegionKind.Filter) Do(new Step(StepKind.Rethrow, null, Step.Filter, []));
        }
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            position = il.Offset;
            stack.Arrive(il.Offset);
            if (Arrive(il.Offset)) Instruction(il);
        }
        foreach (var (place, held) in bounded)
        {
            if (asked.Contains(held)) limits[place] = limits[place] with { IsSwitched = true };
        }
    }

    /// <summary>False where no way leads to an instruction; here all are taken.</summary>
    protected virtual bool Arrive(int offset) => true;

    /// <summary>The catch around a state machine, which hands the exception to the task.</summary>
    private bool IsMachinery(ExceptionRegion region)
    {
        string type = owner.Operands[region.CatchType].Type;
        if (type == "System.Object") return !Drops(region);
        if (type != "System.Exception") return false;
        return (handing ??= Handing()).Exists(x => x >= region.HandlerOffset && x < region.HandlerOffset + region.HandlerLength);
    }

    /// <summary>
    /// A <c>catch</c> without a type does nothing with what it catches; where the compiler catches an object, it keeps that for later.
    /// </summary>
    private bool Drops(ExceptionRegion region)
    {
        var il = From(region.HandlerOffset);
        return il.MoveNext() && il.OpCode == ILOpCode.Pop;
    }

    private IlReader From(int offset)
    {
        var code = body.GetILReader();
        code.Offset = Math.Min(offset, code.Length);
        return new IlReader(code);
    }

    /// <summary>The type of what is caught, without one every exception; null where nothing is, or the compiler does.</summary>
    private string? Caught(ExceptionRegion region)
    {
        if (region.Kind == ExceptionRegionKind.Filter) return Filtered(region);
        if (region.CatchType.IsNil || IsMachinery(region) || IsPassing(region.HandlerOffset)) return null;
        if (isMachine && (kept ??= new KeptExceptions(body, owner.Operands)).Contains(region)) return null;
        return owner.Operands[region.CatchType].Type is var type && type == "System.Object" ? "System.Exception" : type;
    }

    private bool IsPassing(int offset) => (passing ??= new PassingHandlers(body)).Contains(offset);

    /// <summary>A filter begins with a test for the type.</summary>
    private string Filtered(ExceptionRegion region)
    {
        var il = From(region.FilterOffset);
        while (il.MoveNext() && il.OpCode == ILOpCode.Nop) { }
        return il.OpCode == ILOpCode.Isinst && owner.Operands[il.Entity].Type is var type && type != "System.Object"
            ? type
            : "System.Exception";
    }

    /// <summary>Where an exception is handed to a task; a state machine does so in two or three places.</summary>
    private List<int> Handing()
    {
        var found = new List<int>();
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Call && owner.Operands[il.Entity] is { Name: "SetException" } call
                && call.Starts("System.Runtime.CompilerServices."))
                found.Add(il.Offset);
        }
        return found;
    }

    private List<int>? handing;
    private IReadOnlyList<string>? localTypes;

    private void Do(Step step)
    {
        if (step.Kind == StepKind.Throw && Catches(step)) return;
        steps.Add(Here(depth == 0 ? step : step with { IsOwn = false }));
    }

    private bool Catches(Step thrown) =>
        body.ExceptionRegions.Length > 0 && (caught ??= new OwnCatches(body, owner.Operands, IsMachinery)).Catches(thrown.Symbol, position);

    /// <summary>The steps of another method: what is done there is done where this one leads to it.</summary>
    /// <param name="given">What a helper is called with, which works again in each place; null for what is part of the method once.</param>
    private void Add(MethodDefinitionHandle called, int depth, Value[]? given = null)
    {
        int start = steps.Count;
        if (given is null) owner.Add(called, steps, seen, depth);
        else owner.AddAgain(called, steps, seen, depth, given, IsAgain);
        int kept = start;
        for (int i = start; i < steps.Count; i++)
        {
            if (steps[i].Kind == StepKind.Throw && Catches(steps[i])) continue;
            var step = Here(Under(steps[i]));
            steps[kept++] = step.IsOwn ? step : step with { Helper = called };
        }
        steps.RemoveRange(kept, steps.Count - kept);
    }

    /// <summary>What leads around the place from which a helper is called leads around what it does.</summary>
    private Step Under(Step step) => guards.Before(position) is > 0 and var around
        ? step with { Guards = step.Guards + around, NullTests = step.NullTests + guards.NullTestsBefore(position) }
        : step;

    private void Drop(StepKind kind, int start)
    {
        int kept = start;
        for (int i = start; i < steps.Count; i++)
        {
            if (steps[i].Kind != kind) steps[kept++] = steps[i];
        }
        steps.RemoveRange(kept, steps.Count - kept);
    }

    /// <summary>A step with what is around it.</summary>
    private Step Here(Step step)
    {
        tries.Add(position, step);
        if (step.Kind == StepKind.Call && Unwraps(position)) step = step with { IsUnwrapped = true };
        if (optional.Count > 0 && Around(optional) is { Length: > 0 } options) step = step with { Options = [.. step.Options, .. options] };
        if (step.Kind != StepKind.Throw || limited.Count == 0) return step;
        return step with { Bounds = [.. step.Bounds, .. Around(limited)] };
    }

    private Operand[] Around(List<(int Start, int End, int Entry, Operand Option)> stretches) =>
        [.. stretches.Where(x => x.Start < position && position < x.Entry).Select(x => x.Option)];

    private bool Unwraps(int offset) => (unwrapped ??= new GuardedCode(body.ExceptionRegions.Where(
        x => x.Kind == ExceptionRegionKind.Catch && Reflected.IsCaughtBy(owner.Operands[x.CatchType].Type) && !IsMachinery(x)))).Contains(
        offset);

    /// <summary>Notes what a jump leaves out as long as nobody sets an option.</summary>
    /// <param name="isTaken">Of an option that is not set: false, zero or null.</param>
    private void Note(Value value, bool isTaken, int target)
    {
        if (!isTaken || target <= position) return;
        if (value.Source is { Target: { Type: "System.Nullable`1", Name: "get_HasValue" }, Arguments: [var nullable] }) value = nullable;
        Note(optional, value, target);
    }

    private void Note(List<(int Start, int End, int Entry, Operand Option)> stretches, Value value, int target)
    {
        var option = value.Source is { Kind: StepKind.Call, Target: { IsOwn: true } call }
            && call.Name.StartsWith("get_", StringComparison.Ordinal) ? call
            : value is { Kind: ValueKind.Field, Of: { IsOwn: true } field } ? field : null;
        if (option is null) return;
        if (stretches.Count >= MostOptional) stretches.RemoveAll(x => x.End <= position);
        if (stretches.Count < MostOptional) stretches.Add((position, target, guards.Entry(position, target), option));
    }

    /// <summary>A value is compared with zero, and the jump is taken where it is zero; or with what somebody may set.</summary>
    private void NoteCompared(ILOpCode code, int target)
    {
        var operands = stack.Peek(2);
        bool isTaken = code is ILOpCode.Beq or ILOpCode.Beq_s or ILOpCode.Ble or ILOpCode.Ble_s or ILOpCode.Bge or ILOpCode.Bge_s
            or ILOpCode.Ble_un or ILOpCode.Ble_un_s or ILOpCode.Bge_un or ILOpCode.Bge_un_s;
        if (operands.Length == 2 && operands[1].Number == 0) Note(operands[0], isTaken, target);
        if (target <= position) return;
        foreach (var operand in operands) Note(limited, operand, target);
    }

    private void Instruction(IlReader il)
    {
        var code = il.OpCode;
        var before = loaded;
        loaded = null;
        if (LocalValues.IndexOf(il, out bool isStore) is { } local)
        {
            if (!isStore) loaded = local;
            Local(code, local, isStore);
            return;
        }
        switch (code)
        {
            case >= ILOpCode.Ldarg_0 and <= ILOpCode.Ldarg_3: stack.Push(Argument((int)code - (int)ILOpCode.Ldarg_0)); return;
            case ILOpCode.Ldarg or ILOpCode.Ldarg_s: stack.Push(Argument((int)il.Integer)); return;
            case ILOpCode.Ldarga or ILOpCode.Ldarga_s:
                Lose((int)il.Integer);
                stack.Push(Value.Unknown);
                return;
            case >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8: stack.Push(Value.From((int)code - (int)ILOpCode.Ldc_i4_0)); return;
            case ILOpCode.Ldc_i4_s or ILOpCode.Ldc_i4 or ILOpCode.Ldc_i8: stack.Push(Value.From(il.Integer)); return;
            case ILOpCode.Ldc_r4: stack.Push(Operators.Single(il.Integer)); return;
            case ILOpCode.Ldc_r8: stack.Push(Operators.Double(il.Integer)); return;
            case ILOpCode.Ldnull: stack.Push(Value.Null); return;
            case ILOpCode.Ldstr:
                string text = image.UserString(il.Token);
                stack.Push(Value.Literal(text));
                return;
            case ILOpCode.Dup:
                var top = stack.Pop();
                stack.Push(top);
                stack.Push(top);
                return;
            case ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj or ILOpCode.Ldftn or ILOpCode.Ldvirtftn:
                Call(code, owner.Operands[il.Entity], il.Offset); return;
            case ILOpCode.Ldfld or ILOpCode.Ldflda or ILOpCode.Ldsfld or ILOpCode.Ldsflda: Load(code, owner.Operands[il.Entity]); return;
            case ILOpCode.Stfld or ILOpCode.Stsfld: Store(code, owner.Operands[il.Entity], il.Offset); return;
            case ILOpCode.Throw: Throw(stack.Pop(), before); return;
            case ILOpCode.Ret: Return(before); return;
            case ILOpCode.Br or ILOpCode.Br_s: Go(il.Next + (int)il.Integer); return;
            case ILOpCode.Leave or ILOpCode.Leave_s:
                stack.Clear();
                Go(il.Next + (int)il.Integer);
                return;
            case ILOpCode.Rethrow:
                if (!IsPassing(il.Offset)) Do(new Step(StepKind.Rethrow, null, "", []));
                stack.End();
                return;
            case ILOpCode.Endfinally: stack.End(); return;
            case ILOpCode.Brtrue or ILOpCode.Brtrue_s: Condition(stack.Pop(), before, when: true, il.Next + (int)il.Integer); return;
            case ILOpCode.Brfalse or ILOpCode.Brfalse_s: Condition(stack.Pop(), before, when: false, il.Next + (int)il.Integer); return;
            case >= ILOpCode.Beq_s and <= ILOpCode.Blt_un_s or >= ILOpCode.Beq and <= ILOpCode.Blt_un:
                NoteCompared(code, il.Next + (int)il.Integer);
                Branch(Compare(code), when: true, il.Next + (int)il.Integer); return;
            case ILOpCode.Ceq or ILOpCode.Cgt or ILOpCode.Cgt_un or ILOpCode.Clt or ILOpCode.Clt_un: stack.Push(Compare(code)); return;
            case ILOpCode.Isinst or ILOpCode.Castclass:
                if (!owner.Operands[il.Entity].IsGenerated)
                    Do(new Step(StepKind.Test, owner.Operands[il.Entity],
                        (code == ILOpCode.Isinst ? "is " : "is always ") + owner.Operands[il.Entity].Type, []));
                if (code == ILOpCode.Isinst) stack.Push(stack.Pop() with { IsTested = true });
                return;
            case >= ILOpCode.Add and <= ILOpCode.Shr_un or >= ILOpCode.Add_ovf and <= ILOpCode.Sub_ovf_un:
                stack.Push(Calculated(Operators.Arithmetic(code), stack.Pop(2)));
                Do(new Step(StepKind.Operator, null, Operators.Arithmetic(code), []));
                return;
            case ILOpCode.Starg or ILOpCode.Starg_s: SetArgument((int)il.Integer, stack.Pop()); return;
            case ILOpCode.Ldtoken: stack.Push(Value.Unknown with { Of = owner.Operands[il.Entity] }); return;
            case ILOpCode.Initobj:
                stack.Pop();
                if (before is { } cleared && !locals.IsAddressed(cleared)) Clear(cleared, Cleared(owner.Operands[il.Entity]));
                return;
            case ILOpCode.Newarr:
                stack.Pop();
                stack.Push(owner.Operands[il.Entity].Type == "System.String" ? Value.Unknown with { Items = [] } : Value.Unknown);
                return;
            default: Other(code); return;
        }
    }

    /// <param name="local">The one that the value was loaded from, if it was.</param>
    private void Condition(Value value, int? local, bool when, int target)
    {
        Note(value, isTaken: !when, target);
        if (nullTests.Is(value, local)) guards.TestsNull(position, target);
        Branch(value, when, target);
    }

    protected virtual void Go(int target) => stack.Jump(target);

    /// <summary>A switch, whose targets nobody has written down here.</summary>
    protected virtual void Scatter()
    {
    }

    /// <param name="when">What the condition is where the jump is taken.</param>
    protected virtual void Branch(Value condition, bool when, int target) => stack.Branch(condition, when, target);

    protected virtual Value Calculated(string @operator, Value[] operands) =>
        @operator == "Sub" && operands[1].Number is not null
            ? Value.Unknown with { IsShifted = true, Local = operands[0].Local, Of = operands[0].Of }
            : Value.Unknown;

    protected virtual Value Compared(ILOpCode code, Value[] operands) => Value.Unknown;

    /// <summary>What a type has before anybody sets it.</summary>
    protected virtual Value Cleared(Operand type) => Value.Unknown;

    protected virtual void SetArgument(int index, Value value) => Lose(index);

    private void Lose(int argument)
    {
        if (argument < Given.Length) Given[argument] = Value.Unknown;
    }

    protected virtual Value Argument(int index) => index < Given.Length && Given[index].Kind == ValueKind.Literal ? Given[index]
        : isStatic ? Value.Parameter(index)
        : index == 0 ? Value.This : Value.Parameter(index - 1);

    private void Local(ILOpCode code, int local, bool isStore)
    {
        if (!isStore)
        {
            bool isAddress = code is ILOpCode.Ldloca or ILOpCode.Ldloca_s;
            stack.Push(isAddress ? Address(locals.Load(local)) : stack.Seen(Loaded(local)));
            if (isAddress && locals.IsFollowed(local)) stack.Hold(Value.Unknown);
            return;
        }
        var value = stack.Pop();
        if (locals.IsFollowed(local)) stack.Hold(value);
        if (locals.IsResult(local)) Return(value);
        if (IsState(value)) states.Add(local);
        locals.Store(local, value);
    }

    /// <summary>Of what is not known, at least where it was kept.</summary>
    private Value Loaded(int local)
    {
        if (locals.IsFollowed(local)) return stack.Held is { MayBeNull: true, Kind: not ValueKind.Literal } held ? held : Value.Returned;
        var value = locals.Load(local);
        bool isAnswer = value.Kind == ValueKind.Unknown && value.Answers.Count > 0 && value.Alternatives.Count == 0;
        if (!isAnswer && !ReferenceEquals(value, Value.Unknown)) return value;
        if (unknown.TryGetValue(local, out var kept) && ReferenceEquals(kept.Answers, value.Answers)) return kept;
        var state = states.Contains(local) ? new Operand("", "<>1__state", 0) { IsGenerated = true } : null;
        return unknown[local] = value with { Local = local, Of = state };
    }

    private void Clear(int local, Value value)
    {
        if (locals.IsFollowed(local)) stack.Hold(value);
        if (locals.IsResult(local)) Return(value);
        locals.Clear(local, value);
    }

    /// <summary>Whoever has a local's address may write to it.</summary>
    protected virtual Value Address(Value local) => Value.Unknown;

    /// <summary>Compared with nothing, zero or false, a value may as well be asked itself.</summary>
    private Value Compare(ILOpCode code)
    {
        var operands = stack.Pop(2);
        if (operands.Any(x => x.IsDefault)) return Compared(code, operands);
        Bound(code, operands);
        Do(new Step(StepKind.Operator, null, Operators.Comparison(code), []));
        return Compared(code, operands);
    }

    /// <summary>A limit that a value is held against.</summary>
    private void Bound(ILOpCode code, Value[] operands)
    {
        if (depth > 0 || operands[0].Number is not null || operands[1].Number is not { } number) return;
        bool isRange = operands[0].IsShifted && Operators.IsUnsigned(code);
        if (isRange || Operators.Limit(code, number) is null) asked.Add(Place(operands[0]));
        if (isRange || Operators.Limit(code, number) is not { } limit || IsState(operands[0])) return;
        bool isLength = operands[0].Source is { Symbol: "System.String.get_Length", Arguments.Length: 1 };
        var held = isLength ? operands[0].Source!.Arguments[0] : operands[0];
        bounded.Add((limits.Count, Place(operands[0])));
        limits.Add(new Limit(limit, number, held.Position, isLength, isLength ? "" : TypeOf(held)));
    }

    private static string Place(Value value) => $"{value.Local} {value.Text} {value.Of?.Symbol}";

    /// <summary>Where a state machine goes on, which the compiler counts as it likes.</summary>
    private static bool IsState(Value value) => value.Of is { IsGenerated: true, Name: "<>1__state" };

    private string TypeOf(Value value)
    {
        if (value.Local is { } local) return local < LocalTypes().Count ? LocalTypes()[local] : "";
        if (value.Of is { Name.Length: > 0 } field) return Literals.FieldType(field, image);
        if (value.Source?.Target is { } made) return made.IsConstructor ? made.Type : Literals.ReturnType(made, image);
        if (value.Position is not { } index) return "";
        var parameters = method.DecodeSignature(image.DocumentationText, GenericScope.Open).ParameterTypes;
        return index < parameters.Length ? parameters[index] : "";
    }

    private void Load(ILOpCode code, Operand field)
    {
        var target = code is ILOpCode.Ldfld or ILOpCode.Ldflda ? stack.Pop() : null;
        if (field.IsGenerated)
        {
            Inline(field);
            stack.Push(Value.Unknown with { Of = field });
            return;
        }
        if (field.IsFramework && code == ILOpCode.Ldsfld)
        {
            stack.Push(field.Symbol == "System.String.Empty"
                ? new Value(ValueKind.Literal, "\"\"") { String = "" }
                : new Value(ValueKind.Literal, DisplayName.Type(field.Type) + "." + field.Name));
            return;
        }
        if (!field.IsFramework) Do(new Step(StepKind.Load, field, field.Symbol, []));
        stack.Push(code is ILOpCode.Ldflda or ILOpCode.Ldsflda ? FieldAddress(target, field) : Field(target, field));
    }

    /// <summary>Whoever is called with it may store something there.</summary>
    protected virtual Value FieldAddress(Value? target, Operand field) => Field(target, field);

    /// <param name="target">The object; null for a static field.</param>
    protected virtual Value Field(Value? target, Operand field) => new(ValueKind.Field, field.Symbol) { Of = field };

    protected virtual void SetField(Operand field, Value[] arguments, int offset) => 
        Do(new Step(StepKind.Store, field, field.Symbol, arguments) { Guards = guards.Before(offset) + (IsInHandler(offset) ? 1 : 0) });

    /// <summary>Where it is come to only after something failed.</summary>
    private bool IsInHandler(int offset) =>
        body.ExceptionRegions.Any(x => x.Kind is ExceptionRegionKind.Catch or ExceptionRegionKind.Filter && offset >= x.HandlerOffset
            && offset < x.HandlerOffset + x.HandlerLength);

    private void Store(ILOpCode code, Operand field, int offset)
    {
        var arguments = stack.Pop(code == ILOpCode.Stfld ? 2 : 1);
        if (field.IsGenerated) Inline(field);
        else SetField(field, arguments, offset);
    }

    private void Call(ILOpCode code, Operand call, int offset)
    {
        if (code is ILOpCode.Ldftn or ILOpCode.Ldvirtftn)
        {
            if (code == ILOpCode.Ldvirtftn) stack.Pop();
            stack.Push(Value.Unknown);
            int start = steps.Count;
            bool isPart = call.IsGenerated || TryInline(call);
            if (call.IsGenerated) Inline(call);
            // A delegate throws where it is called: a lambda as a rule by what it is given to, but not where an object is only set up.
            if (isPart && (!call.IsGenerated || isConstructor)) Drop(StepKind.Throw, start);
            if (!isPart) Do(new Step(StepKind.Call, call, ShapeCalls.Symbol(call), [])
            {
                Guards = guards.Before(offset), NullTests = guards.NullTestsBefore(offset),
            });
            return;
        }
        // A damaged file may construct with a static method.
        var arguments = stack.Pop(Math.Max(0, call.Pops - (code == ILOpCode.Newobj ? 1 : 0)));
        if (code != ILOpCode.Newobj) owner.CallerTexts.Forget(call, arguments);
        bool pushes = call.Pushes || code == ILOpCode.Newobj;
        if (code != ILOpCode.Newobj && TryCall(code, call, arguments, out var answer))
        {
            if (pushes) stack.Push(answer);
            return;
        }
        if (owner.Regexes.MadeBy(call) is { } regex)
        {
            Do(regex);
            stack.Push(Value.MadeBy(regex, regex.Symbol));
            return;
        }
        if (call.IsGenerated || call.Type == "System.Nullable`1" && code == ILOpCode.Newobj)
        {
            Inline(call, arguments);
            if (pushes) stack.Push(arguments.Length == 1 && !call.IsGenerated ? arguments[0] : Value.Unknown);
            return;
        }
        if (call.Name.StartsWith("Throw", StringComparison.Ordinal) && ExceptionTypes.IsName(call.Type))
        {
            Do(new Step(StepKind.Throw, call, call.Type, []));
            if (pushes) stack.Push(Value.Unknown);
            return;
        }
        if (code != ILOpCode.Newobj && TryInline(call, arguments))
        {
            // A property's own name tells more than what it is made of.
            bool isProperty = call.Name.StartsWith("get_", StringComparison.Ordinal);
            var made = isProperty ? Value.MadeBy(new Step(StepKind.Call, call, call.Symbol, arguments), call.Symbol) : Value.Unknown;
            if (pushes) stack.Push(Answer(call, made));
            return;
        }
        var step = new Step(StepKind.Call, call, ShapeCalls.Symbol(call), arguments)
        {
            Guards = guards.Before(offset), NullTests = guards.NullTestsBefore(offset), IsOwn = depth == 0,
        };
        bool isForPeople = ExceptionTypes.IsName(call.Type) && call.IsConstructor || Logging.Is(call);
        if (isForPeople) Thrown.MarkMessages(arguments, steps.LastOrDefault());
        if (ShapeCalls.ComparesTexts(call)) owner.Compared(ShapeCalls.Comparison(arguments));
        bool says = !ShapeCalls.Is(call) || arguments.Any(x => x.String is not null) || ShapeCalls.ComparesOtherwise(call, arguments);
        if (call.IsFramework && ShapeCalls.Locks(call)) Do(new Step(StepKind.Lock, call, "", []));
        if (call.IsFramework && !isMachine && ShapeCalls.Waits(call)) Do(new Step(StepKind.Wait, call, "", []));
        if (says) steps.Add(Here(step));
        bool isHelper = code == ILOpCode.Newobj && depth < ScriptReader.DeepestHelper && owner.IsOnlyHere(call);
        if (isHelper) Add(call.OwnMethod, depth + 1, [Value.Unknown, .. arguments]);
        if (pushes) stack.Push(Answer(call, Value.MadeBy(step, call.Symbol)));
    }

    private static Value Answer(Operand call, Value value) =>
        call.OwnMethod.IsNil || call.IsConstructor ? value : value with { Answers = [call] };

    /// <summary>What a call leaves, where that is known.</summary>
    protected virtual bool TryCall(ILOpCode code, Operand call, Value[] arguments, out Value answer)
    {
        answer = Value.Unknown;
        return false;
    }

    /// <summary>The code of a helper that the other version does not have, or that does nothing but throw, is its caller's.</summary>
    /// <param name="arguments">Null where it is only handed on.</param>
    private bool TryInline(Operand call, Value[]? arguments = null)
    {
        if (call.OwnMethod.IsNil) return false;
        if (owner.IsOnlyHere(call))
        {
            if (depth < ScriptReader.DeepestHelper) Add(call.OwnMethod, depth + 1, arguments is null ? null : [.. arguments]);
            return true;
        }
        if (owner.Throwing(call.OwnMethod) is not { OnlyThrows: true } helper) return false;
        foreach (var step in helper.Steps.Where(x => x.Kind == StepKind.Throw)) Do(step);
        return true;
    }

    /// <param name="arguments">Of a local function that is called.</param>
    private void Inline(Operand operand, Value[]? arguments = null)
    {
        bool isCall = arguments is not null && !operand.OwnMethod.IsNil && !GeneratedNames.IsStateMachine(operand.Type);
        int start = steps.Count;
        foreach (var method in Generated.Bodies(image, operand)) Add(method, depth, isCall ? [.. arguments!] : null);
        if (isCall || steps.Count == start || !KeptLambda.IsAt(position, body, image, owner.Operands)) return;
        for (int i = start; i < steps.Count; i++) steps[i] = steps[i] with { IsKept = true };
    }

    /// <param name="local">The one that holds the exception, if one does.</param>
    private void Throw(Value exception, int? local)
    {
        stack.End();
        Stop();
        string? type = Thrown.TypeOf(exception.Source, owner) ?? Thrown.TypeOf(LocalTypes(), local);
        if (exception.Source is { } source) Thrown.MarkMessages(source.Arguments);
        if (type is not null) Do(new Step(StepKind.Throw, exception.Source?.Target, type, []));
        else owner.ThrewUnknown();
    }

    private IReadOnlyList<string> LocalTypes() => localTypes ??= body.LocalSignature.IsNil ? Array.Empty<string>()
        : image.Reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(image.LinkText, GenericScope.Open);

    /// <param name="local">The one that is returned, if one is.</param>
    private void Return(int? local)
    {
        var value = stack.Pop();
        Return(local is { } followed && locals.IsFollowed(followed) ? stack.Held : value);
        stack.End();
        Stop();
    }

    /// <summary>The method ends here.</summary>
    protected virtual void Stop()
    {
    }

    private void Return(Value value)
    {
        if (returns) Returned(value);
    }

    /// <summary>
    /// A debug build tells what it returns where it puts it away, and comes here once more with <see cref="Value.Returned"/>.
    /// </summary>
    protected virtual void Returned(Value value)
    {
        foreach (var literal in value.Literals) Do(new Step(StepKind.Return, null, "", [literal]));
        if (depth == 0) owner.Answered(value.Answers);
    }

    private void Other(ILOpCode code)
    {
        switch (code)
        {
            case ILOpCode.Switch:
                asked.Add(Place(stack.Pop()));
                stack.Scatter();
                Scatter();
                break;
            case ILOpCode.Pop or ILOpCode.Endfilter: stack.Pop(); break;
            case ILOpCode.Sizeof: stack.Push(Value.Unknown); break;
            case >= ILOpCode.Ldelem_i1 and <= ILOpCode.Ldelem_ref or ILOpCode.Ldelem or ILOpCode.Ldelema: stack.Pop(2);
                stack.Push(Value.Unknown); break;
            case ILOpCode.Stelem_ref:
                if (stack.Pop(3) is [{ Items: { } items }, _, { String: { } item }]) items.Add(item);
                break;
            case >= ILOpCode.Stelem_i and <= ILOpCode.Stelem_ref or ILOpCode.Stelem or ILOpCode.Cpblk or ILOpCode.Initblk: stack.Pop(3);
                break;
            case >= ILOpCode.Stind_ref and <= ILOpCode.Stind_r8 or ILOpCode.Stind_i or ILOpCode.Stobj or ILOpCode.Cpobj: stack.Pop(2);
                break;
            case >= ILOpCode.Ldind_i1 and <= ILOpCode.Ldind_ref or ILOpCode.Ldobj or ILOpCode.Ldlen or ILOpCode.Neg or ILOpCode.Not
                or ILOpCode.Localloc: stack.Pop(); stack.Push(Value.Unknown); break;
            case ILOpCode.Calli: stack.Clear(); stack.Push(Value.Unknown); break;
        }
    }
}
