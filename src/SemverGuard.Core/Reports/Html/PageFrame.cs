using System.Security.Cryptography;
using System.Text;

namespace SemverGuard.Reports.Html;

/// <summary>The page around a report: the files beside this one, in one.</summary>
/// <remarks>A policy lets this style and this script pass by their hashes, and nothing else.</remarks>
internal static class PageFrame
{
    private static readonly Lazy<string> Frame = new(() => Read("report.html"));

    private static readonly Lazy<string> Style = new(() => Read("report.css"));

    private static readonly Lazy<string> Script = new(() => Read("report.js"));

    public static string Of(HtmlText title, HtmlText body)
    {
        string allowed = $"style-src 'sha256-{Hash(Style.Value)}'; script-src 'sha256-{Hash(Script.Value)}'";
        var page = new StringBuilder();
        // Filled in from place to place, once: what is filled in holds no place of its own, whatever it says.
        string rest = Frame.Value;
        foreach (var (place, text) in new[]
        {
            ("{policy}", HtmlText.Trusted($"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'")),
            ("{title}", title), ("{style}", HtmlText.Trusted(Style.Value)), ("{body}", body), ("{script}", HtmlText.Trusted(Script.Value)),
        })
        {
            int at = rest.IndexOf(place, StringComparison.Ordinal);
            page.Append(rest, 0, at).Append(text);
            rest = rest.Substring(at + place.Length);
        }
        return page.Append(rest).ToString();
    }

    /// <summary>Content Security Policy 3, 2.3.1: of what stands between the tags, to the last character.</summary>
    private static string Hash(string text)
    {
        using var hash = SHA256.Create();
        return Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>A browser reads every line break as one character, and hashes that.</summary>
    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(PageFrame).Assembly.GetManifestResourceStream("report/" + name)!);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}
