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
            try
            {
                words.Add(InputFile.Text(path));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The compiler has just read it. What is gone since then is noted by the build that misses it.
            }
        }
        return words ?? new SourceWords();
    }
}
