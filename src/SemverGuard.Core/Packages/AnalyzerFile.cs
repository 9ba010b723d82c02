using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using SemverGuard.Metadata;

namespace SemverGuard.Packages;

/// <summary>An assembly that runs in the compiler.</summary>
/// <param name="Diagnostics">Ids that it describes, as far as they stand in its code.</param>
public sealed record AnalyzerFile(string Hash, IReadOnlyCollection<string> Diagnostics)
{
    private static readonly Regex Id = new(@"^[A-Za-z][A-Za-z_]*\d{2,6}$", RegexOptions.CultureInvariant);

    public static AnalyzerFile Read(byte[] file)
    {
        using var hash = SHA256.Create();
        return new AnalyzerFile(Convert.ToBase64String(hash.ComputeHash(file)), Described(file));
    }

    private static IReadOnlyCollection<string> Described(byte[] file)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            using var pe = new PEReader(new MemoryStream(file));
            if (AssemblyImage.Open(pe) is not { } image) return found;
            foreach (var (_, body) in image.Bodies()) Read(image, body, found);
        }
        catch (BadImageFormatException)
        {
            // The compiler will say what is wrong with it.
        }
        return found;
    }

    /// <summary>
    /// The id is the first argument of a descriptor's constructor: the first text that looks like one since the descriptor before it.
    /// </summary>
    private static void Read(AssemblyImage image, MethodBodyBlock body, HashSet<string> found)
    {
        string? first = null;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Ldstr) first ??= image.UserString(il.Token) is var text && Id.IsMatch(text) ? text : null;
            if (il.OpCode != ILOpCode.Newobj || il.Entity is not { Kind: HandleKind.MemberReference } entity) continue;
            var parent = image.Reader.GetMemberReference((MemberReferenceHandle)entity).Parent;
            if (parent.Kind != HandleKind.TypeReference
                || image.NameOf((TypeReferenceHandle)parent) != "Microsoft.CodeAnalysis.DiagnosticDescriptor")
                continue;
            if (first is not null) found.Add(first);
            first = null;
        }
    }
}
