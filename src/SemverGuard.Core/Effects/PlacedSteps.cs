using System.Reflection.Metadata;

namespace SemverGuard.Effects;

/// <summary>The steps of a body, each with what is around the instruction that does it.</summary>
internal sealed class PlacedSteps(List<Step> steps, ExitGuards guards, BodyHandlers handlers, OptionalCode options)
{
    private readonly TryBlocks tries = new();

    /// <returns>The step as it stands there: what is found of it later, such as that it is thrown, is found of that one.</returns>
    public Step Add(Step step, int position)
    {
        var here = Here(step, position);
        steps.Add(here);
        return here;
    }

    /// <summary>A helper stands there that calls something, be it nothing of which there is a step.</summary>
    public void AddHelper(string helper, int position) => tries.Add(position, helper);

    /// <summary>What is called in the block of a handler, as the steps come.</summary>
    public IReadOnlyCollection<string> Within(ExceptionRegion region) => tries.Of(region);

    /// <summary>Steps that a method brought which this one leads to: what it throws may be caught here.</summary>
    /// <param name="start">The first of them.</param>
    public void Adopt(int start, MethodDefinitionHandle helper, int position)
    {
        int kept = start;
        for (int i = start; i < steps.Count; i++)
        {
            if (steps[i].Kind == StepKind.Throw && handlers.Catches(steps[i].Symbol, position)) continue;
            var step = Here(Under(steps[i], position), position);
            var innermost = step.Innermost.IsNil ? helper : step.Innermost;
            steps[kept++] = step.IsOwn ? step : step with { Helper = helper, Innermost = innermost };
        }
        steps.RemoveRange(kept, steps.Count - kept);
    }

    public void Drop(StepKind kind, int start)
    {
        int kept = start;
        for (int i = start; i < steps.Count; i++)
        {
            if (steps[i].Kind != kind) steps[kept++] = steps[i];
        }
        steps.RemoveRange(kept, steps.Count - kept);
    }

    /// <summary>Those of a lambda that is kept, and works again and again.</summary>
    public void Keep(int start)
    {
        for (int i = start; i < steps.Count; i++) steps[i] = steps[i] with { IsKept = true };
    }

    /// <summary>What a local function or a lambda returns is no answer of the method by itself.</summary>
    /// <returns>Whether it returned null.</returns>
    public bool TakeAnswers(int start)
    {
        bool mayBeNull = false;
        for (int i = start; i < steps.Count; i++)
        {
            if (steps[i] is not { Kind: StepKind.Return, IsOwn: true, Arguments: [var answer] }) continue;
            mayBeNull |= answer.IsNull;
            steps[i] = steps[i] with { IsOwn = false };
        }
        return mayBeNull;
    }

    /// <summary>What leads around the place from which a helper is called leads around what it does.</summary>
    private Step Under(Step step, int position) => guards.Before(position) is > 0 and var around
        ? step with { Guards = step.Guards + around, NullTests = step.NullTests + guards.NullTestsBefore(position) }
        : step;

    private Step Here(Step step, int position)
    {
        tries.Add(position, step);
        if (step.Kind == StepKind.Call && handlers.Unwraps(position)) step = step with { IsUnwrapped = true };
        if (handlers.FilterAt(position) is { } type) step = step with { Filtered = type };
        return options.Around(step, position);
    }
}
