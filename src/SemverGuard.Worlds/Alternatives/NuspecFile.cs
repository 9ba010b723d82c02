using System.Xml;
using SemverGuard.Packages;

namespace SemverGuard.Worlds.Alternatives;

/// <summary>What an extracted package says of itself.</summary>
internal static class NuspecFile
{
    /// <param name="folder">Of the extracted package.</param>
    /// <returns>Null when it cannot be read.</returns>
    public static Nuspec? Read(string folder, string id, FrameworkName? framework)
    {
        try
        {
            using var stream = InputFile.Open(Path.Combine(folder, id.ToLowerInvariant() + ".nuspec"));
            return Nuspec.Read(stream, framework);
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
