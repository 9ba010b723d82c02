using System.Reflection;
using System.Reflection.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// The same is done, and what the method reads, sets or calls of its own comes on the other side of the one function that it is given: that
/// function sees another state, or changes what is read.
/// </summary>
internal static class CallbackOrder
{
    public static string? Find(MethodPair pair)
    {
        if (pair.Gone.Count + pair.Come.Count > 0 || Around(pair.BeforeSide, pair.Before) is not { } was
            || Around(pair.AfterSide, pair.After) is not { } now)
            return null;
        foreach (var (key, isBefore) in was.Select(x => (x.Key, x.Value)))
        {
            if (!now.TryGetValue(key, out bool isNow) || isNow == isBefore) continue;
            return $"now {key} {(isNow ? "before" : "after")} it calls the function that it is given (was {(isNow ? "after" : "before")})";
        }
        return null;
    }

    /// <summary>Of what is read or set once, whether that is before the one call of a function; null where there is none or more.</summary>
    private static Dictionary<string, bool>? Around(Side side, Script script)
    {
        Step[] calls = [.. script.Steps.Where(x => x is { Kind: StepKind.Call, Target: { Name: "Invoke", IsFramework: true } })];
        if (calls is not [var call]) return null;
        int at = script.Steps.TakeWhile(x => !ReferenceEquals(x, call)).Count();
        return script.Steps.Select((x, i) => (Step: x, IsBefore: i < at)).Where(x => IsState(side, x.Step) || Does(x.Step))
            .GroupBy(x => Verb(x.Step) + x.Step.Target!.Shown).Where(x => x.Count() == 1)
            .ToDictionary(x => x.Key, x => x.First().IsBefore, StringComparer.Ordinal);
    }

    private static string Verb(Step step) => step.Kind switch
    {
        StepKind.Load => "reads ",
        StepKind.Store => "sets ",
        _ => step.Target!.Verb + " ",
    };

    /// <summary>A method of the package's that is no question, or the end of an object.</summary>
    private static bool Does(Step step) => step is { Kind: StepKind.Call, IsConstruction: false, Target: { IsAnswerOnly: false } called }
        && (!called.IsFramework || called.Name is "Dispose" or "DisposeAsync");

    private static bool IsState(Side side, Step step) =>
        step is { Kind: StepKind.Load or StepKind.Store, Target: { IsGenerated: false } field }
        && field.Own.Kind == HandleKind.FieldDefinition
        && (side.Image.Reader.GetFieldDefinition((FieldDefinitionHandle)field.Own).Attributes & FieldAttributes.InitOnly) == 0;
}
