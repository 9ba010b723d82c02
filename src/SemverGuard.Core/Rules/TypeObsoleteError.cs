using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>Naming a type is a compiler error by the author's word; what was compiled before goes on working.</summary>
internal sealed class TypeObsoleteError() : Rule(new()
{
    Id = "SG1019", Title = "Type marked obsolete as an error",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source,
})
{
    public override Verdict? Check(ApiType before, ApiType after, RuleContext context) =>
        after.Obsolete == ObsoleteLevel.Error && before.Obsolete != ObsoleteLevel.Error ? ObsoleteError.Text(after.ObsoleteMessage) : null;
}
