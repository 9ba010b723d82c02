using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace SemverGuard.Metadata;

/// <summary>The signatures of an assembly: how deep they go, what they count, and how much text they are.</summary>
internal sealed class SignatureLimits(MetadataReader reader, ReadBudget budget, NestedNames names)
{
    public const int ValueTypeCode = 0x11, ClassCode = 0x12;

    private const int LastPrimitive = 0x1C;

    /// <summary>A call takes as many values from the stack, and costs as much, each time.</summary>
    private const int MostParameters = 1000;

    private readonly Expansion[] specifications = new Expansion[reader.GetTableRowCount(TableIndex.TypeSpec) + 1];

    private int reached;

    public void Check()
    {
        for (int row = 1; row < specifications.Length; row++) Specification(row, 0);
        Each(TableIndex.MethodDef, x => reader.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(x)).Signature);
        Each(TableIndex.Field, x => reader.GetFieldDefinition(MetadataTokens.FieldDefinitionHandle(x)).Signature);
        Each(TableIndex.Property, x => reader.GetPropertyDefinition(MetadataTokens.PropertyDefinitionHandle(x)).Signature);
        Each(TableIndex.MemberRef, x => reader.GetMemberReference(MetadataTokens.MemberReferenceHandle(x)).Signature);
        Each(TableIndex.StandAloneSig, x => reader.GetStandaloneSignature(MetadataTokens.StandaloneSignatureHandle(x)).Signature);
        Each(TableIndex.MethodSpec, x => reader.GetMethodSpecification(MetadataTokens.MethodSpecificationHandle(x)).Signature);

        void Each(TableIndex table, Func<int, BlobHandle> signature) => budget.Each(table, x => Signature(signature(x)));
    }

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
            throw budget.Refused("has a method of more than 1,000 type parameters");
        int count = Count(ref blob);
        if (count > MostParameters) throw budget.Refused("has a method of more than 1,000 parameters");
        int length = Type(ref blob, depth + 1);
        for (int i = 0; i < count; i++) length += Type(ref blob, depth + 1) + 1;
        budget.Add(length);
        return length;
    }

    private int Sequence(ref BlobReader blob, int depth)
    {
        int length = 0;
        for (int count = Count(ref blob); count > 0; count--) length += Type(ref blob, depth + 1) + 1;
        budget.Add(length);
        return length;
    }

    /// <summary>A number of things that each take a byte or more.</summary>
    private int Count(ref BlobReader blob)
    {
        int count = blob.ReadCompressedInteger();
        return count <= blob.RemainingBytes ? count : throw budget.Refused("has a signature that counts more than it holds");
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
        budget.Add(length);
        return length;
    }

    private void Reach(int depth)
    {
        if (depth > Admission.DeepestSignature) throw budget.Refused("has a signature deeper than 200");
        if (depth > reached) reached = depth;
    }

    private int Dimensions(ref BlobReader blob)
    {
        int rank = blob.ReadCompressedInteger();
        if (rank > Admission.MostDimensions) throw budget.Refused("has an array of more than 32 dimensions");
        for (int sizes = Count(ref blob); sizes > 0; sizes--) blob.ReadCompressedInteger();
        for (int bounds = Count(ref blob); bounds > 0; bounds--) blob.ReadCompressedSignedInteger();
        return 3 * rank + 2;
    }

    private int Named(EntityHandle type, int depth)
    {
        if (type.IsNil) return 0;
        int row = MetadataTokens.GetRowNumber(type);
        return type.Kind switch
        {
            HandleKind.TypeDefinition => names.LengthOf((TypeDefinitionHandle)type),
            HandleKind.TypeReference => names.LengthOf((TypeReferenceHandle)type),
            _ => row < specifications.Length ? Specification(row, depth) : 1,
        };
    }

    /// <summary>A specification is written out wherever it is named: its text, and its depth, count again there.</summary>
    private int Specification(int row, int depth)
    {
        ref var known = ref specifications[row];
        if (known.IsOpen) throw budget.Refused("has a type that is made of itself");
        if (known.Length == 0)
        {
            known.IsOpen = true;
            long before = budget.Text;
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
            known.Text = budget.Text - before;
            known.Depth = reached - depth;
            reached = Math.Max(outer, reached);
            known.IsOpen = false;
            return known.Length;
        }
        Reach(depth + known.Depth);
        budget.Add(known.Text);
        return known.Length;
    }

    /// <param name="Length">Of the text; 0 until it is known.</param>
    /// <param name="Text">All that is written on the way.</param>
    /// <param name="Depth">Below it.</param>
    /// <param name="IsOpen">It is being read.</param>
    private record struct Expansion(int Length, long Text, int Depth, bool IsOpen);
}
