using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SemverGuard.Faults;

/// <summary>What an instruction takes off the stack and puts there.</summary>
internal static class Stack
{
    public static int Change(Instruction instruction, int depth, MethodDefinition method) =>
        Pushes(instruction) - Pops(instruction, depth, method);

    private static int Pops(Instruction instruction, int depth, MethodDefinition method) => instruction.OpCode.StackBehaviourPop switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8
            or StackBehaviour.Popi_popr4
            or StackBehaviour.Popi_popr8 or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi => 2,
        StackBehaviour.PopAll => depth,
        StackBehaviour.Varpop =>
            instruction.OpCode.Code == Code.Ret ? (method.ReturnType.MetadataType == MetadataType.Void ? 0 : 1) : Arguments(instruction),
        _ => 3,
    };

    /// <summary>Of a call, the object included.</summary>
    public static int Arguments(Instruction call)
    {
        var callee = (IMethodSignature)call.Operand;
        bool hasObject = callee.HasThis && !callee.ExplicitThis && call.OpCode.Code != Code.Newobj;
        return callee.Parameters.Count + (hasObject ? 1 : 0) + (call.OpCode.Code == Code.Calli ? 1 : 0);
    }

    private static int Pushes(Instruction instruction) => instruction.OpCode.StackBehaviourPush switch
    {
        StackBehaviour.Push0 => 0,
        StackBehaviour.Push1_push1 => 2,
        StackBehaviour.Varpush => ((IMethodSignature)instruction.Operand).ReturnType.MetadataType == MetadataType.Void ? 0 : 1,
        _ => 1,
    };
}
