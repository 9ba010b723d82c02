using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>
/// What of a package a library of the project's own has in its code as values: constants and enum members that its source names, and
/// arguments that it leaves out. Its compiler puts the value there is now in their place. The project itself is compiled both ways, and
/// such a library once.
/// </summary>
internal static class LibraryConstants
{
    public static IEnumerable<Finding> Of(GuardInput input, ApiChanges changes, Owners owners) =>
        from library in input.Libraries
        from use in library.Uses
        from change in changes.Of(use.Assembly, use.Symbol)
        from text in Inlined(library, use, change, input)
        let bump = owners.Of(use.Assembly, change.Symbol)
        where bump is not null
        group library.Image.Name by (change.Rule.Info, change.Symbol, change.Name, Text: text, bump) into named
        select new Finding
        {
            Id = named.Key.Info.Id,
            Title = named.Key.Info.Title,
            Severity = named.Key.bump.Claim == Claim.Major ? Severity.Info : Severity.Warning,
            Impact = Impact.Recompile,
            Symbol = named.Key.Symbol,
            Message = Wording.Of(named.Key.bump, Sentence(named.Key.bump, named.Key.Name, named.Key.Text, [.. named.Distinct()])),
            Package = named.Key.bump,
            Uses = named.Key.Info == NewDefault ? Use.Call : Use.Named,
            NamesWayBack = true,
        };

    private static RuleInfo NewDefault { get; } = new DefaultArgumentChanged().Info;

    /// <summary>What happened to the values that the library has of a symbol; of a method, of each argument that is left out.</summary>
    private static IEnumerable<string> Inlined(OwnLibrary library, SymbolUse use, Change change, GuardInput input) => change.Rule switch
    {
        ConstantChanged or EnumValueChanged when (use.Uses & Use.Named) != 0 && !change.IsPossible => [change.Text],
        DefaultArgumentChanged when (use.Uses & (Use.Call | Use.Construct)) != 0 => OmittedIn(library, use, change, input),
        _ => [],
    };

    private static IEnumerable<string> OmittedIn(OwnLibrary library, SymbolUse use, Change change, GuardInput input)
    {
        string type = DocumentationId.DeclaringType(change.Symbol);
        var (was, now) = (input.Before(use.Assembly, type), input.After.Find(use.Assembly, type));
        if (was?.Member(change.Symbol) is not { } before || now?.Member(change.Symbol) is not { } after) return [];
        var context = new RuleContext(use.Assembly, input.After) { Before = input.Before };
        return from changed in DefaultArgumentChanged.Changed(before, after, context)
               where use.Sites.Any(x => OmittedArguments.IsIn(library.Text, x, after, changed.Index))
               select changed.Text;
    }

    private static string Sentence(Bump bump, string name, string text, IReadOnlyList<string> libraries)
    {
        string verbs = libraries.Count == 1 ? "is" : "are";
        return $"{bump.Id} {bump.After}: '{name}' {text}. {string.Join(" and ", libraries)} {verbs} compiled with the value, "
            + $"and this project uses {(libraries.Count == 1 ? "it" : "them")}.";
    }
}
