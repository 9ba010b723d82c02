using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Effects.Detectors;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Sheets;

/// <summary>A property or field that a serializer may write.</summary>
/// <param name="Types">What its type names.</param>
internal sealed record SerializedMember(string Name, bool IsPublic, bool IsField, AssemblyImage Image, IReadOnlyList<EntityHandle> Types,
    CustomAttributeHandleCollection Attributes)
{
    /// <summary>By anybody.</summary>
    public bool IsSet { get; init; }

    /// <summary>Holds others, which may be added to it.</summary>
    public bool IsCollection => Types.Any(x => Image.NameOf(x).StartsWith("System.Collections.", StringComparison.Ordinal));
}

/// <summary>
/// What a serializer makes of a type, by name of the member; as far as attributes and constructors say it, and no settings.
/// </summary>
internal static class SerializedShape
{
    public const string Type = "(type)", Constructor = "(constructor)", Order = "(order)";

    /// <summary>Before the name of a member: data fills it, or data without it is refused.</summary>
    public const string Filled = "(filled) ", Required = "(required) ";

    private static readonly HashSet<string> Naming = new(StringComparer.Ordinal)
    {
        "JsonPropertyNameAttribute", "JsonPropertyAttribute", "DataMemberAttribute", "XmlElementAttribute", "XmlAttributeAttribute",
        "XmlArrayAttribute", "KeyAttribute", "EnumMemberAttribute",
        "JsonStringEnumMemberNameAttribute", "XmlEnumAttribute",
    };

    private static readonly HashSet<string> Ignoring =
        new(StringComparer.Ordinal) { "JsonIgnoreAttribute", "XmlIgnoreAttribute", "IgnoreDataMemberAttribute", "IgnoreMemberAttribute" };

    /// <summary>In the order of declaration, the most derived type first.</summary>
    /// <param name="isRead">Objects are made of data.</param>
    public static IReadOnlyDictionary<string, string> Of(AssemblySet world, TypeHome type, Serializer by, bool isRead)
    {
        var shape = new Dictionary<string, string>(StringComparer.Ordinal);
        var image = type.Image!;
        if (Written(world, image, type.Definition.GetCustomAttributes(), by) is { Length: > 0 } contract) shape[Type] = contract;
        if (type.IsEnum)
        {
            foreach (var handle in type.Definition.GetFields())
            {
                var field = image.Reader.GetFieldDefinition(handle);
                if ((field.Attributes & FieldAttributes.Literal) != 0)
                    shape[image.Reader.GetString(field.Name)] =
                        Written(world, image, field.GetCustomAttributes(), by) is { Length: > 0 } name ? name
                        : Api.ConstantText.Of(image, field.GetDefaultValue()) ?? "";
            }
            return shape;
        }
        if (by.Constructs && SerializedConstructor.Of(type) is { } constructor) shape[Constructor] = constructor;
        bool isChosen = shape.TryGetValue(Type, out string? on)
            && (on.Contains("[DataContract") || on.Contains("[MessagePackObject") || on.Contains("OptIn"));
        foreach (var member in Members(world, type))
        {
            var marks = Relevant(member.Image, member.Attributes, by).ToArray();
            bool isIncluded = Array.Exists(marks, x => x.Name == "JsonIncludeAttribute");
            bool isMarked = isIncluded || Array.Exists(marks, x => Naming.Contains(x.Name));
            bool isWritten = isMarked || (!isChosen && member.IsPublic && (!member.IsField || by.WritesFields));
            if (isWritten && !shape.ContainsKey(member.Name) && !Array.Exists(marks, IsIgnored))
            {
                shape[member.Name] = Wire(world, member, by);
                // A name alone opens no setter to System.Text.Json, which fills no collection that is there either.
                bool isFilled = by == Serializers.Json ? isIncluded : isMarked || member.IsCollection;
                if (isRead && by.Constructs && !member.IsField) Read(shape, type, member, by, isFilled);
            }
        }
        return shape;
    }

    /// <summary>How data gets into a property: by its setter, or by a parameter of its name.</summary>
    /// <param name="isFilled">Whatever others may set.</param>
    private static void Read(Dictionary<string, string> shape, TypeHome type, SerializedMember member, Serializer by, bool isFilled)
    {
        if (member.IsSet || isFilled || IsParameter(member.Name)) shape[Filled + member.Name] = "yes";
        if (by == Serializers.Json && CustomAttributes.Has(member.Image, member.Attributes, RequiredMember) && !SetsRequired(type))
            shape[Required + member.Name] = "yes";

        bool IsParameter(string name) => shape.TryGetValue(Constructor, out string? parameters) && (Has(name + ",") || Has(name + ")"));

        bool Has(string end) => shape[Constructor].IndexOf(" " + end, StringComparison.OrdinalIgnoreCase) >= 0;
    }

    /// <summary>A constructor vouches for what is required; which one is taken, its attributes do not tell.</summary>
    private static bool SetsRequired(TypeHome type)
    {
        var reader = type.Image!.Reader;
        return type.Definition.GetMethods().Any(x => CustomAttributes.Has(type.Image, reader.GetMethodDefinition(x).GetCustomAttributes(),
            "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute"));
    }

