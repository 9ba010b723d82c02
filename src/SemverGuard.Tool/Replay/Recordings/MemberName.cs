using System.Text.RegularExpressions;

namespace SemverGuard.Tool.Replay.Recordings;

/// <summary>Documentation comment ids for people.</summary>
internal static partial class MemberName
{
    /// <summary>
    /// <c>M:Courier.CourierClient.Subscribe(System.String)</c> as <c>CourierClient.Subscribe</c>; what the compiler made, by what it made
    /// it of.
    /// </summary>
    public static string Short(string id)
    {
        string plain = (id.Length > 1 && id[1] == ':' ? id[2..] : id).Split('(')[0];
        if (Lambda().Match(plain) is { Success: true } lambda)
        {
            string type = plain[..lambda.Index].TrimEnd('.');
            string method = lambda.Groups["method"].Value is "Main" or "$Main" ? "Main" : lambda.Groups["method"].Value;
            string name = Last(type.Split('.'), 1) + "." + method;
            return lambda.Groups["local"].Success ? $"{lambda.Groups["local"].Value} in {name}" : "lambda in " + name;
        }
        string[] parts = plain.Split('.', StringSplitOptions.RemoveEmptyEntries);
        return Bare(Last(parts, 2)) + "." + Bare(Last(parts, 1) switch { "#ctor" => ".ctor", "#cctor" => ".cctor", var other => other });
    }

    private static string Last(string[] parts, int index) => parts.Length >= index ? parts[^index] : "";

    private static string Bare(string name) => name.IndexOf('`') is > 0 and var at ? name[..at] : name;

    /// <summary>How C# names lambdas and local functions; an id has braces for angle brackets.</summary>
    [GeneratedRegex(@"(?:\.?[<{][>}]c[^.]*)?\.[<{]+(?<method>\w+)[>}$]*[>}](?:b__|g__(?<local>\w+?)\|)[\d_]*")]
    private static partial Regex Lambda();
}
