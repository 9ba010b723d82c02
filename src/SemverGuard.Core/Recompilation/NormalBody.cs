using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>
/// One instruction, free of what differs between two builds of the same meaning: tokens, short forms, local numbers, jump distances.
/// </summary>
/// <param name="Operand">A symbol, a constant as C# writes it, or empty.</param>
/// <param name="Offset">In the body it came from.</param>
/// <param name="Handle">The operand's symbol in the assembly it came from; nil without one.</param>
internal readonly record struct NormalInstruction(ILOpCode Code, string Operand, int Offset, EntityHandle Handle = default)
{
    /// <summary>Two instructions that say the same, wherever they stand.</summary>
    public bool Says(NormalInstruction other) => Operand == other.Operand && (Code == other.Code || (IsPlainCall && other.IsPlainCall));

    /// <summary>Whether a call is virtual follows from what is called, which the operand says.</summary>
    private bool IsPlainCall => Code is ILOpCode.Call or ILOpCode.Callvirt;

    public bool IsCall => Code is ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj or ILOpCode.Ldftn or ILOpCode.Ldvirtftn;

    public bool IsConstant =>
        Code is ILOpCode.Ldc_i4 or ILOpCode.Ldc_i8 or ILOpCode.Ldc_r4 or ILOpCode.Ldc_r8 or ILOpCode.Ldstr or ILOpCode.Ldnull;

    /// <summary>A constant as C# writes it.</summary>
    public string Constant => Code switch
    {
        ILOpCode.Ldnull => "null",
        ILOpCode.Ldc_r4 => Api.ConstantText.Of(BitConverter.ToSingle(BitConverter.GetBytes((int)Bits), 0)),
        ILOpCode.Ldc_r8 => Api.ConstantText.Of(BitConverter.Int64BitsToDouble(Bits)),
        _ => Operand,
    };

    private long Bits => long.Parse(Operand, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public override string ToString() => $"{Code} {Operand}";
}

/// <summary>Reads a method body into normal form.</summary>
internal static class NormalBody
{
    public static IReadOnlyList<NormalInstruction> Read(AssemblyImage image, MethodDefinitionHandle method)
    {
        if (image.Body(image.Reader.GetMethodDefinition(method)) is not { } body) return [];
        var code = body.GetILReader();
        var result = new List<NormalInstruction>(code.Length / BytesOfMost);
        var locals = new Dictionary<int, int>();
        var il = new IlReader(code);
        while (il.MoveNext())
        {
            var instruction = Normal(image, il, locals);
            // Debug builds and release builds differ in these; two builds of one project may not differ in anything else.
            if (instruction.Code is not (ILOpCode.Nop or ILOpCode.Readonly or ILOpCode.Tail)) result.Add(instruction);
        }
        return result;
    }

    /// <summary>Most instructions have as many.</summary>
    private const int BytesOfMost = 2;

    private static NormalInstruction Normal(AssemblyImage image, IlReader il, Dictionary<int, int> locals)
    {
        var code = il.OpCode;
        int offset = il.Offset;
        switch (code)
        {
            case ILOpCode.Ldstr: return new(code, Api.ConstantText.Of(image.UserString(il.Token)), offset);
            case >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8: return Int32((int)code - (int)ILOpCode.Ldc_i4_0);
            case ILOpCode.Ldc_i4_s or ILOpCode.Ldc_i4: return Int32((int)il.Integer);
            case ILOpCode.Ldc_i8: return new(code, il.Integer.ToString(CultureInfo.InvariantCulture), offset);
            case ILOpCode.Ldc_r4 or ILOpCode.Ldc_r8: return new(code, il.Integer.ToString("x", CultureInfo.InvariantCulture), offset);
            case >= ILOpCode.Ldarg_0 and <= ILOpCode.Ldarg_3:
                return new(ILOpCode.Ldarg, ((int)code - (int)ILOpCode.Ldarg_0).ToString(CultureInfo.InvariantCulture), offset);
            case >= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3: return Local(ILOpCode.Ldloc, (int)code - (int)ILOpCode.Ldloc_0);
            case >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3: return Local(ILOpCode.Stloc, (int)code - (int)ILOpCode.Stloc_0);
            case ILOpCode.Ldloc or ILOpCode.Ldloc_s: return Local(ILOpCode.Ldloc, (int)il.Integer);
            case ILOpCode.Stloc or ILOpCode.Stloc_s: return Local(ILOpCode.Stloc, (int)il.Integer);
            case ILOpCode.Ldloca or ILOpCode.Ldloca_s: return Local(ILOpCode.Ldloca, (int)il.Integer);
            case ILOpCode.Ldarg or ILOpCode.Ldarg_s: return new(ILOpCode.Ldarg, il.Integer.ToString(CultureInfo.InvariantCulture), offset);
            case ILOpCode.Starg or ILOpCode.Starg_s: return new(ILOpCode.Starg, il.Integer.ToString(CultureInfo.InvariantCulture), offset);
            case ILOpCode.Ldarga or ILOpCode.Ldarga_s:
                return new(ILOpCode.Ldarga, il.Integer.ToString(CultureInfo.InvariantCulture), offset);
            case >= ILOpCode.Br_s and <= ILOpCode.Blt_un_s: return new(code + (ILOpCode.Br - ILOpCode.Br_s), "", offset);
            case ILOpCode.Leave_s: return new(ILOpCode.Leave, "", offset);
        }
        if (il.Token == 0) return new(code, "", offset);
        return code == ILOpCode.Calli ? new(code, "calli", offset) : new(code, Called(Symbol(image, il.Entity)), offset, il.Entity);

        NormalInstruction Int32(int value) => new(ILOpCode.Ldc_i4, value.ToString(CultureInfo.InvariantCulture), offset);

        // Locals are numbered in the order in which the body meets them.
        NormalInstruction Local(ILOpCode of, int index)
        {
            if (!locals.TryGetValue(index, out int number)) locals[index] = number = locals.Count;
            return new(of, number.ToString(CultureInfo.InvariantCulture), offset);
        }
    }

    /// <summary>The builder of an async method is told whether the awaiter is a critical one, and continues all the same.</summary>
    private static string Called(string symbol) =>
        symbol.IndexOf(".AwaitUnsafeOnCompleted(", StringComparison.Ordinal) < 0 ? symbol
            : symbol.Replace(".AwaitUnsafeOnCompleted(", ".AwaitOnCompleted(");

    /// <summary>
    /// A symbol with everything that distinguishes it: type arguments, signature, modifiers; not the assembly, from which it may have
    /// moved.
    /// </summary>
    public static string Symbol(AssemblyImage image, EntityHandle handle)
    {
        if (!image.SymbolTexts.TryGetValue(handle, out string? text)) image.SymbolTexts[handle] = text = SymbolText(image, handle);
        return text;
    }

    private static string SymbolText(AssemblyImage image, EntityHandle handle)
    {
        var reader = image.Reader;
        switch (handle.Kind)
        {
            case HandleKind.MethodDefinition:
                var method = reader.GetMethodDefinition((MethodDefinitionHandle)handle);
                return Method(NormalNames.Of(image.NameOf(method.GetDeclaringType())), NormalNames.Of(reader.GetString(method.Name)),
                    image.SignatureOf(method));
            case HandleKind.FieldDefinition:
                var field = reader.GetFieldDefinition((FieldDefinitionHandle)handle);
                return NormalNames.Of(image.NameOf(field.GetDeclaringType()) + "." + reader.GetString(field.Name))
                    + " : " + NormalNames.Of(field.DecodeSignature(image.LinkText, GenericScope.Open));
            case HandleKind.MemberReference:
                var reference = reader.GetMemberReference((MemberReferenceHandle)handle);
                string parent = reference.Parent.Kind == HandleKind.MethodDefinition
                    ? Symbol(image, reference.Parent)
                    : NormalNames.Of(image.NameOf(reference.Parent));
                string name = NormalNames.Of(reader.GetString(reference.Name));
                return reference.GetKind() == MemberReferenceKind.Method
                    ? Method(parent, name, image.SignatureOf(reference))
                    : parent + "." + name + " : " + NormalNames.Of(reference.DecodeFieldSignature(image.LinkText, GenericScope.Open));
            case HandleKind.MethodSpecification:
                var specification = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                string arguments = string.Join(",", specification.DecodeSignature(image.LinkText, GenericScope.Open));
                return Symbol(image, specification.Method) + "<" + NormalNames.Of(arguments) + ">";
            default:
                return NormalNames.Of(image.NameOf(handle));
        }
    }

    private static string Method(string type, string name, MethodSignature<string> signature) =>
        type + "." + name + "(" + NormalNames.Of(string.Join(",", signature.ParameterTypes)) + ") : "
        + NormalNames.Of(signature.ReturnType);
}
