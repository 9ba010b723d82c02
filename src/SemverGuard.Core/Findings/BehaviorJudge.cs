using SemverGuard.Effects;
using SemverGuard.Packages;

namespace SemverGuard.Findings;

/// <summary>Which facts about an implementation are worth a warning.</summary>
internal static class BehaviorJudge
{
    /// <summary>Calls inside the packages beyond which a fact must speak for itself.</summary>
    internal const int Near = 1;

    /// <summary>
    /// Calls beyond which something is most likely inner workings: a log, a cache, a self-test, one format of many.
    /// </summary>
    private const int Far = 4;

    /// <summary>
    /// Assemblies that a way leads through as a rule: what the project calls, what that is made of, a provider and its client.
    /// </summary>
    private const int Nested = 4;

    /// <remarks>
    /// An honest major excuses a change that shows itself: the compiler refuses, a release note names the removed member. It excuses
    /// nothing that compiles, runs and does something else; nobody is told of a new default by a version number. So the strong facts are
    /// warnings under every claim, and a major excuses the others, and what happens further inside, which in a major is most of it.
    /// </remarks>
    public static Severity Of(Effect effect, ReachedMethod method, Evidence evidence, Claim claim)
    {
        var way = method.Way;
        // A package that stayed as it was stands between: whether it leads there in fact, its own tests may tell.
        if (way.Used is null || way.IsOptional || evidence.IsOfWrittenStart(way)) return Severity.Info;
        // An attribute is for who writes the type down.
        if (effect.Kind == EffectKind.Serialization && method.Method.Symbol[0] == 'T' && !evidence.IsSerialized) return Severity.Info;
        // What the project only inherits may be called by somebody, and nobody is seen to. What it does to the world, a host may call it
        // for.
        bool isForCaller = effect.Kind is EffectKind.Exception or EffectKind.Catch or EffectKind.Result or EffectKind.Limit
            or EffectKind.Composition;
        if (isForCaller && evidence.IsOnlyInherited(way)) return Severity.Info;
        bool isShown = evidence.Dependence(effect, method) is not null;
        if (way.IsMegamorphic && !isShown) return Severity.Info;
        bool isCalled = evidence.IsCalled(way);
        // That nothing is thrown any more, or another exception, who catches them all has provided for; not that it fails by now.
        if (effect is { Kind: EffectKind.Exception, Direction: <= 0 } && evidence.IsSwallowed(way) && !evidence.Catches(effect, way))
            return Severity.Info;
        if (effect.Kind == EffectKind.Exception && evidence.IsSpared(effect, method)) return Severity.Info;
        // What the package sets where it makes the object matters to those only who make one themselves.
        if (effect.IsSetWhereMade && !isCalled) return Severity.Info;
        // Who catches what is thrown on that way anyway is ready for one more of it.
        if (effect is { Kind: EffectKind.Exception, Direction: > 0 } && !isCalled && way.Throws.Contains(effect.Concerns ?? "")
            && (!isShown || evidence.Catches(effect, way)))
            return Severity.Info;
        // Most of them mend something; who calls the method itself gets another answer all the same.
        if (effect.Kind == EffectKind.Work)
        {
            bool isMet = effect.Weight > Weight.Faint && isCalled && !evidence.IsReplaced(way) && claim != Claim.Major;
            bool isGiven = (isCalled || way.Distance <= Near) && evidence.Met(effect, method) is not null;
            return isMet || isGiven ? Severity.Warning : Severity.Info;
        }
        bool isWorthIt = effect.Weight switch
        {
            Weight.Strong => isShown || isCalled || Calls(effect, way) <= Reach(effect, way, claim),
            Weight.Plain => isShown || isCalled || (way.Distance <= Near && claim != Claim.Major),
            // Who catches an exception, or passes what is read in another way, says so whatever a version number says.
            _ => isShown && (claim != Claim.Major || effect.Kind == EffectKind.Exception || effect.IsPartOfText)
                || isCalled && claim != Claim.Major
                    && (effect.Kind is EffectKind.Result or EffectKind.Limit || effect is { Kind: EffectKind.Callback, IsOnItself: true }),
        };
        return isWorthIt ? Severity.Warning : Severity.Info;
    }

    /// <summary>
    /// An option holds for whoever comes that way, and a member that hands on to its namesake is one with it; through many packages each
    /// is a package on the way all the same. What else happens after so many calls is inner workings.
    /// </summary>
    private static int Calls(Effect effect, Way way) =>
        effect.Kind == EffectKind.Option && way.Assemblies <= Nested ? way.Steps : way.Distance;

    /// <summary>How deep in the packages a strong fact still concerns the project.</summary>
    private static int Reach(Effect effect, Way way, Claim claim)
    {
        // Everybody gets it who does not set it; of one that packages below packages make for each other, most never come to it.
        bool isForAll = effect.IsSwitch || effect.Kind == EffectKind.Default && effect.Direction == 0;
        if (isForAll && way.Assemblies <= Nested) return int.MaxValue;
        // What only came or only went has a part of its own in a larger change, and further inside that part is the package's affair.
        bool isPart = effect.Direction != 0 && !ReachesOut(effect.Kind);
        return claim == Claim.Major || isPart ? Near : Far;
    }

    /// <summary>It acts on the process, the machine, the network or a database; or is an exception, which goes up to the caller.</summary>
    private static bool ReachesOut(EffectKind kind) =>
        kind is EffectKind.SideEffect or EffectKind.Option or EffectKind.Sql or EffectKind.Native or EffectKind.Exception;
}
