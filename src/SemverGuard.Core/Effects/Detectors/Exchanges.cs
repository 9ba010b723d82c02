namespace SemverGuard.Effects.Detectors;

/// <summary>
/// Of one class of the framework another method is called that has nothing to say, and so does something; or one that gives the same, and
/// so is another one: the first, the last; by a format, by any.
/// </summary>
internal static class Exchanges
{
    /// <summary>Where that is all that is done otherwise.</summary>
    public static Effect? Alone(MethodPair pair)
    {
        if (pair.Gone is not [{ Kind: StepKind.Call, Target: { } was }] || pair.Come is not [{ Kind: StepKind.Call, Target: { } now }]
            || !AreExchanged(was, pair.Come[0]))
            return null;
        var fact = Fact(was, now);
        if (Literals.ReturnType(now) == "System.Void") return fact;
        if (was.IsAnswerOnly || now.IsAnswerOnly) return null;
        // What takes something else may take the same in another form.
        bool areAlike = Literals.ParameterTypes(was).SequenceEqual(Literals.ParameterTypes(now));
        return areAlike ? fact with { Weight = Weight.Plain } : fact;
    }

    /// <summary>Among other changes, the one call that went and the one of its class that came, if what they give is used.</summary>
    public static Effect? Among(MethodPair pair)
    {
        Step[] gone = [.. Calls(pair.Gone)], come = [.. Calls(pair.Come)];
        return gone is [{ Target: { } was }] && come is [{ Target: { } now }] && AreExchanged(was, come[0])
            && !was.IsAnswerOnly && !now.IsAnswerOnly && Literals.ReturnType(now) != "System.Void" ? Fact(was, now) : null;

        // Of several places that call one thing, the first stands for all.
        static IEnumerable<Step> Calls(List<Step> steps) => steps
            .Where(x => x is { Kind: StepKind.Call, Target: { } call } && IsMeant(call))
            .GroupBy(x => x.Symbol, StringComparer.Ordinal).Select(x => x.First());
    }

    private static Effect Fact(Operand was, Operand now) => Effect.OfWork($"now {now.Verb} {now.Shown} (was {was.Shown})");

    private static bool AreExchanged(Operand was, Step come) => come.Target is { } now && IsMeant(was) && IsMeant(now)
        && was.Type == now.Type && was.Name != now.Name && !(was.Name == "Close" && now.Name == "Dispose") && !come.IsForPeople
        && Literals.ReturnType(was) == Literals.ReturnType(now);

    private static bool IsMeant(Operand call) => call.IsFramework && !Logging.Is(call) && !Array.Exists(Plumbing, call.Starts);

    /// <summary>How values are carried about, and not which.</summary>
    private static readonly string[] Plumbing =
        ["System.Nullable", "System.Runtime.", "System.Threading.Volatile", "System.Threading.Interlocked", "System.Diagnostics.",
            "System.Span", "System.ReadOnlySpan", "System.Memory", "System.Buffers."];
}
