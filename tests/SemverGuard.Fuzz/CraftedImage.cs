using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace SemverGuard.Fuzz;

/// <summary>An assembly that no compiler makes: rows and blobs are what a test writes.</summary>
internal sealed class CraftedImage
{
    private readonly BlobBuilder instructions = new();
    private readonly MethodBodyStreamEncoder bodies;

    /// <param name="version">Two of one kind differ in it, and in the id of the module.</param>
    public CraftedImage(int version = 1, string name = "Lib")
    {
        bodies = new MethodBodyStreamEncoder(instructions);
        Tables.AddAssembly(Name(name), new Version(1, 0, version, 0), default, default, 0, AssemblyHashAlgorithm.None);
        Tables.AddModule(0, Name(name + ".dll"), Tables.GetOrAddGuid(new Guid(version, 2, 3, new byte[8])), default, default);
        System = Tables.AddAssemblyReference(Name("System.Runtime"), new Version(8, 0, 0, 0), default,
            Blob(0xb0, 0x3f, 0x5f, 0x7f, 0x11, 0xd5, 0x0a, 0x3a), 0, default);
        Object = Reference("System", "Object");
        Type("", "<Module>", default);
    }

    public MetadataBuilder Tables { get; } = new();

    public AssemblyReferenceHandle System { get; }

    public TypeReferenceHandle Object { get; }

    public StringHandle Name(string name) => Tables.GetOrAddString(name);

    public BlobHandle Blob(params byte[] bytes) => Tables.GetOrAddBlob(bytes);

    public BlobHandle Blob(Action<BlobBuilder> write)
    {
        var blob = new BlobBuilder();
        write(blob);
        return Tables.GetOrAddBlob(blob);
    }

    public TypeReferenceHandle Reference(string space, string name, EntityHandle? scope = null) =>
        Tables.AddTypeReference(scope ?? System, Name(space), Name(name));

    /// <summary>Its methods and fields are those that are added next.</summary>
    public TypeDefinitionHandle Type(string space, string name, EntityHandle @base, TypeAttributes attributes = TypeAttributes.Public) =>
        Tables.AddTypeDefinition(
        attributes, Name(space), Name(name), @base, MetadataTokens.FieldDefinitionHandle(Tables.GetRowCount(TableIndex.Field) + 1),
        MetadataTokens.MethodDefinitionHandle(Tables.GetRowCount(TableIndex.MethodDef) + 1));

    public MethodDefinitionHandle Method(string name, BlobHandle? signature = null, int body = -1, MethodAttributes attributes =
        MethodAttributes.Public | MethodAttributes.Static) =>
        Tables.AddMethodDefinition(attributes, MethodImplAttributes.IL, Name(name), signature ?? Blob(0, 0, 1), body, default);

    /// <summary>A body of instructions as they are; <c>ret</c> is added.</summary>
    public int Body(Action<BlobBuilder> write, Action<ExceptionRegionEncoder>? regions = null, int regionCount = 0, int maxStack = 8)
    {
        var code = new BlobBuilder();
        write(code);
        code.WriteByte((byte)ILOpCode.Ret);
        var body = bodies.AddMethodBody(code.Count, maxStack, regionCount, hasSmallExceptionRegions: false);
        if (regionCount > 0) regions!(body.ExceptionRegions);
        new BlobWriter(body.Instructions).WriteBytes(code.ToImmutableArray());
        return body.Offset;
    }

    /// <summary>What a consumer uses, as the version before has it.</summary>
    public CraftedImage WithUsed(int body = -1)
    {
        int nothing = Body(_ => { });
        Type("", "E", Object);
        Method("M0", body: body < 0 ? nothing : body);
        Method("M1", body: nothing);
        return this;
    }

    public byte[] Build()
    {
        var image = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(Tables, suppressValidation: true),
            instructions).Serialize(image);
        return image.ToArray();
    }
}
