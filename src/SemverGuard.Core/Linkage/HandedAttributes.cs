using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>The attributes that somebody makes who reflects over a type.</summary>
internal static class HandedAttributes
{
    /// <summary>Those of the type and of its members.</summary>
    public static IEnumerable<CustomAttribute> Of(TypeHome type)
    {
        var reader = type.Image!.Reader;
        var definition = type.Definition;
        var all = definition.GetCustomAttributes().Concat(definition.GetMethods().SelectMany(x => reader.GetMethodDefinition(x).GetCustomAttributes()))
            .Concat(definition.GetFields().SelectMany(x => reader.GetFieldDefinition(x).GetCustomAttributes()))
            .Concat(definition.GetProperties().SelectMany(x => reader.GetPropertyDefinition(x).GetCustomAttributes()))
            .Concat(definition.GetEvents().SelectMany(x => reader.GetEventDefinition(x).GetCustomAttributes()));
        return all.Select(reader.GetCustomAttribute);
    }

    /// <summary>The constructor, and the setters of the properties that are named; none of the framework's.</summary>
    public static IEnumerable<MemberHome> Methods(AssemblySet world, AssemblyImage image, CustomAttribute attribute)
    {
        var constructor = world.ResolveMember(image, attribute.Constructor);
        if (!constructor.IsFound || constructor.Image.IsFramework) yield break;
        yield return constructor;
        if (CustomAttributes.Decode(image, attribute) is not { } value) yield break;
        foreach (var argument in value.NamedArguments)
        {
            if (argument.Kind != CustomAttributeNamedArgumentKind.Property || argument.Name is not { } name) continue;
            var reader = constructor.Image.Reader;
            foreach (var handle in constructor.Type.Definition.GetMethods())
            {
                if (reader.StringComparer.Equals(reader.GetMethodDefinition(handle).Name, "set_" + name)) yield return new MemberHome(Outcome.Found, constructor.Type, handle);
            }
        }
    }
}
