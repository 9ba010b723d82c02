using System.Collections.Immutable;
using System.Globalization;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Api;

/// <summary>Attributes as a person wrote them: <c>[Tag("x", Level = Level.High)]</c>.</summary>
internal static class AttributeText
{
    private const string Suffix = "Attribute";

    /// <param name="world">Where enums are looked up; null leaves their numbers.</param>
    public static string Of(AssemblyImage image, CustomAttribute attribute, AssemblySet? world) =>
        Of(image, attribute, world, withNames: true);

    /// <summary>The same with the numbers of enums.</summary>
    public static string OfNumbers(AssemblyImage image, CustomAttribute attribute, AssemblySet? world) =>
        Of(image, attribute, world, withNames: false);

    private static string Of(AssemblyImage image, CustomAttribute attribute, AssemblySet? world, bool withNames)
    {
        string name = NameOf(CustomAttributes.TypeName(image, attribute));
        if (CustomAttributes.Decode(image, attribute, world) is not { } value) return $"[{name}]";
        string arguments = string.Join(", ", value.FixedArguments.Select(x => Argument(x.Type, x.Value))
            .Concat(value.NamedArguments.Select(x => $"{x.Name} = {Argument(x.Type, x.Value)}")));
        return arguments.Length == 0 ? $"[{name}]" : $"[{name}({arguments})]";

        string Argument(string type, object? argument) =>
            argument is ImmutableArray<CustomAttributeTypedArgument<string>> all
                ? $"[{string.Join(", ", all.Select(x => Argument(x.Type, x.Value)))}]"
            : withNames && world is not null && argument is IFormattable number
                // A property's enum is named with its assembly.
                && EnumNames.Of(world, image.Name, ReflectionName.WithoutAssemblies(type),
                    number.ToString(null, CultureInfo.InvariantCulture)) is { } member ? member
            : type == "System.Type" && argument is string named ? $"typeof({ReflectionName.WithoutAssemblies(named)})"
            : ConstantText.Of(argument);
    }

    /// <summary>As it is written in brackets.</summary>
    /// <param name="type">Full name of the attribute's class.</param>
    public static string NameOf(string type)
    {
        string name = DisplayName.Type(type);
        return name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal)
            ? name.Substring(0, name.Length - Suffix.Length)
            : name;
    }
}
