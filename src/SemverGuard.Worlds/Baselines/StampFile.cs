namespace SemverGuard.Worlds.Baselines;

/// <summary>The empty files by which MSBuild sees that a target has nothing to do.</summary>
internal static class StampFile
{
    public static void Remove(string path)
    {
        if (File.Exists(path)) File.Delete(path);
    }

    /// <remarks>A stamp that cannot be written costs the next build a check, no more.</remarks>
    public static void Touch(string path, string text = "")
    {
        try
        {
            OutputFile.Renew(path, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
