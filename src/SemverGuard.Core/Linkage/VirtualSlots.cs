using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>Virtual methods that are called, and the overrides that wait for a call.</summary>
internal sealed class VirtualSlots(int count)
{
    private readonly (int Node, int Offset)?[] callers = new (int, int)?[count];
    private readonly Dictionary<int, (MemberHome Declaration, List<int> Overrides)> waiting = [];

    /// <returns>The overrides that the first call leads to; none for a further one.</returns>
    public (MemberHome Declaration, List<int> Overrides)? Call(int slot, int node, int offset)
    {
        if (callers[slot] is not null) return null;
        callers[slot] = (node, offset);
        if (!waiting.TryGetValue(slot, out var overrides)) return null;
        waiting.Remove(slot);
        return overrides;
    }

    /// <summary>The place that first called it; null while nobody has.</summary>
    public (int Node, int Offset)? CallerOf(int slot) => callers[slot];

    /// <summary>A type with an override has an instance, and nobody has called the method yet.</summary>
    public void Wait(int slot, MemberHome declaration, int overriding)
    {
        if (!waiting.TryGetValue(slot, out var overrides)) waiting[slot] = overrides = (declaration, []);
        overrides.Overrides.Add(overriding);
    }
}
