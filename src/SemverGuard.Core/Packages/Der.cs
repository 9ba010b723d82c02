using System.Text;

namespace SemverGuard.Packages;

/// <summary>One element of data in the distinguished encoding rules (X.690), read where it lies.</summary>
internal readonly record struct Der(byte[] Data, int Start, int Content, int End)
{
    public const byte Integer = 0x02, Sequence = 0x30, Set = 0x31, Tagged = 0xA0;

    public byte Tag => Data[Start];

    /// <exception cref="FormatException">It is not that.</exception>
    public static Der Read(byte[] data, int start = 0)
    {
        if (start + 2 > data.Length) throw new FormatException("ends too early");
        int content = start + 2, length = data[start + 1];
        if (length > 0x80)
        {
            int count = length - 0x80;
            if (count > 4 || content + count > data.Length) throw new FormatException("has a length that cannot be");
            length = 0;
            for (int i = 0; i < count; i++) length = (length << 8) | data[content++];
        }
        if (length < 0 || length > data.Length - content) throw new FormatException("ends too early");
        return new Der(data, start, content, content + length);
    }

    /// <exception cref="FormatException">It holds no elements.</exception>
    public IReadOnlyList<Der> Inner()
    {
        var inner = new List<Der>();
        for (int at = Content; at < End; at = inner[inner.Count - 1].End) inner.Add(Read(Data, at));
        return inner;
    }

    /// <summary>Tag, length and content are the same.</summary>
    public bool IsSame(Der other) => Bytes().SequenceEqual(other.Bytes());

    public bool Holds(byte[] bytes)
    {
        for (int at = Content; at + bytes.Length <= End; at++)
        {
            if (new ArraySegment<byte>(Data, at, bytes.Length).SequenceEqual(bytes)) return true;
        }
        return false;
    }

    /// <summary>Of a string, whatever its alphabet: names of companies are the same in all of them, as a rule.</summary>
    public string Text() =>
        Tag == 0x1E
            ? Encoding.BigEndianUnicode.GetString(Data, Content, End - Content)
            : Encoding.UTF8.GetString(Data, Content, End - Content);

    private IEnumerable<byte> Bytes() => new ArraySegment<byte>(Data, Start, End - Start);
}
