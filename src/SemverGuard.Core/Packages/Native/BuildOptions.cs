using System.Text;

namespace SemverGuard.Packages.Native;

/// <summary>
/// Options of its build that a native library keeps as texts, so that somebody can ask for them, as SQLite does: <c>DQS=0</c>. No format
/// has a place for them; a name in capitals, a sign and a value between two zeros are one.
/// </summary>
internal static class BuildOptions
{
    private const int ShortestName = 3, LongestName = 40, LongestValue = 20;

    /// <summary>What another machine writes for the same options.</summary>
    private const string Compiler = "COMPILER";

    public static IReadOnlyDictionary<string, string> Read(ArraySegment<byte> file)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var bytes = file.AsSpan();
        int next;
        for (int at = 0; at < bytes.Length && (next = bytes.Slice(at).IndexOf((byte)'=')) >= 0; at++)
        {
            at += next;
            int start = at, end = at + 1;
            while (start > 0 && at - start <= LongestName && IsOfName(bytes[start - 1])) start--;
            while (end < bytes.Length && end - at <= LongestValue && IsOfValue(bytes[end])) end++;
            bool isWhole = start > 0 && bytes[start - 1] == 0 && end < bytes.Length && bytes[end] == 0 && end > at + 1;
            if (!isWhole || at - start < ShortestName || bytes[start] is < (byte)'A' or > (byte)'Z') continue;
            string name = Text(file, start, at);
            if (name != Compiler) found[name] = Text(file, at + 1, end);
        }
        return found;
    }

    private static string Text(ArraySegment<byte> file, int start, int end) =>
        Encoding.ASCII.GetString(file.Array!, file.Offset + start, end - start);

    private static bool IsOfName(byte letter) => letter is >= (byte)'A' and <= (byte)'Z' or >= (byte)'0' and <= (byte)'9' or (byte)'_';

    private static bool IsOfValue(byte letter) => letter is > (byte)' ' and < 127 and not (byte)'/' and not (byte)'%' and not (byte)'=';
}
