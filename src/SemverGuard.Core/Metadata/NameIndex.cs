using System.Reflection.Metadata;
using System.Text;

namespace SemverGuard.Metadata;

/// <summary>Rows of a table by the last part of their names, found without making a string of every name.</summary>
/// <remarks>A framework assembly has thousands of types of which a check asks for dozens, and every build opens it anew.</remarks>
internal sealed class NameIndex
{
    private readonly MetadataReader reader;
    private readonly int[] heads;
    private readonly int[] next;

    public NameIndex(MetadataReader reader, int rows)
    {
        this.reader = reader;
        int size = 16;
        while (size < rows) size *= 2;
        heads = new int[size];
        next = new int[rows + 1];
    }

    public void Add(int row, StringHandle name)
    {
        var bytes = reader.GetBlobReader(name);
        uint hash = Seed;
        while (bytes.RemainingBytes > 0) hash = Step(hash, bytes.ReadByte());
        ref int head = ref heads[Bucket(hash)];
        next[row] = head;
        head = row;
    }

    /// <summary>The last row that has that name; 0 when there is none.</summary>
    public int Find(string fullName, Func<int, string> nameOf)
    {
        if (byName is not null) return byName.TryGetValue(fullName, out int known) ? known : 0;
        uint hash = Seed;
        foreach (byte b in Encoding.UTF8.GetBytes(fullName)) hash = Step(hash, b);
        int looked = 0;
        for (int row = heads[Bucket(hash)]; row != 0; row = next[row])
        {
            if (nameOf(row) == fullName) return row;
            if (++looked > MostLooks)
            {
                byName = All(nameOf);
                return byName.TryGetValue(fullName, out int last) ? last : 0;
            }
        }
        return 0;
    }

    /// <summary>For names that were made to end alike, or to hash alike.</summary>
    private Dictionary<string, int> All(Func<int, string> nameOf)
    {
        var all = new Dictionary<string, int>(next.Length, StringComparer.Ordinal);
        for (int row = 1; row < next.Length; row++) all[nameOf(row)] = row;
        return all;
    }

    /// <summary>Rows of one place that are looked at before all names are written down.</summary>
    private const int MostLooks = 64;

    private Dictionary<string, int>? byName;

    private const uint Seed = 2166136261;

    /// <summary>
    /// FNV-1a, begun again at every dot: a name with a dot of its own is found by what stands behind it, as a qualified one is.
    /// </summary>
    private static uint Step(uint hash, byte next) => next == '.' ? Seed : (hash ^ next) * 16777619;

    private int Bucket(uint hash) => (int)((hash ^ (hash >> 15)) & (uint)(heads.Length - 1));
}
