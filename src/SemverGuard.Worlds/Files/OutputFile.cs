using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace SemverGuard.Worlds.Files;

/// <summary>
/// Writes files whole or not at all: beside the file first, then in its place. Several builds may write the same file, and each of them may
/// be ended at any moment.
/// </summary>
internal static class OutputFile
{
    private const int Attempts = 6;

    /// <summary>What a build on another machine left, nobody can ask for; after this time it is not at work any more.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    // Modes are unknown to .NET Standard 2.0, and to .NET Framework, whose systems have none.
    private static readonly MethodInfo? GetMode = typeof(File).GetMethod("GetUnixFileMode", [typeof(string)]);

    private static readonly MethodInfo? SetMode = GetMode is null
        ? null
        : typeof(File).GetMethod("SetUnixFileMode", [typeof(string), GetMode.ReturnType]);

    /// <summary>Writes only what differs. A link is followed, the mode stays, and what is write-protected stays as it is.</summary>
    /// <returns>Whether the file changed.</returns>
    /// <exception cref="IOException">It could not be written; it is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It could not be written; it is as it was.</exception>
    public static bool Write(string path, string text) => Write(path, text, always: false);

    /// <summary>The same, and a file that is as it should be is new all the same: its time is what it says.</summary>
    public static void Renew(string path, string text) => Write(path, text, always: true);

    /// <summary>As <see cref="Write(string, string)"/>, for what is no text.</summary>
    public static void Write(string path, byte[] content) =>
        Write(path, content, x => new FileInfo(x).Length == content.Length && InputFile.Bytes(x).AsSpan().SequenceEqual(content));

    /// <summary>
    /// A new file in a folder of this process alone, for content too large to be held; <see cref="Move"/> puts it where it belongs.
    /// </summary>
    /// <exception cref="IOException">There is one already.</exception>
    public static Stream Create(string path) => new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

    /// <summary>
    /// Waits until no other process is where this one is, in the same folder, until it is disposed. Whoever is ended in between leaves it
    /// free; who waited in vain for half a minute goes on.
    /// </summary>
    /// <exception cref="UnauthorizedAccessException">Nothing can be written there.</exception>
    public static IDisposable Alone(string folder)
    {
        string path = Path.Combine(Directory.CreateDirectory(folder).FullName, ".lock");
        for (var waited = Stopwatch.StartNew(); ; Thread.Sleep(20))
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                if (waited.Elapsed > LongestWait) return new MemoryStream();
            }
        }
    }

    /// <summary>Moves a file that is finished to where it belongs.</summary>
    public static void Move(string finished, string path)
    {
        string target = FileLink.Target(path);
        for (int attempt = 1; !TryReplace(finished, target, isLast: attempt == Attempts); attempt++) Thread.Sleep(attempt * 20);
    }

    private static bool Write(string path, string text, bool always) => Write(path, Utf8.GetBytes(text), x => !always && IsThere(x, text));

    private static bool Write(string path, byte[] content, Func<string, bool> isThere)
    {
        string target = FileLink.Target(Path.GetFullPath(path)), folder = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(folder);
        RemoveStrays(folder, Path.GetFileName(target));
        bool exists = File.Exists(target);
        if (exists && isThere(target)) return false;
        if (exists && (File.GetAttributes(target) & FileAttributes.ReadOnly) != 0)
            throw new UnauthorizedAccessException($"'{Path.GetFileName(target)}' is write-protected");
        string temporary = Path.Combine(folder, Prefix(Path.GetFileName(target)) + Own + "." + Guid.NewGuid().ToString("N") + Suffix);
        try
        {
            File.WriteAllBytes(temporary, content);
            if (exists && GetMode is not null && Path.DirectorySeparatorChar == '/')
                SetMode!.Invoke(null, [temporary, GetMode.Invoke(null, [target])]);
            for (int attempt = 1; !TryReplace(temporary, target, isLast: attempt == Attempts); attempt++)
            {
                // Another build of this project writes at this moment; very likely the same text.
                if (File.Exists(target) && isThere(target)) return false;
                Thread.Sleep(attempt * 20);
            }
            return true;
        }
        catch (TargetInvocationException e) when (e.InnerException is IOException or UnauthorizedAccessException)
        {
            throw e.InnerException;
        }
        finally
        {
            Remove(temporary); // the error that led here is the one to tell
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
    private static bool IsThere(string path, string text) => InputFile.Text(path).Replace("\r\n", "\n") == text;

    private const string Suffix = ".tmp";

    private static string Prefix(string name) => "." + name + ".";

    /// <summary>Names this process: a machine, or a container, and a number in it.</summary>
    private static string Own { get; } = string.Concat(Environment.MachineName.Where(char.IsLetterOrDigit)) + "-"
        + Process.GetCurrentProcess().Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>A folder of this process alone; those of processes that ended in their work go.</summary>
    public static string WorkFolder(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string stray in Directory.EnumerateDirectories(folder, Prefix("work") + "*" + Suffix).Where(IsStray).ToArray())
            RemoveFolder(stray);
        return Directory.CreateDirectory(Path.Combine(folder, Prefix("work") + Own + "." + Guid.NewGuid().ToString("N") + Suffix)).FullName;
    }

    /// <summary>With what is in it; what somebody holds stays.</summary>
    public static void RemoveFolder(string path)
    {
        try
        {
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>What a process left that was ended while it wrote.</summary>
    private static void RemoveStrays(string folder, string name)
    {
        foreach (string stray in Directory.EnumerateFiles(folder, Prefix(name) + "*" + Suffix).Where(IsStray).ToArray()) Remove(stray);
    }

    private static bool IsStray(string path)
    {
        string[] parts = Path.GetFileName(path).Split('.');
        string[] owner = parts.Length < 3 ? [] : parts[parts.Length - 3].Split('-');
        bool isOfThisMachine = owner.Length == 2 && owner[0] == Own.Split('-')[0];
        if (isOfThisMachine && int.TryParse(owner[1], NumberStyles.None, CultureInfo.InvariantCulture, out int id)) return !IsRunning(id);
        return DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > Abandoned;
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return true; // somebody else's
        }
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
