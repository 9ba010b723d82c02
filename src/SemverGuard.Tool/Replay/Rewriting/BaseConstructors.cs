using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace SemverGuard.Tool.Replay.Rewriting;

/// <summary>
/// Records with what a constructor of the project's own calls that of its base class, where a package that moved has it. Only a constructor
/// may call it, and the object is on the stack under the arguments: these are kept, handed to a method that records them, and loaded again.
/// </summary>
internal sealed class BaseConstructors(BorderMethods border, IReadOnlySet<string> moved, UsedMembers used)
{
    private int recorders;

    /// <summary>Whether a constructor calls another on its own object.</summary>
    public static bool IsCall(Instruction instruction) =>
        instruction.OpCode.Code == Code.Call && instruction.Operand is MethodReference { Name: ".ctor", DeclaringType.IsValueType: false };

    public void Rewrite(MethodDefinition method)
    {
        if (!method.IsConstructor || method.IsStatic) return;
        var body = method.Body;
        var found = body.Instructions.Where(x => IsCall(x) && Assembly(x) is { } assembly && moved.Contains(assembly)).ToArray();
        if (found.Length == 0) return;
        string[] places = [.. found.Select(x => Place.Of(Resolution.IdOf((MethodReference)x.Operand), method, x))];
        body.SimplifyMacros();
        foreach (var (instruction, place) in found.Zip(places)) Rewrite(method, instruction, place);
        body.OptimizeMacros();
    }

    private static string Assembly(Instruction call) => Resolution.AssemblyOf(((MethodReference)call.Operand).DeclaringType);

    private void Rewrite(MethodDefinition method, Instruction instruction, string place)
    {
        var member = (MethodReference)instruction.Operand;
        used.Add(member, Assembly(instruction));
        var types = member.Parameters.Select(x => Signature.Bare(Signature.Seen(x.ParameterType, member))).ToArray();
        if (Resolution.Of(member) is not { } definition || types.Any(x => x is ByReferenceType or PointerType or FunctionPointerType))
            return;
        var recorder = Recorder(method.DeclaringType, definition, types, Assembly(instruction));
        var code = method.Body.GetILProcessor();
        var kept = types.Select(x => new VariableDefinition(x)).ToArray();
        foreach (var variable in kept) method.Body.Variables.Add(variable);
        code.Replace(
            instruction,
            [
                .. kept.Reverse().Select(x => code.Create(OpCodes.Stloc, x)),
                .. kept.Select(x => code.Create(OpCodes.Ldloc, x)),
                code.Create(OpCodes.Ldstr, place),
                code.Create(OpCodes.Call, Generics.Named(recorder, method)),
                .. kept.Select(x => code.Create(OpCodes.Ldloc, x)),
                code.Create(OpCodes.Call, member),
            ]);
    }

    private MethodDefinition Recorder(TypeDefinition type, MethodDefinition constructor, TypeReference[] types, string assembly)
    {
        const MethodAttributes Kind = MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.HideBySig;
        var recorder = new MethodDefinition("<recordedbase>" + recorders++, Kind, type.Module.TypeSystem.Void);
        foreach (var parameter in types) recorder.Parameters.Add(new ParameterDefinition(parameter));
        var arguments = recorder.Parameters.Zip(constructor.Parameters, (x, y) => (x, y.Name, false)).ToArray();
        var place = new ParameterDefinition(type.Module.TypeSystem.String);
        recorder.Parameters.Add(place);
        new RecordedCall(border, recorder).Write(
            code =>
            {
                code.Emit(OpCodes.Ldarg, place);
                code.Emit(OpCodes.Ldstr, assembly);
                code.Emit(OpCodes.Ldnull);
                code.Emit(OpCodes.Call, border.Leave);
            },
            _ => { },
            arguments);
        type.Methods.Add(recorder);
        return recorder;
    }
}
