using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A loop that counts begins with another number, or counts in the other direction.</summary>
internal static class Loops
{
    public static string? Find(MethodPair pair)
    {
        if (pair.WasHandle.IsNil) return null;
        var (was, now) = (Of(pair.BeforeSide, pair.WasHandle), Of(pair.AfterSide, pair.IsHandle));
        if (was.Count != now.Count) return null;
        for (int i = 0; i < was.Count; i++)
        {
            if (was[i].IsUpward != now[i].IsUpward)
                return now[i].IsUpward ? "now counts a loop upwards (was downwards)" : "now counts a loop downwards (was upwards)";
            if (was[i].Start is { } old && now[i].Start is { } start && old != start)
                return FormattableString.Invariant($"now begins a loop with {start} (was {old})");
        }
        return null;
    }

    /// <summary>In the order in which the locals are set first; of those that are counted in one place alone.</summary>
    private static List<(long? Start, bool IsUpward)> Of(Side side, MethodDefinitionHandle method)
    {
        var found = new List<(long?, bool)>();
        if (side.Image.Body(side.Image.Reader.GetMethodDefinition(method)) is not { } body) return found;
        var starts = new Dictionary<long, (int Order, long? Number)>();
        var steps = new Dictionary<long, List<bool>>();
        (ILOpCode Code, long Number) first = default, second = default, third = default;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            var next = il.Long;
            if (next.Code == ILOpCode.Stloc)
            {
                bool isCounted = first == (ILOpCode.Ldloc, next.Number) && second.Code == ILOpCode.Ldc_i4
                    && third.Code is ILOpCode.Add or ILOpCode.Sub;
                if (isCounted)
                {
                    if (!steps.TryGetValue(next.Number, out var all)) steps[next.Number] = all = [];
                    all.Add(third.Code == ILOpCode.Add == second.Number > 0);
                }
                else if (!starts.ContainsKey(next.Number))
                {
                    starts[next.Number] = (starts.Count, third.Code == ILOpCode.Ldc_i4 ? third.Number : null);
                }
            }
            (first, second, third) = (second, third, next);
        }
        found.AddRange(starts.Where(x => steps.TryGetValue(x.Key, out var all) && all.Count == 1).OrderBy(x => x.Value.Order)
            .Select(x => (x.Value.Number, steps[x.Key][0])));
        return found;
    }
}
