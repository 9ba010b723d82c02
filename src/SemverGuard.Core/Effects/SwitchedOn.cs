namespace SemverGuard.Effects;

/// <summary>
/// Options that are new, and that a constructor switches on for everybody who leaves its new parameters out. What was always done and can
/// be switched off by now is no news: somebody has to look at the option and do what nobody did.
/// </summary>
internal static class SwitchedOn
{
    /// <summary>
    /// What a constructor that takes more than it did switches on: the member, and the fact that counts where a changed method
    /// <see cref="LookedAt">looks at it</see>.
    /// </summary>
    public static IEnumerable<(string Option, Effect Fact)> Options(MethodPair constructor)
    {
        if (constructor.Name != ".ctor") yield break;
        var stores = from step in constructor.After.Steps
                     where step.Target is { } target && target.Type == constructor.Type && Stored(step) is not null
                     group step by step.Target!.MemberName;
        foreach (var store in stores.Where(x => x.All(y => Stored(y) is { Number: 1 })))
        {
            var option = store.First().Target!;
            string name = NameOf(constructor.AfterSide, option), member = option.Type + "." + name;
            if (Members.Exists(constructor.BeforeSide, option.Type, name)
                || Members.TypeOf(constructor.AfterSide, option.Type, name) != "System.Boolean")
                continue;
            yield return (member, new Effect(EffectKind.Default, member, $"now has {name} = true, which is new", Weight.Plain)
            {
                Member = "P:" + member,
                Was = 0,
            });
        }
    }

    /// <summary>The properties and fields that a changed method looks at, and does something new besides.</summary>
    public static IEnumerable<string> LookedAt(MethodPair pair)
    {
        var reads = pair.Come.FindAll(x => Read(x, pair.AfterSide) is not null);
        if (reads.Count == 0) yield break;
        var deeds = pair.Come.FindAll(IsDeed);
        foreach (var (type, name) in reads.Select(x => Read(x, pair.AfterSide)!.Value).Distinct())
        {
            Step[] under = [.. pair.After.Steps.Where(x => x.Options.Any(y => y.Type == type && NameOf(pair.AfterSide, y) == name))];
            if (under.Length == 0 ? deeds.Count > 0 : deeds.Exists(x => under.Contains(x))) yield return type + "." + name;
        }
    }

    /// <summary>What an object's own property or field is set to; null for another step.</summary>
    private static Value? Stored(Step step) => step switch
    {
        { Kind: StepKind.Store, Arguments: [{ Kind: ValueKind.This }, var value] } => value,
        { Kind: StepKind.Call, Target.SetProperty: not null, Arguments: [{ Kind: ValueKind.This }, var value] } => value,
        _ => null,
    };

    private static (string Type, string Name)? Read(Step step, Side side) => step is { Target: { IsOwn: true } target }
        && (step.Kind == StepKind.Load || step.Kind == StepKind.Call && target.Verb == "reads") ? (target.Type, NameOf(side, target))
        : null;

    /// <summary>It does something, and does not merely ask.</summary>
    private static bool IsDeed(Step step) =>
        step.Kind is StepKind.Throw or StepKind.Store || step is { Kind: StepKind.Call, IsMessage: false, Target.IsAnswerOnly: false };

    private static string NameOf(Side side, Operand member) =>
        member.Name == member.MemberName ? Members.PropertyOf(side, member) ?? member.Name : member.MemberName;
}
