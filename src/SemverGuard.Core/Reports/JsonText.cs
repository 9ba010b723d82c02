using System.Globalization;
using System.Text;
using SemverGuard.Metadata;

namespace SemverGuard.Reports;

/// <summary>Writes JSON (RFC 8259) for people too: indented, in the order of the calls, lines end with LF.</summary>
/// <remarks>The build's host has a JSON library of its own, of a version we do not know; this is less than it takes to share one.</remarks>
internal sealed class JsonText
{
    private readonly StringBuilder text = new();
    private int depth;
    private bool isEmpty = true;

    public static string Of(Action<JsonText> content)
    {
        var json = new JsonText();
        json.Object(() => content(json));
        return json.text.Append('\n').ToString();
    }

    public void Object(string name, Action content) => Nested(name, '{', '}', content);

    public void Object(Action content) => Nested(null, '{', '}', content);

    public void Array<T>(string name, IEnumerable<T> values, Action<T> content) => Nested(name, '[', ']', () =>
    {
        foreach (var value in values) content(value);
    });

    public void Array(string name, IEnumerable<string> values) => Array(name, values, x =>
    {
        Begin(null);
        Quote(x);
    });

    /// <summary>A null is left out.</summary>
    public void Value(string name, string? value)
    {
        if (value is null) return;
        Begin(name);
        Quote(value);
    }

    public void Value(string name, int value)
    {
        Begin(name);
        text.Append(value.ToString(CultureInfo.InvariantCulture));
    }

    public void Value(string name, bool value)
    {
        Begin(name);
        text.Append(value ? "true" : "false");
    }

    private void Nested(string? name, char open, char close, Action content)
    {
        Begin(name);
        text.Append(open);
        depth++;
        isEmpty = true;
        content();
        depth--;
        if (!isEmpty) Line();
        isEmpty = false;
        text.Append(close);
    }

    private void Begin(string? name)
    {
        if (depth > 0)
        {
            if (!isEmpty) text.Append(',');
            Line();
        }
        isEmpty = false;
        if (name is null) return;
        Quote(name);
        text.Append(": ");
    }

    private void Line() => text.Append('\n').Append(' ', depth * 2);

    private void Quote(string value)
    {
        text.Append('"');
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1])) Pair(value, i++);
            else if (c is '"' or '\\') text.Append('\\').Append(c);
            else if (c == '\n') text.Append("\\n");
            else if (char.IsSurrogate(c)) text.Append('\ufffd'); // half a character, which readers refuse
            else if (!SafeText.IsSeen(value, i) || SafeText.IsCommand(value, i))
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else text.Append(c);
        }
        text.Append('"');
    }

    private void Pair(string value, int index)
    {
        if (SafeText.IsSeen(value, index)) text.Append(value, index, 2);
        else foreach (char half in value.Substring(index, 2))
            text.Append("\\u").Append(((int)half).ToString("x4", CultureInfo.InvariantCulture));
    }
}
