using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>
/// Attributes that nobody can make any more from what is written of them: a number in the size that an enum had, a property with the type
/// that it had (ECMA-335 II.23.3).
/// </summary>
internal sealed class WrittenAttributes(
    AssemblySet before, AssemblySet after, IReadOnlyDictionary<string, ChangedEnum> enums, HashSet<string> changed)
{
    public const string Exception = "CustomAttributeFormatException";

    private const string Object = "System.Object";

    /// <summary>Of an assembly that was compiled against the version before.</summary>
    public IEnumerable<(EntityHandle, Problem)> In(AssemblyImage image)
    {
        if (changed.Count == 0 || changed.Contains(image.Name) || !image.ReferencedNames().Any(changed.Contains)) yield break;
        foreach (var handle in image.Reader.CustomAttributes)
        {
            var attribute = image.Reader.GetCustomAttribute(handle);
            var type = Class(image, attribute);
            if (!type.IsFound || type.Image!.IsFramework || (enums.Count == 0 && !changed.Contains(type.Image.Name))) continue;
            if (CustomAttributes.Decode(image, attribute, before) is { } value && Of(type, value) is { } problem)
                yield return (handle, problem);
        }
    }

    private TypeHome Class(AssemblyImage image, CustomAttribute attribute) => attribute.Constructor.Kind == HandleKind.MemberReference
        ? after.Resolve(image, image.Reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent)
        : after.ResolveMember(image, attribute.Constructor).Type;

    private Problem? Of(TypeHome type, CustomAttributeValue<string> value)
    {
        string name = DisplayName.Type(type.Name);
        foreach (var (of, content) in value.FixedArguments.Select(x => (x.Type, x.Value))
            .Concat(value.NamedArguments.Select(x => (x.Type, x.Value))))
        {
            if (Resized(of, content) is { } number)
                return new Problem("T:" + number.Name, number.Assembly, Exception,
                    $"has made '{DisplayName.Type(number.Name)}' of {DisplayName.Type(number.Now)}, and an argument of the attribute "
                        + $"'{name}' is written as {DisplayName.Type(number.Was)}");
        }
        return changed.Contains(type.Image!.Name)
            ? value.NamedArguments.Select(x => Retyped(type, x)).FirstOrDefault(x => x is not null)
            : null;
    }

    /// <summary>The enum of an argument, of an object in one or of its elements, whose numbers have another size by now.</summary>
    private ChangedEnum? Resized(string type, object? value) =>
        value is ImmutableArray<CustomAttributeTypedArgument<string>> elements
            ? elements.Select(x => Resized(x.Type, x.Value)).FirstOrDefault(x => x is not null)
            : enums.TryGetValue(ReflectionName.WithoutAssemblies(type), out var number) && number.IsResized ? number : null;

    /// <summary>The runtime looks for a property by its name and its type.</summary>
    private Problem? Retyped(TypeHome attribute, CustomAttributeNamedArgument<string> argument)
    {
        if (argument.Kind != CustomAttributeNamedArgumentKind.Property || argument.Name is not { } name) return null;
        string written = ReflectionName.WithoutAssemblies(argument.Type);
        foreach (var (scope, _) in after.MemberScopes(attribute))
        {
            if (!scope.IsFound || TypeOf(scope, name) is not { } type) continue;
            return type == written || IsOpen(type)
                ? null
                : new Problem($"P:{scope.Name}.{name}", scope.Image!.Name, Exception,
                    $"has made '{DisplayName.Type(scope.Name)}.{name}' of {DisplayName.Type(type)}, and an attribute is written with "
                        + DisplayName.Type(written));
        }
        return null;
    }

    /// <summary>An object says itself what it is, and a type parameter is what the attribute says.</summary>
    private static bool IsOpen(string type) => type is Object or Object + "[]" || type.IndexOf('`') >= 0;

    private static string? TypeOf(TypeHome type, string property)
    {
        var reader = type.Image!.Reader;
        foreach (var handle in type.Definition.GetProperties())
        {
            var definition = reader.GetPropertyDefinition(handle);
            if (reader.StringComparer.Equals(definition.Name, property))
                return definition.DecodeSignature(type.Image.LinkText, GenericScope.Open).ReturnType;
        }
        return null;
    }
}
