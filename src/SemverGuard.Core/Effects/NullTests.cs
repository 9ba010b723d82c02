using System.Collections.Immutable;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>Which conditions of a body ask whether something is there: a value of a reference type, by itself.</summary>
internal sealed class NullTests(AssemblyImage image, MethodDefinition method, MethodBodyBlock body)
{
    private ImmutableArray<object?>? locals, parameters;

    /// <param name="from">The local that the value was loaded from, if it was.</param>
    public bool Is(Value asked, int? from)
    {
        if (asked.IsTested || asked.Kind == ValueKind.Literal) return false;
        if ((from ?? asked.Local) is { } local) return At(locals ??= Locals(), local);
        if (asked.Position is { } position)
            return At(parameters ??= method.DecodeSignature(ReferenceTypes.Only, GenericScope.Open).ParameterTypes, position);
        if (asked.Of is { IsGenerated: false, Name.Length: > 0 } field) return IsReference(field.Handle);
        return asked.Source?.Target is { IsConstructor: false } called && IsReference(called.Handle);
    }

    private static bool At(ImmutableArray<object?> types, int index) => index < types.Length && types[index] is not null;

    private ImmutableArray<object?> Locals() => body.LocalSignature.IsNil ? ImmutableArray<object?>.Empty
        : image.Reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(ReferenceTypes.Only, GenericScope.Open);

    /// <summary>Whether a field, or what a method returns, is of a reference type.</summary>
    private bool IsReference(EntityHandle member)
    {
        switch (member.Kind)
        {
            case HandleKind.FieldDefinition:
                var field = image.Reader.GetFieldDefinition((FieldDefinitionHandle)member);
                return field.DecodeSignature(ReferenceTypes.Only, GenericScope.Open) is not null;
            case HandleKind.MethodDefinition:
                var own = image.Reader.GetMethodDefinition((MethodDefinitionHandle)member);
                return own.DecodeSignature(ReferenceTypes.Only, GenericScope.Open).ReturnType is not null;
            case HandleKind.MemberReference:
                var reference = image.Reader.GetMemberReference((MemberReferenceHandle)member);
                return reference.GetKind() == MemberReferenceKind.Field
                    ? reference.DecodeFieldSignature(ReferenceTypes.Only, GenericScope.Open) is not null
                    : reference.DecodeMethodSignature(ReferenceTypes.Only, GenericScope.Open).ReturnType is not null;
            default: return false;
        }
    }
}
