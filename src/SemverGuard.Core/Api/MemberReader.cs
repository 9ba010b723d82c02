using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Api;

/// <summary>Reads the members of one type. Accessors appear in their property or event, not as methods of their own.</summary>
internal sealed class MemberReader(AssemblyImage image, TypeDefinitionHandle owner, TypeKind kind)
{
    private readonly MetadataReader reader = image.Reader;
    private string? nullability;

    private string Nullability => nullability ??= NullableFacts.ContextOf(image, owner);

    public IReadOnlyList<ApiMember> Read()
    {
        var type = reader.GetTypeDefinition(owner);
        var members = new List<ApiMember>();
        foreach (var handle in type.GetFields())
        {
            var field = reader.GetFieldDefinition(handle);
            if (!IsCompilerMade(field.Name)) members.Add(Field(handle, field));
        }
        if (kind == TypeKind.Enum) return members;

        var owned = new Dictionary<EntityHandle, List<MethodDefinitionHandle>>();
        foreach (var handle in type.GetMethods())
        {
            var accessorOf = image.AccessorOwner(handle);
            if (accessorOf.IsNil)
            {
                var method = reader.GetMethodDefinition(handle);
                if (!IsCompilerMade(method.Name)) members.Add(Method(handle, method));
            }
            else
            {
                if (!owned.TryGetValue(accessorOf, out var accessors)) owned[accessorOf] = accessors = [];
                accessors.Add(handle);
            }
        }
        foreach (var pair in owned)
        {
            members.Add(pair.Key.Kind == HandleKind.PropertyDefinition
                ? Property((PropertyDefinitionHandle)pair.Key)
                : Event((EventDefinitionHandle)pair.Key, pair.Value[0]));
        }
        return members;
    }

    private bool IsCompilerMade(StringHandle name)
    {
        var blob = reader.GetBlobReader(name);
        // <Clone>$ is made by the compiler and called by every `with`.
        return blob.Length > 0 && blob.ReadByte() == '<' && !reader.StringComparer.Equals(name, "<Clone>$");
    }

    private ApiMember Field(FieldDefinitionHandle handle, FieldDefinition field)
    {
        var attributes = new AttributeFacts(image, field.GetCustomAttributes());
        string? value = ConstantText.Of(image, field.GetDefaultValue()) ?? ConstantText.OfAttributes(image, field.GetCustomAttributes());
        bool isConst = (field.Attributes & FieldAttributes.Literal) != 0 || value is not null;
        var traits = Traits.None;
        if ((field.Attributes & FieldAttributes.Static) != 0) traits |= Traits.Static;
        if (isConst) traits |= Traits.Const;
        else if ((field.Attributes & FieldAttributes.InitOnly) != 0) traits |= Traits.ReadOnly;
        if (attributes.IsRequired) traits |= Traits.Required;
        string type = field.DecodeSignature(image.LinkText, GenericScope.Open);
        return new ApiMember
        {
            Id = DocumentationId.Field(image, handle),
            Name = reader.GetString(field.Name),
            Kind = MemberKind.Field,
            Access = FieldAccess(field.Attributes),
            Traits = traits,
            Type = type,
            Value = value,
            Marks = kind == TypeKind.Enum
                ? attributes.Marks
                : NullableFacts.With(attributes.Marks, [NullableFacts.Of(image, field.GetCustomAttributes(), Nullability)], type),
            Obsolete = attributes.Obsolete,
            ObsoleteMessage = attributes.ObsoleteMessage,
        };
    }

    private ApiMember Method(MethodDefinitionHandle handle, MethodDefinition method)
    {
        var attributes = new AttributeFacts(image, method.GetCustomAttributes());
        var signature = image.SignatureOf(method);
        string name = reader.GetString(method.Name);
        return new ApiMember
        {
            Id = DocumentationId.Method(image, handle),
            Name = name,
            Kind = name is ".ctor" or ".cctor" ? MemberKind.Constructor : MemberKind.Method,
            Access = MethodAccess(method.Attributes),
            // The attribute may stand where no compiler puts it; the first parameter is the receiver.
            Traits = MethodTraits(method.Attributes)
                | (attributes.IsExtension && signature.ParameterTypes.Length > 0 ? Traits.Extension : 0)
                | (attributes.IsReadOnly ? Traits.ReadOnly : 0),
            Type = signature.ReturnType,
            Parameters = ParameterReader.Read(image, method, signature),
            TypeParameters = TypeParameterReader.Read(image, method.GetGenericParameters()),
            Marks = Marks(method, attributes, signature),
            Obsolete = attributes.Obsolete,
            ObsoleteMessage = attributes.ObsoleteMessage,
        };
    }

    private IReadOnlyList<string> Marks(MethodDefinition method, AttributeFacts attributes, MethodSignature<string> signature)
    {
        var marks = attributes.Marks;
        // What it returns is parameter 0, which comes first when it is there.
        foreach (var handle in method.GetParameters())
        {
            var parameter = reader.GetParameter(handle);
            if (parameter.SequenceNumber == 0 && new AttributeFacts(image, parameter.GetCustomAttributes()).Marks is { Count: > 0 } more)
                marks = [.. marks, .. more];
            break;
        }
        if (Scoped(method) is { Length: > 0 } scoped) marks = [.. marks, "scoped:" + scoped];
        return NullableFacts.With(marks, NullableFacts.Of(image, method, signature.ParameterTypes.Length, Nullability),
            signature.ReturnType, signature.ParameterTypes);
    }

