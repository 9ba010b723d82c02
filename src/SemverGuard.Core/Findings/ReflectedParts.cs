using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>What else is asked of a member that was found by its name: its parameters, and whether null is allowed.</summary>
internal static class ReflectedParts
{
    /// <returns>The rest of a sentence about the type; null where nothing is another.</returns>
    public static string? Compare(NamedRead read, AssemblySet before, TypeHome was, AssemblySet after, TypeHome now) => read.Asked switch
    {
        "GetParameters" => Parameters(read.Name, Methods(read, before, was), Methods(read, after, now)),
        // System.Reflection.NullabilityInfoContext
        "Create" when Nullability(read, was) is var old && Nullability(read, now) is var @new && old != @new =>
            $"{(@new == Nullable ? "now allows null in" : old == Nullable ? "no longer allows null in" : "says otherwise of null in")} "
                + read.Name,
        "" => null,
        _ => ReflectedMemberFacets.Compare(read, before, was, after, now),
    };

    private const string Nullable = "2";

    private static string? Parameters(string method, (string Name, string Default)[] old, (string Name, string Default)[] @new)
    {
        if (old.Length != @new.Length) return null;
        for (int i = 0; i < old.Length; i++)
        {
            if (old[i].Name != @new[i].Name) return $"has {method} with a parameter named {@new[i].Name} (was {old[i].Name})";
            if (old[i].Default == @new[i].Default) continue;
            string what = old[i].Default.Length == 0 ? "optional by now" : @new[i].Default.Length == 0 ? "no longer optional"
                : "optional with another default";
            return $"has {method} with a parameter {@new[i].Name} that is {what}";
        }
        return null;
    }

    /// <summary>The parameters of all public methods of the name, in order.</summary>
    private static (string Name, string Default)[] Methods(NamedRead read, AssemblySet world, TypeHome type) =>
    [
        .. from scope in world.MemberScopes(type)
           where scope.Type.IsFound
           let reader = scope.Type.Image!.Reader
           from method in scope.Type.Definition.GetMethods().Select(x => reader.GetMethodDefinition(x))
           where reader.StringComparer.Equals(method.Name, read.Name)
               && (!read.IsSimple || (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public)
           from parameter in method.GetParameters().Select(x => reader.GetParameter(x))
           where parameter.SequenceNumber > 0
           select (reader.GetString(parameter.Name), DefaultOf(reader, parameter)),
    ];

    private static string DefaultOf(MetadataReader reader, Parameter parameter) =>
        (parameter.Attributes & ParameterAttributes.Optional) == 0 ? ""
        : parameter.GetDefaultValue() is { IsNil: false } value
            ? "=" + Convert.ToBase64String(reader.GetBlobBytes(reader.GetConstant(value).Value))
        : "=";

    /// <summary>The mark that the compiler left at a property or field.</summary>
    private static string Nullability(NamedRead read, TypeHome type)
    {
        var image = type.Image!;
        string context = NullableFacts.ContextOf(image, type.Handle);
        return type.Definition.GetProperties().Select(image.Reader.GetPropertyDefinition)
            .Where(x => image.Reader.StringComparer.Equals(x.Name, read.Name)).Select(x => x.GetCustomAttributes())
            .Concat(type.Definition.GetFields().Select(image.Reader.GetFieldDefinition)
                .Where(x => image.Reader.StringComparer.Equals(x.Name, read.Name)).Select(x => x.GetCustomAttributes()))
            .Select(x => NullableFacts.Of(image, x, context)).FirstOrDefault() ?? context;
    }
}
