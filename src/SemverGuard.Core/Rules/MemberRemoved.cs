using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A member that could be used no longer exists, under any signature.</summary>
internal sealed class MemberRemoved() : Rule(new()
{
    Id = "SG1101", Title = "Member removed",
    Hurts = Use.Any & ~(Use.Obligation | Use.Implement), Impact = Impact.Source | Impact.Binary,
})
{
    public override Verdict? CheckRemoved(ApiMember before, ApiType after, RuleContext context) =>
        MemberSignatureChanged.Successor(before, after, context) is not null ? null
        : before.Name == CopyOfRecord && after.Kind == TypeKind.Class
            ? new Verdict($"no longer exists, as {MemberText.Of(after)} is no longer a record") { Errors = ["CS8858", "CS8864"] }
        : MovedExtension.Home(before, context) is { } home ? MovedExtension.Verdict("is", after.Id, home)
        // What was compiled before has the value of a constant, and does not ask for it.
        : new Verdict("no longer exists" + FormerAdvice.Of(before.Obsolete, before.ObsoleteMessage))
        {
            Impact = before.Is(Traits.Const) ? Impact.Source
                : IsOfEveryStruct(before, after) ? Impact.Binary
                : Impact.Source | Impact.Binary,
        };

    /// <summary>What <c>with</c> calls.</summary>
    private const string CopyOfRecord = "<Clone>$";

    /// <summary>The source that makes one without arguments still does; what is compiled calls a constructor.</summary>
    private static bool IsOfEveryStruct(ApiMember before, ApiType after) =>
        before is { Kind: MemberKind.Constructor, Parameters.Count: 0 } && after.Kind == TypeKind.Struct;
}
