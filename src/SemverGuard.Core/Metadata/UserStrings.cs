using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace SemverGuard.Metadata;

/// <summary>The texts that an assembly's methods load.</summary>
internal sealed class UserStrings(AssemblyImage image)
{
    private const int Longest = 400;

    /// <summary>Long ones.</summary>
    private readonly Dictionary<int, string> known = [];

    private long length;

    /// <summary>
    /// The text of an <c>ldstr</c>. Of a long one the rest is a number, equal where the texts are equal: it may be loaded a thousand times.
    /// </summary>
    public string Of(int token)
    {
        if (known.TryGetValue(token, out string? text)) return text;
        text = image.Reader.GetUserString(MetadataTokens.UserStringHandle(token & 0xFFFFFF));
        if (text.Length <= Longest) return text;
        // Texts may overlap in the heap.
        length += text.Length;
        if (length > 1_000_000 + 16L * image.Reader.GetHeapSize(HeapIndex.UserString))
            throw new LimitException(image.Name, "it has more text than its size allows");
        ulong hash = 14695981039346656037;
        foreach (char c in text) hash = (hash ^ c) * 1099511628211;
        return known[token] = text.Substring(0, Longest) + "..."
            + hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
