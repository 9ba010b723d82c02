using System.Reflection.Metadata;
using SemverGuard.Metadata;
using SemverGuard.Linkage;

namespace SemverGuard.Recompilation;

/// <summary>The types that were values and are references by now, or the other way round: code that touches them is made differently throughout.</summary>
internal sealed class ChangedKinds(AssemblySet before, AssemblySet after, IReadOnlyList<string> bumped)
{
    private HashSet<string>? names;

    /// <summary>Whether a method of the before build has such a type in its signature, its locals or its body.</summary>
    public bool AreIn(AssemblyImage image, MethodDefinitionHandle handle)
    {
        if ((names ??= Names()).Count == 0) return false;
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
        return mentioned.Seen.Any(x => names.Contains(image.NameOf(x)));
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

    private HashSet<string> Names()
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (string assembly in bumped)
        {
            if (before.Find(assembly) is not { } was) continue;
            foreach (var handle in was.Reader.TypeDefinitions)
            {
                var now = after.FindType(assembly, was.NameOf(handle));
                if (now.IsFound && ReferenceCheck.IsValue(new TypeHome(was, handle)) != ReferenceCheck.IsValue(now)) found.Add(was.NameOf(handle));
            }
        }
        return found;
    }
}
