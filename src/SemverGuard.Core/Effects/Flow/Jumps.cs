using System.Reflection.Metadata;

namespace SemverGuard.Effects.Flow;

/// <summary>Where a path goes on by what is known: null where it has gone there, a stop where that decides nothing.</summary>
internal sealed class Jumps(TermPool pool, Calculation values, Allowance allowance)
{
    public Stop? Branch(Frame frame, Instruction instruction, Facts facts)
    {
        int target = instruction.Targets[0], next = frame.At + 1;
        bool isPlain = instruction.Code is ILOpCode.Brtrue or ILOpCode.Brfalse;
        Term[] known = frame.Peek(isPlain ? 1 : 2);
        allowance.Take(known.Sum(x => (long)x.Size) / 16);
        Term[] operands = [.. known.Select(x => pool.Reduced(x, facts))];
        var (comparison, whenTrue) = isPlain ? (default, instruction.Code == ILOpCode.Brtrue)
            : Opcodes.Comparison(instruction.Code, operands[0].IsFloat || operands[1].IsFloat);
        var test = Test.Of(isPlain ? operands[0] : values.Compared(comparison, operands[0], operands[1]));
        if (facts.Holds(test) is not { } holds) return new Stop.Fork(Test.Inside(test.Subject, facts) ?? test);
        frame.Pop(operands.Length);
        frame.At = holds == whenTrue ? target : next;
        return null;
    }

    public Stop? Switch(Frame frame, Instruction instruction, Facts facts)
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

    public Stop? Left(Frame frame, int target)
    {
        allowance.Take(frame.Code.Regions.Length / 4);
        Region[] runs = [
            .. frame.Code.Regions.Where(x => x.Kind == ExceptionRegionKind.Finally && x.Covers(frame.At) && !x.Covers(target))];
        if (runs.Length > 0) return new Stop.Leave(target, runs);
        frame.Stack.Clear();
        frame.At = target;
        return null;
    }

    /// <param name="cases">When it throws, in turn, and what.</param>
    /// <param name="count">Of its arguments.</param>
    public static Stop? Guard(Frame frame, Facts facts, IReadOnlyList<(Test Test, string Exception)> cases, int count)
    {
        foreach (var (test, exception) in cases)
        {
            if (facts.Holds(test) is not { } isMet) return new Stop.Fork(test);
            if (isMet)
            {
                return new Stop.Action(nameof(ILOpCode.Newobj), default, frame.Peek(1), Pushes: true, IsFloat: false)
                {
                    Symbol = Guards.Constructor(exception), IsThrown = true,
                };
            }
        }
        frame.Pop(count);
        frame.At++;
        return null;
    }
}
