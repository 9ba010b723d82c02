using System.Collections.Immutable;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>The attributes that somebody makes who reflects over a type.</summary>
internal static class HandedAttributes
{
    /// <summary>Those of the type and of its members.</summary>
    public static IEnumerable<CustomAttributeHandle> Of(TypeHome type)
    {
        var reader = type.Image!.Reader;
        var definition = type.Definition;
        return definition.GetCustomAttributes()
            .Concat(definition.GetMethods().SelectMany(x => reader.GetMethodDefinition(x).GetCustomAttributes()))
            .Concat(definition.GetFields().SelectMany(x => reader.GetFieldDefinition(x).GetCustomAttributes()))
            .Concat(definition.GetProperties().SelectMany(x => reader.GetPropertyDefinition(x).GetCustomAttributes()))
            .Concat(definition.GetEvents().SelectMany(x => reader.GetEventDefinition(x).GetCustomAttributes()));
    }

    /// <summary>The constructor, and the setters of the properties that are named; none of the framework's.</summary>
    public static IEnumerable<MemberHome> Methods(AssemblySet world, AssemblyImage image, CustomAttribute attribute)
    {
        var constructor = world.ResolveMember(image, attribute.Constructor);
        if (!constructor.IsFound || constructor.Image.IsFramework) yield break;
        yield return constructor;
        if (CustomAttributes.Decode(image, attribute, world) is not { } value) yield break;
        foreach (var argument in value.NamedArguments)
        {
            if (argument.Kind != CustomAttributeNamedArgumentKind.Property || argument.Name is not { } name) continue;
            var reader = constructor.Image.Reader;
            foreach (var handle in constructor.Type.Definition.GetMethods())
            {
                if (reader.StringComparer.Equals(reader.GetMethodDefinition(handle).Name, "set_" + name))
                    yield return new MemberHome(Outcome.Found, constructor.Type, handle);
            }
        }
    }

    /// <summary>
    /// The types that an attribute names with <c>typeof</c>, for whoever reads it to make one: a converter, a factory. A debugger's helpers
    /// and what the compiler made are none.
    /// </summary>
    public static IEnumerable<TypeHome> Types(AssemblySet world, AssemblyImage image, CustomAttribute attribute)
    {
        if (CustomAttributes.TypeName(image, attribute).StartsWith("System.Diagnostics.", StringComparison.Ordinal)) return [];
        if (CustomAttributes.Decode(image, attribute, world) is not { } value) return [];
        var all = value.FixedArguments.Select(x => (x.Type, x.Value)).Concat(value.NamedArguments.Select(x => (x.Type, x.Value)));
        return all.SelectMany(x => Named(x.Type, x.Value)).Select(x => Find(world, image, x)).Where(x => x.IsFound);
    }

    private static IEnumerable<string> Named(string type, object? value) =>
        type == "System.Type" && value is string name ? [name]
        : value is ImmutableArray<CustomAttributeTypedArgument<string>> elements ? elements.SelectMany(x => Named(x.Type, x.Value)) : [];

    /// <summary>By the name that is in the blob, which is the assembly's own where it names none.</summary>
    private static TypeHome Find(AssemblySet world, AssemblyImage image, string name)
    {
        if (name.IndexOfAny(['<', '[']) >= 0) return default;
        string[] parts = name.Split(',');
        return world.FindType(parts.Length > 1 ? parts[1].Trim() : image.Name, parts[0].Replace('+', '.'));
    }
}
