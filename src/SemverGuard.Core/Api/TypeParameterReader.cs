using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Api;

internal static class TypeParameterReader
{
    private const GenericParameterAttributes AllowByRefLike = (GenericParameterAttributes)0x20;

    public static IReadOnlyList<ApiTypeParameter> Read(AssemblyImage image, GenericParameterHandleCollection handles, int skip = 0)
    {
        if (handles.Count <= skip) return [];
        return handles.Skip(skip).Select(x => Read(image, image.Reader.GetGenericParameter(x))).ToArray();
    }

    private static ApiTypeParameter Read(AssemblyImage image, GenericParameter parameter)
    {
        var attributes = parameter.Attributes;
        bool isStruct = (attributes & GenericParameterAttributes.NotNullableValueTypeConstraint) != 0;
        bool isUnmanaged =
            CustomAttributes.Has(image, parameter.GetCustomAttributes(), "System.Runtime.CompilerServices.IsUnmanagedAttribute");
        var constraints = new List<string>();
        if ((attributes & GenericParameterAttributes.ReferenceTypeConstraint) != 0) constraints.Add("class");
        if (isStruct) constraints.Add(isUnmanaged ? "unmanaged" : "struct");
        if ((attributes & GenericParameterAttributes.DefaultConstructorConstraint) != 0 && !isStruct) constraints.Add("new()");
        if ((attributes & AllowByRefLike) != 0) constraints.Add("allows ref struct");
        foreach (var handle in parameter.GetConstraints())
        {
            string name = image.NameOf(image.Reader.GetGenericParameterConstraint(handle).Type);
            int modifier = name.IndexOf('|');
            if (modifier >= 0) name = name.Substring(0, modifier);
            if (name != "System.ValueType") constraints.Add(name);
        }
        constraints.Sort(StringComparer.Ordinal);
        string variance = (attributes & GenericParameterAttributes.VarianceMask) switch
        {
            GenericParameterAttributes.Covariant => "out",
            GenericParameterAttributes.Contravariant => "in",
            _ => "",
        };
        return new ApiTypeParameter(image.Reader.GetString(parameter.Name), variance, constraints);
    }
}
