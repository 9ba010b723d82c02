using SemverGuard.Uses;

namespace SemverGuard.Worlds;

/// <summary>The project's source as text.</summary>
internal static class SourceFiles
{
    public static SourceWords Words(IEnumerable<string> paths)
    {
        SourceWords? words = null;
        foreach (string path in paths)
        {
            words ??= new SourceWords(ignoreCase: path.EndsWith(".vb", StringComparison.OrdinalIgnoreCase));
            // The compiler has just read it. What is gone since then is noted by the build that misses it.
            if (Text(path) is { } text) words.Add(text);
        }
        return words ?? new SourceWords();
    }

    /// <returns>Null for what is not there, or not to be read.</returns>
    public static string? Text(string path)
    {
        try
        {
            return File.Exists(path) ? InputFile.Text(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
