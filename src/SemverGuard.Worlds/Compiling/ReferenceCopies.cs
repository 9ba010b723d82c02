using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Metadata;
using SemverGuard.Worlds;

namespace SemverGuard.Worlds.Compiling;

/// <summary>
/// Copies of reference assemblies in which the references to moved packages name the versions before. What was compiled against a later
/// version of a package cannot be referenced beside an earlier one (CS1705), although the compiler needs nothing of it but its
/// declarations.
/// </summary>
/// <param name="folder">Under obj, for the copies.</param>
/// <param name="before">The assemblies of moved packages as they were, by simple name.</param>
internal sealed class ReferenceCopies(string folder, IReadOnlyDictionary<string, AssemblyImage> before, AssemblyFiles files)
{
    /// <returns>The reference itself where nothing in it is too high.</returns>
    public Reference Of(Reference reference)
    {
        if (files.Open(reference.File) is not { } image) return reference;
        var edits = image.Reader.AssemblyReferences.Select(x => Edit(image.Reader, x)).OfType<(int, byte[])>().ToArray();
        if (edits.Length == 0) return reference;
        byte[] content = InputFile.Bytes(reference.File);
        foreach (var (offset, bytes) in edits) bytes.CopyTo(content, files.MetadataStart(reference.File) + offset);
        string copy = Path.Combine(folder, Path.GetFileName(reference.File));
        // Left alone when it is the same: the state of the file is part of what a compilation is known by.
        OutputFile.Write(copy, content);
        return reference with { File = copy };
    }

    /// <summary>
    /// The row of an assembly reference begins with its version, four numbers of two bytes, then four bytes of flags and the key's place
    /// (ECMA-335 II.22.5).
    /// </summary>
    /// <returns>The offset in the metadata and what is to stand there; null where the reference can stay.</returns>
    private (int Offset, byte[] Bytes)? Edit(MetadataReader reader, AssemblyReferenceHandle handle)
    {
        var reference = reader.GetAssemblyReference(handle);
        if (!before.TryGetValue(reader.GetString(reference.Name), out var earlier)) return null;
        bool losesKey = earlier.KeyToken.Length == 0 && !reference.PublicKeyOrToken.IsNil;
        if (reference.Version <= earlier.Version && !losesKey) return null;
        int row = reader.GetTableMetadataOffset(TableIndex.AssemblyRef)
            + (MetadataTokens.GetRowNumber(handle) - 1) * reader.GetTableRowSize(TableIndex.AssemblyRef);
        var version = earlier.Version;
        byte[] bytes = [.. Bytes(version.Major), .. Bytes(version.Minor), .. Bytes(version.Build), .. Bytes(version.Revision)];
        return (row, losesKey ? [.. bytes, .. new byte[4 + (reader.GetHeapSize(HeapIndex.Blob) > ushort.MaxValue ? 4 : 2)]] : bytes);

        static byte[] Bytes(int number) => BitConverter.GetBytes((ushort)number);
    }
}
