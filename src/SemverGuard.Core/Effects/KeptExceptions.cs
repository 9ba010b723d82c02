using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>
/// Handlers of an <c>async</c> method that only keep what they catch: code behind them awaits something and throws it again, which the
/// language does not allow in the handler itself.
/// </summary>
internal sealed class KeptExceptions(MethodBodyBlock body, OperandTable operands)
{
    /// <summary>Instructions of a handler that only keeps what it catches.</summary>
    private const int Most = 32;

    private bool? throwsAgain;

    public bool Contains(ExceptionRegion region)
    {
        var il = body.From(region.HandlerOffset);
        for (int i = 0; il.MoveNext() && il.Offset < region.HandlerOffset + region.HandlerLength; i++)
        {
            if (i == Most) return false;
            if (il.OpCode is ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj or ILOpCode.Throw or ILOpCode.Rethrow) return false;
        }
        return throwsAgain ??= ThrowsAgain();
    }

    private bool ThrowsAgain()
    {
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            bool isThrow = il.OpCode is ILOpCode.Call or ILOpCode.Callvirt
                && operands[il.Entity].Is("System.Runtime.ExceptionServices.ExceptionDispatchInfo", "Throw");
            if (isThrow) return true;
        }
        return false;
    }
}
