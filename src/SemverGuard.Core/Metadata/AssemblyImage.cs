using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace SemverGuard.Metadata;

/// <summary>
/// One assembly, read and never loaded: names, an index of its types, and its method bodies where the host has them.
/// Somebody else opened it, and keeps it open for as long as this is used.
/// </summary>
/// <remarks>Every member may throw <see cref="BadImageFormatException"/> on a damaged file; <c>Guard</c> turns that into "not
/// checked".</remarks>
public sealed class AssemblyImage
{
    private readonly MetadataReader reader;
    private readonly PEReader? bodies;
    private readonly AdmittedTables tables;
    private readonly ImageNames names;
    private string? digest;
    private readonly SignatureCache signatures;
    private readonly MethodBodies methodBodies;
    private readonly UserStrings userStrings;
    private readonly TypeLookup types;
    private readonly OtherAssemblies others;
    private readonly AccessorOwners accessors;
    private BuildStamps? stamps;

    /// <exception cref="BadImageFormatException">The file is damaged, or a module without an assembly.</exception>
    public AssemblyImage(MetadataReader reader, PEReader? bodies = null, bool isFramework = false)
        : this(reader, bodies, isFramework, isAdmitted: isFramework) // the framework is nobody's package
    {
    }

    private AssemblyImage(MetadataReader reader, PEReader? bodies, bool isFramework, bool isAdmitted)
    {
        this.reader = reader;
        this.bodies = bodies;
        IsFramework = isFramework;
        tables = new AdmittedTables(reader, isAdmitted);
        if (!reader.IsAssembly) throw new BadImageFormatException("It is a module of an assembly, not an assembly.");
        var definition = reader.GetAssemblyDefinition();
        Name = reader.GetString(definition.Name);
        Version = definition.Version;
        Mvid = reader.GetGuid(reader.GetModuleDefinition().Mvid);
        names = new ImageNames(this, reader);
        DocumentationText = new SignatureText(this, modifiers: false);
        LinkText = new SignatureText(this, modifiers: true);
        signatures = new SignatureCache(LinkText);
        methodBodies = new MethodBodies(this, bodies);
        userStrings = new UserStrings(this);
        types = new TypeLookup(this);
        others = new OtherAssemblies(this, reader);
        accessors = new AccessorOwners(this);
    }

    /// <summary>
    /// The tables, once it is sure that they can be followed without an end: <see cref="Admission"/> looks when somebody first asks.
    /// </summary>
    /// <exception cref="LimitException">They cannot.</exception>
    public MetadataReader Reader => tables.Reader;

    /// <summary>Whether the tables were looked at, and can be followed.</summary>
    public bool IsAdmitted => tables.IsAdmitted;

    public string Name { get; }

    public Version Version { get; }

    /// <summary>In bytes, of the file or of what of it is there.</summary>
    internal long Size => bodies?.GetEntireImage().Length ?? reader.MetadataLength;

    public int TypeCount => reader.TypeDefinitions.Count;

    public int MethodCount => reader.MethodDefinitions.Count;

    /// <summary>Public key token in hexadecimal digits (ECMA-335 II.6.3); empty without a strong name.</summary>
    public string KeyToken
    {
        get
        {
            byte[] key = reader.GetBlobBytes(reader.GetAssemblyDefinition().PublicKey);
            return key.Length == 0 ? "" : OtherAssemblies.TokenOf(key);
        }
    }

    /// <summary>
    /// The module version id tells two files apart for the price of one GUID. It does not prove them the same: whoever makes an assembly
    /// writes it, and may write that of another.
    /// </summary>
    public Guid Mvid { get; }

    /// <summary>What stands for the content where that is not at hand any more.</summary>
    internal ImageIdentity Identity => new(Mvid, IsFramework ? "" : Digest);

    /// <summary>The same file, or a copy of it. Content is looked at only where the module version ids are equal.</summary>
    public bool IsSameAs(AssemblyImage? other) =>
        ReferenceEquals(this, other) || (other is not null && Mvid == other.Mvid && Digest == other.Digest);

    /// <summary>What was opened without its content is the same as itself only.</summary>
    private string Digest => digest ??= bodies is null ? Guid.NewGuid().ToString() : ImageIdentity.DigestOf(bodies);

    /// <summary>The method with which a program begins; nil for a library.</summary>
    internal MethodDefinitionHandle EntryPoint
    {
        get
        {
            int token = bodies?.PEHeaders.CorHeader?.EntryPointTokenOrRelativeVirtualAddress ?? 0;
            var handle = MetadataTokens.Handle(token);
            return handle.Kind == HandleKind.MethodDefinition && MetadataTokens.GetRowNumber((EntityHandle)handle) is > 0 and var row
                && row <= MethodCount ? (MethodDefinitionHandle)handle : default;
        }
    }

    /// <summary>What is embedded under a name; null where the host has the metadata alone, or the file lies beside the assembly.</summary>
    internal byte[]? Embedded(ManifestResource resource)
    {
        if (bodies?.PEHeaders.CorHeader is not { ResourcesDirectory.Size: > 0 } header || !resource.Implementation.IsNil) return null;
        var content = bodies.GetSectionData(header.ResourcesDirectory.RelativeVirtualAddress).GetReader();
        content.Offset = checked((int)Math.Min(resource.Offset, content.Length));
        int length = content.ReadInt32();
        return length >= 0 ? content.ReadBytes(length) : throw new BadImageFormatException("An embedded file has a negative length.");
    }

    /// <summary>Part of the shared framework or targeting pack: assumed to be whole, its bodies are not followed.</summary>
    public bool IsFramework { get; }