    /// <summary>The parameters that are not kept beyond the call, by their numbers from 1.</summary>
    private string Scoped(MethodDefinition method) => string.Join(",", method.GetParameters().Select(x => reader.GetParameter(x))
        .Where(x => x.SequenceNumber > 0 && x.GetCustomAttributes() is { Count: > 0 } attributes
            && CustomAttributes.Has(image, attributes, "System.Runtime.CompilerServices.ScopedRefAttribute"))
        .Select(x => x.SequenceNumber));

    private ApiMember Property(PropertyDefinitionHandle handle)
    {
        var property = reader.GetPropertyDefinition(handle);
        var accessors = property.GetAccessors();
        var attributes = new AttributeFacts(image, property.GetCustomAttributes());
        var main = reader.GetMethodDefinition(accessors.Getter.IsNil ? accessors.Setter : accessors.Getter);
        var mainSignature = image.SignatureOf(main);
        var signature = property.DecodeSignature(image.LinkText, GenericScope.Open);
        Access? get = AccessorAccess(accessors.Getter), set = AccessorAccess(accessors.Setter);
        var traits = MethodTraits(main.Attributes);
        if (attributes.IsRequired) traits |= Traits.Required;
        if (!accessors.Setter.IsNil && IsInitOnly(accessors.Setter)) traits |= Traits.InitOnly;
        return new ApiMember
        {
            Id = DocumentationId.Property(image, handle, owner),
            Name = reader.GetString(property.Name),
            Kind = MemberKind.Property,
            Access = Widest(get, set),
            Traits = traits,
            Type = signature.ReturnType,
            Parameters = signature.ParameterTypes.Length == 0 ? []
                : ParameterReader.Read(image, main, mainSignature, signature.ParameterTypes.Length),
            Get = get,
            Set = set,
            Marks = NullableFacts.With([.. attributes.Marks, .. Refused(accessors)],
                [NullableFacts.Of(image, property.GetCustomAttributes(), Nullability)], signature.ReturnType),
            Obsolete = attributes.Obsolete,
            ObsoleteMessage = attributes.ObsoleteMessage,
        };
    }

    /// <summary>An accessor that nobody is to use any more, while the other one stays.</summary>
    private IEnumerable<string> Refused(PropertyAccessors accessors) =>
        from accessor in new[] { (Name: "get", Method: accessors.Getter), (Name: "set", Method: accessors.Setter) }
        where !accessor.Method.IsNil
        let attributes = reader.GetMethodDefinition(accessor.Method).GetCustomAttributes()
        where attributes.Count > 0
        let facts = new AttributeFacts(image, attributes)
        where facts.Obsolete == ObsoleteLevel.Error
        select "obsolete-" + accessor.Name + ":" + facts.ObsoleteMessage;

    private ApiMember Event(EventDefinitionHandle handle, MethodDefinitionHandle accessor)
    {
        var @event = reader.GetEventDefinition(handle);
        var attributes = new AttributeFacts(image, @event.GetCustomAttributes());
        var method = reader.GetMethodDefinition(accessor);
        return new ApiMember
        {
            Id = DocumentationId.Event(image, handle, owner),
            Name = reader.GetString(@event.Name),
            Kind = MemberKind.Event,
            Access = MethodAccess(method.Attributes),
            Traits = MethodTraits(method.Attributes),
            Type = image.NameOf(@event.Type),
            Marks = attributes.Marks,
            Obsolete = attributes.Obsolete,
            ObsoleteMessage = attributes.ObsoleteMessage,
        };
    }

    private bool IsInitOnly(MethodDefinitionHandle setter) =>
        image.SignatureOf(reader.GetMethodDefinition(setter)).ReturnType
            .EndsWith("|System.Runtime.CompilerServices.IsExternalInit", StringComparison.Ordinal);

    private Access? AccessorAccess(MethodDefinitionHandle accessor) =>
        accessor.IsNil ? null : MethodAccess(reader.GetMethodDefinition(accessor).Attributes);

    private static Access Widest(Access? one, Access? other) =>
        (Access)Math.Max((int)(one ?? Access.Private), (int)(other ?? Access.Private));

    private Traits MethodTraits(MethodAttributes attributes)
    {
        var traits = Traits.None;
        if ((attributes & MethodAttributes.Static) != 0) traits |= Traits.Static;
        if ((attributes & MethodAttributes.Abstract) != 0) traits |= Traits.Abstract;
        if ((attributes & MethodAttributes.Virtual) == 0) return traits;
        bool isNew = (attributes & MethodAttributes.NewSlot) != 0, isFinal = (attributes & MethodAttributes.Final) != 0;
        // `virtual final newslot` is an ordinary method that happens to implement an interface.
        if (isNew && isFinal && kind != TypeKind.Interface) return traits;
        if ((attributes & MethodAttributes.Abstract) == 0) traits |= Traits.Virtual;
        if (!isNew && kind != TypeKind.Interface) traits |= Traits.Override;
        if (isFinal) traits |= Traits.Sealed;
        return traits;
    }

    internal static Access MethodAccess(MethodAttributes attributes) => (attributes & MethodAttributes.MemberAccessMask) switch
    {
        MethodAttributes.Public => Access.Public,
        MethodAttributes.FamORAssem => Access.ProtectedInternal,
        MethodAttributes.Family => Access.Protected,
        MethodAttributes.Assembly => Access.Internal,
        MethodAttributes.FamANDAssem => Access.PrivateProtected,
        _ => Access.Private,
    };

    internal static Access FieldAccess(FieldAttributes attributes) =>
        MethodAccess((MethodAttributes)(attributes & FieldAttributes.FieldAccessMask));
}
