using SemverGuard.Packages;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>
/// Constants of a package that a library of the project's own names in its source: its compiler puts the value there is now in their place. The
/// project itself is compiled both ways, and such a library once.
/// </summary>
internal static class LibraryConstants
{
    public static IEnumerable<Finding> Of(GuardInput input, ApiChanges changes, Owners owners) =>
        from library in input.Libraries
        from use in library.Uses
        where (use.Uses & Use.Named) != 0
        from change in changes.Of(use.Assembly, use.Symbol)
        where change.Rule is ConstantChanged && !change.IsPossible
        let bump = owners.Of(use.Assembly, change.Symbol)
        where bump is not null
        group library.Image.Name by (change.Rule.Info, change.Symbol, change.Name, change.Text, bump) into named
        select new Finding
        {
            Id = named.Key.Info.Id,
            Title = named.Key.Info.Title,
            Severity = named.Key.bump.Claim == Claim.Major ? Severity.Info : Severity.Warning,
            Impact = Impact.Recompile,
            Symbol = named.Key.Symbol,
            Message = Wording.Of(named.Key.bump, Sentence(named.Key.bump, named.Key.Name, named.Key.Text, [.. named.Distinct()])),
            Package = named.Key.bump,
            Uses = Use.Named,
            NamesWayBack = true,
        };

    private static string Sentence(Bump bump, string name, string text, IReadOnlyList<string> libraries)
    {
        string verbs = libraries.Count == 1 ? "is" : "are";
        return $"{bump.Id} {bump.After}: '{name}' {text}. {string.Join(" and ", libraries)} {verbs} compiled with the value, and this project uses {(libraries.Count == 1 ? "it" : "them")}.";
    }
}
