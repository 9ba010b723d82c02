using System.Collections.Immutable;
using System.Globalization;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Api;

/// <summary>Whether null is allowed, as the compiler writes it down: 0 not said, 1 no, 2 yes. Of a type made of others, the outermost.</summary>
internal static class NullableFacts
{
    /// <summary>What holds for everything in a type that does not say.</summary>
    public static char ContextOf(AssemblyImage image, TypeDefinitionHandle handle)
    {
        for (int depth = 0; !handle.IsNil && depth < 64; depth++)
        {
            var type = image.Reader.GetTypeDefinition(handle);
            if (Flag(image, type.GetCustomAttributes(), "NullableContextAttribute") is { } flag) return flag;
            handle = type.GetDeclaringType();
        }
        return '0';
    }

    /// <summary>Of a field, a property or an event.</summary>
    public static char Of(AssemblyImage image, CustomAttributeHandleCollection attributes, char context) => Flag(image, attributes, "NullableAttribute") ?? context;

    /// <summary>Of what a method returns, and of its parameters.</summary>
    public static string Of(AssemblyImage image, MethodDefinition method, int parameters, char typeContext)
    {
        char context = Flag(image, method.GetCustomAttributes(), "NullableContextAttribute") ?? typeContext;
        char[] flags = [.. Enumerable.Repeat(context, parameters + 1)];
        foreach (var handle in method.GetParameters())
        {
            var parameter = image.Reader.GetParameter(handle);
            if (parameter.SequenceNumber < flags.Length) flags[parameter.SequenceNumber] = Of(image, parameter.GetCustomAttributes(), context);
        }
        return new string(flags);
    }

    private static char? Flag(AssemblyImage image, CustomAttributeHandleCollection attributes, string name)
    {
        foreach (var attribute in CustomAttributes.Named(image, attributes, "System.Runtime.CompilerServices." + name))
        {
            if (CustomAttributes.Decode(image, attribute) is not { FixedArguments: { Length: 1 } arguments }) continue;
            object? value = arguments[0].Value is ImmutableArray<CustomAttributeTypedArgument<string>> { Length: > 0 } all ? all[0].Value : arguments[0].Value;
            if (value is byte flag) return flag.ToString(CultureInfo.InvariantCulture)[0];
        }
        return null;
    }
}
