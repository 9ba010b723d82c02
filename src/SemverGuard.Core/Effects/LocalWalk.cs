using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>One body, with what is in its arguments and locals.</summary>
internal abstract class LocalWalk(ScriptReader owner, MethodDefinition method, MethodBodyBlock body)
    : StackWalk(owner.Image, owner.Operands)
{
    private readonly bool isStatic = (method.Attributes & MethodAttributes.Static) != 0;
    private readonly bool returns = method.DecodeSignature(owner.Image.DocumentationText, GenericScope.Open).ReturnType != "System.Void";
    private readonly LocalValues locals = new(body);

    /// <summary>The locals in which a state machine keeps where it goes on.</summary>
    private readonly HashSet<int> states = [];
    private readonly Dictionary<int, Value> unknown = [];

    protected ScriptReader Owner { get; } = owner;

    protected MethodDefinition Method { get; } = method;

    protected MethodBodyBlock Body { get; } = body;

    /// <summary>What a helper is called with, <c>this</c> included; of its values, constants are known in it.</summary>
    public Value[] Given { private get; init; } = [];

    /// <summary>Where a state machine goes on, which the compiler counts as it likes.</summary>
    internal static bool IsState(Value value) => value.Of is { IsGenerated: true, Name: "<>1__state" };

    protected override Value Calculated(string @operator, Value[] operands) =>
        @operator == "Sub" && operands[1].Number is not null
            ? Value.Unknown with { IsShifted = true, Local = operands[0].Local, Of = operands[0].Of }
            : Value.Unknown;

    /// <summary>What a type has before anybody sets it.</summary>
    protected virtual Value Cleared(Operand type) => Value.Unknown;

    protected override void SetArgument(int index, Value value) => Lose(index);

    protected override void Lose(int argument)
    {
        if (argument < Given.Length) Given[argument] = Value.Unknown;
    }

    protected override Value Argument(int index) => index < Given.Length && Given[index].Kind == ValueKind.Literal ? Given[index]
        : isStatic ? Value.Parameter(index)
        : index == 0 ? Value.This : Value.Parameter(index - 1);

    protected override void Local(ILOpCode code, int local, bool isStore)
    {
        if (!isStore)
        {
            bool isAddress = code is ILOpCode.Ldloca or ILOpCode.Ldloca_s;
            Stack.Push(isAddress ? Address(locals.Load(local)) : Stack.Seen(Loaded(local)));
            if (isAddress && locals.IsFollowed(local)) Stack.Hold(Value.Unknown);
            return;
        }
        var value = Stack.Pop();
        if (locals.IsFollowed(local)) Stack.Hold(value);
        if (locals.IsResult(local)) Return(value);
        if (IsState(value)) states.Add(local);
        locals.Store(local, value);
    }

    /// <summary>Of what is not known, at least where it was kept.</summary>
    private Value Loaded(int local)
    {
        if (locals.IsFollowed(local)) return Stack.Held is { MayBeNull: true, Kind: not ValueKind.Literal } held ? held : Value.Returned;
        var value = locals.Load(local);
        bool isAnswer = value.Kind == ValueKind.Unknown && value.Answers.Count > 0 && value.Alternatives.Count == 0;
        if (!isAnswer && !ReferenceEquals(value, Value.Unknown)) return value;
        if (unknown.TryGetValue(local, out var kept) && ReferenceEquals(kept.Answers, value.Answers)) return kept;
        var state = states.Contains(local) ? new Operand("", "<>1__state", 0) { IsGenerated = true } : null;
        return unknown[local] = value with { Local = local, Of = state };
    }

    protected override void Clear(int local, Operand type)
    {
        if (locals.IsAddressed(local)) return;
        var value = Cleared(type);
        if (locals.IsFollowed(local)) Stack.Hold(value);
        if (locals.IsResult(local)) Return(value);
        locals.Clear(local, value);
    }

    /// <summary>Whoever has a local's address may write to it.</summary>
    protected virtual Value Address(Value local) => Value.Unknown;

    /// <summary>Whoever is called with it may store something there.</summary>
    protected virtual Value FieldAddress(Value? target, Operand field) => Field(target, field);

    /// <param name="target">The object; null for a static field.</param>
    protected virtual Value Field(Value? target, Operand field) => new(ValueKind.Field, field.Symbol) { Of = field };

    /// <summary>What a static field of the framework has, which nobody sets.</summary>
    protected static Value Shared(Operand field) => field.Symbol == "System.String.Empty"
        ? new Value(ValueKind.Literal, "\"\"") { String = "" }
        : new Value(ValueKind.Literal, DisplayName.Type(field.Type) + "." + field.Name);

    /// <summary>What a call leaves, where that is known.</summary>
    protected virtual bool TryCall(ILOpCode code, Operand call, Value[] arguments, out Value answer)
    {
        answer = Value.Unknown;
        return false;
    }

    protected override void Return(int? local)
    {
        var value = Stack.Pop();
        Return(local is { } followed && locals.IsFollowed(followed) ? Stack.Held : value);
        Stack.End();
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
    protected abstract void Returned(Value value);
}
