using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SemverGuard.Packages;

/// <summary>What stands in a <c>.signature.p7s</c>, as far as it says who signed; a signature that holds it is not.</summary>
internal static class MadeSignature
{
    private const string Origin = "1.2.840.113549.1.9.16.6.1", Receipt = "1.2.840.113549.1.9.16.6.2",
        CommitmentType = "1.2.840.113549.1.9.16.2.16";

    /// <param name="name">Common name of the certificate's subject.</param>
    /// <param name="isAuthor">Not that of a package source.</param>
    public static byte[] Of(string name, bool isAuthor = true)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Certificate(name, key);
        using var other = Certificate("Somebody else", key);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.113549.1.7.2");
            using (writer.PushSequence(Tag(0)))
            using (writer.PushSequence()) Signed(writer, certificate, other, isAuthor);
        }
        return writer.Encode();
    }

    private static void Signed(AsnWriter writer, X509Certificate2 certificate, X509Certificate2 other, bool isAuthor)
    {
        writer.WriteInteger(3);
        using (writer.PushSetOf()) { }
        using (writer.PushSequence()) writer.WriteObjectIdentifier("1.2.840.113549.1.7.1");
        using (writer.PushSetOf(Tag(0)))
        {
            writer.WriteEncodedValue(other.RawData);
            writer.WriteEncodedValue(certificate.RawData);
        }
        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(certificate.IssuerName.RawData);
                writer.WriteInteger(certificate.SerialNumberBytes.Span);
            }
            using (writer.PushSequence()) writer.WriteObjectIdentifier("2.16.840.1.101.3.4.2.1");
            using (writer.PushSetOf(Tag(0)))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(CommitmentType);
                using (writer.PushSetOf())
                using (writer.PushSequence()) writer.WriteObjectIdentifier(isAuthor ? Origin : Receipt);
            }
        }
    }

    private static Asn1Tag Tag(int number) => new(TagClass.ContextSpecific, number, isConstructed: true);

    private static X509Certificate2 Certificate(string name, ECDsa key)
    {
        var name500 = new X500DistinguishedNameBuilder();
        name500.AddCountryOrRegion("DE");
        name500.AddOrganizationName("Company of " + name);
        name500.AddCommonName(name);
        return new CertificateRequest(name500.Build(), key, HashAlgorithmName.SHA256).CreateSelfSigned(
            DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(60));
    }
}
