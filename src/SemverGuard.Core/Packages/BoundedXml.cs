using System.Xml;
using System.Xml.Linq;

namespace SemverGuard.Packages;

/// <summary>XML that a package brings: no document type, and neither longer nor deeper than anybody writes it.</summary>
public static class BoundedXml
{
    /// <summary>The document model takes time that grows with the square of the depth.</summary>
    private const int Deepest = 200;

    /// <summary>In characters.</summary>
    private const int Longest = 16_000_000;

    /// <exception cref="XmlException">It is not XML, or beyond the limits.</exception>
    /// <exception cref="IOException">It cannot be read to its end.</exception>
    public static XDocument Load(Stream stream)
    {
        using var copy = new MemoryStream();
        BoundedStream.Copy(stream, copy, Longest);
        byte[] bytes = copy.ToArray();
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using (var reader = XmlReader.Create(new MemoryStream(bytes), settings)) Check(reader);
        using var again = XmlReader.Create(new MemoryStream(bytes), settings);
        return XDocument.Load(again);
    }

    /// <summary>Without comments and white space.</summary>
    /// <exception cref="XmlException">It is not XML, or beyond the limits.</exception>
    public static XDocument Parse(string text)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true,
            IgnoreWhitespace = true };
        using (var reader = XmlReader.Create(new StringReader(text), settings)) Check(reader);
        using var again = XmlReader.Create(new StringReader(text), settings);
        return XDocument.Load(again);
    }

    private static void Check(XmlReader reader)
    {
        try
        {
            while (reader.Read())
            {
                if (reader.Depth > Deepest) throw new XmlException("it has elements deeper than 200");
            }
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or NotSupportedException)
        {
            // What the reader throws where the text is not in the encoding that it names.
            throw new XmlException("it is not XML: " + e.Message, e);
        }
    }
}
