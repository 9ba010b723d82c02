using System.Reflection.Metadata;

namespace SemverGuard.Effects.Flow;

/// <summary>Whether a path stands before a throw, and whose.</summary>
internal static class Throwing
{
    /// <summary>In the method itself, or in a property that it asks and that gives a field.</summary>
    public static bool IsInSight(Machine machine, Frame frame) =>
        frame.Caller is not { } caller || caller.Caller is null && Members.GivesField(machine.Side, frame.Code.Handle);

    /// <summary>In a helper that the method calls to throw for it, whatever the case.</summary>
    public static bool OnlyThrows(Frame frame) => frame.Caller is { Caller: null }
        && !frame.Code.Instructions.Any(x => x.Code is ILOpCode.Ret or ILOpCode.Switch || x.Code.IsBranch());

    /// <summary>What is constructed next is thrown.</summary>
    public static bool Throws(Stop? stop, Frame frame) => stop is Stop.Action { IsThrown: true }
        || frame.At + 1 < frame.Code.Instructions.Length && frame.Code.Instructions[frame.At + 1].Code == ILOpCode.Throw;

    /// <summary>Whatever happens before, it ends in a throw, and nothing decides otherwise.</summary>
    public static bool LeadsToThrow(Frame frame)
    {
        var end = frame.Code.Instructions.Skip(frame.At)
            .FirstOrDefault(x => x.Code is ILOpCode.Throw or ILOpCode.Ret || x.Code.IsBranch() || x.Code == ILOpCode.Switch);
        return end.Code == ILOpCode.Throw || end.Code == ILOpCode.Ret && frame.Caller is { } caller && LeadsToThrow(caller);
    }

    /// <summary>Both throw an exception of the same type.</summary>
    public static bool IsOfWords(Machine before, Machine after, Difference difference)
    {
        var (was, now, _) = difference;
        return was.Stop is Stop.Action one && now.Stop is Stop.Action other && Throws(one, was.Frame) && Throws(other, now.Frame)
            && Made(before, one) is { Length: > 0 } type && type == Made(after, other);

        static string Made(Machine machine, Stop.Action action) => action.Name != nameof(ILOpCode.Newobj) ? ""
            : machine.Symbol(action) is var symbol && symbol.IndexOf("..ctor(", StringComparison.Ordinal) is > 0 and var end
                ? symbol.Substring(0, end)
                : "";
    }
}
