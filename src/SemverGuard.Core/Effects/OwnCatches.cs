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
        var (rethrows, keeps) = Handed(body, operands);
        var seen = new HashSet<(int, int, string)>();
        foreach (var region in body.ExceptionRegions)
        {
            if (region.Kind != ExceptionRegionKind.Catch || region.CatchType.IsNil || isMachinery(region)
                || LetsOut(rethrows, region) || LetsOut(keeps, region))
                continue;
            var catches = (region.TryOffset, region.TryOffset + region.TryLength, operands[region.CatchType].Type);
            if (seen.Add(catches)) regions.Add(catches);
        }
    }

    /// <param name="offset">Of the instruction that throws, or calls what does.</param>
    public bool Catches(string exception, int offset) =>
        regions.Exists(
            x => offset >= x.Start && offset < x.End && (x.Type == exception || x.Type is "System.Exception" or "System.Object"));

    /// <param name="places">Where it throws the exception again, or gives it to somebody.</param>
    private static bool LetsOut(List<int> places, ExceptionRegion region)
    {
        int first = places.BinarySearch(region.HandlerOffset);
        if (first < 0) first = ~first;
        return first < places.Count && places[first] < region.HandlerOffset + region.HandlerLength;
    }

    private static (List<int> Rethrows, List<int> Keeps) Handed(MethodBodyBlock body, OperandTable operands)
    {
        List<int> rethrows = [], keeps = [];
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Rethrow) rethrows.Add(il.Offset);
            else if (il.OpCode is ILOpCode.Call or ILOpCode.Callvirt && Takes(operands[il.Entity])) keeps.Add(il.Offset);
        }
        return (rethrows, keeps);
    }

    /// <summary>Whoever is given an exception may throw it some time; not who writes it down.</summary>
    private static bool Takes(Operand call) => !call.IsConstructor && !Logging.Is(call)
        && !Array.Exists(Counting, x => call.Type.IndexOf(x, call.Type.LastIndexOf('.') + 1, StringComparison.Ordinal) >= 0)
        && Literals.ParameterTypes(call).Any(ExceptionTypes.IsName);

    /// <summary>In names of types that count what happens, as a log writes it down.</summary>
    private static readonly string[] Counting = ["Telemetry", "Metric", "Meter", "Counter"];
}
