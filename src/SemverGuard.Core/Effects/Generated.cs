using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>From the compiler's inventions to the code in them.</summary>
internal static class Generated
{
    /// <summary>
    /// The bodies behind a generated operand: a lambda's or local function's own, a state machine's <c>MoveNext</c> and the <c>finally</c>
    /// parts of an iterator, which are methods of their own. The rest of a state machine is the same for all.
    /// </summary>
    public static IEnumerable<MethodDefinitionHandle> Bodies(AssemblyImage image, Operand operand)
    {
        if (!operand.IsGenerated) yield break;
        if (GeneratedNames.IsStateMachine(operand.Type))
        {
            var owner = TypeOf(image, operand);
            if (owner.IsNil) yield break;
            foreach (var handle in image.Reader.GetTypeDefinition(owner).GetMethods())
            {
                var name = image.Reader.GetMethodDefinition(handle).Name;
                if (image.Reader.StringComparer.Equals(name, "MoveNext") || image.Reader.StringComparer.StartsWith(name, "<>m__Finally"))
                    yield return handle;
            }
        }
        else if (!operand.OwnMethod.IsNil && !operand.IsConstructor && !operand.Starts("<PrivateImplementationDetails>"))
        {
            yield return operand.OwnMethod;
        }
    }

    private static TypeDefinitionHandle TypeOf(AssemblyImage image, Operand operand) => operand.Own.Kind switch
    {
        HandleKind.MethodDefinition => image.Reader.GetMethodDefinition((MethodDefinitionHandle)operand.Own).GetDeclaringType(),
        HandleKind.FieldDefinition => image.Reader.GetFieldDefinition((FieldDefinitionHandle)operand.Own).GetDeclaringType(),
        HandleKind.TypeDefinition => (TypeDefinitionHandle)operand.Own,
        _ => default,
    };
}
