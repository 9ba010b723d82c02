using System.Reflection.Metadata;
using SemverGuard.Metadata;
using SemverGuard.Linkage;

namespace SemverGuard.Recompilation;

/// <summary>Methods that touch a type of which the kind changed: their code is made differently throughout.</summary>
internal sealed class TouchedKinds(AssemblySet before, AssemblySet after, IReadOnlyList<string> bumped)
{
    private HashSet<string>? names;

    /// <summary>Whether a method of the before build has such a type in its signature, its locals or its body.</summary>
    public bool AreIn(AssemblyImage image, MethodDefinitionHandle handle)
    {
        if ((names ??= new(bumped.SelectMany(x => ChangedKinds.Of(before, after, x)), StringComparer.Ordinal)).Count == 0) return false;
        var method = image.Reader.GetMethodDefinition(handle);
        var mentioned = new MentionedTypes(image);
        method.DecodeSignature(mentioned, GenericScope.Open);
        if (image.Body(method) is { } body)
        {
            if (!body.LocalSignature.IsNil) image.Reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(mentioned, GenericScope.Open);
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (il.Token != 0 && il.OpCode is not (ILOpCode.Ldstr or ILOpCode.Calli)) Mention(image, il.Entity, mentioned);
            }
        }
        for (int i = 0; i < mentioned.Seen.Count; i++)
        {
            if (names.Contains(image.NameOf(mentioned.Seen[i]))) return true;
        }
        return false;
    }

    private static void Mention(AssemblyImage image, EntityHandle operand, MentionedTypes mentioned)
    {
        switch (operand.Kind)
        {
            case HandleKind.TypeReference or HandleKind.TypeDefinition: mentioned.Seen.Add(operand); break;
            case HandleKind.MemberReference: Mention(image, image.Reader.GetMemberReference((MemberReferenceHandle)operand).Parent, mentioned); break;
            case HandleKind.TypeSpecification: image.Reader.GetTypeSpecification((TypeSpecificationHandle)operand).DecodeSignature(mentioned, GenericScope.Open); break;
        }
    }
}
