using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace SemverGuard.Metadata;

/// <summary>The few handles of one signature, each once, in the order they came.</summary>
/// <remarks>
/// A <c>HashSet&lt;EntityHandle&gt;</c> hashes for longer than this one compares, and a framework's collection of another's structs cannot
/// be compiled ahead: every one of its methods would wait for the JIT in each build.
/// </remarks>
internal sealed class HandleSet
{
    private EntityHandle[] items = new EntityHandle[8];

    /// <summary>Beyond this number the places are looked up.</summary>
    private const int Few = 64;

    private Dictionary<int, int>? many;

    public int Count { get; private set; }

    public EntityHandle this[int index] => items[index];

    public void Add(EntityHandle handle)
    {
        if (IndexOf(handle) >= 0) return;
        if (Count == items.Length) Array.Resize(ref items, Count * 2);
        if (many is not null) many[MetadataTokens.GetToken(handle)] = Count;
        items[Count++] = handle;
    }

    public bool Contains(EntityHandle handle) => IndexOf(handle) >= 0;

    public void Remove(EntityHandle handle)
    {
        int index = IndexOf(handle);
        if (index < 0) return;
        Count--;
        many = null;
        Array.Copy(items, index + 1, items, index, Count - index);
    }

    public void Clear()
    {
        Count = 0;
        many = null;
    }

    private int IndexOf(EntityHandle handle)
    {
        if (Count > Few)
        {
            // Rarely: whole files of signatures have no more.
            if (many is null || many.Count != Count)
            {
                many = [];
                for (int i = 0; i < Count; i++) many[MetadataTokens.GetToken(items[i])] = i;
            }
            return many.TryGetValue(MetadataTokens.GetToken(handle), out int index) ? index : -1;
        }
        for (int i = 0; i < Count; i++)
        {
            if (items[i] == handle) return i;
        }
        return -1;
    }
}
