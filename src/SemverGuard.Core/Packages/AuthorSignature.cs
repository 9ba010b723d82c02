namespace SemverGuard.Packages;

/// <summary>The name in an author's signature. It is read, not verified: NuGet did that, or not, when it installed the package.</summary>
/// <remarks>
/// <c>.signature.p7s</c> is a CMS SignedData (RFC 5652). Who signed as author says so by a commitment of origin (RFC 5126, 5.11.1); a
/// package source that signed commits to receipt. No library for it is in every host.
/// </remarks>
internal static class AuthorSignature
{
    private static readonly byte[] ProofOfOrigin = [0x06, 0x0B, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x06, 0x01];

    private static readonly byte[] CommonName = [0x06, 0x03, 0x55, 0x04, 0x03];

    /// <returns>The common name of the certificate's subject; null when an author's signature is not to be found.</returns>
    public static string? Signer(byte[] file)
    {
        try
        {
            // ContentInfo: type, [0] SignedData. SignedData: version, digests, content, [0] certificates, perhaps [1] revocations, signers.
            var signed = Der.Read(file).Inner()[1].Inner()[0].Inner();
            var certificates = signed.First(x => x.Tag == Der.Tagged).Inner();
            // SignerInfo: version, issuer and serial number, digest, [0] signed attributes, ...
            var signer = signed[signed.Count - 1].Inner()[0].Inner();
            if (!signer.Any(x => x.Tag == Der.Tagged && x.Holds(ProofOfOrigin)) || signer[1].Tag != Der.Sequence) return null;
            var (issuer, number) = (signer[1].Inner()[0], signer[1].Inner()[1]);
            foreach (var certificate in certificates.Where(x => x.Tag == Der.Sequence))
            {
                // TBSCertificate (RFC 5280): perhaps [0] version, serial number, algorithm, issuer, validity, subject, ...
                var facts = certificate.Inner()[0].Inner().SkipWhile(x => x.Tag == Der.Tagged).ToArray();
                if (facts[0].IsSame(number) && facts[2].IsSame(issuer)) return Name(facts[4]);
            }
            return null;
        }
        catch (Exception e)
            when (e is FormatException or ArgumentOutOfRangeException or IndexOutOfRangeException or InvalidOperationException)
        {
            return null; // it says nothing that could have changed
        }
    }

    private static string? Name(Der subject)
    {
        foreach (var part in subject.Inner().SelectMany(x => x.Inner()))
        {
            if (part.Holds(CommonName)) return part.Inner()[1].Text();
        }
        return null;
    }
}
