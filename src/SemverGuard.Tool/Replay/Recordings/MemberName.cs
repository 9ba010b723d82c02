namespace SemverGuard.Tool.Replay.Recordings;

/// <summary>Documentation comment ids for people.</summary>
internal static class MemberName
{
    /// <summary><c>M:Courier.CourierClient.Subscribe(System.String)</c> as <c>CourierClient.Subscribe</c>; a constructor as <c>ConsumerOptions..ctor</c>.</summary>
    public static string Short(string id)
    {
        string plain = (id.Length > 1 && id[1] == ':' ? id[2..] : id).Split('(')[0];
        string[] parts = plain.Split('.', StringSplitOptions.RemoveEmptyEntries);
        string name = Last(parts, 1) switch { "#ctor" => ".ctor", "#cctor" => ".cctor", var other => other };
        return Bare(Last(parts, 2)) + "." + Bare(name);
    }

    private static string Last(string[] parts, int index) => parts.Length >= index ? parts[^index] : "";

    private static string Bare(string name) => name.IndexOf('`') is > 0 and var at ? name[..at] : name;
}
