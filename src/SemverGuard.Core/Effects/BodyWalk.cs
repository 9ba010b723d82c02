using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Effects.Detectors;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>One body: what is done with the values on its stack and in its locals, and under which conditions.</summary>
internal class BodyWalk : LocalWalk
{
    private readonly AssemblyImage image;
    private readonly List<Step> steps;
    private readonly int depth;
    private readonly bool isConstructor, isMachine;
    private readonly ExitGuards guards;
    private readonly NullTests nullTests;
    private readonly BodyHandlers handlers;
    private readonly OptionalCode options;
    private readonly PlacedSteps placed;
    private readonly HelperCode helpers;
    private readonly ValueTypes types;
    private readonly HeldLimits held;
    private readonly TypeBranch branches;

    /// <param name="steps">Where its steps go.</param>
    /// <param name="seen">Methods that were read, which are not read once more.</param>
    /// <param name="depth">Of helpers; 0 for the method itself.</param>
    /// <param name="limits">Where the limits go that it holds values against.</param>
    public BodyWalk(ScriptReader owner, MethodDefinition method, MethodBodyBlock body, List<Step> steps,
        HashSet<MethodDefinitionHandle> seen, int depth, List<Limit> limits) : base(owner, method, body)
    {
        (image, this.steps, this.depth) = (owner.Image, steps, depth);
        isConstructor = image.Reader.StringComparer.StartsWith(method.Name, ".");
        isMachine = image.Reader.StringComparer.Equals(method.Name, "MoveNext");
        guards = new ExitGuards(body, GeneratedNames.IsStateMachine(image.NameOf(method.GetDeclaringType())));
        nullTests = new NullTests(image, method, body);
        handlers = new BodyHandlers(body, owner.Operands, isMachine);
        options = new OptionalCode(guards);
        placed = new PlacedSteps(steps, guards, handlers, options);
        helpers = new HelperCode(owner, body, steps, seen, depth, placed);
        types = new ValueTypes(image, method, body);
        held = new HeldLimits(limits, types);
        branches = new TypeBranch(body, owner.Operands);
    }

    /// <summary>A helper that was read before.</summary>
    public bool IsAgain { init => helpers.IsAgain = value; }

    public void Run()
    {
        foreach (var region in Body.ExceptionRegions)
        {
            if (handlers.Caught(region) is not { } type) continue;
            Do(new Step(StepKind.Catch, null, type, []) { Tried = placed.Within(region) });
            // Where the filter says no, it goes on as it does from a handler that throws it again.
            if (region.Kind == ExceptionRegionKind.Filter) Do(new Step(StepKind.Rethrow, null, Step.Filter, []));
        }
        Walk(Body.GetILReader());
        held.Finish();
    }

    private void Do(Step step)
    {
        if (step.Kind == StepKind.Throw && handlers.Catches(step.Symbol, Position)) return;
        placed.Add(depth == 0 ? step : step with { IsOwn = false }, Position);
    }

    protected override void Condition(Value value, int? local, bool when, int target)
    {
        options.Skipped(value, isTaken: !when, Position, target);
        if (nullTests.Is(value, local)) guards.TestsNull(Position, target);
        Branch(value, when, target);
    }

    protected virtual Value Compared(ILOpCode code, Value[] operands) => Value.Unknown;

    /// <summary>Compared with nothing, zero or false, a value may as well be asked itself.</summary>
    protected override Value Compare(ILOpCode code, int? target)
    {
        if (target is { } place) options.Compared(code, Stack.Peek(2), Position, place);
        var operands = Stack.Pop(2);
        if (operands.Any(x => x.IsDefault)) return Compared(code, operands);
        if (depth == 0) held.Compare(code, operands);
        Do(new Step(StepKind.Operator, null, Operators.Comparison(code), []));
        return Compared(code, operands);
    }

