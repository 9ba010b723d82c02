using System.Reflection.Metadata;
using SemverGuard.Metadata;
using SemverGuard.Linkage;

namespace SemverGuard.Recompilation;

/// <summary>Methods that touch a type of which the kind changed: their code is made differently throughout.</summary>
internal sealed class TouchedKinds(AssemblySet before, AssemblySet after, IReadOnlyList<string> bumped)
{
    private HashSet<string>? names;

    /// <summary>Such a type that a method of the before build has in its signature, its locals or its body; null without one.</summary>
    public string? In(AssemblyImage image, MethodDefinitionHandle handle)
    {
        if ((names ??= new(bumped.SelectMany(x => ChangedKinds.Of(before, after, x)), StringComparer.Ordinal)).Count == 0) return null;
        var method = image.Reader.GetMethodDefinition(handle);
        var mentioned = new MentionedTypes(image);
        method.DecodeSignature(mentioned, GenericScope.Open);
        if (image.Body(method) is { } body)
        {
            if (!body.LocalSignature.IsNil)
                image.Reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(mentioned, GenericScope.Open);
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (il.Token != 0 && il.OpCode is not (ILOpCode.Ldstr or ILOpCode.Calli)) Mention(image, il.Entity, mentioned);
            }
        }
        for (int i = 0; i < mentioned.Seen.Count; i++)
        {
            if (image.NameOf(mentioned.Seen[i]) is var name && names.Contains(name)) return name;
        }
        return null;
    }

    /// <summary>Whether a method reads a struct as a whole, and not by its address.</summary>
    public static bool Copies(Build build, MethodDefinitionHandle handle, TypeHome type)
    {
        var method = build.Output.Reader.GetMethodDefinition(handle);
        if (build.Output.Body(method) is not { } body) return false;
        var source = new ValueSource(build.World, build.Output, method, body);
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode is ILOpCode.Ldelem or ILOpCode.Ldobj && build.World.Resolve(build.Output, il.Entity) == type) return true;
            bool isCopy = il.OpCode is ILOpCode.Ldfld or ILOpCode.Ldsfld or ILOpCode.Ldloc or ILOpCode.Ldloc_s or ILOpCode.Ldarg
                or ILOpCode.Ldarg_s
                or >= ILOpCode.Ldarg_0 and <= ILOpCode.Ldloc_3;
            if (isCopy && source.Of(il) == type) return true;
        }
        return false;
    }

    private static void Mention(AssemblyImage image, EntityHandle operand, MentionedTypes mentioned)
    {
        switch (operand.Kind)
        {
            case HandleKind.TypeReference or HandleKind.TypeDefinition: mentioned.Seen.Add(operand); break;
            case HandleKind.MemberReference:
                Mention(image, image.Reader.GetMemberReference((MemberReferenceHandle)operand).Parent, mentioned); break;
            case HandleKind.TypeSpecification:
                image.Reader.GetTypeSpecification((TypeSpecificationHandle)operand).DecodeSignature(mentioned, GenericScope.Open); break;
        }
    }
}
