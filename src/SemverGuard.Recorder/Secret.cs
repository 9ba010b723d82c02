using System.Security.Cryptography;
using System.Text;

namespace SemverGuard.Recording;

/// <summary>Values that are not to stand in a recording: that two are the same can be seen, and what they are cannot.</summary>
internal static class Secret
{
    private static readonly string Salt = Environment.GetEnvironmentVariable(RecordingFormat.SaltVariable) ?? Guid.NewGuid().ToString();

    private static readonly string[] Words =
    [
        "password", "passwd", "pwd", "secret", "token", "apikey", "accesskey", "accountkey", "privatekey", "connectionstring", "credential",
    ];

    /// <param name="name">Of a parameter, a member or a key.</param>
    public static bool Is(string name)
    {
        if (name.Length == 0) return false;
        string plain = name.Replace("_", "").Replace("-", "").Replace(" ", "");
        return Words.Any(x => plain.IndexOf(x, StringComparison.OrdinalIgnoreCase) >= 0);
    }

    public static string Masked(string text) => "<secret " + Hash(Encoding.UTF8.GetBytes(Salt + text)).Substring(0, 8) + ">";

    public static string Hash(byte[] bytes)
    {
        using var sha = SHA256.Create();
        return BitConverter.ToString(sha.ComputeHash(bytes), 0, 8).Replace("-", "").ToLowerInvariant();
    }
}
