using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Flow;

/// <summary>The bodies of one assembly, each decoded once, and the frames of paths that enter them.</summary>
/// <param name="isPart">Own methods that are taken as part of their callers.</param>
internal sealed class Frames(Side side, TermPool pool, Func<MethodDefinitionHandle, bool> isPart, Allowance allowance)
{
    /// <summary>Calls into helpers that are followed.</summary>
    private const int DeepestCall = 3;

    private readonly Dictionary<MethodDefinitionHandle, Code?> codes = [];

    public Code? CodeOf(MethodDefinitionHandle method)
    {
        if (codes.TryGetValue(method, out var code)) return code;
        if (side.Image.Body(side.Image.Reader.GetMethodDefinition(method)) is not { } body) return codes[method] = null;
        code = new Code(side, method, body);
        allowance.Take(code.Cost);
        return codes[method] = code;
    }

    /// <summary>A path that begins at the beginning of a method, with values for its arguments.</summary>
    /// <param name="places">Of its parameters among those of the other side's method; null where these are the same.</param>
    public Frame? Enter(MethodDefinitionHandle method, IReadOnlyList<int>? places = null)
    {
        if (CodeOf(method) is not { } code) return null;
        int first = code.IsInstance ? -1 : 0;
        return Enter(code, [.. Enumerable.Range(0, code.Arguments)
            .Select(x => pool.Argument(Placed(first + x), code.IsFloatArgument(x)))], null);

        int Placed(int index) => index >= 0 && index < places?.Count ? places[index] : index;
    }

    /// <param name="caller">Null for a path that begins there.</param>
    public Frame Enter(Code code, Term[] arguments, Frame? caller)
    {
        allowance.Take((code.Slots + arguments.Length) / 4);
        var slots = new Term[code.Slots];
        for (int i = 0; i < slots.Length; i++) slots[i] = i < code.Locals ? pool.Zero : code.Machine!.First(i - code.Locals, pool);
        return new Frame(code, arguments, slots, caller);
    }

    /// <summary>Whether a state machine that returns has come to its end; null for another method, and where nobody knows.</summary>
    public bool? IsDone(Frame frame)
    {
        if (frame.Code.Machine is not { } machine) return null;
        var value = machine.IsIterator ? frame.Top : frame.Locals[frame.Code.Locals + machine.State];
        return value.Kind != TermKind.Number ? null : machine.IsIterator ? value.Number == 0 : value.Number < 0;
    }

    /// <summary>The next step of a state machine, which finds its fields as it left them.</summary>
    public Frame Again(Frame frame)
    {
        var again = Enter(frame.Code, frame.Arguments, null);
        for (int i = frame.Code.Locals; i < frame.Code.Slots; i++) again.Locals[i] = frame.Locals[i];
        return again;
    }

    /// <summary>The code of a helper that is called, and is taken as part of who calls it; null for another call.</summary>
    public Code? PartOf(Frame frame, Instruction instruction, Operand call)
    {
        if (call.OwnMethod.IsNil || !(isPart(call.OwnMethod) || IsLocalFunction(call)) || frame.Depth >= DeepestCall) return null;
        if (instruction.Code == ILOpCode.Callvirt
            && (side.Image.Reader.GetMethodDefinition(call.OwnMethod).Attributes & MethodAttributes.Virtual) != 0)
            return null;
        var code = CodeOf(call.OwnMethod);
        for (var outer = frame; outer is not null; outer = outer.Caller)
        {
            if (outer.Code == code) return null;
        }
        return code is null || code.TakesAddresses ? null : code;
    }

    private static bool IsLocalFunction(Operand call) => call.IsGenerated && call.Name.IndexOf(">g__", StringComparison.Ordinal) > 0;
}
