using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace SemverGuard.Benchmarks.Pairs;

/// <summary>The least that an answer can cost, with nothing but System.Reflection.Metadata: what any way to find it has to read.</summary>
internal static class Floor
{
    private const MethodAttributes Access = MethodAttributes.MemberAccessMask;

    /// <summary>The names and signatures of everything public, read and not understood.</summary>
    /// <returns>Their length.</returns>
    public static long Surface(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        long length = 0;
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            if ((type.Attributes & TypeAttributes.VisibilityMask) is not (TypeAttributes.Public or TypeAttributes.NestedPublic)) continue;
            length += reader.GetString(type.Name).Length;
            foreach (var method in type.GetMethods().Select(reader.GetMethodDefinition))
            {
                if ((method.Attributes & Access) != MethodAttributes.Public) continue;
                length += reader.GetString(method.Name).Length + reader.GetBlobReader(method.Signature).Length;
            }
            foreach (var field in type.GetFields().Select(reader.GetFieldDefinition))
                length += reader.GetString(field.Name).Length + reader.GetBlobReader(field.Signature).Length;
        }
        return length;
    }

    /// <summary>All code once, as fast as it can be looked at: a hash of the file.</summary>
    public static int Code(string path) => SHA256.HashData(File.ReadAllBytes(path))[0];

    /// <summary>The names of all that an assembly references.</summary>
    /// <returns>Their length.</returns>
    public static long References(MetadataReader reader) => reader.MemberReferences.Select(reader.GetMemberReference)
        .Sum(x => (long)reader.GetString(x.Name).Length + reader.GetBlobReader(x.Signature).Length);
}
