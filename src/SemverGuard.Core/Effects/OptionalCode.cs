using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>Stretches of a body that are left out as long as nobody sets an option, or that depend on what one holds.</summary>
internal sealed class OptionalCode(ExitGuards guards)
{
    /// <summary>Stretches around one instruction that are kept; what lies deeper in conditions is nobody's single option.</summary>
    private const int MostOptional = 64;

    /// <summary>Left out where a property or field has the value that it begins with.</summary>
    private readonly List<(int Start, int End, int Entry, Operand Option)> optional = [];

    /// <summary>Left out where a property or field has another value than false, zero or null.</summary>
    private readonly List<(int Start, int End, int Entry, Operand Option)> unless = [];

    /// <summary>Left out where a value is on one side of what a property or field holds.</summary>
    private readonly List<(int Start, int End, int Entry, Operand Option)> limited = [];

    /// <summary>A step with the options around it.</summary>
    public Step Around(Step step, int position)
    {
        if (optional.Count > 0 && Of(optional, position) is { Length: > 0 } options)
            step = step with { Options = [.. step.Options, .. options] };
        if (unless.Count > 0 && Of(unless, position) is { Length: > 0 } others) step = step with { Unless = [.. step.Unless, .. others] };
        if (step.Kind != StepKind.Throw || limited.Count == 0) return step;
        return step with { Bounds = [.. step.Bounds, .. Of(limited, position)] };
    }

    private static Operand[] Of(List<(int Start, int End, int Entry, Operand Option)> stretches, int position) =>
        [.. stretches.Where(x => x.Start < position && position < x.Entry).Select(x => x.Option)];

    /// <summary>Notes what a jump leaves out as long as nobody sets an option.</summary>
    /// <param name="isTaken">Of an option that is not set: false, zero or null.</param>
    public void Skipped(Value value, bool isTaken, int position, int target)
    {
        if (target <= position) return;
        if (!isTaken) Note(unless, value, position, position, target);
        // What follows a return is for those who set it, where nobody else comes to it.
        int? end = isTaken ? null : guards.EndOfAlternative(position, target);
        if (!isTaken && end is null) return;
        if (value.Source is { Target: { Type: "System.Nullable`1", Name: "get_HasValue" }, Arguments: [var nullable] }) value = nullable;
        if (end is { } last) Note(optional, value, target - 1, target, last);
        else Note(optional, value, position, position, target);
    }

    /// <param name="position">Behind which it begins.</param>
    /// <param name="start">From where on no other jump may lead to it.</param>
    private void Note(
        List<(int Start, int End, int Entry, Operand Option)> stretches, Value value, int position, int start, int target)
    {
        var option = value.Source is { Kind: StepKind.Call, Target: { IsOwn: true } call }
            && call.Name.StartsWith("get_", StringComparison.Ordinal) ? call
            : value is { Kind: ValueKind.Field, Of: { IsOwn: true } field } ? field : null;
        if (option is null) return;
        if (stretches.Count >= MostOptional) stretches.RemoveAll(x => x.End <= position);
        if (stretches.Count < MostOptional) stretches.Add((position, target, guards.Entry(start, target), option));
    }

    /// <summary>A value is compared with zero, and the jump is taken where it is zero; or with what somebody may set.</summary>
    public void Compared(ILOpCode code, Value[] operands, int position, int target)
    {
        bool isTaken = code is ILOpCode.Beq or ILOpCode.Beq_s or ILOpCode.Ble or ILOpCode.Ble_s or ILOpCode.Bge or ILOpCode.Bge_s
            or ILOpCode.Ble_un or ILOpCode.Ble_un_s or ILOpCode.Bge_un or ILOpCode.Bge_un_s;
        if (operands.Length == 2 && operands[1].Number == 0) Skipped(operands[0], isTaken, position, target);
        if (target <= position) return;
        foreach (var operand in operands) Note(limited, operand, position, position, target);
    }
}
