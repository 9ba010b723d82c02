using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace SemverGuard.Metadata;

/// <summary>What is large is admitted, where it is not large for its size.</summary>
public sealed class AdmissionTests
{
    private const int Types = 80_000, WithProperties = 18_000, Large = 32 * 1024 * 1024;

    [Fact]
    public void A_library_of_many_types_with_properties_is_admitted() => Check(padding: Large);

    [Fact]
    public void As_many_rows_in_little_metadata_are_not() => Assert.Throws<LimitException>(() => Check(padding: 1));

    private static unsafe void Check(int padding)
    {
        var tables = new MetadataBuilder();
        tables.AddModule(0, tables.GetOrAddString("m.dll"), tables.GetOrAddGuid(Guid.NewGuid()), default, default);
        tables.AddAssembly(tables.GetOrAddString("m"), new Version(1, 0), default, default, 0, AssemblyHashAlgorithm.None);
        tables.GetOrAddBlob(new byte[padding]);
        var (field, method) = (MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        var name = tables.GetOrAddString("P");
        for (int i = 0; i < Types; i++) tables.AddTypeDefinition(TypeAttributes.Public, default, name, default, field, method);
        for (int i = 1; i <= WithProperties; i++)
            tables.AddPropertyMap(MetadataTokens.TypeDefinitionHandle(i), MetadataTokens.PropertyDefinitionHandle(1));
        var built = new BlobBuilder();
        new MetadataRootBuilder(tables).Serialize(built, 0, 0);
        byte[] metadata = built.ToArray();
        fixed (byte* start = metadata) Admission.Check(new MetadataReader(start, metadata.Length));
    }
}
