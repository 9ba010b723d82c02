using SemverGuard.Api;
using SemverGuard.Linkage;
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

    /// <summary>
    /// The upgrade that a failure comes of: that of the package which lacks something now, or of the one which asks for what never was
    /// there.
    /// </summary>
    public Bump Of(LinkFailure failure) =>
        (failure.IsNewlyAsked ? ThatBrought(failure.From) : null) ?? Of(failure.Target) ?? Of(failure.From) ?? input.Principal;

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

    /// <summary>The upgrade that has an assembly, or has need of it by now, or of what came and has.</summary>
    private Bump? ThatBrought(string assembly)
    {
        var seen = new List<string> { assembly };
        for (int i = 0; i < seen.Count; i++)
        {
            if ((Of(seen[i]) ?? ThatNeeds(seen[i])) is { } bump) return bump;
            var users = input.RuntimeAfter?.Application.Where(x => References(x, seen[i]) && input.RuntimeBefore?.Find(x.Name) is null);
            seen.AddRange((users ?? []).Select(x => x.Name).Except(seen, StringComparer.OrdinalIgnoreCase).ToArray());
        }
        return null;
    }

    private IEnumerable<string> NoLongerNeeded(Bump bump) =>
        input.Shapes?.Invoke(bump) is { } pair ? DependencyDiff.Removed(pair) : [];

    private static Bump? Only(IEnumerable<Bump> bumps) => bumps.Take(2).ToArray() is [var bump] ? bump : null;

    private static bool References(ApiSurface world, string assembly, string other) =>
        world.Image(assembly) is { } image && References(image, other);

    private static bool References(AssemblyImage image, string other) =>
        image.ReferencedNames().Contains(other, StringComparer.OrdinalIgnoreCase);
}
