using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>
/// What the runtime loads for the variables, parameters and fields of an assembly's own code: value types, and all that has type arguments.
/// </summary>
internal sealed class SignatureCheck(AssemblySet world, AssemblyImage from, ReferenceCheck references, ConstraintCheck constraints)
{
    private readonly MetadataReader reader = from.Reader;

    public Problem? OfLocals(StandaloneSignatureHandle handle)
    {
        var signature = reader.GetStandaloneSignature(handle);
        if (signature.GetKind() != StandaloneSignatureKind.LocalVariables) return null;
        var mentioned = new MentionedTypes(from);
        signature.DecodeLocalSignature(mentioned, GenericScope.Open);
        if (Values(mentioned) is { } problem) return problem;
        var arguments = new TypeArgumentReader(world, from);
        signature.DecodeLocalSignature(arguments, GenericScope.Open);
        return constraints.OfSignature(arguments);
    }

    public Problem? OfMethod(MethodDefinitionHandle handle)
    {
        var method = reader.GetMethodDefinition(handle);
        var mentioned = new MentionedTypes(from);
        method.DecodeSignature(mentioned, GenericScope.Open);
        if (Values(mentioned) is { } problem) return problem;
        var arguments = new TypeArgumentReader(world, from);
        method.DecodeSignature(arguments, GenericScope.Open);
        return constraints.OfSignature(arguments);
    }

    public Problem? OfField(FieldDefinitionHandle handle)
    {
        var arguments = new TypeArgumentReader(world, from);
        reader.GetFieldDefinition(handle).DecodeSignature(arguments, GenericScope.Open);
        // Who reads or writes it.
        return constraints.OfSignature(arguments) is { } problem
            ? problem with { OnlyFor = static (code, _) => code != ILOpCode.Nop }
            : null;
    }

    /// <summary>A frame is laid out by the value types in it; of a class it only needs to know that it is one.</summary>
    private Problem? Values(MentionedTypes mentioned)
    {
        for (int i = 0; i < mentioned.Seen.Count; i++)
        {
            var type = mentioned.Seen[i];
            if (type.Kind != HandleKind.TypeReference) continue;
            var reference = (TypeReferenceHandle)type;
            bool asValue = mentioned.SeenAsValue.Contains(reference);
            if (((asValue ? references.Of(type) : null) ?? references.KindOf(reference, asValue)) is { } problem) return problem;
        }
        return null;
    }
}
