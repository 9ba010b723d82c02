using System.Reflection.Metadata;

namespace SemverGuard.Effects;

/// <summary>
/// The instructions that some handlers of a body guard: ranges that touch are one, so that a question costs the same however many there
/// are.
/// </summary>
internal sealed class GuardedCode
{
    private readonly List<int> starts = [];

    private readonly List<int> ends = [];

    public GuardedCode(IEnumerable<ExceptionRegion> regions)
    {
        foreach (var region in regions.OrderBy(x => x.TryOffset))
        {
            int last = ends.Count - 1, end = region.TryOffset + region.TryLength;
            if (last >= 0 && region.TryOffset <= ends[last])
            {
                ends[last] = Math.Max(ends[last], end);
                continue;
            }
            starts.Add(region.TryOffset);
            ends.Add(end);
        }
    }

    public bool Contains(int offset)
    {
        int found = starts.BinarySearch(offset), range = found >= 0 ? found : ~found - 1;
        return range >= 0 && offset < ends[range];
    }
}
