namespace SemverGuard.Tool.Solutions;

/// <summary>A temporary folder for what a command makes on its way, gone when it ends.</summary>
internal sealed class WorkFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("semverguard-").FullName;

    /// <summary>One below it.</summary>
    public string Folder(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A server of the compiler may still look at it; the system takes temporary folders away.
        }
    }
}
