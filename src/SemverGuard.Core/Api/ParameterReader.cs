using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Api;

/// <summary>Reads the parameters of one method.</summary>
internal static class ParameterReader
{
    /// <param name="most">How many are read: of an accessor, those of its property.</param>
    public static IReadOnlyList<ApiParameter> Read(
        AssemblyImage image, MethodDefinition method, MethodSignature<string> signature, int most = int.MaxValue)
    {
        int count = Math.Min(signature.ParameterTypes.Length, most);
        if (count == 0) return [];
        var parameters = new ApiParameter[count];
        for (int i = 0; i < count; i++)
            parameters[i] = new ApiParameter(signature.ParameterTypes[i], "", ByReference(signature.ParameterTypes[i], default));
        foreach (var handle in method.GetParameters())
        {
            var parameter = image.Reader.GetParameter(handle);
            int index = parameter.SequenceNumber - 1; // 0 is the return value
            if (index < 0 || index >= count) continue;
            var attributes = new AttributeFacts(image, parameter.GetCustomAttributes());
            string? value = ConstantText.Of(image, parameter.GetDefaultValue())
                ?? ConstantText.OfAttributes(image, parameter.GetCustomAttributes());
            if (value is null && (parameter.Attributes & ParameterAttributes.Optional) != 0) value = "default";
            parameters[index] = new ApiParameter(
                signature.ParameterTypes[index],
                image.Reader.GetString(parameter.Name),
                attributes.IsRefReadonly
                    ? RefKind.RefReadonly
                    : ByReference(signature.ParameterTypes[index], parameter.Attributes, attributes.IsReadOnly),
                value,
                attributes.IsParams);
        }
        return parameters;
    }

    /// <remarks>Of a delegate or a virtual method, <c>in</c> is a modifier behind the reference.</remarks>
    private static RefKind ByReference(string type, ParameterAttributes attributes, bool isReadOnly = false) =>
        !type.EndsWith("@", StringComparison.Ordinal) && type.IndexOf("@|", StringComparison.Ordinal) < 0 ? RefKind.Value
        : isReadOnly ? RefKind.In
        : (attributes & ParameterAttributes.Out) != 0 && (attributes & ParameterAttributes.In) == 0 ? RefKind.Out
        : RefKind.Ref;
}
