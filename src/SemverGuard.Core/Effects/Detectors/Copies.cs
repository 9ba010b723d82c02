using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// A collection was copied before it was kept or given away, and is shared by now: what one side adds to it the other one sees. Or the
/// other way round.
/// </summary>
internal static class Copies
{
    public static Effect? Find(MethodPair pair)
    {
        if (pair.WasHandle.IsNil) return null;
        if (Copied(pair.Gone) is { } was && !Makes(pair.Come))
        {
            string? view = pair.Come.Find(IsView)?.Target!.Shown;
            return Effect.OfWork("copy", $"no longer copies {was}" + (view is null ? "" : $", and gives a view of it ({view})"));
        }
        return Copied(pair.Come) is { } now && !Makes(pair.Gone) ? Effect.OfWork("copy", $"now copies {now}") : null;
    }

    /// <summary>What the one copy is made of, where that is kept in a field or was given; null where it is neither.</summary>
    private static string? Copied(List<Step> steps)
    {
        if (steps.FindAll(x => x.Kind == StepKind.Call && IsCopy(x.Target!)) is not [{ Arguments: [var source, ..] }]) return null;
        return source switch
        {
            { Kind: ValueKind.Field, Of: { IsOwn: true, IsGenerated: false } field } => field.Shown,
            { Kind: ValueKind.Argument } => "the collection that it is given",
            _ => null,
        };
    }

    /// <summary>Something else is called that may make a copy of its own, or look at the collection in another way.</summary>
    private static bool Makes(List<Step> steps) =>
        steps.Exists(x => x.Kind == StepKind.Call && !IsView(x) && x.Target is { IsAnswerOnly: false });

    private static bool IsCopy(Operand call) => call.IsConstructor
        ? call.Starts("System.Collections.Generic.") && Literals.ParameterTypes(call) is [var one, ..] && IsCollection(one)
        : call is { IsFramework: true, Name: "ToArray" or "ToList" or "Clone" or "ToDictionary" or "ToHashSet" }
            && (call.Type is "System.Linq.Enumerable" or "System.Array" || call.Starts("System.Collections."));

    private static bool IsCollection(string type) => type.StartsWith("System.Collections.Generic.I", StringComparison.Ordinal)
        && !type.StartsWith("System.Collections.Generic.IEqualityComparer", StringComparison.Ordinal)
        && !type.StartsWith("System.Collections.Generic.IComparer", StringComparison.Ordinal);

    private static bool IsView(Step step) => step is { Kind: StepKind.Call, Target: { IsFramework: true } call }
        && (call.Name == "AsReadOnly" || call.IsConstructor && call.Starts("System.Collections.ObjectModel.ReadOnly"));
}
