using SemverGuard.Uses;

namespace SemverGuard.Worlds;

/// <summary>The text of the project's source, line by line, for explaining what a compiler says of it.</summary>
internal sealed class SourceLines
{
    private readonly Dictionary<string, string[]> files = new(StringComparer.Ordinal);

    /// <returns>Null when the file is not there, as of generated source, or has fewer lines.</returns>
    public string? At(SourceSite site)
    {
        if (!files.TryGetValue(site.File, out string[]? lines)) files[site.File] = lines = Read(site.File);
        return site.Line > 0 && site.Line <= lines.Length ? lines[site.Line - 1] : null;
    }

    private static string[] Read(string file)
    {
        try
        {
            return InputFile.Lines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }
}
