using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace SemverGuard.Fuzz;

/// <summary>
/// An assembly whose rows all exist and name each other as it happens: types that are their own bases, interfaces, arguments and owners.
/// </summary>
internal static class RandomImage
{
    public static byte[] Build(Random random)
    {
        var image = new CraftedImage().WithUsed();
        int types = 1 + random.Next(40), specifications = random.Next(40);
        int firstType = 3, lastType = firstType + types - 1;
        EntityHandle Type() => random.Next(6) switch
        {
            0 when specifications > 0 => MetadataTokens.TypeSpecificationHandle(1 + random.Next(specifications)),
            1 => image.Object,
            _ => MetadataTokens.TypeDefinitionHandle(firstType + random.Next(types)),
        };
        var names = new[] { "A", "B`1", "C`2", "D.E", "<F>d__1", "", "M0", "op_Implicit", "get_X", "Invoke" };
        StringHandle Name() => image.Name(names[random.Next(names.Length)]);
        for (int i = 0; i < types; i++)
        {
            var attributes = (TypeAttributes)(random.Next(
                8) | (random.Next(3) == 0 ? (int)(TypeAttributes.Interface | TypeAttributes.Abstract) : 0));
            image.Tables.AddTypeDefinition(attributes, Name(), Name(), random.Next(5) == 0 ? default : Type(),
                MetadataTokens.FieldDefinitionHandle(image.Tables.GetRowCount(TableIndex.Field) + 1),
                MetadataTokens.MethodDefinitionHandle(image.Tables.GetRowCount(TableIndex.MethodDef) + 1));
            for (int n = random.Next(6); n > 0; n--)
                image.Method(names[random.Next(names.Length)], Method(), random.Next(2) == 0 ? -1 : Body(),
                    (MethodAttributes)random.Next(0x800) & ~MethodAttributes.PinvokeImpl);
            for (int n = random.Next(3); n > 0; n--)
                image.Tables.AddFieldDefinition(
                    (FieldAttributes)random.Next(0x40), Name(), image.Blob(x => { x.WriteByte(6); Write(x, 0); }));
        }
        for (int i = 0; i < specifications; i++) image.Tables.AddTypeSpecification(image.Blob(x => Write(x, 0)));
        for (int i = random.Next(20); i > 0; i--)
            image.Tables.AddMemberReference(
                Type(), Name(), random.Next(4) == 0 ? image.Blob(x => { x.WriteByte(6); Write(x, 0); }) : Method());
        int owners = firstType;
        while (owners <= lastType)
        {
            // Tables that are sorted by their first column.
            for (int n = random.Next(4); n > 0; n--)
                image.Tables.AddInterfaceImplementation(MetadataTokens.TypeDefinitionHandle(owners), Type());
            if (random.Next(4) == 0)
                image.Tables.AddNestedType(
                    MetadataTokens.TypeDefinitionHandle(owners), MetadataTokens.TypeDefinitionHandle(firstType + random.Next(types)));
            if (random.Next(3) == 0)
                image.Tables.AddGenericParameter(
                    MetadataTokens.TypeDefinitionHandle(owners), (GenericParameterAttributes)random.Next(32), Name(), random.Next(3));
            for (int n = random.Next(2); n > 0; n--)
                image.Tables.AddMethodImplementation(MetadataTokens.TypeDefinitionHandle(owners), MethodRow(), MethodRow());
            owners++;
        }
        for (int i = random.Next(8); i > 0; i--)
        {
            EntityHandle outer = random.Next(3) == 0 ? image.System : MetadataTokens.ExportedTypeHandle(1 + random.Next(8));
            image.Tables.AddExportedType(TypeAttributes.Public, Name(), Name(), outer, 0);
        }
        return image.Build();

        EntityHandle MethodRow() =>
            MetadataTokens.MethodDefinitionHandle(1 + random.Next(Math.Max(1, image.Tables.GetRowCount(TableIndex.MethodDef))));

        BlobHandle Method() => image.Blob(x =>
        {
            bool isGeneric = random.Next(6) == 0;
            int count = random.Next(5);
            x.WriteByte((byte)((random.Next(2) == 0 ? 0x20 : 0) | (isGeneric ? 0x10 : 0)));
            if (isGeneric) x.WriteCompressedInteger(1 + random.Next(3));
            x.WriteCompressedInteger(random.Next(40) == 0 ? random.Next(0x1FFFFFFF) : count);
            for (int i = 0; i <= count; i++) Write(x, 0);
        });

        int Body() => image.Body(x =>
        {
            for (int n = random.Next(60); n > 0; n--)
            {
                byte code = (byte)random.Next(0xE0);
                x.WriteByte(code);
                if (code is >= 0x27 and <= 0x29 or >= 0x6F and <= 0x75 or >= 0x7B and <= 0x81 or 0x8C or 0x8D) x.WriteInt32(Token());
                else if (code is >= 0x38 and <= 0x44) x.WriteInt32(random.Next(-20, 40));
                else if (code is >= 0x2B and <= 0x37 or 0x1F) x.WriteSByte((sbyte)random.Next(-10, 20));
                else if (code == 0x20) x.WriteInt32(random.Next(100));
            }
        });

        int Token() => random.Next(5) switch
        {
            0 => 0x06000001 + random.Next(20),
            1 => 0x04000001 + random.Next(10),
            2 => 0x02000001 + random.Next(types + 2),
            3 => 0x1B000001 + random.Next(specifications + 1),
            _ => 0x0A000001 + random.Next(20),
        };

        void Write(BlobBuilder blob, int depth)
        {
            switch (depth > 6 ? 0 : random.Next(12))
            {
                case 0 or 1: blob.WriteByte((byte)(1 + random.Next(14))); break;
                case 2 or 3 or 4: Named(blob, 0x12); break;
                case 5 or 6:
                    blob.WriteByte(0x15);
                    Named(blob, 0x12);
                    int count = 1 + random.Next(3);
                    blob.WriteCompressedInteger(count);
                    for (int i = 0; i < count; i++) Write(blob, depth + 1);
                    break;
                case 7: blob.WriteByte(0x1D); Write(blob, depth + 1); break;
                case 8: Named(blob, 0x1F); Write(blob, depth + 1); break;
                case 9: blob.WriteByte((byte)(random.Next(2) == 0 ? 0x13 : 0x1E)); blob.WriteCompressedInteger(random.Next(3)); break;
                case 10: blob.WriteByte((byte)(random.Next(2) == 0 ? 0x0F : 0x10)); Write(blob, depth + 1); break;
                default: blob.WriteByte(0x14); Write(blob, depth + 1); blob.WriteCompressedInteger(random.Next(40)); blob.WriteByte(0);
                    blob.WriteByte(0); break;
            }
        }

        void Named(BlobBuilder blob, byte code)
        {
            blob.WriteByte(code);
            blob.WriteCompressedInteger(CodedIndex.TypeDefOrRefOrSpec(Type()));
        }
    }
}
