namespace SemverGuard.Packages.Native;

/// <summary>What a native library needs where it is loaded, and what it offers.</summary>
/// <param name="Libraries">File names that the system's loader must find.</param>
/// <param name="Versions">Highest version that it needs of a thing that counts its versions: GLIBC, GLIBCXX, macOS.</param>
/// <param name="Exports">Names of functions and variables that others can ask for.</param>
/// <param name="Machines">Processors that it has code for.</param>
public sealed record NativeLibrary(IReadOnlyCollection<string> Libraries, IReadOnlyDictionary<string, Version> Versions,
    IReadOnlyCollection<string> Exports, IReadOnlyCollection<string> Machines)
{
    /// <summary>The options that it says it was built with, by their names: <c>THREADSAFE=1</c>.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <returns>Null for a file that is no library for Linux, Windows or macOS, and for a damaged one.</returns>
    public static NativeLibrary? Read(ArraySegment<byte> file)
    {
        var bytes = new NativeBytes(file, isBigEndian: false);
        try
        {
            var library = file.Count < 64 ? null
                : ElfFile.IsOne(bytes) ? ElfFile.Read(file)
                : PeFile.IsOne(bytes) ? PeFile.Read(bytes)
                : MachFile.IsOne(file) ? MachFile.Read(file)
                : null;
            return library is null ? null : library with { Options = BuildOptions.Read(file) };
        }
        catch (BadImageFormatException)
        {
            return null; // that it changed is told all the same
        }
    }
}
