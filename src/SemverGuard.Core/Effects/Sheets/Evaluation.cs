using System.Reflection.Metadata;

namespace SemverGuard.Effects.Sheets;

/// <summary>
/// A body walked on one object of which everything is known that constructors said: a way whose condition is known is taken, and no other.
/// </summary>
internal sealed class Evaluation(
    ObjectState state, ScriptReader owner, MethodDefinition method, MethodBodyBlock body, Value[] arguments, int depth, bool isUnsure)
    : BodyWalk(owner, method, body, [], [], depth, [])
{
    private readonly ScriptReader reader = owner;
    private readonly int level = depth;
    private readonly Value[] given = [.. arguments];
    private readonly HashSet<int> targets = [];

    /// <summary>The fields of the object behind the addresses that were loaded.</summary>
    private readonly List<(Value Address, Operand Field)> addresses = [];
    private bool isReached = true;
    private bool isLost;

    /// <summary>What is done before here may also not be done.</summary>
    private int unsureUntil = isUnsure ? int.MaxValue : 0;

    private bool IsUnsure => Position < unsureUntil;

    /// <summary>Null for a method that returns nothing.</summary>
    public Value? Result { get; private set; }

    protected override bool Arrive(int offset) => isReached |= isLost || targets.Contains(offset);

    protected override void Go(int target)
    {
        base.Go(target);
        if (IsUnsure) unsureUntil = Math.Max(unsureUntil, target);
        targets.Add(target);
        isReached = false;
    }

    protected override void Branch(Value condition, bool when, int target)
    {
        if (condition.Truth == when)
        {
            Go(target);
            return;
        }
        if (condition.Truth is not null) return;
        base.Branch(condition, when, target);
        targets.Add(target);
        unsureUntil = Math.Max(unsureUntil, target);
    }

    protected override void Scatter()
    {
        isLost = true;
        unsureUntil = int.MaxValue;
    }

    protected override void Stop()
    {
        isReached = false;
        // What follows is done only where this way was not taken.
        if (IsUnsure) unsureUntil = int.MaxValue;
    }

    protected override Value Argument(int index) => index < given.Length ? given[index] : Value.Unknown;

    protected override void SetArgument(int index, Value value)
    {
        if (index < given.Length) given[index] = IsUnsure ? Value.Meet(given[index], value) : value;
    }

    protected override Value Cleared(Operand type) => type.Type == "System.Nullable`1" ? Value.Null : Value.Unknown;

    protected override Value Address(Value local) => local;

    protected override Value Compared(ILOpCode code, Value[] operands) => Arithmetic.Compared(code, operands[0], operands[1]);

    protected override Value Calculated(string @operator, Value[] operands) => Arithmetic.Calculated(@operator, operands[0], operands[1]);

    protected override Value Field(Value? target, Operand field) =>
        target is null ? state.Static(reader, field) : target.Kind == ValueKind.This ? state.Get(reader, field) : base.Field(target, field);

    protected override Value FieldAddress(Value? target, Operand field)
    {
        var address = Field(target, field) with { };
        if (target?.Kind == ValueKind.This) addresses.Add((address, field));
        return address;
    }

    protected override void SetField(Operand field, Value[] arguments, int offset)
    {
        if (arguments.Length == 1) state.SetStatic(field, arguments[0], IsUnsure);
        else if (arguments[0].Kind == ValueKind.This) state.Set(field, arguments[1], IsUnsure);
    }

    protected override void Returned(Value value)
    {
        if (!ReferenceEquals(value, Value.Returned)) Result = Result is null ? value : Value.Meet(Result, value);
    }

    /// <summary>A method of a field's own that only says what it holds.</summary>
    private static bool IsAsked(Operand call) =>
        call.Name.StartsWith("get_", StringComparison.Ordinal)
        || call.Name is "GetValueOrDefault" or "ToString" or "Equals" or "GetHashCode";

    /// <summary>Whatever was in the fields whose addresses are given away.</summary>
    private void Lose(IEnumerable<Value> arguments)
    {
        if (addresses.Count == 0) return;
        foreach (var argument in arguments)
        {
            int index = addresses.FindIndex(x => ReferenceEquals(x.Address, argument));
            if (index >= 0) state.Set(addresses[index].Field, Value.Unknown, isUnsure: false);
        }
    }

    /// <summary>Own methods are walked on the same object; where their result is no constant, the call itself says more.</summary>
    protected override bool TryCall(ILOpCode code, Operand call, Value[] arguments, out Value answer)
    {
        answer = Value.Unknown;
        Lose(arguments.Skip(IsAsked(call) ? 1 : 0));
        if (call.Type == "System.Nullable`1" && arguments.Length > 0 && arguments[0].Kind == ValueKind.Literal)
        {
            var otherwise = arguments.Length == 2 ? arguments[1] : Value.From(0);
            answer = call.Name == "get_HasValue" ? Value.From(arguments[0].IsNull ? 0 : 1) : arguments[0].IsNull ? otherwise : arguments[0];
            return call.Name is "get_HasValue" or "GetValueOrDefault" or "get_Value";
        }
        if (call.IsGenerated) return false;
        bool isOwn = arguments.Length == call.Pops && (arguments.Length > 0 && arguments[0].Kind == ValueKind.This || call.IsOwn);
        if (!isOwn || state.Call(reader, call, arguments, code == ILOpCode.Callvirt, level, IsUnsure) is not { } result) return false;
        answer = result;
        return !call.Pushes || result.IsConstant;
    }
}
