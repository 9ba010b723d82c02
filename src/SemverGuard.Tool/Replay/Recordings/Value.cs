using System.Text;

namespace SemverGuard.Tool.Replay.Recordings;

/// <summary>A recorded value, as the recorder's summary of it says.</summary>
/// <param name="Text">Of a plain value; the type's name of an object; empty for a list.</param>
/// <param name="Parts">Members of an object, by name; items of a list, without names.</param>
internal sealed record Value(string Text, ValueKind Kind, IReadOnlyList<(string Name, Value Value)> Parts)
{
    /// <summary>As it was recorded.</summary>
    public override string ToString() => Kind switch
    {
        ValueKind.Plain => Text,
        ValueKind.Object => Parts.Count == 0 ? Text : Text + " { " + string.Join(", ", Parts.Select(x => x.Name + " = " + x.Value)) + " }",
        ValueKind.List => "[" + Joined() + "]",
        _ => Joined(),
    };

    /// <summary>What a summary had no room for may be anything.</summary>
    private const string Unknown = "...";

    private bool IsUnknown => Kind == ValueKind.Plain && Text.StartsWith(Unknown, StringComparison.Ordinal);

    /// <summary>Nothing is known in which they differ.</summary>
    public static bool AreSame(string one, string other)
    {
        if (one == other) return true;
        return (IsPartial(one) || IsPartial(other)) && Parse(one).IsSame(Parse(other));
    }

    private static bool IsPartial(string text) =>
        text.Contains(Unknown, StringComparison.Ordinal) || text.Contains(" {", StringComparison.Ordinal);

    public bool IsSame(Value other)
    {
        if (IsUnknown || other.IsUnknown) return true;
        if (IsName(this, other) || IsName(other, this)) return true;
        if (Kind == ValueKind.Plain || other.Kind == ValueKind.Plain || Kind != other.Kind) return Text == other.Text && Kind == other.Kind;
        if (Text != other.Text) return false;
        var pairs = Parts.Zip(other.Parts);
        bool isCut = Parts.Concat(other.Parts).Any(x => x.Value.IsUnknown);
        return (Parts.Count == other.Parts.Count || isCut)
            && pairs.All(x => x.First.Name == x.Second.Name && x.First.Value.IsSame(x.Second.Value));
    }

    /// <summary>Of one, nothing could be read but what it is.</summary>
    private static bool IsName(Value one, Value other) =>
        one.Kind == ValueKind.Plain && other.Kind == ValueKind.Object && one.Text == other.Text;

    private string Joined() => string.Join(", ", Parts.Select(x => x.Name.Length > 0 ? x.Name + " = " + x.Value : x.Value.ToString()));

    /// <summary>Several values, as arguments are recorded, each with a name or without; behind an exclamation mark it is all one.</summary>
    public static Value Parse(string text)
    {
        if (text.StartsWith('!')) return new Value(text, ValueKind.Plain, []);
        var parts = new ValueParser(text).Parts('\0');
        return parts is [{ Name: "", Value: var single }] ? single : new Value("", ValueKind.Several, parts);
    }
}

internal enum ValueKind { Plain, Object, List, Several }

/// <summary>
/// Reads what the recorder wrote: <c>Type { Member = value, ... }</c>, <c>[item, key: item]</c>, <c>"text"</c>, and words.
/// </summary>
internal sealed class ValueParser(string text)
{
    private int at;

    /// <summary>Up to the end, or to what closes them.</summary>
    public List<(string Name, Value Value)> Parts(char close)
    {
        var parts = new List<(string, Value)>();
        while (at < text.Length)
        {
            while (at < text.Length && text[at] == ' ') at++;
            if (at >= text.Length || text[at] == close) break;
            parts.Add(Part(close));
            while (at < text.Length && text[at] == ' ') at++;
            if (at < text.Length && text[at] == ',') at++;
            else if (at < text.Length && text[at] != close) parts.Add(("", new Value(Rest(close), ValueKind.Plain, [])));
        }
        at++;
        return parts;
    }

    private (string Name, Value Value) Part(char close)
    {
        if (text[at] == '[')
        {
            at++;
            return ("", new Value("", ValueKind.List, Parts(']')));
        }
        string word = Word(close);
        if (at + 1 < text.Length && text[at] == '=' && text[at + 1] == ' ')
        {
            at += 2;
            return (word.TrimEnd(), at < text.Length ? Part(close).Value : new Value("", ValueKind.Plain, []));
        }
        if (at < text.Length && text[at] == '{')
        {
            at++;
            return ("", new Value(word.TrimEnd(), ValueKind.Object, Parts('}')));
        }
        return ("", new Value(word.TrimEnd(), ValueKind.Plain, []));
    }

    /// <summary>Quotes hold whatever they hold, and angle brackets the commas of type arguments.</summary>
    private string Word(char close)
    {
        int start = at, angles = 0;
        for (; at < text.Length; at++)
        {
            char c = text[at];
            if (c == '"') SkipQuoted();
            else if (c == '<') angles++;
            else if (c == '>' && angles > 0) angles--;
            else if (angles == 0 && (c == ',' || c == close || c == '{' || c == '=' && at + 1 < text.Length && text[at + 1] == ' ')) break;
        }
        at = Math.Min(at, text.Length);
        return text[start..at];
    }

    private void SkipQuoted()
    {
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\') at++;
        }
    }

    private string Rest(char close)
    {
        int start = at;
        while (at < text.Length && text[at] != close && text[at] != ',') at++;
        return text[start..at];
    }
}
