using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace SemverGuard.Fuzz;

/// <summary>Bytes changed where they mean something: in tables, heaps, blobs, instructions and headers.</summary>
internal static class Mutations
{
    private static readonly byte[] Telling =
        [0x00, 0x01, 0x7F, 0x80, 0xC0, 0xDF, 0xFE, 0xFF, 0x0F, 0x12, 0x13, 0x14, 0x15, 0x1B, 0x1D, 0x1F, 0x20, 0x41, 0x45, 0x51, 0x55];

    public static byte[] Of(byte[] original, Random random)
    {
        byte[] image = [.. original];
        using var pe = new PEReader(ImmutableArray.Create(original));
        var reader = pe.GetMetadataReader();
        int metadata = pe.PEHeaders.MetadataStartOffset, size = pe.PEHeaders.MetadataSize;
        for (int changes = 1 << random.Next(5); changes > 0; changes--)
        {
            switch (random.Next(8))
            {
                case 0: image[metadata + random.Next(size)] = Byte(random); break;
                case 1 or 2: Cell(image, reader, metadata, random); break;
                case 3 or 4: Heap(image, reader, metadata, HeapIndex.Blob, random); break;
                case 5: Heap(image, reader, metadata, random.Next(2) == 0 ? HeapIndex.String : HeapIndex.UserString, random); break;
                case 6: Instruction(image, pe, reader, random); break;
                default: image[random.Next(image.Length)] = Byte(random); break;
            }
        }
        return random.Next(50) == 0 ? image[..random.Next(image.Length)] : image;
    }

    public static string Of(string original, Random random)
    {
        var text = new System.Text.StringBuilder(original);
        string[] pieces = ["../", "\\", "\"", "'", "\n", "\r", "\t", "\0", "\u202e", "\ud800", "{", "}", "[", "]", ",", ":", "0", "-1",
            "99999999999999999999", "<", "&a;", "<!DOCTYPE a>", "<<<<<<< ours\n", "\\u", "true", "null"];
        for (int changes = 1 << random.Next(5); changes > 0 && text.Length > 0; changes--)
        {
            int at = random.Next(text.Length);
            switch (random.Next(5))
            {
                case 0: text.Insert(at, pieces[random.Next(pieces.Length)]); break;
                case 1: text.Remove(at, Math.Min(text.Length - at, 1 + random.Next(20))); break;
                case 2: text[at] = (char)random.Next(random.Next(2) == 0 ? 128 : 65536); break;
                case 3: text.Insert(random.Next(text.Length), text.ToString(at, Math.Min(text.Length - at, 1 + random.Next(60)))); break;
                default:
                    text.Insert(at, new System.Text.StringBuilder().Insert(0, pieces[random.Next(pieces.Length)], 1 << random.Next(14)));
                    break;
            }
        }
        return text.ToString();
    }

    private static byte Byte(Random random) => random.Next(2) == 0 ? Telling[random.Next(Telling.Length)] : (byte)random.Next(256);

    /// <summary>A number in a row of a table: another row, another place in a heap, flags.</summary>
    private static void Cell(byte[] image, MetadataReader reader, int metadata, Random random)
    {
        var tables = Enumerable.Range(0, MetadataTokens.TableCount).Where(x => reader.GetTableRowCount((TableIndex)x) > 0).ToArray();
        var table = (TableIndex)tables[random.Next(tables.Length)];
        int rowSize = reader.GetTableRowSize(table), row = random.Next(reader.GetTableRowCount(table));
        int at = metadata + reader.GetTableMetadataOffset(table) + row * rowSize + random.Next(Math.Max(1, rowSize / 2)) * 2;
        if (at + 2 > image.Length) return;
        ushort value = random.Next(4) switch
        {
            0 => (ushort)random.Next(65536),
            1 => (ushort)random.Next(64),
            2 => (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(at)) + random.Next(-4, 5)),
            _ =>
                BinaryPrimitives.ReadUInt16LittleEndian(
                    image.AsSpan(metadata + reader.GetTableMetadataOffset(table) + random.Next(reader.GetTableRowCount(table)) * rowSize)),
        };
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(at), value);
    }

    private static void Heap(byte[] image, MetadataReader reader, int metadata, HeapIndex heap, Random random)
    {
        int size = reader.GetHeapSize(heap), start = metadata + reader.GetHeapMetadataOffset(heap);
        if (size == 0) return;
        int at = start + random.Next(size);
        byte[] long4 = [0xDF, 0xFF, 0xFF, 0xFF];
        if (random.Next(10) == 0) long4.AsSpan(0, Math.Min(4, start + size - at)).CopyTo(image.AsSpan(at));
        else image[at] = Byte(random);
    }

    private static void Instruction(byte[] image, PEReader pe, MetadataReader reader, Random random)
    {
        if (reader.MethodDefinitions.Count == 0) return;
        int address = reader.GetMethodDefinition(
            MetadataTokens.MethodDefinitionHandle(1 + random.Next(reader.MethodDefinitions.Count))).RelativeVirtualAddress;
        if (address == 0 || pe.PEHeaders.GetContainingSectionIndex(address) is var section && section < 0) return;
        var header = pe.PEHeaders.SectionHeaders[section];
        int at = header.PointerToRawData + address - header.VirtualAddress + random.Next(60);
        if (at < image.Length) image[at] = Byte(random);
    }
}
