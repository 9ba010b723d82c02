using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace SemverGuard.Tool.Replay.Rewriting;

/// <summary>Puts a recording method of the same class in front of each member of others that the project's own code calls.</summary>
/// <param name="own">Simple names of the project's own assemblies.</param>
/// <param name="moved">Of those whose packages moved.</param>
/// <param name="used">Takes the members that are called of the packages that moved.</param>
internal sealed class OutgoingCalls(BorderMethods border, IReadOnlySet<string> own, IReadOnlySet<string> moved, UsedMembers used)
{
    private readonly Dictionary<(TypeDefinition, MethodDefinition?, string), MethodDefinition> wrappers = [];

    public void Rewrite(MethodDefinition method)
    {
        var body = method.Body;
        var calls = body.Instructions.Select(x => (Instruction: x, Target: Target(x))).Where(x => x.Target is not null).ToArray();
        if (calls.Length == 0) return;
        string[] places = [.. calls.Select(x => Place.Of(Resolution.IdOf(x.Target!.Value.Member), method, x.Instruction))];
        body.SimplifyMacros();
        var code = body.GetILProcessor();
        foreach (var ((instruction, target), place) in calls.Zip(places)) Rewrite(code, method, instruction, target!.Value, place);
        body.OptimizeMacros();
    }

    /// <returns>The moved assembly that has the member; empty where what it is called on decides; null for a call that stays as it
    /// is.</returns>
    private (MethodReference Member, string Assembly)? Target(Instruction instruction)
    {
        if (instruction.OpCode.Code is not (Code.Call or Code.Callvirt or Code.Newobj)) return null;
        if (instruction.Operand is not MethodReference member) return null;
        var type = member.DeclaringType;
        if (type is ArrayType || member.CallingConvention == MethodCallingConvention.VarArg) return null;
        if (instruction.Previous?.OpCode.Code == Code.Calli) return null;
        string assembly = Resolution.AssemblyOf(type);
        if (own.Contains(assembly) || HasFunctionPointer(member)) return null;
        var definition = Resolution.Of(member);
        bool isConstructor = member.Name is ".ctor";
        if (BaseConstructors.IsCall(instruction)) return null;
        if (isConstructor && member.Parameters is [_, { ParameterType.FullName: "System.IntPtr" }]) return null; // a delegate
        if (moved.Contains(assembly)) used.Add(member, assembly);
        // What cannot be found fails, or not, where it did. A tail call counts on its stack being empty: what calls in circles may do so
        // for ever.
        if (definition is null || instruction.Previous?.OpCode.Code == Code.Tail) return null;
        if (moved.Contains(assembly)) return (member, assembly);
        if (isConstructor || type.FullName == "System.Object") return null;
        bool isOpen = definition.IsVirtual && !definition.IsFinal && !definition.DeclaringType.IsSealed;
        bool isDispatched = isOpen && instruction.OpCode.Code == Code.Callvirt
            || definition.Name == "Invoke" && definition.DeclaringType.BaseType?.FullName == "System.MulticastDelegate";
        bool isExtension = definition.IsStatic && definition.CustomAttributes.Any(x => x.AttributeType.Name == "ExtensionAttribute")
            && definition.Parameters[0].ParameterType is not ByReferenceType && !definition.Parameters[0].ParameterType.IsValueType;
        return isDispatched || isExtension ? (member, "") : null;
    }

    private static bool HasFunctionPointer(MethodReference member) =>
        IsFunctionPointer(member.ReturnType) || member.Parameters.Any(x => IsFunctionPointer(x.ParameterType));

    /// <summary>Or an array of them, or a reference to one.</summary>
    private static bool IsFunctionPointer(TypeReference type) =>
        type is FunctionPointerType
        || type is TypeSpecification and not GenericInstanceType && IsFunctionPointer(((TypeSpecification)type).ElementType);

    private void Rewrite(
        ILProcessor code, MethodDefinition caller, Instruction instruction, (MethodReference Member, string Assembly) target, string place)
    {
        TypeReference? constrained = null;
        if (instruction.Previous is { OpCode.OpCodeType: OpCodeType.Prefix } prefix)
        {
            if (prefix.OpCode.Code == Code.Constrained) constrained = (TypeReference)prefix.Operand;
            // A jump to the prefix stays where it is.
            prefix.OpCode = OpCodes.Nop;
            prefix.Operand = null;
        }
        var wrapper = Wrapper(caller, instruction.OpCode, target.Member, target.Assembly, constrained);
        code.Replace(instruction, code.Create(OpCodes.Ldstr, place), code.Create(OpCodes.Call, Generics.Named(wrapper, caller)));
    }

