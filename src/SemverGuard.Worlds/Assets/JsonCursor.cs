using System.Globalization;
using System.Text;

namespace SemverGuard.Worlds.Assets;

/// <summary>
/// Walks JSON text forwards and skips what nobody asks for: of the megabytes of a project.assets.json we need a few lines.
/// </summary>
/// <remarks>The task ships no JSON library: every further dll in the tasks folder can clash with one of the host.</remarks>
internal sealed class JsonCursor(string text)
{
    private int at;

    /// <summary>The names in the object at the cursor. A value that the caller does not read before he moves on is skipped.</summary>
    /// <exception cref="FormatException">The text is not JSON.</exception>
    public IEnumerable<string> Properties()
    {
        if (Peek() != '{')
        {
            Skip();
            yield break;
        }
        at++;
        if (Accept('}')) yield break;
        do
        {
            string name = String() ?? throw Broken();
            Expect(':');
            Peek();
            int value = at;
            yield return name;
            if (at == value) Skip();
        }
        while (Accept(','));
        Expect('}');
    }

    /// <summary>The places in the array at the cursor. A value that the caller does not read before he moves on is skipped.</summary>
    /// <exception cref="FormatException">The text is not JSON.</exception>
    public IEnumerable<int> Elements()
    {
        if (Peek() != '[')
        {
            Skip();
            yield break;
        }
        at++;
        if (Accept(']')) yield break;
        int index = 0;
        do
        {
            Peek();
            int value = at;
            yield return index++;
            if (at == value) Skip();
        }
        while (Accept(','));
        Expect(']');
    }

    /// <summary>The string at the cursor; null, and the value is skipped, when it is not a string.</summary>
    /// <exception cref="FormatException">The text is not JSON.</exception>
    public string? String()
    {
        if (Peek() != '"')
        {
            Skip();
            return null;
        }
        int start = ++at;
        while (Current() != '"')
        {
            if (text[at] == '\\') return Escaped(start);
            at++;
        }
        return text.Substring(start, at++ - start);
    }

    private string Escaped(int start)
    {
        var value = new StringBuilder(text, start, at - start, 256);
        while (Current() != '"')
        {
            char c = text[at++];
            if (c != '\\')
            {
                value.Append(c);
                continue;
            }
            c = Current();
            at++;
            switch (c)
            {
                case 'n': value.Append('\n'); break;
                case 'r': value.Append('\r'); break;
                case 't': value.Append('\t'); break;
                case 'b': value.Append('\b'); break;
                case 'f': value.Append('\f'); break;
                case 'u':
                    if (at + 4 > text.Length
                        || !ushort.TryParse(
                            text.Substring(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
                        throw Broken();
                    value.Append((char)code);
                    at += 4;
                    break;
                default: value.Append(c); break;
            }
        }
        at++;
        return value.ToString();
    }

    private void Skip()
    {
        int depth = 0;
        do
        {
            switch (Peek())
            {
                case '{' or '[': depth++; at++; break;
                case '}' or ']': depth--; at++; break;
                case '"': SkipString(); break;
                case ',' or ':': at++; break;
                default:
                    int start = at;
                    while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '-' or '+' or '.')) at++;
                    if (at == start) throw Broken();
                    break;
            }
        }
        while (depth > 0);
    }

    private void SkipString()
    {
        at++;
        while (Current() != '"') at += text[at] == '\\' ? 2 : 1;
        at++;
    }

    private char Peek()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return Current();
    }

    private char Current() => at < text.Length ? text[at] : throw Broken();

    private bool Accept(char expected)
    {
        if (Peek() != expected) return false;
        at++;
        return true;
    }

    private void Expect(char expected)
    {
        if (!Accept(expected)) throw Broken();
    }

    private FormatException Broken() => new("is not valid JSON at character " + at);
}
