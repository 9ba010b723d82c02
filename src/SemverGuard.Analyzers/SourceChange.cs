using SemverGuard.Api;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Analyzers;

/// <summary>A change of something the baseline recorded as used, with what is needed to find its use sites.</summary>
internal sealed record SourceChange
{
    public required Change Change { get; init; }

    public required Bump Bump { get; init; }

    /// <summary>The type that changed, or that the member belongs to, as recorded.</summary>
    public required ApiType TypeBefore { get; init; }

    /// <summary>Null when the type itself changed.</summary>
    public ApiMember? MemberBefore { get; init; }

    /// <summary>Null when the type itself changed, and when the member is neither in its type nor inherited.</summary>
    public ApiMember? MemberAfter { get; init; }

    /// <summary>Source code of another assembly can no longer reach a symbol of that id.</summary>
    public bool IsGone { get; init; }

    public string Symbol => Change.Symbol;

    public string TypeId => TypeBefore.Id;

    /// <summary>Only a derived or implementing type meets it: the place to say so is the name of that type.</summary>
    public bool IsOfDerivedTypes => (Change.Hurts & ~(Use.Derive | Use.Implement)) == 0;

    /// <summary>The value that stands for an omitted argument is another one: to be said where one is omitted.</summary>
    public bool IsOfOmittedArgument => Change.Rule.Info == RebindRules.Of(RebindKind.DefaultArgument);

    /// <summary>A name means another value: a place that only names it, <c>nameof</c>, is not hurt.</summary>
    public bool IsOfValue => MemberBefore?.Value is not null && Change.Impact == Impact.Recompile;

    public bool IsConstructor => MemberBefore?.Kind == MemberKind.Constructor;

    public bool IsExtension => MemberBefore?.Is(Traits.Extension) == true;

    /// <summary>The name that a compiler knows it by; for a constructor its type's.</summary>
    public string Name => MemberBefore is { Kind: not MemberKind.Constructor } member ? member.Name : SimpleName(TypeId);

    /// <summary><c>List</c> for <c>T:System.Collections.Generic.List`1</c>.</summary>
    public static string SimpleName(string typeId)
    {
        string name = typeId.Substring(typeId.LastIndexOfAny(['.', ':']) + 1);
        int tick = name.IndexOf('`');
        return tick < 0 ? name : name.Substring(0, tick);
    }

    /// <summary>Fact, evidence, consequence, way out.</summary>
    public string Message(bool compiles) =>
        Wording.Of(Bump, $"{Bump.Id} {Bump.After}: '{Change.Name}' {Change.Text} (baseline: {Bump.Before}). {Consequence(compiles)}.")
        + $" Safe: {Bump.Id} {Bump.Before}.";

    private string Consequence(bool compiles)
    {
        if (!compiles && Change.Impact != Impact.Recompile) return "This no longer compiles";
        if ((Change.Impact & Impact.Recompile) != 0) return "This compiles and means something else";
        return "This compiles, but assemblies that are not rebuilt fail";
    }
}
