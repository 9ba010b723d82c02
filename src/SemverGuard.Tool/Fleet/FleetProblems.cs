using SemverGuard.Tool.Commands;

namespace SemverGuard.Tool.Fleet;

/// <summary>What could not be read, of which only the first are kept: nobody reads ten thousand.</summary>
internal sealed class FleetProblems
{
    private const int Most = 20;

    private readonly List<(string File, string Reason)> first = [];

    public int Count { get; private set; }

    public IReadOnlyList<(string File, string Reason)> First => first;

    public void Add(string file, string reason)
    {
        Count++;
        if (first.Count < Most) first.Add((file, reason));
    }

    public void Tell()
    {
        foreach (var (file, reason) in first) Say.Error($"not read: {file}: {reason}");
        if (Count > first.Count) Say.Error($"not read: {Shared.Count(Count - first.Count, "more file")}");
    }
}
