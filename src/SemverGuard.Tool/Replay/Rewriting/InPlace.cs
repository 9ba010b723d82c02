using Mono.Cecil.Cil;

namespace SemverGuard.Tool.Replay.Rewriting;

internal static class InPlace
{
    /// <summary>Puts a sequence where one instruction is. That becomes the first of them, for a jump may lead there.</summary>
    public static void Replace(this ILProcessor code, Instruction instruction, params IEnumerable<Instruction> sequence)
    {
        Instruction[] all = [.. sequence];
        (instruction.OpCode, instruction.Operand) = (all[0].OpCode, all[0].Operand);
        foreach (var next in all.Skip(1).Reverse()) code.InsertAfter(instruction, next);
    }
}
