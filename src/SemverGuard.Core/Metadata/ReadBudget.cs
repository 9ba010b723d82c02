using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace SemverGuard.Metadata;

/// <summary>How much an assembly may ask of its readers, and how much of that is used up.</summary>
internal sealed class ReadBudget(MetadataReader reader)
{
    /// <summary>An exception takes longer than a thousand entries that are whole.</summary>
    private const int MostDamaged = 1000;

    /// <summary>How much text an assembly may have; of 5,101 assemblies none had more than a sixth of it.</summary>
    private readonly long most = 2_000_000 + 64L * reader.MetadataLength;

    private int damaged;

    /// <summary>The length of what was looked at, were it written out.</summary>
    public long Text { get; private set; }

    public void Add(long length)
    {
        Text += length;
        if (Text > most) throw Refused("expands to too much text");
    }

    /// <summary>A row that is damaged is for whoever needs it.</summary>
    public void Each(TableIndex table, Action<int> look)
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

    /// <summary>In bytes.</summary>
    public int Length(StringHandle name)
    {
        if (name.IsNil) return 0;
        int length = reader.GetBlobReader(name).Length;
        return length <= Admission.LongestName ? length : throw Refused("has a name longer than 8,192 bytes");
    }

    public LimitException Refused(string what) => new(reader.GetString(reader.GetAssemblyDefinition().Name), "it " + what);
}
