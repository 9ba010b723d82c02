using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace SemverGuard.Tool.Replay.Rewriting;

/// <summary>
/// Delegates that the project makes of a package's method. The recorder is told which method each is of, for where the project calls it;
/// and one that goes straight to a method of the framework is replaced by one that tells of each call. Elsewhere it stays as it is: who
/// keeps it may ask what it is made of, or compare it.
/// </summary>
internal sealed class MethodGroups(BorderMethods border, IReadOnlySet<string> own, IReadOnlySet<string> moved, UsedMembers used)
{
    public void Rewrite(MethodDefinition method)
    {
        var body = method.Body;
        var made = body.Instructions.Where(IsOfMoved).ToArray();
        if (made.Length == 0) return;
        string[] places = [.. made.Select(x => Place.Of(Resolution.IdOf(Target(x)), method, x))];
        body.SimplifyMacros();
        foreach (var (instruction, place) in made.Zip(places)) Rewrite(body.GetILProcessor(), instruction, place);
        body.OptimizeMacros();
    }

    private bool IsOfMoved(Instruction instruction) =>
        instruction is { OpCode.Code: Code.Newobj, Previous.OpCode.Code: Code.Ldftn or Code.Ldvirtftn }
        && moved.Contains(Resolution.AssemblyOf(Target(instruction).DeclaringType));

    private static MethodReference Target(Instruction made) => (MethodReference)made.Previous.Operand;

    private void Rewrite(ILProcessor code, Instruction made, string place)
    {
        var type = ((MethodReference)made.Operand).DeclaringType;
        string assembly = Resolution.AssemblyOf(Target(made).DeclaringType);
        if (Taker(made) is { } taker)
        {
            used.Add(Target(made), assembly);
            code.Replace(
                taker, code.Create(OpCodes.Ldstr, place), code.Create(OpCodes.Ldstr, assembly),
                code.Create(OpCodes.Call, border.Handed(type)), code.Create(taker.OpCode, (MethodReference)taker.Operand));
        }
        code.InsertAfter(made, code.Create(OpCodes.Call, border.Made(type)));
        code.InsertAfter(made, code.Create(OpCodes.Ldstr, place.Split('\t')[0]));
    }

    /// <summary>The framework's method that takes it, and calls it; compilers may keep one of a static method in a field first.</summary>
    private Instruction? Taker(Instruction made)
    {
        var next = made.Next;
        if (next is { OpCode.Code: Code.Dup, Next: { OpCode.Code: Code.Stsfld } kept }) next = kept.Next;
        return next is { OpCode.Code: Code.Call or Code.Callvirt, Operand: MethodReference taker } && Calls(taker) ? next : null;
    }

    private bool Calls(MethodReference taker)
    {
        string assembly = Resolution.AssemblyOf(taker.DeclaringType);
        bool isFramework = assembly.StartsWith("System", StringComparison.Ordinal) || assembly is "mscorlib" or "netstandard";
        if (!isFramework || own.Contains(assembly) || moved.Contains(assembly)) return false;
        return Resolution.Of(taker) is { IsAddOn: false, IsRemoveOn: false, Parameters: [.., var last] } && IsDelegate(last.ParameterType);
    }

    private static bool IsDelegate(TypeReference type) =>
        type is not (ByReferenceType or GenericParameter) && Resolution.Of(type)?.BaseType?.FullName == "System.MulticastDelegate";
}
