using SemverGuard.Metadata;

namespace SemverGuard.Tool.Fleet.Questions;

/// <summary>
/// A symbol as people name it. A documentation comment id means that symbol; <c>Newtonsoft.Json.JsonConvert.SerializeObject</c>,
/// or the end of it from any dot on, every overload. A type is used by whoever uses a member of it.
/// </summary>
internal sealed class SymbolName(string asked)
{
    private readonly bool isId = DocumentationId.IsWellFormed(asked);

    /// <summary>Most symbols are not meant, and do not hold this.</summary>
    private readonly string part = Part(asked);

    public bool IsOf(string id)
    {
        if (!id.Contains(part, StringComparison.Ordinal)) return false;
        string type = DocumentationId.DeclaringType(id);
        if (isId) return id == asked || type == asked;
        return Ends(id) || (type != id && Ends(type));
    }

    private bool Ends(string id)
    {
        string name = Plain(id[2..]);
        return name == asked || name.EndsWith("." + asked, StringComparison.Ordinal);
    }

    /// <summary>Without parameters, unless they were asked for, and without the numbers of type parameters, which nobody types.</summary>
    private string Plain(string name)
    {
        int end = name.IndexOf('(', StringComparison.Ordinal);
        if (end >= 0 && !asked.Contains('(', StringComparison.Ordinal)) name = name[..end];
        if (asked.Contains('`', StringComparison.Ordinal)) return name;
        for (int from; (from = name.IndexOf('`', StringComparison.Ordinal)) >= 0;)
        {
            int to = from;
            while (to < name.Length && (name[to] == '`' || char.IsAsciiDigit(name[to]))) to++;
            name = name.Remove(from, to - from);
        }
        return name;
    }

    private static string Part(string asked)
    {
        string name = DocumentationId.IsWellFormed(asked) ? asked[2..] : asked;
        int end = name.AsSpan().IndexOfAny('(', '`');
        if (end >= 0) name = name[..end];
        return name[(name.LastIndexOf('.') + 1)..];
    }
}
