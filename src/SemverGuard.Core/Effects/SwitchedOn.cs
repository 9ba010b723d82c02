namespace SemverGuard.Effects;

/// <summary>
/// Options that are new, and that a constructor switches on for everybody who leaves its new parameters out. What was always done and can
/// be switched off by now is no news: somebody has to look at the option and do what nobody did.
/// </summary>
internal sealed class SwitchedOn(Side before)
{
    private readonly List<(MethodPair Constructor, Operand Option)> options = [];

    /// <summary>The properties and fields that changed methods look at, and do something new besides.</summary>
    private readonly HashSet<string> looked = new(StringComparer.Ordinal);

    /// <summary>A constructor that takes more than it did.</summary>
    public void Grown(MethodPair constructor)
    {
        if (constructor.Name != ".ctor") return;
        var stores = from step in constructor.After.Steps
                     where step.Target is { } target && target.Type == constructor.Type && Stored(step) is not null
                     group step by step.Target!.MemberName;
        foreach (var store in stores.Where(x => x.All(y => Stored(y) is { Number: 1 })))
        {
            var option = store.First().Target!;
            if (NameOf(constructor.AfterSide, option) is var name && !Members.Exists(before, option.Type, name)
                && Members.TypeOf(constructor.AfterSide, option.Type, name) == "System.Boolean")
                options.Add((constructor, option));
        }
    }

    /// <summary>A method that changed.</summary>
    public void Changed(MethodPair pair)
    {
        var reads = pair.Come.FindAll(x => Read(x, pair.AfterSide) is not null);
        if (reads.Count == 0) return;
        var deeds = pair.Come.FindAll(IsDeed);
        foreach (var option in reads.GroupBy(x => Read(x, pair.AfterSide)!, StringComparer.Ordinal))
        {
            Step[] under = [.. pair.After.Steps.Where(
                x => x.Options.Any(y => y.Type + "." + NameOf(pair.AfterSide, y) == option.Key))];
            if (under.Length == 0 ? deeds.Count > 0 : deeds.Exists(x => under.Contains(x))) looked.Add(option.Key);
        }
    }

    public IEnumerable<(MethodPair Constructor, Effect Fact)> Facts() =>
        from found in options
        let name = NameOf(found.Constructor.AfterSide, found.Option)
        let member = found.Option.Type + "." + name
        where looked.Contains(member)
        select (found.Constructor, new Effect(EffectKind.Default, member, $"now has {name} = true, which is new", Weight.Plain)
        {
            Member = "P:" + member,
            Was = 0,
        });

    /// <summary>What an object's own property or field is set to; null for another step.</summary>
    private static Value? Stored(Step step) => step switch
    {
        { Kind: StepKind.Store, Arguments: [{ Kind: ValueKind.This }, var value] } => value,
        { Kind: StepKind.Call, Target.SetProperty: not null, Arguments: [{ Kind: ValueKind.This }, var value] } => value,
        _ => null,
    };

    private static string? Read(Step step, Side side) => step is { Target: { IsOwn: true } target }
        && (step.Kind == StepKind.Load || step.Kind == StepKind.Call && target.Verb == "reads") ? target.Type + "." + NameOf(side, target)
        : null;

    /// <summary>It does something, and does not merely ask.</summary>
    private static bool IsDeed(Step step) =>
        step.Kind is StepKind.Throw or StepKind.Store || step is { Kind: StepKind.Call, IsMessage: false, Target.IsAnswerOnly: false };

    private static string NameOf(Side side, Operand member) =>
        member.Name == member.MemberName ? Members.PropertyOf(side, member) ?? member.Name : member.MemberName;
}
