using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A type derives from a type, or implements an interface, of an assembly that the project does not reference.</summary>
internal sealed class BaseTypeNotReferenced() : Rule(new()
{
    Id = "SG1006", Title = "Base type not referenced",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source,
    Errors = ["CS0012", "CS7068", "CS7069"],
})
{
    public override Verdict? Check(ApiType before, ApiType after, RuleContext context)
    {
        string? missing = after.Interfaces.Prepend(after.Base)
            .Where(x => x.Length > 0 && x != before.Base && !before.Interfaces.Contains(x))
            .Select(ApiSurface.GenericDefinition)
            .FirstOrDefault(
            x => context.After.Find(context.Assembly, "T:" + x) is null && context.After.FindNamed(context.Assembly, "T:" + x) is null);
        return missing is null ? null : Verdict.Perhaps($"needs {DisplayName.Type(missing)}, which no referenced assembly contains");
    }
}
