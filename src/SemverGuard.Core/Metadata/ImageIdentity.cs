using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace SemverGuard.Metadata;

/// <summary>Equal for two assemblies of the same content, as a key that outlives the files.</summary>
/// <param name="Digest">Of all bytes; empty for the framework's, which nobody's package brings, and which are asked for most.</param>
internal readonly record struct ImageIdentity(Guid Mvid, string Digest)
{
    public static string DigestOf(PEReader file)
    {
        var content = file.GetEntireImage().GetReader();
        byte[] buffer = new byte[Math.Min(content.Length, 64 * 1024)];
        using var hash = SHA256.Create();
        while (content.RemainingBytes > 0)
        {
            int count = Math.Min(content.RemainingBytes, buffer.Length);
            content.ReadBytes(count, buffer, 0);
            hash.TransformBlock(buffer, 0, count, null, 0);
        }
        hash.TransformFinalBlock([], 0, 0);
        return Convert.ToBase64String(hash.Hash);
    }
}