    protected override void Load(ILOpCode code, Operand field)
    {
        var target = code is ILOpCode.Ldfld or ILOpCode.Ldflda ? Stack.Pop() : null;
        if (field.IsGenerated)
        {
            helpers.AddGenerated(field, null, Position);
            Stack.Push(Value.Unknown with { Of = field });
            return;
        }
        if (field.IsFramework && code == ILOpCode.Ldsfld)
        {
            Stack.Push(Shared(field));
            return;
        }
        if (!field.IsFramework) Do(new Step(StepKind.Load, field, field.Symbol, []));
        Stack.Push(code is ILOpCode.Ldflda or ILOpCode.Ldsflda ? FieldAddress(target, field) : Field(target, field));
    }

    protected virtual void SetField(Operand field, Value[] arguments, int offset) =>
        Do(new Step(StepKind.Store, field, field.Symbol, arguments)
        {
            Guards = guards.Before(offset) + (handlers.Contains(offset) ? 1 : 0),
        });

    protected override void Store(ILOpCode code, Operand field, int offset)
    {
        var arguments = Stack.Pop(code == ILOpCode.Stfld ? 2 : 1);
        if (field.IsGenerated) helpers.AddGenerated(field, null, Position);
        else SetField(field, arguments, offset);
    }

    protected override void Call(ILOpCode code, Operand call, int offset)
    {
        if (code is ILOpCode.Ldftn or ILOpCode.Ldvirtftn)
        {
            if (code == ILOpCode.Ldvirtftn) Stack.Pop();
            Stack.Push(Value.Unknown);
            int start = steps.Count;
            bool isPart = call.IsGenerated || TryInline(call);
            if (call.IsGenerated) helpers.AddGenerated(call, null, Position);
            else if (isPart) helpers.KeepFrom(start, Position);
            if (isPart) placed.TakeAnswers(start); // whoever runs it gets what it returns
            // A delegate throws where it is called: a lambda as a rule by what it is given to, but not where an object is only set up.
            if (isPart && (!call.IsGenerated || isConstructor)) placed.Drop(StepKind.Throw, start);
            if (!isPart) Do(new Step(StepKind.Call, call, ShapeCalls.Symbol(call), [])
            {
                Guards = guards.Before(offset), NullTests = guards.NullTestsBefore(offset),
            });
            return;
        }
        // A damaged file may construct with a static method.
        var arguments = Stack.Pop(Math.Max(0, call.Pops - (code == ILOpCode.Newobj ? 1 : 0)));
        if (code != ILOpCode.Newobj) Owner.CallerTexts.Forget(call, arguments);
        bool pushes = call.Pushes || code == ILOpCode.Newobj;
        if (code != ILOpCode.Newobj && TryCall(code, call, arguments, out var answer))
        {
            if (pushes) Stack.Push(answer);
            return;
        }
        if (Owner.Regexes.MadeBy(call) is { } regex)
        {
            Do(regex);
            Stack.Push(Value.MadeBy(regex, regex.Symbol));
            return;
        }
        if (ShapeCalls.IsSpanOf(call))
        {
            Stack.Push(arguments[0]);
            return;
        }
        if (call.IsGenerated || call.Type == "System.Nullable`1" && code == ILOpCode.Newobj)
        {
            bool mayBeNull = helpers.AddGenerated(call, arguments, Position);
            if (pushes)
                Stack.Push(arguments.Length == 1 && !call.IsGenerated ? arguments[0]
                    : Results.IsIterator(image, call) ? Answer(call, Value.Unknown)
                    // What a local function answers is its caller's answer only where that hands it on.
                    : mayBeNull ? Value.Unknown with { Alternatives = [Value.Null] } : Value.Unknown);
            return;
        }
        if (ExceptionTypes.ThrownBy(call) is { } thrown)
        {
            Do(new Step(StepKind.Throw, call, thrown, []));
            if (pushes) Stack.Push(Value.Unknown);
            return;
        }
        if (code != ILOpCode.Newobj && TryInline(call, arguments))
        {
            // A property's own name tells more than what it is made of.
            bool isProperty = call.Name.StartsWith("get_", StringComparison.Ordinal);
            var made = isProperty ? Value.MadeBy(new Step(StepKind.Call, call, call.Symbol, arguments), call.Symbol) : Value.Unknown;
            if (pushes) Stack.Push(Answer(call, made));
            return;
        }
        var step = new Step(StepKind.Call, call, ShapeCalls.Symbol(call), arguments)
        {
            Guards = guards.Before(offset), NullTests = guards.NullTestsBefore(offset), IsOwn = depth == 0,
        };
        bool isForPeople = ExceptionTypes.IsName(call.Type) && call.IsConstructor || Logging.Is(call);
        if (isForPeople) Thrown.MarkMessages(arguments, steps.LastOrDefault());
        if (call.Type == "System.String") Owner.Compared(call, arguments);
        bool says = !ShapeCalls.Is(call) || arguments.Any(x => x.String is not null) || ShapeCalls.ComparesOtherwise(call, arguments);
        if (call.IsFramework && ShapeCalls.Locks(call)) Do(new Step(StepKind.Lock, call, "", []));
        if (call.IsFramework && !isMachine && ShapeCalls.Waits(call)) Do(new Step(StepKind.Wait, call, "", []));
        if (says) step = placed.Add(step, Position);
        if (Thrown.KeptFor(call, arguments) is { } kept) Do(new Step(StepKind.Throw, kept, kept.Type, []));
        if (code == ILOpCode.Newobj && helpers.IsRead(call))
            helpers.AddHelper(call.OwnMethod, [Value.Unknown, .. arguments], Position);
        if (pushes) Stack.Push(Answer(call, Value.MadeBy(step, call.Symbol)));
    }

