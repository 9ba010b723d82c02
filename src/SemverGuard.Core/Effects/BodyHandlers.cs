using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>What the handlers of a body catch, without those that the compiler wrote.</summary>
/// <param name="isMachine">It is that of a state machine.</param>
internal sealed class BodyHandlers(MethodBodyBlock body, OperandTable operands, bool isMachine)
{
    private PassingHandlers? passing;
    private OwnCatches? caught;
    private GuardedCode? unwrapped;
    private KeptExceptions? kept;
    private List<int>? handing;

    /// <summary>The handlers with a filter by where this begins, and those places.</summary>
    private ExceptionRegion[]? filters;
    private int[]? starts;

    /// <summary>The catch around a state machine, which hands the exception to the task.</summary>
    private bool IsMachinery(ExceptionRegion region)
    {
        string type = operands[region.CatchType].Type;
        if (type == "System.Object") return !Drops(region);
        if (type != "System.Exception") return false;
        return (handing ??= Handing()).Exists(x => x >= region.HandlerOffset && x < region.HandlerOffset + region.HandlerLength);
    }

    /// <summary>
    /// A <c>catch</c> without a type does nothing with what it catches; where the compiler catches an object, it keeps that for later.
    /// </summary>
    private bool Drops(ExceptionRegion region)
    {
        var il = body.From(region.HandlerOffset);
        return il.MoveNext() && il.OpCode == ILOpCode.Pop;
    }

    /// <summary>The type of what is caught, without one every exception; null where nothing is, or the compiler does.</summary>
    public string? Caught(ExceptionRegion region)
    {
        if (region.Kind == ExceptionRegionKind.Filter) return Filtered(region);
        if (region.CatchType.IsNil || IsMachinery(region) || IsPassing(region.HandlerOffset) || OnlyThrows(region)) return null;
        if (isMachine && (kept ??= new KeptExceptions(body, operands)).Contains(region)) return null;
        return operands[region.CatchType].Type is var type && type == "System.Object" ? "System.Exception" : type;
    }

    /// <summary>What is tried is to throw, so that the exception gets its stack trace: the handler catches nobody else's.</summary>
    private bool OnlyThrows(ExceptionRegion region)
    {
        var il = body.From(region.TryOffset);
        while (il.MoveNext() && il.Offset < region.TryOffset + region.TryLength)
        {
            if (il.OpCode == ILOpCode.Throw) return true;
            bool isMade = il.OpCode == ILOpCode.Newobj && ExceptionTypes.IsName(operands[il.Entity].Type);
            if (!isMade && il.Long.Code is not (ILOpCode.Nop or ILOpCode.Ldstr or ILOpCode.Ldloc or ILOpCode.Ldarg)) break;
        }
        return false;
    }

    public bool IsPassing(int offset) => (passing ??= new PassingHandlers(body)).Contains(offset);

    /// <summary>A filter begins with a test for the type.</summary>
    private string Filtered(ExceptionRegion region)
    {
        var il = body.From(region.FilterOffset);
        while (il.MoveNext() && il.OpCode == ILOpCode.Nop) { }
        return il.OpCode == ILOpCode.Isinst && operands[il.Entity].Type is var type && type != "System.Object"
            ? type
            : "System.Exception";
    }

    /// <summary>
    /// The type of the exceptions that the filter is for in which an instruction stands; null for one that stands in none.
    /// </summary>
    public string? FilterAt(int offset)
    {
        filters ??= [.. body.ExceptionRegions.Where(x => x.Kind == ExceptionRegionKind.Filter).OrderBy(x => x.FilterOffset)];
        if (filters.Length == 0) return null;
        starts ??= Array.ConvertAll(filters, x => x.FilterOffset);
        int found = Array.BinarySearch(starts, offset), last = found >= 0 ? found : ~found - 1;
        return last >= 0 && offset < filters[last].HandlerOffset ? Filtered(filters[last]) : null;
    }

    /// <summary>Where an exception is handed to a task; a state machine does so in two or three places.</summary>
    private List<int> Handing()
    {
        var found = new List<int>();
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Call && operands[il.Entity] is { Name: "SetException" } call
                && call.Starts("System.Runtime.CompilerServices."))
                found.Add(il.Offset);
        }
        return found;
    }

    /// <summary>Whether the body itself catches what is thrown at an instruction.</summary>
    public bool Catches(string exception, int offset) =>
        body.ExceptionRegions.Length > 0 && (caught ??= new OwnCatches(body, operands, IsMachinery)).Catches(exception, offset);

    /// <summary>Whether what reflection wraps is caught around an instruction.</summary>
    public bool Unwraps(int offset) => (unwrapped ??= new GuardedCode(body.ExceptionRegions.Where(
        x => x.Kind == ExceptionRegionKind.Catch && Reflected.IsCaughtBy(operands[x.CatchType].Type) && !IsMachinery(x)))).Contains(
        offset);

    /// <summary>Where it is come to only after something failed.</summary>
    public bool Contains(int offset) =>
        body.ExceptionRegions.Any(x => x.Kind is ExceptionRegionKind.Catch or ExceptionRegionKind.Filter && offset >= x.HandlerOffset
            && offset < x.HandlerOffset + x.HandlerLength);
}
