namespace SemverGuard.Packages.Native;

/// <summary>A file of native code in a package.</summary>
/// <param name="hash">Of its content.</param>
/// <param name="read">Reads it. Most files are those of the version before, and nobody asks what they need.</param>
public sealed class NativeFile(string hash, Func<NativeLibrary?> read)
{
    private readonly Lazy<NativeLibrary?> library = new(read);

    public string Hash => hash;

    /// <summary>Null where it is no library that can be read.</summary>
    public NativeLibrary? Library => library.Value;
}
