using System.Collections.Immutable;
using System.Reflection;
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
    private bool isAdmitted;
    private BadImageFormatException? refusal;
    private readonly string?[] definitionNames;
    private readonly string?[] referenceNames;
    private NameIndex? types;
    private NameIndex? forwards;
    private string[]? referencedNames;
    private HashSet<string>? friends;
    private HashSet<string>? trusts;
    private EntityHandle[]? accessorOwners;
    private string? digest;
    private readonly SignatureCache signatures;

    /// <exception cref="BadImageFormatException">The file is damaged, or a module without an assembly.</exception>
    public AssemblyImage(MetadataReader reader, PEReader? bodies = null, bool isFramework = false)
    {
        this.reader = reader;
        this.bodies = bodies;
        IsFramework = isFramework;
        isAdmitted = isFramework; // nobody's package
        if (!reader.IsAssembly) throw new BadImageFormatException("It is a module of an assembly, not an assembly.");
        var definition = reader.GetAssemblyDefinition();
        Name = reader.GetString(definition.Name);
        Version = definition.Version;
        Mvid = reader.GetGuid(reader.GetModuleDefinition().Mvid);
        definitionNames = new string?[reader.TypeDefinitions.Count + 1];
        referenceNames = new string?[reader.TypeReferences.Count + 1];
        DocumentationText = new SignatureText(this, modifiers: false);
        LinkText = new SignatureText(this, modifiers: true);
        signatures = new SignatureCache(LinkText);
    }

    /// <summary>
    /// The tables, once it is sure that they can be followed without an end: <see cref="Admission"/> looks when somebody first asks.
    /// </summary>
    /// <exception cref="LimitException">They cannot.</exception>
    public MetadataReader Reader
    {
        get
        {
            if (isAdmitted) return reader;
            Admit();
            return reader;
        }
    }

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
            return key.Length == 0 ? "" : TokenOf(key);
        }
    }

    private static string TokenOf(byte[] key)
    {
        using var hash = System.Security.Cryptography.SHA1.Create();
        return Digits(hash.ComputeHash(key).Skip(12).Reverse());
    }

    private static string Digits(IEnumerable<byte> token) =>
        string.Concat(token.Select(x => x.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));

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

    /// <summary>Part of the shared framework or targeting pack: assumed to be whole, its bodies are not followed.</summary>
    public bool IsFramework { get; }

    /// <summary>What compilers are given in place of an assembly: its bodies are none, or throw null.</summary>
    internal bool IsReferenceAssembly => CustomAttributes.Has(
        this, Reader.GetAssemblyDefinition().GetCustomAttributes(), "System.Runtime.CompilerServices.ReferenceAssemblyAttribute");

    /// <summary>An assembly in a file that somebody opened; null for a file that is none: native code, a module, resources only.</summary>
    /// <exception cref="BadImageFormatException">The file is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static AssemblyImage? Open(PEReader file, bool isFramework = false)
    {
        try
        {
            return file.HasMetadata && file.GetMetadataReader() is { IsAssembly: true } reader
                ? new AssemblyImage(reader, file, isFramework)
                : null;
        }
        catch (Exception e) when (e is OverflowException or InvalidOperationException or ArgumentException)
        {
            // What the reader throws at headers that point beyond the file.
            throw new BadImageFormatException(e.Message, e);
        }
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

    public MethodBodyBlock? Body(MethodDefinition method)
    {
        if (bodies is null || method.RelativeVirtualAddress == 0) return null;
        if ((method.ImplAttributes & MethodImplAttributes.CodeTypeMask) != MethodImplAttributes.IL) return null;
        if (!areBodiesCounted) CountBodies();
        var body = bodies.GetMethodBody(method.RelativeVirtualAddress);
        foreach (var region in body.ExceptionRegions)
        {
            // The reader takes any four bytes for a token.
            if (!region.CatchType.IsNil && MetadataTokens.GetToken(region.CatchType) == 0)
                throw new BadImageFormatException("A method body catches what is no type.");
        }
        return body;
    }

    /// <summary>Many methods may name one long body, and each of them is read.</summary>
    private void CountBodies()
    {
        const int TinyFormat = 2, FatFormat = 3;
        long size = 0;
        foreach (var handle in Reader.MethodDefinitions)
        {
            int address = reader.GetMethodDefinition(handle).RelativeVirtualAddress;
            if (address <= 0) continue;
            var block = bodies!.GetSectionData(address);
            if (block.Length == 0) continue;
            var header = block.GetReader(0, Math.Min(block.Length, 8));
            byte first = header.ReadByte();
            if ((first & FatFormat) == TinyFormat) size += first >> 2;
            else if (header.RemainingBytes == 7)
            {
                header.Offset = 4;
                size += header.ReadUInt32();
            }
        }
        if (size > 1_000_000 + 4L * bodies!.GetEntireImage().Length)
            throw new LimitException(Name, "it has more instructions than its size allows");
        areBodiesCounted = true;
    }

    private bool areBodiesCounted;

    /// <summary>
    /// The text of an <c>ldstr</c>. Of a long one the rest is a number, equal where the texts are equal: it may be loaded a thousand times.
    /// </summary>
    public string UserString(int token)
    {
        if (longStrings is not null && longStrings.TryGetValue(token, out string? known)) return known;
        string text = Reader.GetUserString(MetadataTokens.UserStringHandle(token & 0xFFFFFF));
        if (text.Length <= LongestString) return text;
        // Texts may overlap in the heap.
        longText += text.Length;
        if (longText > 1_000_000 + 16L * reader.GetHeapSize(HeapIndex.UserString))
            throw new LimitException(Name, "it has more text than its size allows");
        ulong hash = 14695981039346656037;
        foreach (char c in text) hash = (hash ^ c) * 1099511628211;
        return (longStrings ??= [])[token] = text.Substring(0, LongestString) + "..."
            + hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }

    private const int LongestString = 400;

    private Dictionary<int, string>? longStrings;
    private long longText;

    /// <summary>The full name as documentation ids spell it: <c>Namespace.Outer.Inner`1</c>.</summary>
    public string NameOf(TypeDefinitionHandle handle)
    {
        int row = Row(MetadataTokens.GetRowNumber(handle), definitionNames.Length);
        if (definitionNames[row] is { } known) return known;
        var type = Reader.GetTypeDefinition(handle);
        var outer = type.GetDeclaringType();
        definitionNames[row] = Reader.GetString(type.Name); // for a damaged file whose types nest in a circle
        string name = outer.IsNil ? Qualify(type.Namespace, type.Name) : NameOf(outer) + "." + Reader.GetString(type.Name);
        return definitionNames[row] = name;
    }

    public string NameOf(TypeReferenceHandle handle)
    {
        int row = Row(MetadataTokens.GetRowNumber(handle), referenceNames.Length);
        if (referenceNames[row] is { } known) return known;
        var type = Reader.GetTypeReference(handle);
        referenceNames[row] = Reader.GetString(type.Name); // as above
        string name = type.ResolutionScope.Kind == HandleKind.TypeReference
            ? NameOf((TypeReferenceHandle)type.ResolutionScope) + "." + Reader.GetString(type.Name)
            : Qualify(type.Namespace, type.Name);
        return referenceNames[row] = name;
    }

    /// <summary>Full name of the type whose method or field an instruction names; null where its token is of something else.</summary>
    internal string? DeclaringTypeName(EntityHandle member) => member.Kind switch
    {
        HandleKind.MethodDefinition => NameOf(Reader.GetMethodDefinition((MethodDefinitionHandle)member).GetDeclaringType()),
        HandleKind.MemberReference => NameOf(Reader.GetMemberReference((MemberReferenceHandle)member).Parent),
        _ => null,
    };

    /// <summary>The name of the method that an instruction names; null where its token is of something else.</summary>
    internal string? MemberName(EntityHandle member) => member.Kind switch
    {
        HandleKind.MethodDefinition => Reader.GetString(Reader.GetMethodDefinition((MethodDefinitionHandle)member).Name),
        HandleKind.MemberReference => Reader.GetString(Reader.GetMemberReference((MemberReferenceHandle)member).Name),
        HandleKind.MethodSpecification => MemberName(Reader.GetMethodSpecification((MethodSpecificationHandle)member).Method),
        _ => null,
    };

    /// <summary>The name of a type given by definition, reference or specification; a specification prints its arguments.</summary>
    public string NameOf(EntityHandle type, GenericScope? scope = null) => type.Kind switch
    {
        HandleKind.TypeDefinition => NameOf((TypeDefinitionHandle)type),
        HandleKind.TypeReference => NameOf((TypeReferenceHandle)type),
        HandleKind.TypeSpecification =>
            Reader.GetTypeSpecification((TypeSpecificationHandle)type).DecodeSignature(LinkText, scope ?? GenericScope.Open),
        _ => "",
    };

    public TypeDefinitionHandle FindType(string fullName)
    {
        if (types is null)
        {
            types = new NameIndex(Reader, Reader.TypeDefinitions.Count);
            foreach (var handle in Reader.TypeDefinitions)
                types.Add(MetadataTokens.GetRowNumber(handle), Reader.GetTypeDefinition(handle).Name);
        }
        int row = types.Find(fullName, x => NameOf(MetadataTokens.TypeDefinitionHandle(x)));
        return row == 0 ? default : MetadataTokens.TypeDefinitionHandle(row);
    }

    /// <summary>The assembly a type was moved to, if this one only forwards it.</summary>
    public AssemblyReferenceHandle FindForward(string fullName)
    {
        if (forwards is null)
        {
            forwards = new NameIndex(Reader, Reader.ExportedTypes.Count);
            foreach (var handle in Reader.ExportedTypes)
                forwards.Add(MetadataTokens.GetRowNumber(handle), Reader.GetExportedType(handle).Name);
        }
        int row = forwards.Find(fullName, x => Exported(MetadataTokens.ExportedTypeHandle(x)).Name);
        return row == 0 ? default : Exported(MetadataTokens.ExportedTypeHandle(row)).Home;
    }

    /// <summary>Simple names of the assemblies this one references.</summary>
    public IReadOnlyList<string> ReferencedNames() =>
        referencedNames ??= [.. reader.AssemblyReferences.Select(x => reader.GetString(reader.GetAssemblyReference(x).Name))];

    /// <summary>
    /// The assemblies this one references, with the public key tokens by which it does; empty for one without a strong name.
    /// </summary>
    public IEnumerable<(string Name, string KeyToken)> ReferencedKeys() =>
        from handle in reader.AssemblyReferences
        let reference = reader.GetAssemblyReference(handle)
        let key = reader.GetBlobBytes(reference.PublicKeyOrToken)
        select (reader.GetString(reference.Name), (reference.Flags & System.Reflection.AssemblyFlags.PublicKey) != 0 && key.Length > 0
            ? TokenOf(key)
            : Digits(key));

    /// <summary>The functions of native libraries that this assembly declares, with the names of their modules.</summary>
    public IEnumerable<(string Module, string Function)> NativeImports() =>
        from handle in reader.GetTableRowCount(TableIndex.ImplMap) == 0 ? [] : reader.MethodDefinitions.AsEnumerable()
        let method = reader.GetMethodDefinition(handle)
        where (method.Attributes & System.Reflection.MethodAttributes.PinvokeImpl) != 0
        let import = method.GetImport()
        where !import.Module.IsNil
        select (reader.GetString(reader.GetModuleReference(import.Module).Name), reader.GetString(import.Name));

    /// <summary>Whether this assembly opens its internals to <paramref name="assembly"/>.</summary>
    public bool IsFriend(string assembly) =>
        (friends ??= SimpleNames("System.Runtime.CompilerServices.InternalsVisibleToAttribute")).Contains(assembly);

    /// <summary>Whether this assembly asked the runtime not to check its accesses to <paramref name="assembly"/>.</summary>
    public bool IgnoresAccessChecksTo(string assembly) =>
        (trusts ??= SimpleNames("System.Runtime.CompilerServices.IgnoresAccessChecksToAttribute")).Contains(assembly);

    /// <summary>The property or event a method is an accessor of; nil for an ordinary method.</summary>
    public EntityHandle AccessorOwner(MethodDefinitionHandle method)
    {
        if (accessorOwners is null)
        {
            // One walk over the tables: TypeDefinition.GetProperties searches an unsorted table for every type.
            accessorOwners = new EntityHandle[Reader.MethodDefinitions.Count + 1];
            foreach (var handle in Reader.PropertyDefinitions)
            {
                var accessors = Reader.GetPropertyDefinition(handle).GetAccessors();
                Own(accessors.Getter, handle);
                Own(accessors.Setter, handle);
            }
            foreach (var handle in Reader.EventDefinitions)
            {
                var accessors = Reader.GetEventDefinition(handle).GetAccessors();
                Own(accessors.Adder, handle);
                Own(accessors.Remover, handle);
                Own(accessors.Raiser, handle);
            }
        }
        return accessorOwners[Row(MetadataTokens.GetRowNumber(method), accessorOwners.Length)];

        void Own(MethodDefinitionHandle accessor, EntityHandle owner)
        {
            if (!accessor.IsNil) accessorOwners![Row(MetadataTokens.GetRowNumber(accessor), accessorOwners.Length)] = owner;
        }
    }

    public override string ToString() => $"{Name} {Version}";

    private void Admit()
    {
        if (refusal is not null) throw refusal;
        try
        {
            Admission.Check(reader);
            isAdmitted = true;
        }
        catch (BadImageFormatException e)
        {
            refusal = e;
            throw;
        }
    }

    private static int Row(int row, int length) =>
        row < length ? row : throw new BadImageFormatException($"A token names row {row} of {length - 1}.");

    private string Qualify(StringHandle @namespace, StringHandle name) =>
        @namespace.IsNil ? Reader.GetString(name) : Reader.GetString(@namespace) + "." + Reader.GetString(name);

    private (string Name, AssemblyReferenceHandle Home) Exported(ExportedTypeHandle handle)
    {
        var type = Reader.GetExportedType(handle);
        switch (type.Implementation.Kind)
        {
            case HandleKind.AssemblyReference:
                return (Qualify(type.Namespace, type.Name), (AssemblyReferenceHandle)type.Implementation);
            case HandleKind.ExportedType when type.Implementation != handle:
                var (outer, home) = Exported((ExportedTypeHandle)type.Implementation);
                return (outer + "." + Reader.GetString(type.Name), home);
            default:
                return ("", default);
        }
    }

    private HashSet<string> SimpleNames(string attribute)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in CustomAttributes.Named(this, Reader.GetAssemblyDefinition().GetCustomAttributes(), attribute))
        {
            if (CustomAttributes.FirstString(this, value) is not { } friend) continue;
            int comma = friend.IndexOf(',');
            names.Add((comma < 0 ? friend : friend.Substring(0, comma)).Trim());
        }
        return names;
    }
}
