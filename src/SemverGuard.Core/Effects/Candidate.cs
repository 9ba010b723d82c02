using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>A changed method, or a type whose attributes changed.</summary>
/// <param name="Places">The definitions in the after assembly that are reached when it is.</param>
internal sealed record Candidate(ChangedMethod Method, string Type, AssemblyImage Image, IReadOnlyList<EntityHandle> Places)
{
    /// <summary>Reached only where there is an object of one of these types; empty where that does not matter.</summary>
    public IReadOnlyList<TypeHome> For { get; init; } = [];
}

/// <summary>A <see cref="Candidate"/> of whoever opened the assembly.</summary>
internal sealed record Change(ChangedMethod Method, string Type, IReadOnlyList<EntityHandle> Places)
{
    public Candidate In(AssemblyImage image) => new(Method, Type, image, Places);
}

/// <summary>What came of comparing one method: nothing where it does the same.</summary>
/// <param name="LookedAt">The properties and fields that it looks at and does something new besides.</param>
/// <param name="SwitchedOn">By such a member, a change that counts where a method looks at it.</param>
internal sealed record MethodComparison(
    IReadOnlyList<Change> Changes, IReadOnlyList<string> LookedAt, IReadOnlyList<(string Option, Change Change)> SwitchedOn)
{
    /// <summary>All that changed in those methods.</summary>
    public static IEnumerable<Change> Together(IReadOnlyList<MethodComparison> all)
    {
        var looked = new HashSet<string>(all.SelectMany(x => x.LookedAt), StringComparer.Ordinal);
        return all.SelectMany(x => x.Changes)
            .Concat(all.SelectMany(x => x.SwitchedOn).Where(x => looked.Contains(x.Option)).Select(x => x.Change));
    }
}
