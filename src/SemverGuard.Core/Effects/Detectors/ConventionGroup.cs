using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>Calls of the framework that stand for each other: each does the same by a convention of its own.</summary>
internal static class ConventionGroup
{
    /// <summary>What is called, without the words of compilers.</summary>
    public static string Shown(Step step) => Algorithm(step.Target!) is { } algorithm ? algorithm :
        DisplayName.Type(step.Target!.Type) + (step.Target.IsConstructor
            ? ""
            : "." + (step.Target.Name.StartsWith("get_", StringComparison.Ordinal) ? step.Target.Name.Substring(4) : step.Target.Name));

    /// <summary>What puts paths together by a sign takes a part with a root for what it is, and drops nothing before it.</summary>
    public const string Paths = "paths";

    /// <returns>What the calls of a group decide, one in place of another; null for a call that follows no convention.</returns>
    public static string? Of(Operand call) => call.Type switch
    {
        "System.StringComparer" => "comparison",
        "System.Globalization.CultureInfo" when call.Name.StartsWith("get_", StringComparison.Ordinal) => "culture",
        "System.Text.Encoding" or "System.Text.UTF8Encoding" or "System.Text.UnicodeEncoding" or "System.Text.ASCIIEncoding"
            when call.IsConstructor || call.Name == "GetPreamble"
                || call.Name.StartsWith("get_", StringComparison.Ordinal) && call.Name is not ("get_EncodingName" or "get_WebName") =>
                "encoding",
        "System.DateTime" or "System.DateTimeOffset"
            when call.Name is "get_Now" or "get_UtcNow" or "get_Today" or "ToUniversalTime" or "ToLocalTime" or "get_UtcDateTime"
                or "get_LocalDateTime" => "time",
        "System.TimeZoneInfo" => "time",
        "System.Linq.Enumerable"
            when call.Name is "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Last" or "LastOrDefault" => "which element",
        "System.Linq.Enumerable"
            when call.Name is "OrderBy" or "OrderByDescending" or "Order" or "OrderDescending" or "Reverse" or "Distinct" or "DistinctBy" =>
            "order",
        "System.String" when call.Name is "ToLower" or "ToUpper" or "ToLowerInvariant" or "ToUpperInvariant" => "case",
        "System.Math" or "System.Decimal" or "System.MathF" when call.Name is "Round" or "Floor" or "Ceiling" or "Truncate" => "rounding",
        "System.String" when call.Name is "Trim" or "TrimStart" or "TrimEnd" => "trimming",
        "System.String" when call.Name is "Contains" or "StartsWith" or "EndsWith" => "search",
        "System.String" when call.Name is "IsNullOrEmpty" or "IsNullOrWhiteSpace" => "blanks",
        "System.Enum" when call.Name == "ToObject" => "enum",
        "System.Net.Http.HttpMethod" when call.Name.StartsWith("get_", StringComparison.Ordinal) && call.Name != "get_Method" => "method",
        "System.IO.Path" when call.Name is "Combine" or "Join" => Paths,
        _ => Algorithm(call) is null ? null : "algorithm",
    };

    /// <summary><c>SHA256</c>, however it is made and asked.</summary>
    private static string? Algorithm(Operand call)
    {
        const string Namespace = "System.Security.Cryptography.";
        if (!call.Starts(Namespace) || !(call.IsConstructor || call.Name is "Create" or "HashData" or "HashDataAsync")) return null;
        string name = call.Type.Substring(Namespace.Length);
        string plain = name.Replace("CryptoServiceProvider", "").Replace("Managed", "").Replace("Cng", "");
        return Algorithms.Contains(plain) ? plain : null;
    }

    private static readonly HashSet<string> Algorithms = new(StringComparer.Ordinal)
    {
        "MD5", "SHA1", "SHA256", "SHA384", "SHA512", "SHA3_256", "SHA3_384", "SHA3_512", "HMACMD5", "HMACSHA1", "HMACSHA256", "HMACSHA384",
        "HMACSHA512",
        "Aes", "AesGcm", "AesCcm", "ChaCha20Poly1305", "TripleDES", "DES", "RC2", "Rijndael", "RSA", "DSA", "ECDsa", "Rfc2898DeriveBytes",
    };
}
