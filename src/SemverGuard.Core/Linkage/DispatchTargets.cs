using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>How many implementations each virtual or interface call may go to, of types that have an instance.</summary>
internal sealed class DispatchTargets
{
    private readonly Dictionary<(AssemblyImage, EntityHandle), int> counts = [];
    private readonly Dictionary<int, (AssemblyImage, EntityHandle)> reached = [];

    /// <summary>One more method answers calls of a declaration.</summary>
    public void Add(MemberHome declaration)
    {
        counts.TryGetValue(Key(declaration), out int count);
        counts[Key(declaration)] = count + 1;
    }

    /// <summary>Notes that a call of a declaration is how the walk came to a node.</summary>
    public void Reach(int node, MemberHome declaration) => reached[node] = Key(declaration);

    /// <summary>The methods that the call which leads to a node may go to; one where it names the method itself.</summary>
    public int Of(int node) => reached.TryGetValue(node, out var declaration) && counts.TryGetValue(declaration, out int count) ? count : 1;

    private static (AssemblyImage, EntityHandle) Key(MemberHome member) => (member.Image, member.Member);
}
