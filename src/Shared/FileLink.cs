using System.Reflection;

namespace SemverGuard;

/// <summary>Symbolic links, which .NET Standard 2.0 does not know and every runtime but .NET Framework does.</summary>
internal static class FileLink
{
    private static readonly MethodInfo? Resolve = typeof(File).GetMethod("ResolveLinkTarget", [typeof(string), typeof(bool)]);

    /// <returns>The file that a link leads to in the end; the path itself where it is none, or where nobody knows links.</returns>
    /// <exception cref="IOException">The link leads nowhere.</exception>
    public static string Target(string path)
    {
        if (Resolve is null || !IsLink(path)) return path;
        FileSystemInfo? target;
        try
        {
            target = (FileSystemInfo?)Resolve.Invoke(null, [path, true]);
        }
        catch (TargetInvocationException e) when (e.InnerException is IOException or UnauthorizedAccessException)
        {
            throw new IOException(e.InnerException.Message);
        }
        if (target is null || !target.Exists) throw new IOException($"'{Path.GetFileName(path)}' is a symbolic link that leads nowhere");
        return target.FullName;
    }

    private static bool IsLink(string path)
    {
        try
        {
            return (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }
}
