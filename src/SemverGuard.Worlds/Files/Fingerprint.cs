using System.Security.Cryptography;
using System.Text;

namespace SemverGuard.Worlds.Files;

/// <summary>Names texts and the state of files in a few characters: of equal inputs equal ones.</summary>
internal static class Fingerprint
{
    /// <param name="files">Known by length and time, as MSBuild knows them; one that is not there has a state too.</param>
    public static string Of(IEnumerable<string> texts, IEnumerable<string> files)
    {
        var text = new StringBuilder();
        foreach (string one in texts) text.Append(one).Append('\n');
        foreach (string file in files)
        {
            var info = new FileInfo(file);
            text.Append(file).Append(' ').Append(info.Exists ? info.Length : -1).Append(' ')
                .Append(info.Exists ? info.LastWriteTimeUtc.Ticks : 0).Append('\n');
        }
        return Convert.ToBase64String(Hash(text.ToString()));
    }

    /// <summary>Eight hexadecimal digits, for the name of a file.</summary>
    public static string Short(string text) => BitConverter.ToString(Hash(text), 0, 4).Replace("-", "").ToLowerInvariant();

    private static byte[] Hash(string text)
    {
        using var hash = SHA256.Create();
        return hash.ComputeHash(Encoding.UTF8.GetBytes(text));
    }
}
