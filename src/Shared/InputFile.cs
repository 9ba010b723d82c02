using System.Text;

namespace SemverGuard;

/// <summary>Opens what is to be read: regular files of a size that a machine bears, and nothing else.</summary>
/// <remarks>
/// A pipe would be waited for, and a device may never end. Both have no length, on every system, and so has an empty file; what has none is
/// not opened at all.
/// </remarks>
internal static class InputFile
{
    public const long Most = 64L * 1024 * 1024;

    /// <summary>What to say of content that is not there.</summary>
    public const string Empty = "is empty, or no regular file";

    /// <returns>An empty stream where there is nothing to read.</returns>
    /// <exception cref="IOException">It is not there, or larger than <paramref name="most"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">It is a folder, or somebody else's.</exception>
    public static Stream Open(string path, long most = Most)
    {
        long length = new FileInfo(FileLink.Target(path)).Length;
        if (length == 0) return new MemoryStream([], writable: false);
        if (length > most)
            throw new IOException(
                $"'{Path.GetFileName(path)}' has {length / (1024 * 1024)} MB, and {most / (1024 * 1024)} MB is the most that is read");
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
    }

    /// <inheritdoc cref="Open"/>
    public static string Text(string path)
    {
        using var reader = new StreamReader(Open(path), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return reader.ReadToEnd();
    }

    /// <inheritdoc cref="Open"/>
    public static string[] Lines(string path)
    {
        var lines = new List<string>();
        using var reader = new StringReader(Text(path));
        while (reader.ReadLine() is { } line) lines.Add(line);
        return [.. lines];
    }

    /// <inheritdoc cref="Open"/>
    public static byte[] Bytes(string path)
    {
        using var stream = Open(path);
        using var copy = new MemoryStream((int)stream.Length);
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
