using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Effects;

/// <summary>How the project gets to a changed method.</summary>
/// <param name="Path">Documentation ids, the project's own method first where it is known; the changed one last.</param>
/// <param name="Used">The package's member that the project itself uses; null where a package that stayed as it was does.</param>
/// <param name="Distance">Calls inside the changed packages, from the used member to the changed one.</param>
/// <param name="Source">The statement in the project's own source.</param>
public sealed record Way(IReadOnlyList<string> Path, string? Used, int Distance, SourceSite? Source)
{
    /// <summary>
    /// The calls among them that lead to something else: a member that hands on to its overload, to its <c>Core</c> or <c>Async</c>, or to
    /// what implements it, is the same one to who calls it.
    /// </summary>
    public int Steps { get; } = StepsOf(Path, Used, Distance);

    private static int StepsOf(IReadOnlyList<string> path, string? used, int distance)
    {
        int first = used is null ? -1 : path.ToList().LastIndexOf(used);
        if (first < 0) return distance;
        // Once each, as the distance counts them: a state machine is the method that it was written as.
        string[] methods = [.. path.Skip(first).Select(UserMethod.Of).Distinct()];
        int same = 0;
        for (int i = 1; i < methods.Length; i++)
        {
            if (PlainName(methods[i]) is { Length: > 0 } name && name == PlainName(methods[i - 1])) same++;
        }
        return Math.Max(0, distance - same);
    }

    /// <returns>Empty for a constructor, of which every type has one.</returns>
    private static string PlainName(string member)
    {
        int end = member.IndexOf('(');
        string name = end < 0 ? member : member.Substring(0, end);
        name = name.Substring(name.LastIndexOfAny(['.', '#']) + 1);
        int generic = name.IndexOf('`');
        if (generic >= 0) name = name.Substring(0, generic);
        if (name is "ctor" or "cctor") return "";
        foreach (string ending in new[] { "Async", "Core", "Internal", "Impl" })
        {
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal))
                name = name.Substring(0, name.Length - ending.Length);
        }
        return name;
    }

    /// <summary>On the way is an override that the framework can do without, and nobody is seen to call it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>
    /// A call on the way goes to one of many implementations, in types that the project does not name: that it is this one is not known.
    /// </summary>
    internal bool IsMegamorphic { get; init; }

    /// <summary>Assemblies that it leads through, that of the used member and that of the changed one included.</summary>
    internal int Assemblies { get; init; } = 1;

    /// <summary>Exceptions that methods on the way throw besides, or that they call for: who goes that way meets them anyway.</summary>
    internal IReadOnlyCollection<string> Throws { get; init; } = [];

    /// <summary>Numbers that calls on the way are given as their last argument, by the names of what is called.</summary>
    internal IReadOnlyList<(string Called, long Number)> Passed { get; init; } = [];

    /// <summary>
    /// What the project's source names where <see cref="Used"/> is what answers: the member that it overrides. Null where it names that
    /// itself.
    /// </summary>
    public string? Named { get; init; }
}
