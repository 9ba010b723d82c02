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

    /// <summary>A call takes as many values from the stack, and costs as much, each time.</summary>
    private const int MostParameters = 1000;

    private readonly MetadataReader reader;
    private readonly FullName[] definitions;
    private readonly FullName[] references;
    private readonly FullName[] exported;
    private readonly Expansion[] specifications;
    private readonly int[] chain = new int[Deepest + 1];
    private readonly long most;
    private long text;

    private Admission(MetadataReader reader)
    {
        this.reader = reader;
        definitions = new FullName[reader.GetTableRowCount(TableIndex.TypeDef) + 1];
        references = new FullName[reader.GetTableRowCount(TableIndex.TypeRef) + 1];
        exported = new FullName[reader.GetTableRowCount(TableIndex.ExportedType) + 1];
        specifications = new Expansion[reader.GetTableRowCount(TableIndex.TypeSpec) + 1];
        most = Most(reader);
    }

    /// <summary>How much text an assembly may have; of 5,101 assemblies none had more than a sixth of it.</summary>
    private static long Most(MetadataReader reader) => 2_000_000 + 64L * reader.MetadataLength;

    /// <exception cref="LimitException">The assembly is beyond a limit.</exception>
    /// <returns>The length of all names and signatures, were they written out.</returns>
    public static long Check(MetadataReader reader)
    {
        var admission = new Admission(reader);
        admission.Pointers();
        admission.Types();
        admission.Members();
        admission.Signatures();
        admission.Blobs();
        return admission.text;
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
        // For every type, its properties and events are looked for in a table that need not be in order.
        searched += (long)reader.TypeDefinitions.Count * (reader.GetTableRowCount(TableIndex.PropertyMap)
            + reader.GetTableRowCount(TableIndex.EventMap));
        if (searched > 400_000_000) throw Refused("has tables in an order that cannot be searched");
    }

    private void Types()
    {
        Each(TableIndex.TypeDef, x => Definition(MetadataTokens.TypeDefinitionHandle(x)));
        Each(TableIndex.TypeRef, x => Reference(MetadataTokens.TypeReferenceHandle(x)));
        Each(TableIndex.ExportedType, x => Exported(MetadataTokens.ExportedTypeHandle(x)));
        Bases();
    }

    /// <summary>A row that is damaged is for whoever needs it.</summary>
    private void Each(TableIndex table, Action<int> look)
    {
        int rows = reader.GetTableRowCount(table);
        for (int row = 1; row <= rows; row++)
        {
            try
            {
                look(row);
            }
            catch (BadImageFormatException e) when (e is not LimitException)
            {
                if (++damaged > MostDamaged) throw Refused("has more than 1,000 damaged entries");
            }
        }
    }

    /// <summary>An exception takes longer than a thousand entries that are whole.</summary>
    private const int MostDamaged = 1000;

    private int damaged;

    /// <summary>From a type outwards, and then back with the lengths of the names.</summary>
    private void Definition(TypeDefinitionHandle handle)
    {
        int depth = 0;
        FullName outer = default;
        for (var around = handle; !around.IsNil; depth++)
        {
            int row = MetadataTokens.GetRowNumber(around);
            if (row >= definitions.Length) break;
            if (definitions[row] is { Length: > 0 } known)
            {
                outer = known;
                break;
            }
            if (depth > Deepest) throw Refused("has types nested deeper than 1,000");
            chain[depth] = row;
            around = reader.GetTypeDefinition(around).GetDeclaringType();
        }
        if (depth + outer.Depth > Deepest) throw Refused("has types nested deeper than 1,000");
        while (depth-- > 0)
        {
            var type = reader.GetTypeDefinition(MetadataTokens.TypeDefinitionHandle(chain[depth]));
            definitions[chain[depth]] = outer = Inside(outer, type.Namespace, type.Name);
        }
    }

    private void Reference(TypeReferenceHandle handle)
    {
        int depth = 0;
        FullName outer = default;
        for (EntityHandle around = handle; around.Kind == HandleKind.TypeReference && !around.IsNil; depth++)
        {
            int row = MetadataTokens.GetRowNumber(around);
            if (row >= references.Length) break;
            if (references[row] is { Length: > 0 } known)
            {
                outer = known;
                break;
            }
            if (depth > Deepest) throw Refused("has references to types nested deeper than 1,000");
            chain[depth] = row;
            around = reader.GetTypeReference((TypeReferenceHandle)around).ResolutionScope;
        }
        if (depth + outer.Depth > Deepest) throw Refused("has references to types nested deeper than 1,000");
        while (depth-- > 0)
        {
            var type = reader.GetTypeReference(MetadataTokens.TypeReferenceHandle(chain[depth]));
            references[chain[depth]] = outer = Inside(outer, type.Namespace, type.Name);
        }
    }

    private void Exported(ExportedTypeHandle handle)
    {
        int depth = 0;
        FullName outer = default;
        for (EntityHandle around = handle; around.Kind == HandleKind.ExportedType && !around.IsNil; depth++)
        {
            int row = MetadataTokens.GetRowNumber(around);
            if (row >= exported.Length) break;
            if (exported[row] is { Length: > 0 } known)
            {
                outer = known;
                break;
            }
            if (depth > Deepest) throw Refused("has forwarded types nested deeper than 1,000");
            chain[depth] = row;
            around = reader.GetExportedType((ExportedTypeHandle)around).Implementation;
        }
        if (depth + outer.Depth > Deepest) throw Refused("has forwarded types nested deeper than 1,000");
        while (depth-- > 0)
        {
            var type = reader.GetExportedType(MetadataTokens.ExportedTypeHandle(chain[depth]));
            exported[chain[depth]] = outer = Inside(outer, type.Namespace, type.Name);
        }
    }

    /// <summary>
    /// Classes that derive from classes of the same assembly. Interfaces are followed by one reader, which counts for itself.
    /// </summary>
    private void Bases()
    {
        short[] depths = new short[definitions.Length];
        Each(TableIndex.TypeDef, row =>
        {
            int depth = 0, known = 0;
            for (int below = row; below > 0 && below < depths.Length; depth++)
            {
                if (depths[below] > 0)
                {
                    known = depths[below];
                    break;
                }
                if (depth > Deepest) throw Refused("has classes that derive from each other deeper than 1,000");
                chain[depth] = below;
                below = Base(MetadataTokens.TypeDefinitionHandle(below));
            }
            if (known + depth > Deepest) throw Refused("has classes that derive from each other deeper than 1,000");
            while (depth-- > 0) depths[chain[depth]] = (short)++known;
        });
    }

    /// <summary>The row of the class that a class derives from, instantiated or not; 0 for one of another assembly.</summary>
    private int Base(TypeDefinitionHandle type)
    {
        var below = reader.GetTypeDefinition(type).BaseType;
        if (!below.IsNil && below.Kind == HandleKind.TypeSpecification)
        {
            var blob = reader.GetBlobReader(reader.GetTypeSpecification((TypeSpecificationHandle)below).Signature);
            int code = blob.ReadByte();
            if (code == (int)SignatureTypeCode.GenericTypeInstance) code = blob.ReadByte();
            if (code is not (ValueTypeCode or ClassCode)) return 0;
            below = blob.ReadTypeHandle();
        }
        return !below.IsNil && below.Kind == HandleKind.TypeDefinition ? MetadataTokens.GetRowNumber(below) : 0;
    }

    private FullName Inside(FullName outer, StringHandle space, StringHandle name)
    {
        int length = Length(space) + Length(name) + outer.Length + 1;
        Add(length);
        return new FullName(length, outer.Depth + 1);
    }

    private int Length(StringHandle name)
    {
        if (name.IsNil) return 0;
        int length = reader.GetBlobReader(name).Length;
        return length <= LongestName ? length : throw Refused("has a name longer than 8,192 bytes");
    }

    private void Name(StringHandle name) => Add(Length(name) + 1);

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

    private void Signatures()
    {
        for (int row = 1; row < specifications.Length; row++) Specification(row, 0);
        Each(TableIndex.MethodDef, x => Signature(reader.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(x)).Signature));
        Each(TableIndex.Field, x => Signature(reader.GetFieldDefinition(MetadataTokens.FieldDefinitionHandle(x)).Signature));
        Each(TableIndex.Property, x => Signature(reader.GetPropertyDefinition(MetadataTokens.PropertyDefinitionHandle(x)).Signature));
        Each(TableIndex.MemberRef, x => Signature(reader.GetMemberReference(MetadataTokens.MemberReferenceHandle(x)).Signature));
        Each(
            TableIndex.StandAloneSig, x => Signature(reader.GetStandaloneSignature(MetadataTokens.StandaloneSignatureHandle(x)).Signature));
        Each(TableIndex.MethodSpec, x => Signature(reader.GetMethodSpecification(MetadataTokens.MethodSpecificationHandle(x)).Signature));
    }

    /// <summary>Values that are compared as they are; many rows may share one long blob.</summary>
    private void Blobs()
    {
        Each(TableIndex.Constant, x => Blob(reader.GetConstant(MetadataTokens.ConstantHandle(x)).Value));
        Each(TableIndex.CustomAttribute, x => Blob(reader.GetCustomAttribute(MetadataTokens.CustomAttributeHandle(x)).Value));
    }

    private void Blob(BlobHandle blob) => Add(reader.GetBlobReader(blob).Length);

    private void Signature(BlobHandle handle)
    {
        var blob = reader.GetBlobReader(handle);
        var header = blob.ReadSignatureHeader();
        switch (header.Kind)
        {
            case SignatureKind.Method or SignatureKind.Property: Method(ref blob, header, 0); break;
            case SignatureKind.Field: Type(ref blob, 0); break;
            default: Sequence(ref blob, 0); break;
        }
    }

    private int Method(ref BlobReader blob, SignatureHeader header, int depth)
    {
        if (header.IsGeneric && blob.ReadCompressedInteger() > MostParameters)
            throw Refused("has a method of more than 1,000 type parameters");
        int count = Count(ref blob);
        if (count > MostParameters) throw Refused("has a method of more than 1,000 parameters");
        int length = Type(ref blob, depth + 1);
        for (int i = 0; i < count; i++) length += Type(ref blob, depth + 1) + 1;
        Add(length);
        return length;
    }

    private int Sequence(ref BlobReader blob, int depth)
    {
        int length = 0;
        for (int count = Count(ref blob); count > 0; count--) length += Type(ref blob, depth + 1) + 1;
        Add(length);
        return length;
    }

    /// <summary>A number of things that each take a byte or more.</summary>
    private int Count(ref BlobReader blob)
    {
        int count = blob.ReadCompressedInteger();
        return count <= blob.RemainingBytes ? count : throw Refused("has a signature that counts more than it holds");
    }

    /// <summary>One type of a signature, in the grammar of ECMA-335 II.23.2.12.</summary>
    /// <returns>The length of its text.</returns>
    private int Type(ref BlobReader blob, int depth)
    {
        const int Sentinel = 0x41;
        Reach(depth);
        int code = blob.ReadCompressedInteger();
        if (code == Sentinel) code = blob.ReadCompressedInteger();
        int length;
        switch ((SignatureTypeCode)code)
        {
            case SignatureTypeCode.Pointer or SignatureTypeCode.ByReference or SignatureTypeCode.Pinned or SignatureTypeCode.SZArray:
                length = Type(ref blob, depth + 1) + 2;
                break;
            case SignatureTypeCode.FunctionPointer:
                length = Method(ref blob, blob.ReadSignatureHeader(), depth + 1) + 8;
                break;
            case SignatureTypeCode.Array:
                length = Type(ref blob, depth + 1) + Dimensions(ref blob);
                break;
            case SignatureTypeCode.RequiredModifier or SignatureTypeCode.OptionalModifier:
                length = Named(blob.ReadTypeHandle(), depth + 1) + Type(ref blob, depth + 1) + 1;
                break;
            case SignatureTypeCode.GenericTypeInstance:
                length = Type(ref blob, depth + 1) + 2;
                length += Sequence(ref blob, depth);
                break;
            case SignatureTypeCode.GenericTypeParameter or SignatureTypeCode.GenericMethodParameter:
                blob.ReadCompressedInteger();
                length = 8;
                break;
            default:
                length = code is ValueTypeCode or ClassCode ? Named(blob.ReadTypeHandle(), depth + 1)
                    : code <= LastPrimitive ? 16
                    : throw new BadImageFormatException();
                break;
        }
        Add(length);
        return length;
    }

    private void Reach(int depth)
    {
        if (depth > DeepestSignature) throw Refused("has a signature deeper than 200");
        if (depth > reached) reached = depth;
    }

    private int reached;

    private const int ValueTypeCode = 0x11, ClassCode = 0x12, LastPrimitive = 0x1C;

    private int Dimensions(ref BlobReader blob)
    {
        int rank = blob.ReadCompressedInteger();
        if (rank > MostDimensions) throw Refused("has an array of more than 32 dimensions");
        for (int sizes = Count(ref blob); sizes > 0; sizes--) blob.ReadCompressedInteger();
        for (int bounds = Count(ref blob); bounds > 0; bounds--) blob.ReadCompressedSignedInteger();
        return 3 * rank + 2;
    }

    /// <remarks>Who collects names does not look whether there is such a row, and reads on.</remarks>
    private int Named(EntityHandle type, int depth)
    {
        if (type.IsNil) return 0;
        int row = MetadataTokens.GetRowNumber(type);
        return type.Kind switch
        {
            HandleKind.TypeDefinition => row < definitions.Length ? definitions[row].Length : 1,
            HandleKind.TypeReference => row < references.Length ? references[row].Length : 1,
            _ => row < specifications.Length ? Specification(row, depth) : 1,
        };
    }

    /// <summary>A specification is written out wherever it is named: its text, and its depth, count again there.</summary>
    private int Specification(int row, int depth)
    {
        ref var known = ref specifications[row];
        if (known.IsOpen) throw Refused("has a type that is made of itself");
        if (known.Length == 0)
        {
            known.IsOpen = true;
            long before = text;
            int outer = reached;
            reached = depth;
            try
            {
                var blob = reader.GetBlobReader(reader.GetTypeSpecification(MetadataTokens.TypeSpecificationHandle(row)).Signature);
                known.Length = Type(ref blob, depth);
            }
            catch (BadImageFormatException e) when (e is not LimitException)
            {
                known.Length = 1;
            }
            known.Text = text - before;
            known.Depth = reached - depth;
            reached = Math.Max(outer, reached);
            known.IsOpen = false;
            return known.Length;
        }
        Reach(depth + known.Depth);
        Add(known.Text);
        return known.Length;
    }

    private void Add(long length)
    {
        text += length;
        if (text > most) throw Refused("expands to too much text");
    }

    private LimitException Refused(string what) => new(reader.GetString(reader.GetAssemblyDefinition().Name), "it " + what);

    /// <param name="Length">0 until it is known.</param>
    private readonly record struct FullName(int Length, int Depth);

    /// <param name="Length">Of the text; 0 until it is known.</param>
    /// <param name="Text">All that is written on the way.</param>
    /// <param name="Depth">Below it.</param>
    /// <param name="IsOpen">It is being read.</param>
    private record struct Expansion(int Length, long Text, int Depth, bool IsOpen);
}
