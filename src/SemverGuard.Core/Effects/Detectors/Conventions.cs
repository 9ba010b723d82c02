using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A method compares, writes, rounds, sorts or tells the time by another convention.</summary>
internal static class Conventions
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        // Words of an exception or a log mean nothing to programs.
        var all = pair.Exclusive(StepKind.Call)
            .Where(x => x.Step is { IsMessage: false, Target: { } call } && Is(call) && !IsAsBefore(pair, x)).ToArray();
        foreach (var group in all.GroupBy(x => ConventionGroup.Of(x.Step.Target!)!))
        {
            var come = group.Where(x => x.Direction > 0).Select(x => x.Step).ToArray();
            var gone = group.Where(x => x.Direction < 0).Select(x => x.Step).ToArray();
            string now = string.Join(", ", come.Select(ConventionGroup.Shown)), was = string.Join(", ", gone.Select(ConventionGroup.Shown));
            // A check for nothing that came or went is one more guard, and is its exception's to tell.
            if (now == was || (group.Key is "blanks" or "search" && (come.Length == 0 || gone.Length == 0))) continue;
            if (group.Key == "time" && IsSameClock(pair, come, gone)) continue;
            if (group.Key == "trimming" && IsOfBlanks(pair, come, gone)) continue;
            string text = gone.Length == 0 ? $"now uses {now}" : come.Length == 0 ? $"no longer uses {was}" : $"now uses {now} (was {was})";
            // Of a pair both sides are known; alone, an order or a comparison that went or came is as clear.
            bool isSame = group.Key is "order" or "which element" && IsExtreme(pair)
                || group.Key == "order" && (IsSameOrder(pair, come, gone) || IsOfOwnNumbers(pair, come, gone));
            bool isOfAnother = group.Key is "order" or "which element" && come.Length > 0 && gone.Length > 0 && !AreOfOne(come, gone);
            if (isOfAnother) text = $"now uses {now}; no longer uses {was}";
            var weight = isSame || isOfAnother || pair.Before.OnlyThrows && pair.After.OnlyThrows ? Weight.Faint
                : come.Length > 0 && gone.Length > 0 ? WeightOfPair(group.Key) : WeightAlone(pair, group.Key, [.. come, .. gone]);
            yield return new Effect(EffectKind.Convention, group.Key + " " + was + now, text,
                weight) { Direction = gone.Length == 0 ? 1 : come.Length == 0 ? -1 : 0 };
        }
        if (Equality(pair) is { } equality) yield return equality;
        if (Wrapped(pair) is { } wrapped) yield return wrapped;
    }

    /// <summary>Some call that came may take the elements of what one took that went: who takes others does something else.</summary>
    private static bool AreOfOne(Step[] come, Step[] gone) => come.Any(x => gone.Any(y => MayBeOne(x.Arguments, y.Arguments)));

    private static bool MayBeOne(Value[] one, Value[] other) => one.Length == 0 || other.Length == 0
        || one[0].Kind is ValueKind.Unknown || other[0].Kind is ValueKind.Unknown || one[0].Text == other[0].Text;

    /// <summary>A text is trimmed to see whether anything is left, as the helper of the framework does.</summary>
    private static bool IsOfBlanks(MethodPair pair, Step[] come, Step[] gone)
    {
        var other = come.Length == 0 ? pair.Come : pair.Gone;
        return (come.Length == 0 || gone.Length == 0)
            && other.Exists(x => x is { Kind: StepKind.Call, Target: { Type: "System.String", Name: "IsNullOrWhiteSpace" } });
    }

    /// <summary>What was called as it is is called by reflection, or the other way round.</summary>
    private static Effect? Wrapped(MethodPair pair)
    {
        bool was = pair.Before.Calls.Any(Wraps), now = pair.After.Calls.Any(Wraps);
        var direct = now ? pair.Gone : pair.Come;
        if (was == now || !direct.Exists(x => x.Target is { Name: "Invoke" } call && !Reflected.Is(call))) return null;
        return new Effect(EffectKind.Convention, "reflection", now
            ? "now calls by reflection: what is thrown there comes in a TargetInvocationException"
            : "no longer calls by reflection: what is thrown there comes as it is", Weight.Faint) { Direction = now ? 1 : -1 };

        static bool Wraps(Step step) =>
            step is { IsUnwrapped: false, Target: { Name: "DynamicInvoke" or "Invoke" } call } && Reflected.Is(call);
    }

    /// <summary>A call by which one convention is followed and not another.</summary>
    public static bool Is(Operand call) => ConventionGroup.Of(call) is not null;

    /// <summary>Another way to say what the other version says.</summary>
    public static bool IsAsBefore(MethodPair pair, (Step Step, int Direction) exclusive) =>
        IsOfDigits(pair, exclusive) || IsOfComparison(pair, exclusive);

    /// <summary>
    /// What is given to calls alone that write the digits of a hexadecimal number: those are the same in every culture.
    /// </summary>
    private static bool IsOfDigits(MethodPair pair, (Step Step, int Direction) exclusive)
    {
        if (exclusive.Step.Target is not { Type: "System.Globalization.CultureInfo" }) return false;
        var script = exclusive.Direction > 0 ? pair.After : pair.Before;
        var calls = script.Calls.Where(x => Array.Exists(x.Arguments, y => y.Source?.Symbol == exclusive.Step.Symbol)).ToArray();
        return calls.Length > 0 && Array.TrueForAll(calls, x => Array.Exists(x.Arguments, y => IsHexadecimal(y.String)));
    }

    /// <summary>
    /// An object that compares as the other version's calls do, which say so by a value: <c>StringComparer.Ordinal</c> and
    /// <c>StringComparison.Ordinal</c>.
    /// </summary>
    private static bool IsOfComparison(MethodPair pair, (Step Step, int Direction) exclusive)
    {
        if (exclusive.Step.Target is not { Type: Comparer }) return false;
        var (own, other) = exclusive.Direction > 0 ? (pair.After, pair.Before) : (pair.Before, pair.After);
        // That one of those is asked says nothing more.
        if (!IsGetter(exclusive.Step)) return own.Calls.Any(IsGetter) && own.Calls.Where(IsGetter).All(IsSaid);
        return IsSaid(exclusive.Step);

        bool IsSaid(Step getter) => Has(other, getter) && !Has(own, getter)
            && !own.Calls.Any(x => x.Target!.Type != Comparer && Array.Exists(x.Arguments, y => y.Source?.Symbol == getter.Symbol));

        bool Has(Script script, Step getter) => script.ComparedBy.Any(
            x => Literals.EnumMember("System.StringComparison", x, pair.AfterSide) == "StringComparison." + getter.Target!.MemberName);

        static bool IsGetter(Step step) =>
            step.Target is { Type: Comparer } getter && getter.Name.StartsWith("get_", StringComparison.Ordinal);
    }

    private const string Comparer = "System.StringComparer";

    private static bool IsHexadecimal(string? format) =>
        format is ['x' or 'X', .. var digits] && digits.All(char.IsDigit);

    /// <summary><c>OrderBy(x => x)</c> and <c>Order()</c>.</summary>
    private static bool IsSameOrder(MethodPair pair, Step[] come, Step[] gone)
    {
        return come is [var now] && gone is [var was]
            && (Is(was, now) && OwnCode.HandsBack(pair.BeforeSide, pair.WasHandle)
                || Is(now, was) && OwnCode.HandsBack(pair.AfterSide, pair.IsHandle));

        static bool Is(Step keyed, Step plain) => keyed.Arguments.Length == 2 && plain.Arguments.Length == 1
            && (keyed.Target!.Name, plain.Target!.Name) is ("OrderBy", "Order") or ("OrderByDescending", "OrderDescending");
    }

    /// <summary>
    /// Numbers that the method has gathered for itself in one version alone, as places of what it then takes out: going backwards does
    /// the same.
    /// </summary>
    private static bool IsOfOwnNumbers(MethodPair pair, Step[] come, Step[] gone)
    {
        Step[] all = [.. come, .. gone];
        if (all is not [{ Target: { Instantiation.IsNil: false } call, Arguments: [{ Source: { IsConstruction: true } made }, ..] }])
            return false;
        var (other, side, method) = come.Length > 0
            ? (pair.Before, pair.AfterSide, pair.IsHandle)
            : (pair.After, pair.BeforeSide, pair.WasHandle);
        var image = side.Image;
        var signature = image.Reader.GetMethodDefinition(method).DecodeSignature(image.DocumentationText, GenericScope.Open);
        var ordered = image.Reader.GetMethodSpecification(call.Instantiation).DecodeSignature(image.DocumentationText, GenericScope.Open);
        return signature.ReturnType == "System.Void" && ordered[0] == "System.Int32"
            && made.Target!.Type == "System.Collections.Generic.List`1"
            && !other.Calls.Any(x => x.IsConstruction && x.Target!.Type == made.Target.Type);
    }

    /// <summary>The first one in order is the least or the greatest, where there is one.</summary>
    private static bool IsExtreme(MethodPair pair)
    {
        return Is(pair.Gone, pair.Come) || Is(pair.Come, pair.Gone);

        static bool Is(List<Step> ordered, List<Step> taken) =>
            Calls(ordered, x => x is "First" or "FirstOrDefault")
            && (Calls(ordered, x => x is "OrderBy" or "Order") && Calls(taken, x => x is "MinBy" or "Min")
                || Calls(ordered, x => x is "OrderByDescending" or "OrderDescending") && Calls(taken, x => x is "MaxBy" or "Max"));

        static bool Calls(List<Step> steps, Func<string, bool> isName) =>
            steps.Exists(x => x.Target is { Type: "System.Linq.Enumerable" } call && isName(call.Name));
    }

    /// <summary>A clock that can be replaced in tests tells the same time: <c>clock.GetUtcNow().UtcDateTime</c>.</summary>
    private static bool IsSameClock(MethodPair pair, Step[] come, Step[] gone) =>
        pair.After.Calls.Any(x => x.Target!.Type == "System.TimeProvider")
        && (come.All(x => x.Target!.Name == "get_UtcDateTime") && gone.All(x => x.Target!.Name == "get_UtcNow")
            || come.All(x => x.Target!.Name == "get_LocalDateTime") && gone.All(x => x.Target!.Name == "get_Now"));

    /// <summary>Texts are equal by another comparison; <c>==</c> and the forms of <c>string.Equals</c> that do the same are one.</summary>
    private static Effect? Equality(MethodPair pair)
    {
        var (was, now) = (pair.Before.Comparisons, pair.After.Comparisons);
        if (was.Concat(now).Any(x => x is null)) return null;
        long?[] come = [.. now.Except(was).Where(x => x != ShapeCalls.Ordinal)],
            gone = [.. was.Except(now).Where(x => x != ShapeCalls.Ordinal)];
        // Of one in place of another, the argument tells.
        if (come.Length + gone.Length != 1) return null;
        bool isNew = come.Length == 1;
        long other = isNew ? come[0]!.Value : gone[0]!.Value;
        string name = Literals.EnumMember("System.StringComparison", other, pair.AfterSide) ?? $"StringComparison {other}";
        int exactly = now.Count(x => x == ShapeCalls.Ordinal) - was.Count(x => x == ShapeCalls.Ordinal);
        // It took the place of an exact one, or the other way round: what was equal no longer is, or what was not is by now.
        bool isInstead = isNew ? exactly < 0 : exactly > 0;
        string text = isInstead
            ? $"now compares text {(isNew ? $"with {name} (was exactly)" : $"exactly (was {name})")}"
            : $"{(isNew ? "now" : "no longer")} compares text with {name}";
        // Who wrote both in small letters before compares as it does now.
        bool isSpelled = isInstead && (isNew ? pair.Gone : pair.Come).Exists(x => x.Target is { Type: "System.String" } call
            && (call.Name.StartsWith("ToLower", StringComparison.Ordinal) || call.Name.StartsWith("ToUpper", StringComparison.Ordinal)));
        var weight = !isInstead || isSpelled ? Weight.Faint : isNew ? Weight.Plain : Weight.Strong;
        return new Effect(EffectKind.Convention, "equality " + name, text, weight) { Direction = isInstead ? 0 : isNew ? 1 : -1 };
    }

    /// <summary>
    /// Whether the first or the only one is taken, or none is allowed, matters where a caller may have another number of them.
    /// </summary>
    private static Weight WeightOfPair(string group) =>
        group is "search" or ConventionGroup.Paths ? Weight.Faint : group == "which element" ? Weight.Plain : Weight.Strong;

    private static Weight WeightAlone(MethodPair pair, string group, Step[] steps) => group switch
    {
        // Ordinal is what sets and dictionaries do anyway; a comparer that comes with a collection of its own compares nothing that was
        // compared before.
        "comparison" =>
            steps.All(x => x.Target!.Name == "get_Ordinal") ? Weight.Faint
                : Collections(pair.Before) == Collections(pair.After) ? Weight.Strong
                : Weight.Plain,
        // In a helper that only one version has, it is that helper's way.
        "order" or "trimming" => steps.Any(x => x.IsOwn) ? Weight.Plain : Weight.Faint,
        _ => Weight.Faint,
    };

    private static int Collections(Script script) => script.Calls.Count(x => x.IsConstruction && x.Target!.Starts("System.Collections."));
}
