using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A class can no longer be made out of nothing: by new T(), by Activator, by serialisers.</summary>
internal sealed class ParameterlessConstructorRemoved() : Rule(new()
{
    Id = "SG1008", Title = "Parameterless constructor removed",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source,
    Errors = ["CS0310", "CS0304"],
})
{
    public override Verdict? Check(ApiType before, ApiType after, RuleContext context) =>
        after.Kind == TypeKind.Class && IsMadeOfNothing(before) && !IsMadeOfNothing(after)
            ? Verdict.Perhaps("no longer has a public constructor without parameters", Impact.Source | Impact.Binary) : null;

    private static bool IsMadeOfNothing(ApiType type) =>
        !type.Is(Traits.Abstract)
        && type.Members.Any(x => x is { Name: ".ctor", Access: Access.Public, Parameters.Count: 0 } && !x.Is(Traits.Static));
}
