using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace SemverGuard.Metadata;

/// <summary>The method bodies of an assembly.</summary>
/// <param name="file">Null where the host has none.</param>
internal sealed class MethodBodies(AssemblyImage image, PEReader? file)
{
    private bool areCounted;

    /// <returns>Null for a method that has no IL.</returns>
    public MethodBodyBlock? Of(MethodDefinition method)
    {
        if (file is null || method.RelativeVirtualAddress == 0) return null;
        if ((method.ImplAttributes & MethodImplAttributes.CodeTypeMask) != MethodImplAttributes.IL) return null;
        if (!areCounted) Count();
        var body = file.GetMethodBody(method.RelativeVirtualAddress);
        foreach (var region in body.ExceptionRegions)
        {
            // The reader takes any four bytes for a token.
            if (!region.CatchType.IsNil && MetadataTokens.GetToken(region.CatchType) == 0)
                throw new BadImageFormatException("A method body catches what is no type.");
        }
        return body;
    }

    /// <summary>Many methods may name one long body, and each of them is read.</summary>
    private void Count()
    {
        const int TinyFormat = 2, FatFormat = 3;
        long size = 0;
        foreach (var handle in image.Reader.MethodDefinitions)
        {
            int address = image.Reader.GetMethodDefinition(handle).RelativeVirtualAddress;
            if (address <= 0) continue;
            var block = file!.GetSectionData(address);
            if (block.Length == 0) continue;
            var header = block.GetReader(0, Math.Min(block.Length, 8));
            byte first = header.ReadByte();
            if ((first & FatFormat) == TinyFormat) size += first >> 2;
            else if (header.RemainingBytes == 7)
            {
                header.Offset = 4;
                size += header.ReadUInt32();
            }
        }
        if (size > 1_000_000 + 4L * file!.GetEntireImage().Length)
            throw new LimitException(image.Name, "it has more instructions than its size allows");
        areCounted = true;
    }
}
