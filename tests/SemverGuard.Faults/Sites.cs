using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SemverGuard.Faults;

/// <summary>The places of an assembly where a fault can be put.</summary>
internal static class Sites
{
    public static IEnumerable<Site> Of(ModuleDefinition module) =>
        from type in module.GetTypes()
        where IsWritten(type)
        from method in type.Methods
        where method.HasBody && IsWritten(method)
        from site in Of(method)
        select site;

    /// <summary>Somebody wrote it, or the compiler made it of what somebody wrote: not its tables, hashes and anonymous types.</summary>
    private static bool IsWritten(TypeDefinition type)
    {
        for (var outer = type; outer is not null; outer = outer.DeclaringType)
        {
            if (outer.Name.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal)) return false;
            if (outer.Name.StartsWith("<>z__", StringComparison.Ordinal) || outer.Name.StartsWith("<>f__", StringComparison.Ordinal))
                return false;
        }
        return true;
    }

    /// <summary>Of a state machine, what runs the statements: how it is begun, copied and asked for is the compiler's alone.</summary>
    private static bool IsWritten(MethodDefinition method) =>
        !(method.IsConstructor && method.DeclaringType.Name.StartsWith("<>c", StringComparison.Ordinal))
        && (!method.DeclaringType.Name.Contains(">d", StringComparison.Ordinal)
        || method.Name == "MoveNext" || method.Name.StartsWith("<>m__", StringComparison.Ordinal));

    private static IEnumerable<Site> Of(MethodDefinition method)
    {
        var depths = Depths(method);
        for (int i = 0; i < method.Body.Instructions.Count; i++)
        {
            var instruction = method.Body.Instructions[i];
            if (instruction.Previous is { OpCode.OpCodeType: OpCodeType.Prefix }) continue;
            foreach (var kind in Kinds(method, instruction, depths[i]))
                yield return new Site(kind, method.MetadataToken.ToInt32(), method.FullName, i);
        }
    }

    private static IEnumerable<FaultKind> Kinds(MethodDefinition method, Instruction instruction, int depth)
    {
        var code = Long(instruction.OpCode.Code);
        if (Injection.Negated(code) is not null) yield return FaultKind.NegatedCondition;
        bool isNullTest = code == Code.Cgt_Un && instruction.Previous?.OpCode.Code == Code.Ldnull;
        if (Injection.Swapped(code) is not null && !isNullTest) yield return FaultKind.SwappedComparison;
        if ((Injection.OffByOne(code) is not null || code is Code.Clt or Code.Clt_Un or Code.Cgt or Code.Cgt_Un) && !isNullTest)
            yield return FaultKind.OffByOneComparison;
        if (Siblings.Of(method, instruction) is not null) yield return FaultKind.OtherOperand;
        switch (code)
        {
            case Code.Ret when method.ReturnType.MetadataType == MetadataType.Boolean: yield return FaultKind.InvertedResult; break;
            case Code.Ret when IsReference(method.ReturnType) && instruction.Previous?.OpCode.Code != Code.Ldnull:
                yield return FaultKind.NullReturned; break;
            case Code.Ldc_I4 or Code.Ldc_I8 or Code.Ldc_R4 or Code.Ldc_R8: yield return FaultKind.OtherConstant; break;
            case Code.Ldstr: yield return FaultKind.OtherText; break;
            case Code.Stfld or Code.Stsfld: yield return FaultKind.DroppedStore; break;
            case Code.Throw when depth == 1 && !method.Body.ExceptionHandlers.Any(x => IsIn(instruction, x)):
                yield return FaultKind.RemovedThrow; break;
            case Code.Call or Code.Callvirt or Code.Newobj:
                var callee = (MethodReference)instruction.Operand;
                bool isVoid = callee.ReturnType.MetadataType == MetadataType.Void && code != Code.Newobj && callee.Name != ".ctor";
                if (isVoid) yield return FaultKind.DroppedCall;
                if (HasTwoAlike(callee)) yield return FaultKind.ExchangedArguments;
                break;
        }
    }

    /// <summary>The last two parameters are of one type.</summary>
    private static bool HasTwoAlike(MethodReference callee) =>
        callee.Parameters is [.., var one, var other] && one.ParameterType.FullName == other.ParameterType.FullName
        && !one.ParameterType.IsByReference && !one.ParameterType.ContainsGenericParameter && !one.ParameterType.IsPointer;

    private static bool IsReference(TypeReference type) =>
        type.MetadataType is MetadataType.Class or MetadataType.String or MetadataType.Object or MetadataType.Array
        || (type.MetadataType == MetadataType.GenericInstance && !type.IsValueType);

    private static bool IsIn(Instruction instruction, ExceptionHandler handler)
    {
        int end = handler.HandlerEnd?.Offset ?? int.MaxValue;
        return handler.TryStart.Offset <= instruction.Offset && instruction.Offset < end;
    }

    /// <summary>Without the number or the short jump in its name.</summary>
    private static Code Long(Code code) => code switch
    {
        >= Code.Ldc_I4_M1 and <= Code.Ldc_I4_S => Code.Ldc_I4,
        >= Code.Br_S and <= Code.Blt_Un_S => code + (Code.Br - Code.Br_S),
        _ => code,
    };

    /// <summary>Values on the stack before each instruction; wrong only in code that nothing reaches.</summary>
    private static int[] Depths(MethodDefinition method)
    {
        var instructions = method.Body.Instructions;
        int[] depths = new int[instructions.Count];
        var known = new Dictionary<Instruction, int>();
        foreach (var handler in method.Body.ExceptionHandlers)
        {
            if (handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter) known[handler.HandlerStart] = 1;
            if (handler.FilterStart is { } filter) known[filter] = 1;
        }
        int depth = 0;
        for (int i = 0; i < depths.Length; i++)
        {
            var instruction = instructions[i];
            if (known.TryGetValue(instruction, out int before)) depth = before;
            depths[i] = depth;
            depth += Stack.Change(instruction, depth, method);
            foreach (var target in instruction.Operand is Instruction one ? [one] : instruction.Operand as Instruction[] ?? [])
                known.TryAdd(target, depth);
            if (instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw) depth = 0;
        }
        return depths;
    }
}
