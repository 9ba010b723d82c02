using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Packages;

namespace SemverGuard.Findings;

/// <summary>
/// Which of several upgrades a symbol belongs to: the one of the package that declares it, and not the first that knows it.
/// </summary>
internal sealed class Owners(GuardInput input)
{
    /// <summary>The upgrade that brought or brings an assembly; null when none does.</summary>
    public Bump? Of(string assembly) => input.Bumps.FirstOrDefault(x => x.Assemblies.Contains(assembly, StringComparer.OrdinalIgnoreCase));

    /// <summary>The upgrade of the package that declares a symbol now, and else of the one that was asked for it.</summary>
    /// <param name="assembly">Which may only lead there.</param>
    public Bump? Of(string assembly, string symbol) =>
        (input.After.HomeOf(assembly, DocumentationId.DeclaringType(symbol)) is { } home ? Of(home) : null) ?? Of(assembly);

    /// <summary>The upgrade of the package that declares a symbol, whoever asks for it.</summary>
    /// <param name="before">For what is no longer there.</param>
    public Bump? OfSymbol(string symbol, ApiSurface before)
    {
        string type = DocumentationId.DeclaringType(symbol);
        return input.Bumps.FirstOrDefault(x => x.Assemblies.Any(y => input.After.Declares(y, type)))
            ?? input.Bumps.FirstOrDefault(x => x.Assemblies.Any(y => before.Declares(y, type)));
    }

    /// <summary>
    /// The upgrade that no longer brings an assembly: what it has references it no more, or its package asks for no package of that name,
    /// or it is the only one whose package asks for less; else the project's own.
    /// </summary>
    public Bump ThatDropped(string assembly, ApiSurface before) =>
        Of(assembly)
        ?? input.Bumps.FirstOrDefault(x => x.Assemblies.Any(y => References(before, y, assembly) && !References(input.After, y, assembly)))
        ?? input.Bumps.FirstOrDefault(x => NoLongerNeeded(x).Contains(assembly, StringComparer.OrdinalIgnoreCase))
        ?? Only(input.Bumps.Where(x => NoLongerNeeded(x).Any()))
        ?? input.Principal;

    /// <summary>The upgrade that has need of an assembly now.</summary>
    public Bump? ThatNeeds(string assembly) => input.Bumps.FirstOrDefault(x => x.Assemblies.Any(y => References(input.After, y, assembly)));

    private IEnumerable<string> NoLongerNeeded(Bump bump) =>
        input.Shapes?.Invoke(bump) is { } pair ? DependencyDiff.Removed(pair) : [];

    private static Bump? Only(IEnumerable<Bump> bumps) => bumps.Take(2).ToArray() is [var bump] ? bump : null;

    private static bool References(ApiSurface world, string assembly, string other) =>
        world.Image(assembly)?.ReferencedNames().Contains(other, StringComparer.OrdinalIgnoreCase) == true;
}
