using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>Which type the value has, as far as the instruction tells that puts it on the stack.</summary>
internal sealed class ValueSource
{
    private readonly AssemblySet world;
    private readonly AssemblyImage image;
    private readonly MethodSignature<TypeArgument> signature;
    private readonly TypeHome declaring;
    private readonly TypeHome[] locals;
    private readonly bool mayLookInside;

    public ValueSource(AssemblySet world, AssemblyImage image, MethodDefinition method, MethodBodyBlock body, bool mayLookInside = true)
    {
        (this.world, this.image, this.mayLookInside) = (world, image, mayLookInside);
        var reader = new TypeArgumentReader(world, image);
        signature = method.DecodeSignature(reader, GenericScope.Open);
        declaring = new TypeHome(image, method.GetDeclaringType());
        locals = body.LocalSignature.IsNil
            ? []
            : [.. image.Reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(reader, GenericScope.Open)
                .Select(x => x.Home)];
        RefineLocals(body);
    }

    /// <summary>The type of what the instruction leaves on the stack; not found where it cannot be told.</summary>
    public TypeHome Of(in IlReader il) => il.OpCode switch
    {
        ILOpCode.Newobj => world.ResolveMember(image, il.Entity).Type,
        ILOpCode.Call or ILOpCode.Callvirt => Result(il.Entity),
        ILOpCode.Box or ILOpCode.Castclass => world.Resolve(image, il.Entity),
        ILOpCode.Ldfld or ILOpCode.Ldsfld => Field(il.Entity),
        ILOpCode.Ldstr => world.BasicType("System.String"),
        _ =>
            Local(il) is >= 0 and var local ? (local < locals.Length ? locals[local] : default)
                : Argument(il) is >= 0 and var argument ? Argument(argument)
                : default,
    };

    /// <summary>A local of a wide type that is only ever given values of one.</summary>
    private void RefineLocals(MethodBodyBlock body)
    {
        if (locals.Length == 0) return;
        var given = new Dictionary<int, TypeHome>();
        var il = new IlReader(body.GetILReader());
        TypeHome last = default;
        while (il.MoveNext())
        {
            int stored = Store(il);
            if (stored >= 0) given[stored] = given.TryGetValue(stored, out var known) && known != last ? default : last;
            last = il.OpCode == ILOpCode.Dup ? last : Of(il);
        }
        foreach (var pair in given)
        {
            if (pair.Key < locals.Length && pair.Value.IsFound) locals[pair.Key] = pair.Value;
        }
    }

    private TypeHome Result(EntityHandle member)
    {
        if (member.Kind == HandleKind.MethodSpecification)
            member = image.Reader.GetMethodSpecification((MethodSpecificationHandle)member).Method;
        var reader = new TypeArgumentReader(world, image);
        var declared = member.Kind switch
        {
            HandleKind.MemberReference =>
                image.Reader.GetMemberReference((MemberReferenceHandle)member)
                    .DecodeMethodSignature(reader, GenericScope.Open).ReturnType.Home,
            HandleKind.MethodDefinition =>
                image.Reader.GetMethodDefinition((MethodDefinitionHandle)member).DecodeSignature(reader, GenericScope.Open).ReturnType.Home,
            _ => default,
        };
        return declared.IsFound && IsAnything(declared) && mayLookInside
            && Returned(world.ResolveMember(image, member)) is { IsFound: true } returned ? returned : declared;
    }

    /// <summary>Anything may be behind an object or an interface.</summary>
    public static bool IsAnything(TypeHome type) =>
        type.Name is "System.Object" or "System.ValueType" or "System.Enum" or "System.Exception" or "System.Attribute"
        || type.IsInterface;

    /// <summary>What a method that nobody overrides returns in every case, as far as its own body tells.</summary>
    private TypeHome Returned(MemberHome callee)
    {
        if (!callee.IsFound || callee.Image.IsFramework || callee.Member.Kind != HandleKind.MethodDefinition) return default;
        var method = callee.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)callee.Member);
        if ((method.Attributes & MethodAttributes.Virtual) != 0 || callee.Image.Body(method) is not { } body) return default;
        var inside = new ValueSource(world, callee.Image, method, body, mayLookInside: false);
        TypeHome last = default, all = default;
        var il = new IlReader(body.GetILReader());
        bool isFirst = true;
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Ret)
            {
                if (!last.IsFound || (!isFirst && last != all)) return default;
                (all, isFirst) = (last, false);
            }
            last = il.OpCode == ILOpCode.Dup ? last : inside.Of(il);
        }
        return all;
    }

    private TypeHome Field(EntityHandle member)
    {
        var reader = new TypeArgumentReader(world, image);
        return member.Kind switch
        {
            HandleKind.MemberReference =>
                image.Reader.GetMemberReference((MemberReferenceHandle)member).DecodeFieldSignature(reader, GenericScope.Open).Home,
            HandleKind.FieldDefinition =>
                image.Reader.GetFieldDefinition((FieldDefinitionHandle)member).DecodeSignature(reader, GenericScope.Open).Home,
            _ => default,
        };
    }

    private TypeHome Argument(int index)
    {
        if (signature.Header.IsInstance && index-- == 0) return declaring;
        return index < signature.ParameterTypes.Length ? signature.ParameterTypes[index].Home : default;
    }

    private static int Local(in IlReader il) => il.OpCode switch
    {
        >= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3 => il.OpCode - ILOpCode.Ldloc_0,
        ILOpCode.Ldloc or ILOpCode.Ldloc_s => (int)il.Integer,
        _ => -1,
    };

    private static int Argument(in IlReader il) => il.OpCode switch
    {
        >= ILOpCode.Ldarg_0 and <= ILOpCode.Ldarg_3 => il.OpCode - ILOpCode.Ldarg_0,
        ILOpCode.Ldarg or ILOpCode.Ldarg_s => (int)il.Integer,
        _ => -1,
    };

    private static int Store(in IlReader il) => il.OpCode switch
    {
        >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3 => il.OpCode - ILOpCode.Stloc_0,
        ILOpCode.Stloc or ILOpCode.Stloc_s => (int)il.Integer,
        _ => -1,
    };
}
