namespace SemverGuard.Effects;

/// <summary>Initialisers of fields that the constructor sets anyway: nobody ever sees their values.</summary>
internal static class DeadStores
{
    /// <remarks>From the end: a field's store is dead where the next that is done with the field is another store.</remarks>
    public static List<Step> Without(List<Step> steps)
    {
        var overwritten = new HashSet<string>(StringComparer.Ordinal);
        var left = new List<Step>(steps.Count);
        bool isDead = false; // the statement that the step is part of
        for (int i = steps.Count - 1; i >= 0; i--)
        {
            var step = steps[i];
            if (IsOfThis(step)) isDead = !overwritten.Add(step.Symbol);
            else overwritten.Remove(step.Symbol);
            if (!isDead || !(IsOfThis(step) || IsForValue(step))) left.Add(step);
        }
        left.Reverse();
        return left;
    }

    private static bool IsOfThis(Step step) =>
        step is { Kind: StepKind.Store, Arguments: [{ Kind: ValueKind.This }, _], Guards: 0, IsOwn: true };

    /// <summary>It does nothing but make the value.</summary>
    private static bool IsForValue(Step step) =>
        step is { Kind: StepKind.Call, Target: { IsFramework: true } call } && (Constants.IsFactory(call) || call.IsAnswerOnly);
}
