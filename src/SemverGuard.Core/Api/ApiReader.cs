using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Api;

/// <summary>Reads types of one assembly into the model, one type at a time: a comparison asks for few of the thousands.</summary>
public static class ApiReader
{
    /// <summary>The type of that documentation id, or null. Forwards are not followed: see <see cref="ApiSurface"/>.</summary>
    public static ApiType? Read(AssemblyImage image, string typeId)
    {
        var handle = image.FindType(typeId.Substring(2));
        return handle.IsNil ? null : Read(image, handle);
    }

    /// <summary>Every type that somebody in another assembly may use.</summary>
    public static IEnumerable<ApiType> ReadVisible(AssemblyImage image)
    {
        foreach (var handle in image.Reader.TypeDefinitions)
        {
            if (EffectiveAccess(image.Reader, handle).IsVisible()) yield return Read(image, handle);
        }
    }

    public static ApiType Read(AssemblyImage image, TypeDefinitionHandle handle)
    {
        var reader = image.Reader;
        var type = reader.GetTypeDefinition(handle);
        string baseName = type.BaseType.IsNil ? "" : image.NameOf(type.BaseType);
        var kind = Kind(type, baseName, image.NameOf(handle));
        var attributes = new AttributeFacts(image, type.GetCustomAttributes());
        var members = new MemberReader(image, handle, kind).Read();
        return new ApiType
        {
            Id = DocumentationId.Type(image, handle),
            Kind = kind,
            Access = EffectiveAccess(reader, handle),
            Traits = TypeTraits(type, kind, attributes, members),
            Base = kind == TypeKind.Class && baseName != "System.Object" ? baseName : "",
            Interfaces = Interfaces(image, type),
            TypeParameters = TypeParameterReader.Read(image, type.GetGenericParameters(), skip: OuterArity(reader, type)),
            Underlying = kind == TypeKind.Enum ? members.FirstOrDefault(x => !x.Is(Traits.Static))?.Type ?? "" : "",
            Marks = Marks(attributes, members),
            Obsolete = attributes.Obsolete,
            ObsoleteMessage = attributes.ObsoleteMessage,
            Members = kind == TypeKind.Enum ? members.Where(x => x.Is(Traits.Const)).ToArray() : members,
        };
    }

    private static IReadOnlyList<string> Marks(AttributeFacts attributes, IReadOnlyList<ApiMember> members)
    {
        string[] required = members.Where(x => x.Is(Traits.Required)).Select(x => x.Name).OrderBy(x => x, StringComparer.Ordinal).ToArray();
        return required.Length == 0
            ? attributes.Marks
            : [.. attributes.Marks.Append("required:" + string.Join(",", required)).OrderBy(x => x, StringComparer.Ordinal)];
    }

    /// <summary>What alone can hold extension methods.</summary>
    internal static bool IsStaticClass(MetadataReader reader, TypeDefinitionHandle handle) =>
        (reader.GetTypeDefinition(
            handle).Attributes & (TypeAttributes.Abstract | TypeAttributes.Sealed)) == (TypeAttributes.Abstract | TypeAttributes.Sealed);

    /// <summary>The least of its own and its containing types' accessibility.</summary>
    public static Access EffectiveAccess(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var least = Access.Public;
        for (int depth = 0; !handle.IsNil && depth < 64; depth++)
        {
            var type = reader.GetTypeDefinition(handle);
            var access = OwnAccess(type.Attributes);
            if (access < least || (least == Access.Protected && access == Access.Internal)) least = access;
            handle = type.GetDeclaringType();
        }
        return least;
    }

    internal static Access OwnAccess(TypeAttributes attributes) => (attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public or TypeAttributes.NestedPublic => Access.Public,
        TypeAttributes.NestedFamORAssem => Access.ProtectedInternal,
        TypeAttributes.NestedFamily => Access.Protected,
        TypeAttributes.NestedFamANDAssem => Access.PrivateProtected,
        TypeAttributes.NestedPrivate => Access.Private,
        _ => Access.Internal,
    };

    /// <summary>Of a type that is there.</summary>
    internal static TypeKind KindOf(TypeHome type)
    {
        var definition = type.Definition;
        return Kind(definition, definition.BaseType.IsNil ? "" : type.Image!.NameOf(definition.BaseType), type.Name);
    }

    private static TypeKind Kind(TypeDefinition type, string baseName, string name)
    {
        if ((type.Attributes & TypeAttributes.Interface) != 0) return TypeKind.Interface;
        return baseName switch
        {
            "System.Enum" => TypeKind.Enum,
            "System.ValueType" when name != "System.Enum" => TypeKind.Struct,
            "System.MulticastDelegate" => TypeKind.Delegate,
            _ => TypeKind.Class,
        };
    }

    private static Traits TypeTraits(TypeDefinition type, TypeKind kind, AttributeFacts attributes, IReadOnlyList<ApiMember> members)
    {
        bool isAbstract = (type.Attributes & TypeAttributes.Abstract) != 0, isSealed = (type.Attributes & TypeAttributes.Sealed) != 0;
        var traits = Traits.None;
        if (kind == TypeKind.Class)
        {
            if (isAbstract && isSealed) traits |= Traits.Static;
            else if (isAbstract) traits |= Traits.Abstract;
            else if (isSealed) traits |= Traits.Sealed;
            if (!isSealed && members.Any(x => x.Kind == MemberKind.Constructor && x.IsVisible && !x.Is(Traits.Static)))
                traits |= Traits.Inheritable;
        }
        if (attributes.IsReadOnly) traits |= Traits.ReadOnly;
        if (attributes.IsRefLike) traits |= Traits.RefLike;
        return traits;
    }

    private static IReadOnlyList<string> Interfaces(AssemblyImage image, TypeDefinition type)
    {
        var handles = type.GetInterfaceImplementations();
        if (handles.Count == 0) return [];
        var names = new List<string>(handles.Count);
        foreach (var handle in handles) names.Add(image.NameOf(image.Reader.GetInterfaceImplementation(handle).Interface));
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <summary>How many type parameters are the containing types': metadata repeats them on every nested type.</summary>
    private static int OuterArity(MetadataReader reader, TypeDefinition type)
    {
        var outer = type.GetDeclaringType();
        return outer.IsNil ? 0 : reader.GetTypeDefinition(outer).GetGenericParameters().Count;
    }
}
