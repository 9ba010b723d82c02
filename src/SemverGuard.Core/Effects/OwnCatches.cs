using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>The exceptions that a body catches itself and does not let out again: nobody else meets them.</summary>
internal sealed class OwnCatches
{
    private readonly List<(int Start, int End, string Type)> regions = [];

    /// <param name="isMachinery">A catch of the compiler's, which hands the exception on.</param>
    public OwnCatches(MethodBodyBlock body, OperandTable operands, Func<ExceptionRegion, bool> isMachinery)
    {
        var rethrows = Rethrows(body);
        var seen = new HashSet<(int, int, string)>();
        foreach (var region in body.ExceptionRegions)
        {
            if (region.Kind != ExceptionRegionKind.Catch || region.CatchType.IsNil || isMachinery(region) || LetsOut(rethrows, region))
                continue;
            var catches = (region.TryOffset, region.TryOffset + region.TryLength, operands[region.CatchType].Type);
            if (seen.Add(catches)) regions.Add(catches);
        }
    }

    /// <param name="offset">Of the instruction that throws, or calls what does.</param>
    public bool Catches(string exception, int offset) =>
        regions.Exists(
            x => offset >= x.Start && offset < x.End && (x.Type == exception || x.Type is "System.Exception" or "System.Object"));

    private static bool LetsOut(List<int> rethrows, ExceptionRegion region)
    {
        int first = rethrows.BinarySearch(region.HandlerOffset);
        if (first < 0) first = ~first;
        return first < rethrows.Count && rethrows[first] < region.HandlerOffset + region.HandlerLength;
    }

    private static List<int> Rethrows(MethodBodyBlock body)
    {
        var found = new List<int>();
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Rethrow) found.Add(il.Offset);
        }
        return found;
    }
}