    /// <summary>What compilers are given in place of an assembly: its bodies are none, or throw null.</summary>
    internal bool IsReferenceAssembly => CustomAttributes.Has(
        this, Reader.GetAssemblyDefinition().GetCustomAttributes(), "System.Runtime.CompilerServices.ReferenceAssemblyAttribute");

    /// <summary>An assembly in a file that somebody opened; null for a file that is none: native code, a module, resources only.</summary>
    /// <param name="isAdmitted">Somebody looked at the same content before: <see cref="IsAdmitted"/>.</param>
    /// <exception cref="BadImageFormatException">The file is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static AssemblyImage? Open(PEReader file, bool isFramework = false, bool isAdmitted = false)
    {
        try
        {
            return file.HasMetadata && file.GetMetadataReader() is { IsAssembly: true } reader
                ? new AssemblyImage(reader, file, isFramework, isFramework || isAdmitted)
                : null;
        }
        catch (Exception e) when (e is OverflowException or InvalidOperationException or ArgumentException)
        {
            // What the reader throws at headers that point beyond the file.
            throw new BadImageFormatException(e.Message, e);
        }
    }

    /// <summary>The same assembly as if some of its types had other full names.</summary>
    internal AssemblyImage Named(IReadOnlyDictionary<TypeDefinitionHandle, string> others)
    {
        var image = new AssemblyImage(Reader, bodies, IsFramework, IsAdmitted) { digest = Digest };
        foreach (var name in others) image.names.Set(name.Key, name.Value);
        return image;
    }

    /// <summary>Signatures as documentation ids spell them.</summary>
    internal SignatureText DocumentationText { get; }

    /// <summary>Signatures as the runtime compares them, custom modifiers included.</summary>
    internal SignatureText LinkText { get; }

    /// <summary>The signature of a method, in <see cref="LinkText"/>.</summary>
    internal MethodSignature<string> SignatureOf(MethodDefinition method) => signatures.Of(method);

    /// <inheritdoc cref="SignatureOf(MethodDefinition)"/>
    internal MethodSignature<string> SignatureOf(MethodDefinition method, GenericScope scope) =>
        scope == GenericScope.Open ? signatures.Of(method) : method.DecodeSignature(LinkText, scope);

    /// <inheritdoc cref="SignatureOf(MethodDefinition)"/>
    internal MethodSignature<string> SignatureOf(MemberReference method) => signatures.Of(method);

    /// <summary>Texts of symbols that were asked for: a body names the same few again and again.</summary>
    internal Dictionary<EntityHandle, string> SymbolTexts { get; } = [];

    /// <returns>Null for a method that has no IL, and where the host has none.</returns>
    public MethodBodyBlock? Body(MethodDefinition method) => methodBodies.Of(method);

    /// <summary>What its build wrote about itself into its strings.</summary>
    internal BuildStamps Stamps => stamps ??= new BuildStamps(this);

    /// <inheritdoc cref="UserStrings.Of"/>
    public string UserString(int token) => userStrings.Of(token);

    /// <inheritdoc cref="ImageNames.Of(TypeDefinitionHandle)"/>
    public string NameOf(TypeDefinitionHandle handle) => names.Of(handle);

    /// <inheritdoc cref="ImageNames.Of(TypeDefinitionHandle)"/>
    public string NameOf(TypeReferenceHandle handle) => names.Of(handle);

    /// <inheritdoc cref="ImageNames.OfDeclaringType"/>
    internal string? DeclaringTypeName(EntityHandle member) => names.OfDeclaringType(member);

    /// <inheritdoc cref="ImageNames.OfMember"/>
    internal string? MemberName(EntityHandle member) => names.OfMember(member);

    /// <summary>The name of a type given by definition, reference or specification; a specification prints its arguments.</summary>
    public string NameOf(EntityHandle type, GenericScope? scope = null) => type.Kind switch
    {
        HandleKind.TypeDefinition => NameOf((TypeDefinitionHandle)type),
        HandleKind.TypeReference => NameOf((TypeReferenceHandle)type),
        HandleKind.TypeSpecification =>
            Reader.GetTypeSpecification((TypeSpecificationHandle)type).DecodeSignature(LinkText, scope ?? GenericScope.Open),
        _ => "",
    };

    /// <returns>Nil for a type that this assembly does not have.</returns>
    public TypeDefinitionHandle FindType(string fullName) => types.Definition(fullName);

    /// <summary>The assembly a type was moved to, if this one only forwards it.</summary>
    public AssemblyReferenceHandle FindForward(string fullName) => types.Forward(fullName);

    /// <summary>Simple names of the assemblies this one references.</summary>
    public IReadOnlyList<string> ReferencedNames() => others.Names;

    /// <summary>
    /// The assemblies this one references, with the public key tokens by which it does; empty for one without a strong name.
    /// </summary>
    public IEnumerable<(string Name, string KeyToken)> ReferencedKeys() => others.Keys();

    /// <summary>The functions of native libraries that this assembly declares, with the names of their modules.</summary>
    public IEnumerable<(MethodDefinitionHandle Method, string Module, string Function, bool IsWide)> NativeImports() =>
        others.NativeImports();

    /// <summary>Whether this assembly opens its internals to <paramref name="assembly"/>.</summary>
    public bool IsFriend(string assembly) => others.Friends.Contains(assembly);

    /// <summary>Whether this assembly asked the runtime not to check its accesses to <paramref name="assembly"/>.</summary>
    public bool IgnoresAccessChecksTo(string assembly) => others.Unchecked.Contains(assembly);

    /// <summary>The property or event a method is an accessor of; nil for an ordinary method.</summary>
    public EntityHandle AccessorOwner(MethodDefinitionHandle method) => accessors.Of(method);

    public override string ToString() => $"{Name} {Version}";

    internal string Qualify(StringHandle @namespace, StringHandle name) => names.Qualify(@namespace, name);
}
