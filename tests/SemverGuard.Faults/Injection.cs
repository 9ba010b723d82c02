using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace SemverGuard.Faults;

/// <summary>Puts one fault into one method. What jumped to the instruction jumps to what stands in its place.</summary>
internal static class Injection
{
    /// <returns>The instructions around the place before and after.</returns>
    public static (string Before, string After) Apply(ModuleDefinition module, Site site)
    {
        var method = (MethodDefinition)module.LookupToken(site.Token);
        method.Body.SimplifyMacros();
        var instruction = method.Body.Instructions[site.Index];
        string before = Around(method, site.Index);
        Change(method, instruction, site.Kind);
        string after = Around(method, site.Index);
        method.Body.OptimizeMacros();
        return (before, after);
    }

    private static void Change(MethodDefinition method, Instruction at, FaultKind kind)
    {
        var code = at.OpCode.Code;
        switch (kind)
        {
            case FaultKind.NegatedCondition: at.OpCode = Negated(code)!.Value; break;
            case FaultKind.SwappedComparison: at.OpCode = Swapped(code)!.Value; break;
            case FaultKind.OffByOneComparison when OffByOne(code) is { } jump: at.OpCode = jump; break;
            case FaultKind.OffByOneComparison:
                at.OpCode = Swapped(code)!.Value;
                After(method, at, Instruction.Create(OpCodes.Ldc_I4, 0), Instruction.Create(OpCodes.Ceq));
                break;
            case FaultKind.InvertedResult:
                Replace(method, at, Instruction.Create(OpCodes.Ldc_I4, 0), Instruction.Create(OpCodes.Ceq), at.Copy()); break;
            case FaultKind.NullReturned:
                Replace(method, at, Instruction.Create(OpCodes.Pop), Instruction.Create(OpCodes.Ldnull), at.Copy()); break;
            case FaultKind.OtherConstant: at.Operand = Next(at.Operand); break;
            case FaultKind.OtherText: at.Operand += "~"; break;
            case FaultKind.DroppedCall: Replace(method, at, Pops(Stack.Arguments(at))); break;
            case FaultKind.DroppedStore: Replace(method, at, Pops(code == Code.Stfld ? 2 : 1)); break;
            case FaultKind.ExchangedArguments: Exchange(method, at); break;
            case FaultKind.OtherOperand: at.Operand = Siblings.Of(method, at); break;
            case FaultKind.RemovedThrow:
                Replace(method, at, [Instruction.Create(OpCodes.Pop), .. Default(method), Instruction.Create(OpCodes.Ret)]); break;
        }
    }

    public static OpCode? Negated(Code code) => code switch
    {
        Code.Brtrue => OpCodes.Brfalse,
        Code.Brfalse => OpCodes.Brtrue,
        Code.Beq => OpCodes.Bne_Un,
        Code.Bne_Un => OpCodes.Beq,
        Code.Blt => OpCodes.Bge,
        Code.Bge => OpCodes.Blt,
        Code.Bgt => OpCodes.Ble,
        Code.Ble => OpCodes.Bgt,
        Code.Blt_Un => OpCodes.Bge_Un,
        Code.Bge_Un => OpCodes.Blt_Un,
        Code.Bgt_Un => OpCodes.Ble_Un,
        Code.Ble_Un => OpCodes.Bgt_Un,
        _ => null,
    };

    /// <summary>The same comparison with its operands exchanged.</summary>
    public static OpCode? Swapped(Code code) => code switch
    {
        Code.Blt => OpCodes.Bgt,
        Code.Bgt => OpCodes.Blt,
        Code.Ble => OpCodes.Bge,
        Code.Bge => OpCodes.Ble,
        Code.Blt_Un => OpCodes.Bgt_Un,
        Code.Bgt_Un => OpCodes.Blt_Un,
        Code.Ble_Un => OpCodes.Bge_Un,
        Code.Bge_Un => OpCodes.Ble_Un,
        Code.Clt => OpCodes.Cgt,
        Code.Cgt => OpCodes.Clt,
        Code.Clt_Un => OpCodes.Cgt_Un,
        Code.Cgt_Un => OpCodes.Clt_Un,
        _ => null,
    };

    public static OpCode? OffByOne(Code code) => code switch
    {
        Code.Blt => OpCodes.Ble,
        Code.Ble => OpCodes.Blt,
        Code.Bgt => OpCodes.Bge,
        Code.Bge => OpCodes.Bgt,
        Code.Blt_Un => OpCodes.Ble_Un,
        Code.Ble_Un => OpCodes.Blt_Un,
        Code.Bgt_Un => OpCodes.Bge_Un,
        Code.Bge_Un => OpCodes.Bgt_Un,
        _ => null,
    };

