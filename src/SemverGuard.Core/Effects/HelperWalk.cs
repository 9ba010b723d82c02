using System.Reflection.Metadata;
using SemverGuard.Effects.Sheets;

namespace SemverGuard.Effects;

/// <summary>
/// The body of a helper, walked for one of its calls: what it does only where an argument is something else is not done for this one.
/// </summary>
/// <remarks>
/// An instruction is left out where every way that leads to it is known not to be taken. A jump back may come later, so what merely follows
/// a return is kept.
/// </remarks>
internal sealed class HelperWalk(ScriptReader owner, MethodDefinition method, MethodBodyBlock body, List<Step> steps,
    HashSet<MethodDefinitionHandle> seen, int depth, List<Limit> limits) : BodyWalk(owner, method, body, steps, seen, depth, limits)
{
    private readonly HashSet<int> taken = [], never = [];

    /// <summary>
    /// Literals that it was given, and what comparisons make of them: these very objects, since equal ones may be anything.
    /// </summary>
    private readonly List<Value> known = [];
    private bool isReached = true, isEnded;

    protected override bool Arrive(int offset)
    {
        if (!isReached) isReached = taken.Contains(offset);
        else if (isEnded && never.Contains(offset) && !taken.Contains(offset)) isReached = false;
        isEnded = false;
        return isReached;
    }

    protected override Value Argument(int index)
    {
        var argument = base.Argument(index);
        return argument.Kind == ValueKind.Literal ? Noted(argument) : argument;
    }

    protected override Value Compared(ILOpCode code, Value[] operands)
    {
        if (!operands.All(x => x.Kind == ValueKind.Literal) || !operands.Any(IsKnown)) return base.Compared(code, operands);
        return Noted(Arithmetic.Compared(code, operands[0], operands[1]));
    }

    private Value Noted(Value value)
    {
        if (!IsKnown(value)) known.Add(value);
        return value;
    }

    private bool IsKnown(Value value) => known.Exists(x => ReferenceEquals(x, value));

    protected override void Go(int target)
    {
        base.Go(target);
        taken.Add(target);
        isEnded = true;
    }

    protected override void Branch(Value condition, bool when, int target)
    {
        if (IsKnown(condition) && condition.Truth is { } truth)
        {
            if (truth != when)
            {
                never.Add(target);
                return;
            }
            Go(target);
            isReached = false;
            return;
        }
        base.Branch(condition, when, target);
        taken.Add(target);
    }

    protected override void Stop() => isEnded = true;

    /// <summary>Nobody has written down where a switch leads to.</summary>
    protected override void Scatter() => never.Clear();
}
