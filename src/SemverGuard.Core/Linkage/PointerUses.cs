using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>Structs that are read or written through a pointer to something else: <c>*(int*)&amp;value</c>.</summary>
/// <param name="changes">By full name.</param>
internal sealed class PointerUses(AssemblySet after, IReadOnlyDictionary<string, LayoutChange> changes)
{
    public IEnumerable<PlacedProblem> In(AssemblyImage image)
    {
        if (!image.Reader.TypeReferences.Any(x => IsMoved(image.NameOf(x)))) yield break;
        foreach (var handle in image.Reader.MethodDefinitions)
        {
            var method = image.Reader.GetMethodDefinition(handle);
            if (image.Body(method) is not { } body) continue;
            foreach (var (problem, offset) in Method(image, method, body)) yield return new PlacedProblem(problem, image, handle, offset);
        }
    }

    private List<(Problem, int)> Method(AssemblyImage image, MethodDefinition method, MethodBodyBlock body)
    {
        var found = new List<(Problem, int)>();
        var addresses = new Addresses(image, method, body);
        string? pointed = null;
        bool isPointer = false;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (addresses.Of(il) is { } type) (pointed, isPointer) = (IsMoved(type) ? type : null, addresses.IsPointer(il));
            else if (IsArithmetic(il.OpCode)) isPointer |= il.OpCode is ILOpCode.Conv_u or ILOpCode.Conv_i;
            else if (pointed is not null)
            {
                if (isPointer && IsOther(image, il, pointed, addresses)) found.Add((Problem(pointed), il.Offset));
                pointed = null;
            }
        }
        return found;
    }

    /// <summary>Whether a pointer is used as one to something that the struct is not.</summary>
    private static bool IsOther(AssemblyImage image, in IlReader il, string pointed, Addresses addresses) => il.OpCode switch
    {
        >= ILOpCode.Ldind_i1 and <= ILOpCode.Ldind_r8 => true,
        >= ILOpCode.Stind_ref and <= ILOpCode.Stind_r8 => true,
        ILOpCode.Ldobj or ILOpCode.Stobj => image.NameOf(il.Entity) != pointed,
        ILOpCode.Call => IsOfNumber(image, il.Entity),
        _ => addresses.Stored(il) is { } local && local != pointed,
    };

    /// <summary><c>(*(int*)p).ToString()</c>: a number's method is called where the pointer leads.</summary>
    private static bool IsOfNumber(AssemblyImage image, EntityHandle called)
    {
        if (called.Kind != HandleKind.MemberReference) return false;
        var member = image.Reader.GetMemberReference((MemberReferenceHandle)called);
        if (member.Parent.Kind != HandleKind.TypeReference || FieldSizes.Of(image.NameOf(member.Parent)) is null) return false;
        var signature = image.SignatureOf(member);
        return signature.Header.IsInstance && signature.ParameterTypes.IsEmpty;
    }

    /// <summary>What may stand between the address and its use.</summary>
    private static bool IsArithmetic(ILOpCode code) => code
        is >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_r8
        or ILOpCode.Conv_u or ILOpCode.Conv_i or ILOpCode.Add or ILOpCode.Sub or ILOpCode.Mul;

    private bool IsMoved(string type) =>
        changes.TryGetValue(type, out var change) && (change & LayoutChange.Moved) != 0 && !after.FindTypeAnywhere(type).IsEnum;

    private Problem Problem(string type)
    {
        string assembly = after.FindTypeAnywhere(type).Image?.Name ?? "";
        return new Problem("T:" + type, assembly, Linkage.Problem.Silent,
            $"{LayoutUses.Fact(changes[type])} '{DisplayName.Type(type)}', whose bytes are reached through a pointer");
    }

    /// <summary>The types to which the locals, parameters and fields of a method lead by their address.</summary>
    private sealed class Addresses(AssemblyImage image, MethodDefinition method, MethodBodyBlock body)
    {
        private readonly string[] locals = body.LocalSignature.IsNil ? []
            : [.. image.Reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(image.LinkText, GenericScope.Open)];

        private readonly string[] parameters = Parameters(image, method);

        private static string[] Parameters(AssemblyImage image, MethodDefinition method)
        {
            var signature = image.SignatureOf(method);
            return signature.Header.IsInstance ? ["", .. signature.ParameterTypes] : [.. signature.ParameterTypes];
        }

        /// <summary>What the address leads to that an instruction loads; null where it loads none.</summary>
        public string? Of(in IlReader il)
        {
            switch (il.OpCode)
            {
                case ILOpCode.Ldloca or ILOpCode.Ldloca_s: return At(locals, (int)il.Integer);
                case ILOpCode.Ldarga or ILOpCode.Ldarga_s: return At(parameters, (int)il.Integer);
                case ILOpCode.Ldelema: return image.NameOf(il.Entity);
                case ILOpCode.Ldflda or ILOpCode.Ldsflda: return Field(il.Entity);
            }
            return il.Long switch
            {
                (ILOpCode.Ldloc, var local) => Target(At(locals, (int)local)),
                (ILOpCode.Ldarg, var argument) => Target(At(parameters, (int)argument)),
                _ => null,
            };
        }

        /// <summary>Whether what an instruction loads is a pointer, and not a reference.</summary>
        public bool IsPointer(in IlReader il) => il.Long switch
        {
            (ILOpCode.Ldloc, var local) => At(locals, (int)local)?.EndsWith("*", StringComparison.Ordinal) == true,
            (ILOpCode.Ldarg, var argument) => At(parameters, (int)argument)?.EndsWith("*", StringComparison.Ordinal) == true,
            _ => false,
        };

        /// <summary>What the pointers lead to that a local of which an instruction sets the value has; null for no pointer.</summary>
        public string? Stored(in IlReader il) => il.Long is (ILOpCode.Stloc, var local) && At(locals, (int)local) is { } type
            && type.EndsWith("*", StringComparison.Ordinal) && type != "System.Void*" ? Target(type) : null;

        private string? Field(EntityHandle field) => field.Kind switch
        {
            HandleKind.FieldDefinition =>
                image.Reader.GetFieldDefinition((FieldDefinitionHandle)field).DecodeSignature(image.LinkText, GenericScope.Open),
            HandleKind.MemberReference =>
                image.Reader.GetMemberReference((MemberReferenceHandle)field).DecodeFieldSignature(image.LinkText, GenericScope.Open),
            _ => null,
        };

        private static string? At(string[] types, int index) => index >= 0 && index < types.Length ? types[index] : null;

        private static string? Target(string? type) =>
            type is not null && type.EndsWith("*", StringComparison.Ordinal) ? type.Substring(0, type.Length - 1)
            : type is not null && type.EndsWith("@", StringComparison.Ordinal) ? type.Substring(0, type.Length - 1) : null;
    }
}