    private static Value Answer(Operand call, Value value) =>
        call.OwnMethod.IsNil || call.IsConstructor ? value : value with { Answers = [call] };

    /// <summary>The code of a helper that the other version does not have, or that does nothing but throw, is its caller's.</summary>
    /// <param name="arguments">Null where it is only handed on.</param>
    private bool TryInline(Operand call, Value[]? arguments = null)
    {
        if (call.OwnMethod.IsNil) return false;
        if (helpers.TryAdd(call, arguments, Position)) return true;
        if (Owner.Throwing(call.OwnMethod) is not { OnlyThrows: true } helper) return false;
        foreach (var step in helper.Steps.Where(x => x.Kind == StepKind.Throw)) Do(step);
        return true;
    }

    protected override void Chosen(Value value) => held.Ask(value);

    protected override void Calculates(string @operator) => Do(new Step(StepKind.Operator, null, @operator, []));

    protected override void Test(Operand type, bool isAsked) => Do(isAsked
        ? new Step(StepKind.Test, type, Step.Asked(type.Type), []) { Handling = branches.Of(Position) }
        : new Step(StepKind.Test, type, Step.Cast(type.Type), [])
        {
            Guards = guards.Before(Position), NullTests = guards.NullTestsBefore(Position),
        });

    protected override void Rethrow()
    {
        if (!handlers.IsPassing(Position)) Do(new Step(StepKind.Rethrow, null, "", []));
    }

    protected override void Throw(Value exception, int? local)
    {
        Stack.End();
        Stop();
        string? type = Thrown.TypeOf(exception.Source, Owner) ?? Thrown.TypeOf(types.Locals, local)
            // A factory that only this version has is no call of its own.
            ?? (exception.Answers is [var factory] ? Thrown.MadeBy(factory, Owner) : null);
        if (exception.Source is { } source)
        {
            source.IsThrown = true;
            Thrown.MarkMessages(source.Arguments);
        }
        if (type is not null) Do(new Step(StepKind.Throw, exception.Source?.Target, type, []));
        else Owner.ThrewUnknown();
    }

    protected override void Returned(Value value)
    {
        foreach (var literal in value.Literals) Do(new Step(StepKind.Return, null, "", [literal]));
        if (depth == 0) Owner.Answered(value.Answers);
    }
}
