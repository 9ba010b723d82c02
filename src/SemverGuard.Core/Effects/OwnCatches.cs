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
        foreach (var region in body.ExceptionRegions)
        {
            if (region.Kind != ExceptionRegionKind.Catch || region.CatchType.IsNil || isMachinery(region) || LetsOut(body, region)) continue;
            regions.Add((region.TryOffset, region.TryOffset + region.TryLength, operands[region.CatchType].Type));
        }
    }

    /// <param name="offset">Of the instruction that throws, or calls what does.</param>
    public bool Catches(string exception, int offset) =>
        regions.Exists(x => offset >= x.Start && offset < x.End && (x.Type == exception || x.Type is "System.Exception" or "System.Object"));

    private static bool LetsOut(MethodBodyBlock body, ExceptionRegion region)
    {
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            bool isInside = il.Offset >= region.HandlerOffset && il.Offset < region.HandlerOffset + region.HandlerLength;
            if (isInside && il.OpCode == ILOpCode.Rethrow) return true;
        }
        return false;
    }
}
