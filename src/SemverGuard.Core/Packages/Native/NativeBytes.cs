using System.Text;

namespace SemverGuard.Packages.Native;

/// <summary>Numbers and texts in a file, in either byte order; no place outside it is looked at.</summary>
internal readonly struct NativeBytes(ArraySegment<byte> file, bool isBigEndian)
{
    private const int LongestName = 4096;

    public byte Byte(long at) => at >= 0 && at < file.Count ? file.Array![file.Offset + at] : throw Beyond();

    public ushort Half(long at) => (ushort)Number(at, 2);

    public uint Word(long at) => (uint)Number(at, 4);

    public ulong Long(long at) => Number(at, 8);

    /// <summary>A word, or in a file for 64 bits a long one.</summary>
    public long Address(long at, bool is64) => is64 ? (long)Long(at) : Word(at);

    /// <summary>To the next zero.</summary>
    public string Text(long at)
    {
        long end = at;
        while (Byte(end) != 0)
        {
            if (++end - at > LongestName) throw Beyond();
        }
        return Encoding.UTF8.GetString(file.Array!, file.Offset + (int)at, (int)(end - at));
    }

    public ulong Leb(ref long at)
    {
        ulong value = 0;
        for (int shift = 0; shift < 63; shift += 7)
        {
            byte part = Byte(at++);
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return value;
        }
        throw Beyond();
    }

    private ulong Number(long at, int size)
    {
        if (at < 0 || at > file.Count - size) throw Beyond();
        ulong value = 0;
        for (int i = 0; i < size; i++) value = (value << 8) | file.Array![file.Offset + at + (isBigEndian ? i : size - 1 - i)];
        return value;
    }

    public static BadImageFormatException Beyond() => new("a native library points beyond its end");
}