    private static object Next(object constant) => constant switch
    {
        int number => (object)unchecked(number + 1),
        long number => (object)unchecked(number + 1),
        float number => (object)(number + 1),
        double number => (object)(number + 1),
        _ => throw new InvalidOperationException($"No constant: {constant}"),
    };

    private static Instruction[] Pops(int count) =>
        count == 0 ? [Instruction.Create(OpCodes.Nop)] : [.. Enumerable.Range(0, count).Select(_ => Instruction.Create(OpCodes.Pop))];

    private static void Exchange(MethodDefinition method, Instruction call)
    {
        var type = ((MethodReference)call.Operand).Parameters[^1].ParameterType;
        VariableDefinition last = new(type), other = new(type);
        method.Body.Variables.Add(last);
        method.Body.Variables.Add(other);
        Replace(method, call, Instruction.Create(OpCodes.Stloc, last), Instruction.Create(OpCodes.Stloc, other),
            Instruction.Create(OpCodes.Ldloc, last), Instruction.Create(OpCodes.Ldloc, other), call.Copy());
    }

    /// <summary>The default of what a method returns.</summary>
    private static Instruction[] Default(MethodDefinition method)
    {
        if (method.ReturnType.MetadataType == MetadataType.Void) return [];
        var value = new VariableDefinition(method.ReturnType);
        method.Body.Variables.Add(value);
        method.Body.InitLocals = true;
        return [Instruction.Create(OpCodes.Ldloc, value)];
    }

    private static Instruction Copy(this Instruction instruction)
    {
        var copy = Instruction.Create(OpCodes.Nop);
        (copy.OpCode, copy.Operand) = (instruction.OpCode, instruction.Operand);
        return copy;
    }

    private static void Replace(MethodDefinition method, Instruction at, params Instruction[] others)
    {
        (at.OpCode, at.Operand) = (others[0].OpCode, others[0].Operand);
        After(method, at, others[1..]);
    }

    private static void After(MethodDefinition method, Instruction at, params Instruction[] others)
    {
        var il = method.Body.GetILProcessor();
        foreach (var other in others)
        {
            il.InsertAfter(at, other);
            at = other;
        }
    }

    /// <summary>A probe in front of each place, so that a run shows which of them it comes by.</summary>
    public static void Probe(ModuleDefinition module, IReadOnlyList<Site> sites)
    {
        var hit = Hit(module);
        var numbered = sites.Select((x, i) => (Site: x, Number: i));
        foreach (var places in numbered.GroupBy(x => x.Site.Token))
        {
            var method = (MethodDefinition)module.LookupToken(places.Key);
            method.Body.SimplifyMacros();
            Instruction[] instructions = [.. method.Body.Instructions];
            foreach (var place in places.GroupBy(x => x.Site.Index))
            {
                var probes = place.SelectMany(
                    x => new[] { Instruction.Create(OpCodes.Ldc_I4, x.Number), Instruction.Create(OpCodes.Call, hit) });
                Replace(method, instructions[place.Key], [.. probes, instructions[place.Key].Copy()]);
            }
        }
    }

    public const string ProbeType = "SemverGuardProbe", HitsField = "Hits";

    private static MethodDefinition Hit(ModuleDefinition module)
    {
        var types = module.TypeSystem;
        var type = new TypeDefinition("", ProbeType, TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed, types.Object);
        var hits = new FieldDefinition(HitsField, FieldAttributes.Public | FieldAttributes.Static, new ArrayType(types.Boolean));
        var hit = new MethodDefinition("Hit", MethodAttributes.Public | MethodAttributes.Static, types.Void);
        hit.Parameters.Add(new ParameterDefinition(types.Int32));
        var il = hit.Body.GetILProcessor();
        il.Emit(OpCodes.Ldsfld, hits);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Stelem_I1);
        il.Emit(OpCodes.Ret);
        type.Fields.Add(hits);
        type.Methods.Add(hit);
        module.Types.Add(type);
        return hit;
    }

    private static string Around(MethodDefinition method, int index) =>
        string.Join("; ", method.Body.Instructions.Skip(Math.Max(0, index - 3)).Take(8)
            .Select(x => x.OpCode.Name + (x.Operand is null ? "" : " " + Shown(x.Operand))));

    private static string Shown(object operand) => operand switch
    {
        Instruction target => $"IL_{target.Offset:x4}",
        Instruction[] targets => string.Join(",", targets.Select(Shown)),
        string text => $"\"{text}\"",
        _ => operand.ToString()!,
    };
}
