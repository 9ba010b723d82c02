using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace SemverGuard.Recording;

/// <summary>Values that are not to stand in a recording: that two are the same can be seen, and what they are cannot.</summary>
internal static class Secret
{
    private static readonly byte[] Salt = Encoding.UTF8.GetBytes(
        Environment.GetEnvironmentVariable(RecordingFormat.SaltVariable) ?? Guid.NewGuid().ToString());

    private static readonly string[] Words =
    [
        "password", "passwd", "pwd", "passphrase", "secret", "token", "apikey", "accesskey", "accountkey", "privatekey", "signingkey",
        "encryptionkey", "symmetrickey", "sharedkey", "securitykey", "masterkey", "connectionstring", "credential", "authorization",
    ];

    /// <summary>As connection strings and queries hold them, whatever holds those.</summary>
    private static readonly Regex Inside = new(
        @"\b(?:password|pwd|accountkey|sharedaccesskey|(?:client|shared)?_?secret|(?:access|refresh|id)_token)\s*=\s*[^\s;&]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <param name="name">Of a parameter, a member or a key.</param>
    public static bool Is(string name)
    {
        if (name.Length == 0) return false;
        string plain = name.Replace("_", "").Replace("-", "").Replace(" ", "");
        return Words.Any(x => plain.IndexOf(x, StringComparison.OrdinalIgnoreCase) >= 0);
    }

    /// <summary>Whether a text holds one, whatever its name.</summary>
    public static bool IsIn(string text) => text.IndexOf('=') > 0 && Inside.IsMatch(text);

    public static string Masked(byte[] bytes) => "<secret " + Hash(bytes).Substring(0, 8) + ">";

    /// <summary>Nobody finds out by trying what was hashed.</summary>
    public static string Hash(byte[] bytes)
    {
        using var sha = new HMACSHA256(Salt);
        return BitConverter.ToString(sha.ComputeHash(bytes), 0, 8).Replace("-", "").ToLowerInvariant();
    }
}
