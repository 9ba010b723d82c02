using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A method runs its caller's way no longer: it became async or an iterator, or comes back on the caller's context.</summary>
internal static class Asynchrony
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        if (pair.Before.IsAsync != pair.After.IsAsync)
        {
            string text = pair.After.IsAsync
                ? "is now async: what it throws comes with its task"
                : "is no longer async: it may throw before it returns a task";
            bool nowWaits = !pair.After.IsAsync && pair.Comes(StepKind.Wait);
            yield return nowWaits
                ? new Effect(EffectKind.Async, "wait", "is no longer async: its caller's thread waits for what it awaited", Weight.Strong)
                : new Effect(EffectKind.Async, "async", text, Weight.Faint);
        }
        else if (!pair.After.IsAsync && pair.Comes(StepKind.Wait) && !pair.Come.Exists(x => x.Target is { Name: "Wait" }))
        {
            // Where what is waited for is called here only now, the method did the same itself before, and its caller waited for that.
            bool isNew = CallsAsync(pair.AfterSide, pair.IsHandle) && !CallsAsync(pair.BeforeSide, pair.WasHandle);
            var weight = isNew ? Weight.Faint : Weight.Plain;
            yield return new Effect(
                EffectKind.Async, "wait", "now waits for a task: its caller's thread stands still", weight) { Direction = 1 };
        }
        bool wasLocked = pair.Before.Steps.Any(
            x => x.Kind == StepKind.Lock && x.Target!.Type is "System.Threading.Monitor" or "System.Threading.Lock");
        if (wasLocked && pair.After.Steps.All(x => x.Kind != StepKind.Lock)
            && !pair.Come.Exists(x => x.Target is { } call && IsForThreads(call)))
            yield return new Effect(
                EffectKind.Async, "lock", "no longer takes a lock: two threads may meet in it", Weight.Plain) { Direction = -1 };
        if (Iterator(pair) is { } iterator) yield return iterator;
        bool takesToken = TakesToken(pair.AfterSide, pair.IsHandle);
        if (!pair.WasHandle.IsNil && TakesToken(pair.BeforeSide, pair.WasHandle) != takesToken)
            yield return new Effect(EffectKind.Async, "token",
                $"{(takesToken ? "is now" : "is no longer")} told of the token that WithCancellation is given ([EnumeratorCancellation])",
                Weight.Faint);
        int was = pair.Before.Calls.Count(IsConfigured), now = pair.After.Calls.Count(IsConfigured);
        if (was > 0 && now == 0 && pair.After.IsAsync && pair.Before.IsAsync)
            yield return new Effect(EffectKind.Async, "ConfigureAwait",
                "no longer uses ConfigureAwait(false): it comes back to the caller's context", Weight.Plain);
    }

    /// <summary>A parameter gets the token that is given to whoever enumerates.</summary>
    private static bool TakesToken(Side side, MethodDefinitionHandle method)
    {
        var reader = side.Image.Reader;
        return reader.GetMethodDefinition(method).GetParameters().Select(x => reader.GetParameter(x).GetCustomAttributes())
            .Any(x => x.Count > 0
                && CustomAttributes.Has(side.Image, x, "System.Runtime.CompilerServices.EnumeratorCancellationAttribute"));
    }

    /// <summary>
    /// What hands on to a query or to another iterator is worked out on enumeration too: only what it checks itself, it checks at once.
    /// </summary>
    private static Effect? Iterator(MethodPair pair)
    {
        bool isNow = pair.After.IsIterator;
        if (pair.Before.IsIterator == isNow) return null;
        var (plain, side) = isNow ? (pair.Before, pair.BeforeSide) : (pair.After, pair.AfterSide);
        string change = isNow ? "is now an iterator: it " : "is no longer an iterator: it ";
        if (!Results.IsLazy(plain, side))
            return Of(change + (isNow ? "does nothing before its result is enumerated" : "does everything at once"),
                plain.Steps.All(IsUnseen) ? Weight.Faint : Weight.Plain);
        return plain.Steps.Any(IsCheck)
            ? Of(change + (isNow ? "checks its arguments when its result is enumerated" : "checks its arguments at once"), Weight.Faint)
            : null;

        static Effect Of(string text, Weight weight) => new(EffectKind.Async, "iterator", text, weight);

        // Elements that are written down there are the same whenever they are put together.
        static bool IsUnseen(Step step) => step.Kind == StepKind.Return
            || step is { Kind: StepKind.Call, Target: { IsFramework: true } call } && call.Starts("System.Collections.")
                && Array.TrueForAll(step.Arguments, x => x.Kind is not (ValueKind.Argument or ValueKind.Field or ValueKind.This));

        static bool IsCheck(Step step) => step.Kind == StepKind.Throw
            || step is { Kind: StepKind.Call, Target: { } target } && target.Name.StartsWith("ThrowIf", StringComparison.Ordinal);
    }

    /// <summary>Calls an asynchronous method that is not the framework's.</summary>
    private static bool CallsAsync(Side side, MethodDefinitionHandle method) =>
        OwnCode.Calls(side, method, (_, x) => !x.IsFramework && ReturnsTask(x));

    private static bool ReturnsTask(Operand call) =>
        Literals.ReturnType(call) is var type && Array.Exists(Tasks, x => type.StartsWith(x, StringComparison.Ordinal));

    private static readonly string[] Tasks = ["System.Threading.Tasks.Task", "System.Threading.Tasks.ValueTask"];

    /// <summary>Something of the framework's that sees to it by itself that threads do not meet.</summary>
    private static bool IsForThreads(Operand call) => call.Starts("System.Collections.Concurrent.") || call.Starts("System.Lazy")
        || call.Type == "System.Threading.LazyInitializer"
        || call.Type.StartsWith("System.Collections.Immutable.ImmutableInterlocked", StringComparison.Ordinal);

    /// <summary>
    /// It goes on wherever it is: <c>false</c>, or <c>ConfigureAwaitOptions</c> without ContinueOnCapturedContext, which is 1 as true is.
    /// </summary>
    private static bool IsConfigured(Step call) =>
        call.Target is { Name: "ConfigureAwait" } && call.Arguments.Length == 2 && call.Arguments[1].Number is { } option
        && (option & 1) == 0;
}