    private MethodDefinition Wrapper(
        MethodDefinition caller, OpCode opcode, MethodReference member, string assembly, TypeReference? constrained)
    {
        var type = caller.DeclaringType;
        var generic = caller.HasGenericParameters ? caller : null;
        // Two assemblies may have types of one name: the token tells their members apart.
        string called = $"{opcode} {constrained?.FullName} {Scope(constrained)} {member.MetadataToken.ToUInt32()} {member.FullName}";
        var key = (type, generic, called);
        if (wrappers.TryGetValue(key, out var known)) return known;
        bool hasThis = member.HasThis && opcode.Code != Code.Newobj;
        var result = opcode.Code == Code.Newobj ? member.DeclaringType : Signature.Seen(member.ReturnType, member);
        const MethodAttributes Kind = MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.HideBySig;
        var wrapper = new MethodDefinition("<recorded>" + wrappers.Count, Kind, result);
        if (generic is not null) Generics.Copy(generic, wrapper);
        if (hasThis) wrapper.Parameters.Add(new("this", ParameterAttributes.None, Receiver(caller, member, constrained)));
        var definition = Resolution.Of(member);
        var arguments = new List<(ParameterDefinition, string, bool)>();
        foreach (var parameter in member.Parameters)
        {
            var declared = definition?.Parameters[parameter.Index];
            var direction = declared?.IsIn == true ? ParameterAttributes.In : ParameterAttributes.None;
            var copy = new ParameterDefinition("a" + parameter.Index, direction, Signature.Seen(parameter.ParameterType, member));
            wrapper.Parameters.Add(copy);
            arguments.Add((copy, declared?.Name ?? "", declared?.IsOut == true));
        }
        var place = new ParameterDefinition("place", ParameterAttributes.None, type.Module.TypeSystem.String);
        wrapper.Parameters.Add(place);
        new RecordedCall(border, wrapper).Write(
            code =>
            {
                code.Emit(OpCodes.Ldarg, place);
                code.Emit(OpCodes.Ldstr, assembly);
                LoadReceiver(code, wrapper, assembly.Length == 0 || hasThis && definition?.IsVirtual == true, constrained);
                code.Emit(OpCodes.Call, border.Leave);
            },
            code =>
            {
                foreach (var parameter in wrapper.Parameters.Where(x => x != place)) code.Emit(OpCodes.Ldarg, parameter);
                if (constrained is not null) code.Emit(OpCodes.Constrained, constrained);
                code.Emit(opcode, member);
            },
            arguments);
        type.Methods.Add(wrapper);
        wrappers.Add(key, wrapper);
        return wrapper;
    }

    private static string Scope(TypeReference? type) => type is null or GenericParameter ? "" : Resolution.AssemblyOf(type);

    /// <summary>Whose code runs it tells, where that is not the member's own assembly.</summary>
    /// <param name="mayBeOthers">Another class may have overridden the member.</param>
    private static void LoadReceiver(ILProcessor code, MethodDefinition wrapper, bool mayBeOthers, TypeReference? constrained)
    {
        var first = wrapper.Parameters[0];
        bool isBoxed = first.ParameterType is not ByReferenceType;
        if (!mayBeOthers || isBoxed && Signature.IsUnseen(first.ParameterType)
            || !isBoxed && (constrained is null || Signature.IsUnseen(constrained)))
        {
            code.Emit(OpCodes.Ldnull);
            return;
        }
        code.Emit(OpCodes.Ldarg, first);
        if (isBoxed)
        {
            if (first.ParameterType.IsValueType || first.ParameterType is GenericParameter) code.Emit(OpCodes.Box, first.ParameterType);
            return;
        }
        code.Emit(OpCodes.Ldobj, constrained);
        code.Emit(OpCodes.Box, constrained);
    }

    /// <remarks>A protected member may only be called on the caller's own class.</remarks>
    private static TypeReference Receiver(MethodDefinition caller, MethodReference member, TypeReference? constrained)
    {
        if (constrained is not null) return new ByReferenceType(constrained);
        if (member.DeclaringType.IsValueType) return new ByReferenceType(member.DeclaringType);
        bool isProtected = Resolution.Of(member) is { } definition && (definition.IsFamily || definition.IsFamilyOrAssembly);
        return isProtected && Inherits(caller.DeclaringType, member.DeclaringType)
            ? Generics.Self(caller.DeclaringType)
            : member.DeclaringType;
    }

    private static bool Inherits(TypeDefinition type, TypeReference ancestor)
    {
        for (var at = type.BaseType; at is not null; at = Resolution.Of(at)?.BaseType)
        {
            if (at.GetElementType().FullName == ancestor.GetElementType().FullName) return true;
        }
        return false;
    }
}
