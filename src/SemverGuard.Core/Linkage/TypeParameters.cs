using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>The type parameters that a body or a base type of one assembly may name: its method's and its type's.</summary>
internal readonly record struct TypeParameters(AssemblyImage Image, TypeDefinitionHandle Type, MethodDefinitionHandle Method)
{
    public GenericParameter? this[TypeArgument argument]
    {
        get
        {
            if (argument.Kind == ArgumentKind.MethodParameter && Method.IsNil) return null;
            var parameters = argument.Kind == ArgumentKind.MethodParameter
                ? Image.Reader.GetMethodDefinition(Method).GetGenericParameters()
                : Image.Reader.GetTypeDefinition(Type).GetGenericParameters();
            return argument.Index < parameters.Count ? Image.Reader.GetGenericParameter(parameters[argument.Index]) : null;
        }
    }

    /// <summary>Every owner of type parameters in an assembly.</summary>
    public static IEnumerable<TypeParameters> In(AssemblyImage image)
    {
        foreach (var handle in image.Reader.TypeDefinitions)
        {
            var type = image.Reader.GetTypeDefinition(handle);
            if (type.GetGenericParameters().Count > 0) yield return new TypeParameters(image, handle, default);
            foreach (var method in type.GetMethods())
            {
                if (image.Reader.GetMethodDefinition(method).GetGenericParameters().Count > 0)
                    yield return new TypeParameters(image, handle, method);
            }
        }
    }
}
