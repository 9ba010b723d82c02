using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace SemverGuard.Metadata;

/// <summary>
/// The full names of an assembly's types, by their lengths: how deep they nest, and how deep classes derive from each other.
/// </summary>
internal sealed class NestedNames
{
    private readonly MetadataReader reader;
    private readonly ReadBudget budget;
    private readonly FullName[] definitions;
    private readonly FullName[] references;
    private readonly FullName[] exported;
    private readonly int[] chain = new int[Admission.Deepest + 1];

    public NestedNames(MetadataReader reader, ReadBudget budget)
    {
        (this.reader, this.budget) = (reader, budget);
        definitions = new FullName[reader.GetTableRowCount(TableIndex.TypeDef) + 1];
        references = new FullName[reader.GetTableRowCount(TableIndex.TypeRef) + 1];
        exported = new FullName[reader.GetTableRowCount(TableIndex.ExportedType) + 1];
    }

    public void Check()
    {
        Func<int, Row> definition = Definition, reference = Reference, forwarded = Exported;
        budget.Each(TableIndex.TypeDef, x => Nested(definitions, HandleKind.TypeDefinition, x, definition, "types"));
        budget.Each(TableIndex.TypeRef, x => Nested(references, HandleKind.TypeReference, x, reference, "references to types"));
        budget.Each(TableIndex.ExportedType, x => Nested(exported, HandleKind.ExportedType, x, forwarded, "forwarded types"));
        Bases();
    }

    /// <remarks>Who collects names does not look whether there is such a row, and reads on.</remarks>
    public int LengthOf(TypeDefinitionHandle type) => LengthIn(definitions, type);

    /// <inheritdoc cref="LengthOf(TypeDefinitionHandle)"/>
    public int LengthOf(TypeReferenceHandle type) => LengthIn(references, type);

    private static int LengthIn(FullName[] names, EntityHandle type) =>
        MetadataTokens.GetRowNumber(type) is var row && row < names.Length ? names[row].Length : 1;

    /// <summary>From a type outwards, and then back with the lengths of the names.</summary>
    private void Nested(FullName[] names, HandleKind kind, int first, Func<int, Row> read, string what)
    {
        int depth = 0;
        FullName outer = default;
        for (int row = first; row > 0 && row < names.Length; depth++)
        {
            if (names[row] is { Length: > 0 } known)
            {
                outer = known;
                break;
            }
            if (depth > Admission.Deepest) throw budget.Refused($"has {what} nested deeper than 1,000");
            chain[depth] = row;
            var around = read(row).Around;
            row = !around.IsNil && around.Kind == kind ? MetadataTokens.GetRowNumber(around) : 0;
        }
        if (depth + outer.Depth > Admission.Deepest) throw budget.Refused($"has {what} nested deeper than 1,000");
        while (depth-- > 0) names[chain[depth]] = outer = Inside(outer, read(chain[depth]));
    }

    private Row Definition(int row)
    {
        var type = reader.GetTypeDefinition(MetadataTokens.TypeDefinitionHandle(row));
        return new Row(type.GetDeclaringType(), type.Namespace, type.Name);
    }

    private Row Reference(int row)
    {
        var type = reader.GetTypeReference(MetadataTokens.TypeReferenceHandle(row));
        return new Row(type.ResolutionScope, type.Namespace, type.Name);
    }

    private Row Exported(int row)
    {
        var type = reader.GetExportedType(MetadataTokens.ExportedTypeHandle(row));
        return new Row(type.Implementation, type.Namespace, type.Name);
    }

    private FullName Inside(FullName outer, Row type)
    {
        int length = budget.Length(type.Namespace) + budget.Length(type.Name) + outer.Length + 1;
        budget.Add(length);
        return new FullName(length, outer.Depth + 1);
    }

    /// <summary>
    /// Classes that derive from classes of the same assembly. Interfaces are followed by one reader, which counts for itself.
    /// </summary>
    private void Bases()
    {
        short[] depths = new short[definitions.Length];
        budget.Each(TableIndex.TypeDef, row =>
        {
            int depth = 0, known = 0;
            for (int below = row; below > 0 && below < depths.Length; depth++)
            {
                if (depths[below] > 0)
                {
                    known = depths[below];
                    break;
                }
                if (depth > Admission.Deepest) throw budget.Refused("has classes that derive from each other deeper than 1,000");
                chain[depth] = below;
                below = Base(MetadataTokens.TypeDefinitionHandle(below));
            }
            if (known + depth > Admission.Deepest) throw budget.Refused("has classes that derive from each other deeper than 1,000");
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
            if (code is not (SignatureLimits.ValueTypeCode or SignatureLimits.ClassCode)) return 0;
            below = blob.ReadTypeHandle();
        }
        return !below.IsNil && below.Kind == HandleKind.TypeDefinition ? MetadataTokens.GetRowNumber(below) : 0;
    }

    private readonly record struct Row(EntityHandle Around, StringHandle Namespace, StringHandle Name);

    /// <param name="Length">0 until it is known.</param>
    private readonly record struct FullName(int Length, int Depth);
}
