using System.Text.RegularExpressions;

namespace SemverGuard.Metadata;

/// <summary>
/// The method a person wrote, for the methods the compiler made of it: lambdas, local functions, iterators, async state machines.
/// </summary>
internal static class UserMethod
{
    /// <summary>Where the compiler's own names begin; a <c>file</c> type is a person's, only its name is not.</summary>
    private static readonly Regex Start = new(@"\.(?=[<{])(?![<{][^<>{}]*[>}]F[0-9A-F]{8,}__)", RegexOptions.CultureInvariant);

    /// <summary>The member that is named in brackets.</summary>
    private static readonly Regex Named = new(@"[<{](?<name>[^<>{}]+)[>}]", RegexOptions.CultureInvariant);

    /// <summary>What it was made of: <c>&gt;b__3_0</c> a lambda, <c>&gt;g__Local|3_0</c> a local function.</summary>
    private static readonly Regex Made = new(@"[>}](?:b__|g__(?<local>[^|]+)\|)", RegexOptions.CultureInvariant);

    /// <summary>
    /// <c>M:App.Worker.Run</c> for <c>M:App.Worker.&lt;Run&gt;d__3.MoveNext</c> and
    /// <c>M:App.Worker.&lt;&gt;c.{Run}b__3_0(System.Int32)</c>.
    /// </summary>
    public static string Of(string id) => Find(id)?.Member ?? id;

    /// <summary>
    /// The same, but for code that has a place of its own inside of it: <see cref="DisplayName"/> knows what to call that.
    /// </summary>
    public static string Place(string id) => Part(id).Length > 0 ? id : Of(id);

    /// <summary>The type that a person wrote where the compiler made the member, or another type in it; null for a person's own.</summary>
    public static string? OwnerOf(string id)
    {
        string path = Path(id);
        return Start.Match(path) is { Success: true } start ? path.Substring(2, start.Index - 2) : null;
    }

    /// <summary>What a reader is told of code inside a member: <c>a lambda in</c>; empty where it is the member itself.</summary>
    public static string Part(string id) =>
        Find(id) is null ? ""
        : Made.Match(Path(id)) is not { Success: true } made ? ""
        : made.Groups["local"] is { Success: true } local ? $"local function {local.Value} in " : "a lambda in ";

    private static (string Member, string Owner)? Find(string id)
    {
        string path = Path(id);
        if (Start.Match(path) is not { Success: true } start || Named.Match(path, start.Index) is not { Success: true } named) return null;
        // A state machine's type has a dash where a method's id has a number sign.
        string owner = path.Substring(0, start.Index), name = named.Groups["name"].Value.Replace('-', '#');
        return ("M" + owner.Substring(1) + "." + name, owner);
    }

    private static string Path(string id)
    {
        int parameters = id.IndexOf('(');
        return parameters < 0 ? id : id.Substring(0, parameters);
    }
}
