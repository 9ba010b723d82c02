namespace SemverGuard.Effects.Detectors;

/// <summary>What a function of the caller's answers is kept, and given again without asking it; or no longer is.</summary>
internal static class KeptAnswers
{
    public static string? Find(MethodPair pair)
    {
        bool was = Keeps(pair.Before), now = Keeps(pair.After);
        if (was == now || !pair.Before.Calls.Any(IsCallback) || !pair.After.Calls.Any(IsCallback)) return null;
        return now
            ? "now keeps what the function answers, and does not call it again"
            : "now calls the function each time (kept its answer)";
    }

    /// <summary>Where a test may lead around the call.</summary>
    private static bool Keeps(Script script) => script.Steps.Any(x => x is { Kind: StepKind.Store, Arguments: [.., { Source: { } source }] }
        && IsCallback(source) && source.Guards > 0);

    private static bool IsCallback(Step step) => step is { Kind: StepKind.Call, Target: { Name: "Invoke", IsFramework: true } };
}
