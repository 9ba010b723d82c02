using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace SemverGuard.Packages;

/// <summary>Text of a package without what says only which version it is of, or how it is laid out.</summary>
internal static class OwnText
{
    private static readonly Regex Blanks = new(@"\s+", RegexOptions.CultureInvariant);

    /// <summary>Whole numbers only: 1.0.1 is not in 11.0.1. A build number behind it belongs to it, as in a file's version.</summary>
    public static string Of(string text, string version)
    {
        string plain = version.Split('+')[0];
        return Blanks.Replace(Regex.Replace(
            text, @"(?<![\d.])" + Regex.Escape(plain) + @"(\.\d+)*(?!\d)", "{version}", RegexOptions.CultureInvariant), " ").Trim();
    }

    /// <summary>Of props and targets comments do not count either.</summary>
    public static string OfXml(string text, string version)
    {
        try
        {
            return Of(BoundedXml.Parse(text.TrimStart('\ufeff')).ToString(SaveOptions.DisableFormatting), version);
        }
        catch (XmlException)
        {
            return Of(text, version); // MSBuild will say what is wrong with it
        }
    }
}