    private const string RequiredMember = "System.Runtime.CompilerServices.RequiredMemberAttribute";

    /// <summary>Properties that can be read and fields, inherited ones too, those of the framework left out.</summary>
    public static IEnumerable<SerializedMember> Members(AssemblySet world, TypeHome type)
    {
        foreach (var (declaring, _) in world.MemberScopes(type))
        {
            if (!declaring.IsFound || declaring.Image!.IsFramework) yield break;
            var (image, reader) = (declaring.Image, declaring.Image.Reader);
            foreach (var handle in declaring.Definition.GetProperties())
            {
                var property = reader.GetPropertyDefinition(handle);
                if (property.GetAccessors().Getter is not { IsNil: false } getter) continue;
                var mentions = new MentionedTypes(image);
                var signature = property.DecodeSignature(mentions, GenericScope.Open);
                if (signature.ParameterTypes.Length > 0 || !signature.Header.IsInstance) continue;
                bool isPublic = (reader.GetMethodDefinition(
                    getter).Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;
                var setter = property.GetAccessors().Setter;
                yield return new SerializedMember(
                    reader.GetString(property.Name), isPublic, IsField: false, image, Seen(mentions), property.GetCustomAttributes())
                {
                    IsSet = !setter.IsNil && (reader.GetMethodDefinition(setter).Attributes & MethodAttributes.MemberAccessMask)
                        == MethodAttributes.Public,
                };
            }
            foreach (var handle in declaring.Definition.GetFields())
            {
                var field = reader.GetFieldDefinition(handle);
                string name = reader.GetString(field.Name);
                if ((field.Attributes & FieldAttributes.Static) != 0 || GeneratedNames.IsMember(name)) continue;
                var mentions = new MentionedTypes(image);
                field.DecodeSignature(mentions, GenericScope.Open);
                yield return new SerializedMember(name, (field.Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Public,
                    IsField: true, image, Seen(mentions), field.GetCustomAttributes());
            }
        }

        static EntityHandle[] Seen(MentionedTypes mentions) => [.. Enumerable.Range(0, mentions.Seen.Count).Select(x => mentions.Seen[x])];
    }

    /// <summary>The name on the wire, and what else is written on the member.</summary>
    private static string Wire(AssemblySet world, SerializedMember member, Serializer by)
    {
        string? name = Relevant(member.Image, member.Attributes, by).Where(x => Naming.Contains(x.Name)).Select(NameOf)
            .FirstOrDefault(x => x is not null);
        string rest = Written(world, member.Image, member.Attributes, by);
        return (name ?? Api.ConstantText.Of(member.Name)) + (rest.Length > 0 ? " " + rest : "");
    }

    /// <summary>The attributes of a serializer; those left out that say nothing but a name.</summary>
    private static string Written(
        AssemblySet world, AssemblyImage image, CustomAttributeHandleCollection attributes, Serializer by) => string.Join(
        " ", Relevant(image, attributes, by)
            .Where(x => x.Name != "JsonIncludeAttribute" && x.Name != "JsonConstructorAttribute" && !SaysNameOnly(x))
            .Select(x => Api.AttributeText.Of(image, x.Attribute, world)).OrderBy(x => x, StringComparer.Ordinal));

    private static bool SaysNameOnly((string Name, CustomAttribute Attribute, CustomAttributeValue<string>? Value) attribute) =>
        Naming.Contains(attribute.Name)
        && attribute.Value is { } value && (value.FixedArguments.Length + value.NamedArguments.Length) is var said
        && (said == 0 || (said == 1 && NameOf(attribute) is not null)) && !attribute.Name.StartsWith("XmlA", StringComparison.Ordinal);

    private static string? NameOf((string Name, CustomAttribute Attribute, CustomAttributeValue<string>? Value) attribute)
    {
        if (attribute.Value is not { } value) return null;
        if (value.FixedArguments.Length > 0 && value.FixedArguments[0].Value is string or int)
            return Api.ConstantText.Of(value.FixedArguments[0].Value);
        foreach (var named in value.NamedArguments)
        {
            if (named.Name is "Name" or "PropertyName" or "ElementName" or "AttributeName" or "Value")
                return Api.ConstantText.Of(named.Value);
        }
        return null;
    }

    /// <summary>Under a condition, a member is written in some cases.</summary>
    private static bool IsIgnored((string Name, CustomAttribute Attribute, CustomAttributeValue<string>? Value) attribute)
    {
        const int Always = 1;
        return Ignoring.Contains(attribute.Name)
            && (attribute.Value is not { NamedArguments.Length: > 0 } value || value.NamedArguments[0].Value is Always);
    }

    private static IEnumerable<(string Name, CustomAttribute Attribute, CustomAttributeValue<string>? Value)> Relevant(
        AssemblyImage image, CustomAttributeHandleCollection attributes, Serializer by)
    {
        foreach (var handle in attributes)
        {
            var attribute = image.Reader.GetCustomAttribute(handle);
            string name = CustomAttributes.TypeName(image, attribute);
            if (Array.Exists(by.Attributes, x => name.StartsWith(x, StringComparison.Ordinal)))
                yield return (name.Substring(name.LastIndexOf('.') + 1), attribute, CustomAttributes.Decode(image, attribute));
        }
    }
}
