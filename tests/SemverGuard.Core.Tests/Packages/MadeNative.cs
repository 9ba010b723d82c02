using System.Buffers.Binary;
using System.Text;

namespace SemverGuard.Packages;

/// <summary>Native libraries, written byte by byte: nothing but what the loader of their system reads.</summary>
internal static class MadeNative
{
    /// <summary>For Linux.</summary>
    /// <param name="versions">As the linker writes them: <c>GLIBC_2.17</c>.</param>
    public static byte[] Elf(
        string[] needed, string[] versions, string[] exports, bool is64 = true, bool hasGnuHash = false, bool isS390 = false)
    {
        const int Strings = 0x400, Symbols = 0x1000, Hash = 0x2000, Versions = 0x3000, Dynamic = 0x200, End = 0x4000;
        var file = new Bytes(End);
        var names = new Texts(Strings);
        int wide = is64 ? 8 : 4;
        file.Put(0, 0x7f, (byte)'E', (byte)'L', (byte)'F', (byte)(is64 ? 2 : 1), 1, 1);
        file.Half(18, isS390 ? 22 : is64 ? 62 : 3);
        file.Number(is64 ? 32 : 28, 64, wide);
        file.Half(is64 ? 54 : 42, is64 ? 56 : 32);
        file.Half(is64 ? 56 : 44, 2);
        Segment(0, type: 1, at: 0, End);
        Segment(1, type: 2, Dynamic, 0x200);
        int entry = Dynamic;
        foreach (string library in needed) Entry(1, names.Add(library));
        Entry(5, Strings);
        Entry(6, Symbols);
        Entry(hasGnuHash ? 0x6ffffef5 : 4, Hash);
        if (versions.Length > 0)
        {
            Entry(0x6ffffffe, Versions);
            Entry(0x6fffffff, 1);
            file.Half(Versions, 1);
            file.Half(Versions + 2, versions.Length);
            file.Word(Versions + 4, names.Add("libc.so.6"));
            file.Word(Versions + 8, 16);
            for (int i = 0; i < versions.Length; i++)
            {
                file.Word(Versions + 16 + 16 * i + 8, names.Add(versions[i]));
                file.Word(Versions + 16 + 16 * i + 12, i + 1 < versions.Length ? 16 : 0);
            }
        }
        // The first is nobody; the second is another's, and only asked for here.
        string[] all = ["", "imported", .. exports];
        for (int i = 1; i < all.Length; i++)
        {
            int at = Symbols + i * (is64 ? 24 : 16);
            file.Word(at, names.Add(all[i]));
            file.Put(at + (is64 ? 4 : 12), 0x12);
            file.Half(at + (is64 ? 6 : 14), i == 1 ? 0 : 7);
        }
        if (!hasGnuHash) file.Number(Hash + (isS390 ? 8 : 4), all.Length, isS390 ? 8 : 4);
        else
        {
            file.Word(Hash, 1);
            file.Word(Hash + 4, 2);
            file.Word(Hash + 8, 1);
            file.Word(Hash + 16 + wide, 2);
            for (int i = 2; i < all.Length; i++) file.Word(Hash + 16 + wide + 4 + 4 * (i - 2), i == all.Length - 1 ? 1 : 0);
        }
        file.Put(Strings, names.ToArray());
        return file.All;

        void Entry(int tag, int value)
        {
            file.Number(entry, tag, wide);
            file.Number(entry + wide, value, wide);
            entry += 2 * wide;
        }

        void Segment(int index, int type, int at, int size)
        {
            int start = 64 + index * (is64 ? 56 : 32);
            file.Word(start, type);
            if (is64)
            {
                file.Number(start + 8, at, 8);
                file.Number(start + 16, at, 8);
                file.Number(start + 32, size, 8);
            }
            else
            {
                file.Word(start + 4, at);
                file.Word(start + 8, at);
                file.Word(start + 16, size);
            }
        }
    }

