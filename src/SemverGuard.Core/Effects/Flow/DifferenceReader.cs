using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Flow;

/// <summary>Says in words where two bodies first do something else.</summary>
/// <param name="wasActions">By the node at which they were met.</param>
/// <param name="places">Of the parameters of the one before among those of the one after, where they are others.</param>
internal sealed class DifferenceReader(Machine before, IReadOnlyDictionary<long, Stop.Action> wasActions, Machine after,
    IReadOnlyDictionary<long, Stop.Action> nowActions, IReadOnlyList<int>? places)
{
    /// <summary>In words.</summary>
    public Mismatch Explained(Difference difference)
    {
        Code was = Root(difference.Was.Frame), now = Root(difference.Now.Frame);
        string returned = difference.Now.Frame.Code.Machine is null ? now.ReturnType : "";
        var explanation = new Explanation(
            new TermText(before.Side, was, wasActions) { Places = places }, new TermText(after.Side, now, nowActions), returned);
        var (one, other) = (difference.Was.Stop, difference.Now.Stop);
        // What is done to an exception before it is thrown is no other end.
        if (one is Stop.End { Code: ILOpCode.Throw } && other is Stop.Action && LeadsToThrow(difference.Now.Frame)) one = null;
        if (other is Stop.End { Code: ILOpCode.Throw } && one is Stop.Action && LeadsToThrow(difference.Was.Frame)) other = null;
        string? text = explanation.Of(one, other, difference.Facts);
        string part = UserMethod.Part(DocumentationId.Method(after.Side.Image, now.Handle));
        bool isLambda = part.StartsWith("a lambda", StringComparison.Ordinal);
        return new Mismatch(isLambda && text is not null ? text + ", in a lambda" : text)
        {
            IsValue = explanation.IsValue(one, other),
            IsAnswer = !isLambda && Explanation.IsAnswer(one, other),
            // In a helper, what is read may make the words, and a condition may be about what others give it.
            Thrown = IsInSight(before, difference.Was.Frame) && IsInSight(after, difference.Now.Frame)
                ? explanation.Thrown(one, Throws(difference.Was.Frame), other, Throws(difference.Now.Frame), difference.Facts)
                : null,
            NewThrow = IsInSight(after, difference.Now.Frame) || OnlyThrows(difference.Now.Frame)
                ? explanation.NewThrow(one, other, Throws(difference.Now.Frame), difference.Facts)
                : null,
        };
    }

    /// <summary>In the method itself, or in a property that it asks and that gives a field.</summary>
    private static bool IsInSight(Machine machine, Frame frame) =>
        frame.Caller is not { } caller || caller.Caller is null && Members.GivesField(machine.Side, frame.Code.Handle);

    /// <summary>In a helper that the method calls to throw for it, whatever the case.</summary>
    private static bool OnlyThrows(Frame frame) => frame.Caller is { Caller: null }
        && !frame.Code.Instructions.Any(x => x.Code is ILOpCode.Ret or ILOpCode.Switch || x.Code.IsBranch());

    /// <summary>What is constructed next is thrown.</summary>
    private static bool Throws(Frame frame) =>
        frame.At + 1 < frame.Code.Instructions.Length && frame.Code.Instructions[frame.At + 1].Code == ILOpCode.Throw;

    /// <summary>Whatever happens before, it ends in a throw, and nothing decides otherwise.</summary>
    private static bool LeadsToThrow(Frame frame)
    {
        var end = frame.Code.Instructions.Skip(frame.At)
            .FirstOrDefault(x => x.Code is ILOpCode.Throw or ILOpCode.Ret || x.Code.IsBranch() || x.Code == ILOpCode.Switch);
        return end.Code == ILOpCode.Throw || end.Code == ILOpCode.Ret && frame.Caller is { } caller && LeadsToThrow(caller);
    }

    private static Code Root(Frame frame) => frame.Caller is { } caller ? Root(caller) : frame.Code;

    /// <summary>Both throw an exception of the same type.</summary>
    public bool IsOfWords(Difference difference)
    {
        var (was, now, _) = difference;
        return was.Stop is Stop.Action one && now.Stop is Stop.Action other && Throws(was.Frame) && Throws(now.Frame)
            && Made(before, one) is { Length: > 0 } type && type == Made(after, other);

        static string Made(Machine machine, Stop.Action action) => action.Name != nameof(ILOpCode.Newobj) ? ""
            : machine.Symbol(action) is var symbol && symbol.IndexOf("..ctor(", StringComparison.Ordinal) is > 0 and var end
                ? symbol.Substring(0, end)
                : "";
    }
}
