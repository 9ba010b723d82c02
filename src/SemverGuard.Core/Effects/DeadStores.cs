namespace SemverGuard.Effects;

/// <summary>Initialisers of fields that the constructor sets anyway: nobody ever sees their values.</summary>
internal static class DeadStores
{
    public static List<Step> Without(List<Step> steps)
    {
        var dead = new HashSet<Step>();
        int begin = 0; // of the statement
        for (int i = 0; i < steps.Count; i++)
        {
            if (!IsOfThis(steps[i])) continue;
            if (IsOverwritten(steps, i)) dead.UnionWith(steps.Skip(begin).Take(i - begin).Where(IsForValue).Append(steps[i]));
            begin = i + 1;
        }
        return dead.Count == 0 ? steps : steps.FindAll(x => !dead.Contains(x));
    }

    private static bool IsOfThis(Step step) =>
        step is { Kind: StepKind.Store, Arguments: [{ Kind: ValueKind.This }, _], Guards: 0, IsOwn: true };

    /// <summary>Before anybody reads it, wherever the object may be known by then.</summary>
    private static bool IsOverwritten(List<Step> steps, int store)
    {
        for (int i = store + 1; i < steps.Count; i++)
        {
            if (steps[i].Symbol != steps[store].Symbol) continue;
            return IsOfThis(steps[i]);
        }
        return false;
    }

    /// <summary>It does nothing but make the value.</summary>
    private static bool IsForValue(Step step) =>
        step is { Kind: StepKind.Call, Target: { IsFramework: true } call } && (Constants.IsFactory(call) || call.IsAnswerOnly);
}