    /// <summary>For Windows on x64.</summary>
    public static byte[] Pe(string[] needed, string[] exports)
    {
        const int Header = 0x80, Table = Header + 24
            + 240, Section = 0x400, Address = 0x1000, Imports = 0x20, Exported = 0x200, Names = 0x300, Strings = 0x600;
        var file = new Bytes(0x2000);
        var names = new Texts(Strings);
        file.Put(0, (byte)'M', (byte)'Z');
        file.Word(60, Header);
        file.Put(Header, (byte)'P', (byte)'E');
        file.Half(Header + 4, 0x8664);
        file.Half(Header + 6, 1);
        file.Half(Header + 20, 240);
        file.Half(Header + 24, 0x20b);
        file.Word(Header + 24 + 108, 16);
        file.Word(Header + 24 + 112, Address + Exported);
        file.Word(Header + 24 + 120, Address + Imports);
        file.Word(Table + 8, 0x1c00);
        file.Word(Table + 12, Address);
        file.Word(Table + 16, 0x1c00);
        file.Word(Table + 20, Section);
        for (int i = 0; i < needed.Length; i++) file.Word(Section + Imports + 20 * i + 12, Address + Strings + names.Add(needed[i]));
        file.Word(Section + Exported + 24, exports.Length);
        file.Word(Section + Exported + 32, Address + Names);
        for (int i = 0; i < exports.Length; i++) file.Word(Section + Names + 4 * i, Address + Strings + names.Add(exports[i]));
        file.Put(Section + Strings, names.ToArray());
        return file.All;
    }

    /// <summary>For macOS on arm64.</summary>
    /// <param name="hasTrie">The exports are in the tree that the loader reads, and not only in the table for debuggers.</param>
    public static byte[] Mach(string[] needed, Version least, string[] exports, bool hasTrie)
    {
        const int Tables = 0x1000, Strings = 0x1800;
        var file = new Bytes(0x2000);
        file.Number(0, 0xfeedfacf, 4);
        file.Word(4, 0x0100000c);
        file.Word(16, needed.Length + 2);
        int at = 32;
        foreach (string library in needed)
        {
            file.Word(at, 0xc);
            file.Word(at + 4, 64);
            file.Word(at + 8, 24);
            file.Put(at + 24, Encoding.UTF8.GetBytes(library));
            at += 64;
        }
        file.Word(at, 0x32);
        file.Word(at + 4, 24);
        file.Word(at + 8, 1);
        file.Word(at + 12, (least.Major << 16) | (least.Minor << 8));
        at += 24;
        if (hasTrie)
        {
            file.Number(at, 0x80000033, 4);
            file.Word(at + 4, 16);
            file.Word(at + 8, Tables);
            // A root, and a leaf for each.
            var root = new List<byte> { 0, (byte)exports.Length };
            int leaf = 2 + exports.Sum(x => x.Length + 3);
            for (int i = 0; i < exports.Length; i++) root.AddRange([.. Encoding.UTF8.GetBytes("_" + exports[i]), 0, (byte)(leaf + 4 * i)]);
            foreach (string _ in exports) root.AddRange([2, 0, 16, 0]);
            file.Word(at + 12, root.Count);
            file.Put(Tables, [.. root]);
            return file.All;
        }
        var names = new Texts(Strings);
        file.Word(at, 2);
        file.Word(at + 4, 24);
        file.Word(at + 8, Tables);
        file.Word(at + 12, exports.Length);
        file.Word(at + 16, Strings);
        for (int i = 0; i < exports.Length; i++)
        {
            file.Word(Tables + 16 * i, names.Add("_" + exports[i]));
            file.Put(Tables + 16 * i + 4, 0xf);
        }
        file.Put(Strings, names.ToArray());
        return file.All;
    }

    /// <summary>Little-endian.</summary>
    private sealed class Bytes(int size)
    {
        public byte[] All { get; } = new byte[size];

        public void Put(int at, params byte[] bytes) => bytes.CopyTo(All, at);

        public void Half(int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(All.AsSpan(at), (ushort)value);

        public void Word(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(All.AsSpan(at), value);

        public void Number(int at, long value, int width)
        {
            for (int i = 0; i < width; i++) All[at + i] = (byte)(value >> (8 * i));
        }
    }

    private sealed class Texts(int size)
    {
        private readonly List<byte> all = [0];

        public int Add(string text)
        {
            int at = all.Count;
            all.AddRange([.. Encoding.UTF8.GetBytes(text), 0]);
            return all.Count > size ? throw new ArgumentException("too much text", nameof(text)) : at;
        }

        public byte[] ToArray() => [.. all];
    }
}
