using System.Reflection.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A constructor that makes one object of another of its type, as <c>with</c> has it, leaves a member out.</summary>
internal static class CopiedMembers
{
    public static Effect? Find(MethodPair pair)
    {
        if (pair.WasHandle.IsNil || !IsCopy(pair.AfterSide, pair)) return null;
        string[] was = Set(pair.BeforeSide, pair.Before, pair.Type), now = Set(pair.AfterSide, pair.After, pair.Type);
        string[] gone = [.. was.Except(now).Where(x => Members.Exists(pair.AfterSide, pair.Type, x))];
        return gone.Length == 0 ? null : Effect.OfWork($"no longer copies {string.Join(", ", gone)}") with { Weight = Weight.Plain };
    }

    private static bool IsCopy(Side side, MethodPair pair) => pair.Name == ".ctor"
        && side.Image.SignatureOf(side.Image.Reader.GetMethodDefinition(pair.IsHandle)).ParameterTypes is [var only] && only == pair.Type;

    /// <summary>Fields by the properties that show them.</summary>
    private static string[] Set(Side side, Script script, string type) =>
    [
        .. script.Steps.Where(x => x.Target is { } target && target.Type == type)
            .Select(x => x.Kind == StepKind.Store ? Members.PropertyOf(side, x.Target!) ?? x.Target!.Name : x.Target!.SetProperty)
            .OfType<string>().Distinct(StringComparer.Ordinal),
    ];
}
