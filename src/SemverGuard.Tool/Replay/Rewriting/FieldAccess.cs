using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace SemverGuard.Tool.Replay.Rewriting;

/// <summary>Records each field of a package that moved where the project's own code reads or sets it.</summary>
internal sealed class FieldAccess(BorderMethods border, IReadOnlySet<string> moved, UsedMembers used)
{
    public void Rewrite(MethodDefinition method)
    {
        var body = method.Body;
        var found = body.Instructions.Where(IsAccess).ToArray();
        if (found.Length == 0) return;
        string[] places = [.. found.Select(x => Place.Of(Resolution.IdOf((FieldReference)x.Operand), method, x))];
        body.SimplifyMacros();
        var code = body.GetILProcessor();
        foreach (var (instruction, place) in found.Zip(places)) Rewrite(code, instruction, place);
        body.OptimizeMacros();
    }

    private bool IsAccess(Instruction instruction) =>
        instruction.OpCode.Code is Code.Ldfld or Code.Ldsfld or Code.Stfld or Code.Stsfld
        && instruction.Previous is not { OpCode.OpCodeType: OpCodeType.Prefix }
        && moved.Contains(Resolution.AssemblyOf(((FieldReference)instruction.Operand).DeclaringType));

    private void Rewrite(ILProcessor code, Instruction instruction, string place)
    {
        var field = (FieldReference)instruction.Operand;
        string assembly = Resolution.AssemblyOf(field.DeclaringType);
        used.Add(field, assembly);
        var type = Signature.Seen(field.FieldType, new MethodReference(field.Name, field.FieldType, field.DeclaringType));
        if (Signature.IsUnseen(type)) return;
        bool isStore = instruction.OpCode.Code is Code.Stfld or Code.Stsfld;
        var access = code.Create(instruction.OpCode, field);
        var call = code.Create(OpCodes.Call, isStore ? border.SetField(type) : border.Field(type));
        Instruction[] recorded = [code.Create(OpCodes.Ldstr, place), code.Create(OpCodes.Ldstr, assembly), call];
        // What is recorded is on the stack before it is stored, and behind what loads it.
        code.Replace(instruction, isStore ? [.. recorded, access] : [access, .. recorded]);
    }
}
