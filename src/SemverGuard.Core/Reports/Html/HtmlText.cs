using System.Text;
using SemverGuard.Metadata;

namespace SemverGuard.Reports.Html;

/// <summary>Markup. The only way to it is <see cref="Of"/>, which escapes whatever is put into it.</summary>
/// <remarks>So no text of a package becomes an element.</remarks>
internal sealed class HtmlText
{
    private readonly string markup;

    private HtmlText(string markup) => this.markup = markup;

    public static HtmlText None { get; } = new("");

    /// <param name="markup">Its literal parts are ours and stand as they are. Attributes have double quotes.</param>
    public static HtmlText Of(FormattableString markup) =>
        new(string.Format(Escaper.Only, markup.Format, markup.GetArguments()));

    public static HtmlText All(IEnumerable<HtmlText> parts) => new(string.Join("\n", parts.Select(x => x.markup)));

    public static HtmlText If(bool condition, Func<HtmlText> markup) => condition ? markup() : None;

    /// <summary>A file of ours, which is no HTML: a style sheet or a script.</summary>
    public static HtmlText Trusted(string text) => new(text);

    public override string ToString() => markup;

    /// <summary>HTML, 13.1.2: what begins an element, a character reference, or ends an attribute.</summary>
    private static string Escape(string value)
    {
        var text = new StringBuilder(value.Length + 16);
        foreach (char c in SafeText.Lines(value))
        {
            if (c == '<') text.Append("&lt;");
            else if (c == '>') text.Append("&gt;");
            else if (c == '&') text.Append("&amp;");
            else if (c == '"') text.Append("&quot;");
            else if (c == '\'') text.Append("&#39;");
            else if (c is '\r' or '\n') text.Append(' ');
            else text.Append(c);
        }
        return text.ToString();
    }

    private sealed class Escaper : IFormatProvider, ICustomFormatter
    {
        public static Escaper Only { get; } = new();

        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? value, IFormatProvider? provider) => value switch
        {
            HtmlText part => part.markup,
            int number => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => Escape(value?.ToString() ?? ""),
        };
    }
}
