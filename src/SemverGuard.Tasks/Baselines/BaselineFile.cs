using System.Text;
using SemverGuard.Baselines;

namespace SemverGuard.Tasks.Baselines;

/// <summary>The baseline on the disk.</summary>
internal static class BaselineFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <param name="framework">The target framework it must be about: two that shared a file would overwrite each other for ever.</param>
    /// <returns>Neither when there is no file. An error in line 0 is about the file as a whole.</returns>
    public static (Baseline? Baseline, BaselineError? Error) Read(string path, string framework)
    {
        try
        {
            if (!File.Exists(path)) return (null, null);
            var (baseline, error) = BaselineText.Parse(File.ReadAllText(path, Utf8));
            return baseline is null || baseline.Framework.Equals(framework, StringComparison.OrdinalIgnoreCase)
                ? (baseline, error)
                : (null, new BaselineError(1, "is about " + baseline.Framework + " and this build about " + framework + ": give each target framework a file of its own, or delete it and build"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, new BaselineError(0, "cannot be read: " + e.Message));
        }
    }

    /// <summary>Writes only what differs, and all of it or nothing.</summary>
    /// <returns>Whether the file changed.</returns>
    /// <exception cref="IOException">It could not be written; it is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It could not be written; it is as it was.</exception>
    public static bool Write(string path, Baseline baseline) => Write(path, BaselineText.Write(baseline));

    /// <inheritdoc cref="Write(string, Baseline)"/>
    public static bool Write(string path, string text)
    {
        if (IsThere(path, text)) return false;
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, "." + Path.GetFileName(path) + "." + Guid.NewGuid().ToString("N") + ".tmp");
        try
        {
            File.WriteAllText(temporary, text, Utf8);
            for (int attempt = 1; !TryReplace(temporary, path, isLast: attempt == 4); attempt++)
            {
                // Another build of this project writes at this moment; very likely the same text.
                if (IsThere(path, text)) return false;
                Thread.Sleep(attempt * 20);
            }
            return true;
        }
        finally
        {
            try { File.Delete(temporary); }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException) { } // the error that led here is the one to tell
        }
    }

    private static bool TryReplace(string temporary, string path, bool isLast)
    {
        try
        {
            if (File.Exists(path)) File.Replace(temporary, path, destinationBackupFileName: null);
            else File.Move(temporary, path);
            return true;
        }
        catch (IOException) when (!isLast)
        {
            return false;
        }
    }

    /// <summary>Git may have checked the file out with CR LF; that is no difference.</summary>
    private static bool IsThere(string path, string text) => File.Exists(path) && File.ReadAllText(path, Utf8).Replace("\r\n", "\n") == text;
}
