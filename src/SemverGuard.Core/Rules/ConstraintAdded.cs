using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A type argument has to be more than before.</summary>
internal sealed class ConstraintAdded() : Rule(new()
{
    Id = "SG1007", Title = "Type parameter constraint added",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source,
    Errors = ["CS0310", "CS0311", "CS0312", "CS0313", "CS0314", "CS0315", "CS0425", "CS0452", "CS0453", "CS0633", "CS8377", "CS8665",
        "CS9243", "CS9244"],
})
{
    public override Verdict? Check(ApiType before, ApiType after, RuleContext context) =>
        Added(before.TypeParameters, after.TypeParameters);

    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context) =>
        Added(before.TypeParameters, after.TypeParameters);

    private static Verdict? Added(IReadOnlyList<ApiTypeParameter> before, IReadOnlyList<ApiTypeParameter> after)
    {
        if (before.Count == 0 || before.Count != after.Count) return null;
        var demands = before.Zip(after, (x, y) => Added(x, y).Select(z => $"{y.Name} : {z}")).SelectMany(x => x).ToArray();
        // Whether the consumer's own type arguments do is the compiler's and the linker's question.
        return demands.Length == 0
            ? null
            : Verdict.Perhaps("now has the constraint " + string.Join(" and ", demands), Impact.Source | Impact.Binary);
    }

    private static IEnumerable<string> Added(ApiTypeParameter before, ApiTypeParameter after)
    {
        const string RefStruct = "allows ref struct";
        if (before.Constraints.Contains(RefStruct) && !after.Constraints.Contains(RefStruct)) yield return "(no ref struct)";
        foreach (string constraint in after.Constraints.Except(before.Constraints))
        {
            if (constraint == RefStruct || (constraint == "struct" && before.Constraints.Contains("unmanaged"))) continue;
            yield return constraint is "class" or "struct" or "unmanaged" or "new()" ? constraint : DisplayName.Type(constraint);
        }
    }
}
