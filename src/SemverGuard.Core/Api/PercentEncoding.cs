using System.Globalization;
using System.Text;
using SemverGuard.Metadata;

namespace SemverGuard.Api;

/// <summary>
/// Values inside a line that splits at spaces: what would end the value, or the line, becomes <c>%</c> and four hexadecimal digits.
/// </summary>
public static class PercentEncoding
{
    /// <param name="separators">What else ends the value where it stands.</param>
    public static string Escape(string value, string separators = "")
    {
        StringBuilder? text = null;
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            bool plain = c != '%' && separators.IndexOf(c) < 0 && !char.IsWhiteSpace(c) && !char.IsSurrogate(c) && SafeText.IsSeen(value, i)
                && !SafeText.IsCommand(value, i);
            if (plain && text is null) continue;
            text ??= new StringBuilder(value, 0, i, value.Length + 8);
            if (plain) text.Append(c);
            else text.Append('%').Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }
        return text?.ToString() ?? value;
    }

    /// <summary>What <see cref="Escape"/> was given; a percent sign that begins no code stands for itself.</summary>
    public static string Unescape(string value)
    {
        if (value.IndexOf('%') < 0) return value;
        var text = new StringBuilder(value.Length);
        for (int i = 0; i < value.Length; i++)
        {
            if (value[i] == '%' && i + 4 < value.Length
                && ushort.TryParse(
                    value.Substring(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
            {
                text.Append((char)code);
                i += 4;
            }
            else text.Append(value[i]);
        }
        return text.ToString();
    }
}
