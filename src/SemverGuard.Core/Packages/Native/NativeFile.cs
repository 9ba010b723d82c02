namespace SemverGuard.Packages.Native;

/// <summary>A file of native code in a package.</summary>
/// <param name="Library">Null where it is no library that can be read.</param>
public sealed record NativeFile(string Hash, NativeLibrary? Library);
