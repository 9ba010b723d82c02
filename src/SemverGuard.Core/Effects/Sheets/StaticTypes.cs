using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Sheets;

/// <summary>
/// The types that a value's own type names, as far as the source says it: an object that was constructed, a field, a parameter, a
/// <c>typeof</c>.
/// </summary>
internal sealed class StaticTypes(AssemblyImage image)
{
    private readonly MentionedTypes mentions = new(image);

    /// <param name="method">Whose arguments are meant.</param>
    public IReadOnlyList<EntityHandle> Of(Value value, MethodDefinition method)
    {
        mentions.Clear();
        if (value.Kind == ValueKind.This) mentions.Seen.Add(method.GetDeclaringType());
        else if (value.Position is { } position) Parameter(method.Signature, position + 1);
        else if (value.Source is { Target: { } target } made) Made(target, made, method);
        else if (value.Of is { } of) Named(of.Handle);
        return Seen();
    }

    public IReadOnlyList<EntityHandle> Arguments(MethodSpecificationHandle call)
    {
        mentions.Clear();
        image.Reader.GetMethodSpecification(call).DecodeSignature(mentions, GenericScope.Open);
        return Seen();
    }

    private void Made(Operand target, Step made, MethodDefinition method)
    {
        if (target.Is("System.Type", "GetTypeFromHandle"))
        {
            if (made.Arguments[0].Of is { } named) Named(named.Handle);
        }
        else if (target.Handle.Kind == HandleKind.MethodDefinition)
        {
            var definition = image.Reader.GetMethodDefinition((MethodDefinitionHandle)target.Handle);
            if (target.IsConstructor) mentions.Seen.Add(definition.GetDeclaringType());
            else Parameter(definition.Signature, 0);
        }
        else if (target.Handle.Kind == HandleKind.MemberReference)
        {
            var reference = image.Reader.GetMemberReference((MemberReferenceHandle)target.Handle);
            if (target.IsConstructor) Named(reference.Parent);
            else Parameter(reference.Signature, 0);
        }
    }

    private void Named(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition or HandleKind.TypeReference: mentions.Seen.Add(handle); break;
            case HandleKind.TypeSpecification:
                image.Reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(mentions, GenericScope.Open); break;
            case HandleKind.FieldDefinition:
                image.Reader.GetFieldDefinition((FieldDefinitionHandle)handle).DecodeSignature(mentions, GenericScope.Open); break;
            case HandleKind.MemberReference
                when image.Reader.GetMemberReference((MemberReferenceHandle)handle) is var reference
                    && reference.GetKind() == MemberReferenceKind.Field:
                reference.DecodeFieldSignature(mentions, GenericScope.Open);
                break;
        }
    }

    /// <param name="index">0 for the result.</param>
    private void Parameter(BlobHandle signature, int index)
    {
        var blob = image.Reader.GetBlobReader(signature);
        if (blob.ReadSignatureHeader().IsGeneric) blob.ReadCompressedInteger();
        int parameters = blob.ReadCompressedInteger();
        var decoder = new System.Reflection.Metadata.Ecma335.SignatureDecoder<object?, GenericScope>(
            mentions, image.Reader, GenericScope.Open);
        for (int i = 0; i <= index && i <= parameters; i++)
        {
            mentions.Clear();
            decoder.DecodeType(ref blob);
        }
    }

    private IReadOnlyList<EntityHandle> Seen() => [.. Enumerable.Range(0, mentions.Seen.Count).Select(x => mentions.Seen[x])];
}
