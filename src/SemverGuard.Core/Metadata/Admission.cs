using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace SemverGuard.Metadata;

/// <summary>
/// Looks once over the tables of an assembly, before anybody else reads it: nothing in it nests deeper, counts more than it holds or
/// expands to more text than a reader that recurses and allocates as the file says can bear.
/// </summary>
/// <remarks>
/// What is merely damaged stays for those who read it. They go the same way through a signature as this does, and stop where it stopped.
/// </remarks>
internal sealed class Admission
{
    /// <summary>Types in types, references in references, classes below classes. Compilers stop at dozens.</summary>
    public const int Deepest = 1000;

    /// <summary>Every step takes three or four calls of the framework's reader on a stack that may be small.</summary>
    public const int DeepestSignature = 200;

    /// <summary>In bytes. The runtime refuses a type whose name has more than 1,023 (MAX_CLASSNAME_LENGTH).</summary>
    public const int LongestName = 8 * 1024;

    /// <summary>What the runtime can make (ECMA-335 II.23.2.13, CoreCLR's MAX_RANK).</summary>
    public const int MostDimensions = 32;

    /// <summary>Rows, in all; and by each byte of metadata, of which that library needs thirty.</summary>
    private const long MostSearched = 400_000_000, SearchedByByte = 50;

    private readonly MetadataReader reader;
    private readonly ReadBudget budget;

    private Admission(MetadataReader reader, ReadBudget budget) => (this.reader, this.budget) = (reader, budget);

    /// <exception cref="LimitException">The assembly is beyond a limit.</exception>
    /// <returns>The length of all names and signatures, were they written out.</returns>
    public static long Check(MetadataReader reader)
    {
        var budget = new ReadBudget(reader);
        var admission = new Admission(reader, budget);
        admission.Pointers();
        var names = new NestedNames(reader, budget);
        names.Check();
        admission.Members();
        new SignatureLimits(reader, budget, names).Check();
        admission.Blobs();
        return budget.Text;
    }

    /// <summary>Tables that give others an order of their own are searched row by row for every row.</summary>
    private void Pointers()
    {
        long searched = 0;
        foreach (var table in (TableIndex[])[
            TableIndex.FieldPtr, TableIndex.MethodPtr, TableIndex.ParamPtr, TableIndex.EventPtr, TableIndex.PropertyPtr])
        {
            long rows = reader.GetTableRowCount(table);
            searched += rows * rows;
        }
        // For every type, its properties and events are looked for in a table that need not be in order. Row after row that is quick, and
        // a large library in use has 77,000 types, of which 17,000 have properties: what is large may take its time, what is small not.
        long mapped = (long)reader.TypeDefinitions.Count * (reader.GetTableRowCount(TableIndex.PropertyMap)
            + reader.GetTableRowCount(TableIndex.EventMap));
        if (searched > MostSearched || mapped > MostSearched + reader.MetadataLength * SearchedByByte)
            throw budget.Refused("has tables in an order that cannot be searched");
    }

    private void Members()
    {
        Each(TableIndex.MethodDef, x => Name(reader.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(x)).Name));
        Each(TableIndex.Field, x => Name(reader.GetFieldDefinition(MetadataTokens.FieldDefinitionHandle(x)).Name));
        Each(TableIndex.Property, x => Name(reader.GetPropertyDefinition(MetadataTokens.PropertyDefinitionHandle(x)).Name));
        Each(TableIndex.Event, x => Name(reader.GetEventDefinition(MetadataTokens.EventDefinitionHandle(x)).Name));
        Each(TableIndex.MemberRef, x => Name(reader.GetMemberReference(MetadataTokens.MemberReferenceHandle(x)).Name));
        Each(TableIndex.AssemblyRef, x => Name(reader.GetAssemblyReference(MetadataTokens.AssemblyReferenceHandle(x)).Name));
        Each(TableIndex.Param, x => Name(reader.GetParameter(MetadataTokens.ParameterHandle(x)).Name));
        Each(TableIndex.GenericParam, x => Name(reader.GetGenericParameter(MetadataTokens.GenericParameterHandle(x)).Name));
    }

    /// <summary>Values that are compared as they are; many rows may share one long blob.</summary>
    private void Blobs()
    {
        Each(TableIndex.Constant, x => Blob(reader.GetConstant(MetadataTokens.ConstantHandle(x)).Value));
        Each(TableIndex.CustomAttribute, x => Blob(reader.GetCustomAttribute(MetadataTokens.CustomAttributeHandle(x)).Value));
    }

    private void Blob(BlobHandle blob) => budget.Add(reader.GetBlobReader(blob).Length);

    private void Each(TableIndex table, Action<int> look) => budget.Each(table, look);

    private void Name(StringHandle name) => budget.Add(budget.Length(name) + 1);
}
