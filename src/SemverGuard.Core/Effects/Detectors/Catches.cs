using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A method handles an exception that it let pass, or lets one pass.</summary>
internal static class Catches
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        // Which side of the test is passed on nobody has looked at.
        bool areSorted = AreSorted(pair.Before, pair.After) || AreSorted(pair.After, pair.Before);
        HashSet<string>? come = null, gone = null;
        foreach (var (step, direction) in pair.Exclusive(StepKind.Catch))
        {
            string type = step.Symbol;
            // Whoever waits for a task gets what it threw inside of one, and unwraps it.
            if (type == "System.AggregateException" && direction > 0 && pair.Comes(StepKind.Wait)) continue;
            // What this version alone has, nobody threw in the other one; nor did a call that the other one does not make.
            var tried = direction > 0 ? come ??= TriedInBoth(pair.After, pair.Before) : gone ??= TriedInBoth(pair.Before, pair.After);
            if (IsOnlyIn(pair, type, direction) || !tried.Contains(type) || IsCaughtWith(pair, step, direction)) continue;
            var only = direction > 0
                ? OnlyTried.In(pair.AfterSide, pair.IsHandle, type) : OnlyTried.In(pair.BeforeSide, pair.WasHandle, type);
            string text = $"{(direction > 0 ? "now" : "no longer")} catches {DisplayName.Type(type)}"
                + (only is null ? "" : " of " + (only.Type == "System.Object" ? only.Name : TriedCalls.Shown(only)));
            bool isFaint = step.IsKept || areSorted || only is { Name: "ToString" };
            yield return new Effect(EffectKind.Catch, type, text, isFaint ? Weight.Faint : Weight.Plain)
            {
                Direction = direction, Concerns = type, IsElsewhere = type == Reflected.Exception && !IsMissed(pair, direction),
            };
        }
        if (ThrowsAgain(pair) is { } again) yield return again;
        bool passedOn = PassesOn(pair.Before).Any(), passesOn = PassesOn(pair.After).Any();
        int change = passesOn.CompareTo(passedOn);
        if (change != 0 && StillCatches(pair, change) && !ThrowsAnother(pair, change)) yield return Passed(pair, change, areSorted);
    }

    /// <summary>Of as many handlers: one that is elsewhere by now, in a helper or a state machine, is not looked at.</summary>
    private static Effect? ThrowsAgain(MethodPair pair)
    {
        if (Body(pair.BeforeSide, pair.WasHandle) is not { } before || Body(pair.AfterSide, pair.IsHandle) is not { } after) return null;
        if (before.ExceptionRegions.Length != after.ExceptionRegions.Length) return null;
        bool was = PassingHandlers.ThrownAgain(before).Count > 0, now = PassingHandlers.ThrownAgain(after).Count > 0;
        return was == now ? null : new Effect(EffectKind.Catch, "again", now
            ? "now throws what it catches anew, so that its stack trace begins there"
            : "no longer throws what it catches anew: its stack trace says where it came from", Weight.Faint);

        static MethodBodyBlock? Body(Side side, MethodDefinitionHandle method) =>
            method.IsNil ? null : side.Image.Body(side.Image.Reader.GetMethodDefinition(method));
    }

    /// <summary>
    /// One version catches more than it wants, asks what it has, and throws the rest on; the other one says so in its catch clauses.
    /// </summary>
    private static bool AreSorted(Script asking, Script naming)
    {
        if (!PassesOn(asking).Any() || PassesOn(naming).Any()) return false;
        var (asked, named) = (Caught(asking), Caught(naming));
        string[] wanted = [.. named.Except(asked)];
        var tested = new HashSet<string>(asking.Steps.Where(x => x is { Kind: StepKind.Test, Target: not null })
            .Select(x => x.Target!.Type).Where(x => x != "System.Exception" && ExceptionTypes.IsName(x)), StringComparer.Ordinal);
        return wanted.Length > 0 && asked.Except(named).All(x => x == "System.Exception") && tested.SetEquals(wanted);
    }

    private static HashSet<string> Caught(Script script) =>
        new(script.Steps.Where(x => x.Kind == StepKind.Catch).Select(x => x.Symbol), StringComparer.Ordinal);

    private static bool IsOnlyIn(MethodPair pair, string type, int direction)
    {
        var (with, without) = direction > 0 ? (pair.AfterSide, pair.BeforeSide) : (pair.BeforeSide, pair.AfterSide);
        return !with.Image.FindType(type).IsNil && without.Image.FindType(type).IsNil;
    }

    /// <summary>
    /// What is caught in one version around calls that the other one makes as well, or in a <c>try</c> block that makes none.
    /// </summary>
    private static HashSet<string> TriedInBoth(Script catching, Script other)
    {
        var called = Called(other);
        return new HashSet<string>(catching.Steps.Where(x => x.Kind == StepKind.Catch)
            .Where(x => x.Tried.Count == 0 || x.Tried.Any(called.Contains)).Select(x => x.Symbol), StringComparer.Ordinal);
    }

    /// <summary>The other version has a wider catch in its place, around the same calls. That it is wider, it says itself.</summary>
    private static bool IsCaughtWith(MethodPair pair, Step step, int direction)
    {
        var (with, without, side) = direction > 0 ? (pair.After, pair.Before, pair.AfterSide) : (pair.Before, pair.After, pair.BeforeSide);
        var (own, other) = (Called(with), Called(without));
        var around = new HashSet<string>(step.Tried.Where(other.Contains), StringComparer.Ordinal);
        return around.Count > 0 && without.Steps.Any(x => x.Kind == StepKind.Catch && x.Symbol != step.Symbol
            && ExceptionTypes.IsKindOf(side.World, side.Image, step.Symbol, x.Symbol) && around.SetEquals(x.Tried.Where(own.Contains)));
    }

    private static HashSet<string> Called(Script script) =>
        new(script.Calls.Select(TryBlocks.NameOf).OfType<string>(), StringComparer.Ordinal);

    private static Effect Passed(MethodPair pair, int direction, bool isSorted)
    {
        // Whoever writes a filter names what he expects there.
        bool isFilter = PassesOn(direction > 0 ? pair.After : pair.Before).All(x => x.Symbol == Step.Filter);
        return new Effect(EffectKind.Catch, "rethrow",
            direction > 0 ? "now passes on an exception that it kept" : "no longer passes on an exception that it catches",
            isFilter || isSorted ? Weight.Faint : Weight.Plain) { Direction = direction };
    }

    private static IEnumerable<Step> PassesOn(Script script) => script.Steps.Where(x => x.Kind == StepKind.Rethrow);

    /// <summary>Both versions catch something; a handler that only one of them has passes on what it likes.</summary>
    private static bool StillCatches(MethodPair pair, int direction) =>
        pair.Before.Steps.Any(x => x.Kind == StepKind.Catch) && pair.After.Steps.Any(x => x.Kind == StepKind.Catch)
        && !pair.Exclusive(StepKind.Catch).Any(x => x.Direction == direction);

    /// <summary>
    /// Only reflection throws it: whether the version without the catch calls by reflection what the other one does not, or does only in
    /// it.
    /// </summary>
    private static bool IsMissed(MethodPair pair, int direction)
    {
        var (with, without, side) = direction < 0 ? (pair.Before, pair.After, pair.AfterSide) : (pair.After, pair.Before, pair.BeforeSide);
        var known = new HashSet<string>(Uncaught(with).Select(x => x.Symbol), StringComparer.Ordinal);
        return Uncaught(without).Any(x => !known.Contains(x.Symbol) && IsByReflection(side, x));
    }

    private static IEnumerable<Operand> Uncaught(Script script) =>
        script.Calls.Where(x => !x.IsUnwrapped).Select(x => x.Target).OfType<Operand>();

    private static bool IsByReflection(Side side, Operand call) => call.OwnMethod.IsNil ? Reflected.Is(call)
        : OwnCode.Answering(side, call.OwnMethod).Any(x => OwnCode.Calls(side, x, (_, y) => y.OwnMethod.IsNil && Reflected.Is(y)));

    /// <summary>Something is thrown in place of what was passed on, which says it better.</summary>
    private static bool ThrowsAnother(MethodPair pair, int direction) => pair.Exclusive(StepKind.Throw).Any(x => x.Direction == -direction);
}
