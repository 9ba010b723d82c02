using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A member of the same name is there, with other parameters, another type or of another kind.</summary>
internal sealed class MemberSignatureChanged() : Rule(new()
{
    Id = "SG1102", Title = "Member signature changed",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source | Impact.Binary,
})
{
    public override Verdict? CheckRemoved(ApiMember before, ApiType after, RuleContext context) =>
        Successor(before, after, context) is not { } now ? null
        : IsIndexer(now) && now.Name != before.Name ? Changed($"is now called {now.Name} in metadata", Compatibility.OfCall(before, now))
        : Changed(SignatureDifference.Of(before, now, after), Compatibility.OfCall(before, now));

    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context)
    {
        if (!after.IsVisible || before.Is(Traits.Const)) return null;
        if (SignatureDifference.Reordered(before, after) is { } order && before.Type != after.Type)
            return Changed(order, Compatibility.OfType(before, after));
        if (before.Kind != after.Kind || before.Type != after.Type)
            return Changed(SignatureDifference.OfType(before, after), Compatibility.OfType(before, after));
        if (before.TypeParameters.Count != after.TypeParameters.Count)
            return $"now has {after.TypeParameters.Count} type parameters (had {before.TypeParameters.Count})";
        if (before.Set is { } was && was.IsVisible() && after.Set is null)
            return new Verdict("no longer has a setter") { Hurts = Use.Write };
        if (before.Get is { } had && had.IsVisible() && after.Get is null)
            return new Verdict("no longer has a getter") { Hurts = Use.Read };
        if (before.Set is not null && before.Is(Traits.InitOnly) != after.Is(Traits.InitOnly))
            return new Verdict(after.Is(Traits.InitOnly)
                ? "can now be set in an object initializer only (init)"
                : "now has a set accessor (was init), which is another method")
            {
                Impact = after.Is(Traits.InitOnly) ? Impact.Source | Impact.Binary : Impact.Binary,
                Hurts = Use.Write,
            };
        if (!before.Is(Traits.ReadOnly) && after.Is(Traits.ReadOnly) && before.Kind == MemberKind.Field)
            return new Verdict("is now readonly") { Impact = Impact.Source, Hurts = Use.Write };
        return null;
    }

    /// <summary>An estimate, on which a compiler has the last word.</summary>
    private static Verdict Changed(string text, Impact impact) =>
        new(text) { Impact = impact, Possible = Impact.Source | Impact.Recompile };

    /// <summary>The visible member of the same name that comes nearest to one that is gone.</summary>
    /// <remarks>An overload that was there already took nobody's place where a new one is about as near.</remarks>
    internal static ApiMember? Successor(ApiMember before, ApiType after, RuleContext context)
    {
        if (before.Name == ".ctor" && after.IsStatic) return null;
        var had = context.Before?.Invoke(context.Assembly, after.Id);
        return Nearby(before, [.. after.Members.Where(x => (x.Name == before.Name || (IsIndexer(x) && IsIndexer(before))) && x.IsVisible
            && x.Is(Traits.Static) == before.Is(Traits.Static))])
            .OrderBy(x => Compatibility.Distance(before, x) + (had?.Member(x.Id) is null ? 0 : Compatibility.Unlike + 1))
            .FirstOrDefault();
    }

    /// <summary>Of hundreds of overloads, some that take as many parameters are near enough.</summary>
    private static IEnumerable<ApiMember> Nearby(ApiMember before, ApiMember[] overloads) => overloads.Length <= MostOverloads ? overloads
        : overloads.OrderBy(x => Math.Abs(x.Parameters.Count - before.Parameters.Count)).Take(MostOverloads);

    private const int MostOverloads = 100;

    private static bool IsIndexer(ApiMember member) => member.Kind == MemberKind.Property && member.Parameters.Count > 0;
}
