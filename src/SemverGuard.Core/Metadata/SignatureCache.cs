using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

/// <summary>
/// The signatures of one assembly's methods as the runtime compares them. The members of an assembly share theirs, and each is asked for
/// many times: by who links, who looks for overrides and who compares declarations.
/// </summary>
internal sealed class SignatureCache(SignatureText text)
{
    /// <summary>In characters. A small file can spell a great many long signatures.</summary>
    private const int Most = 8_000_000;

    private readonly Dictionary<BlobHandle, MethodSignature<string>> known = [];

    private int kept;

    public MethodSignature<string> Of(MethodDefinition method) =>
        known.TryGetValue(method.Signature, out var signature)
            ? signature
            : Keep(method.Signature, method.DecodeSignature(text, GenericScope.Open));

    public MethodSignature<string> Of(MemberReference method) =>
        known.TryGetValue(method.Signature, out var signature)
            ? signature
            : Keep(method.Signature, method.DecodeMethodSignature(text, GenericScope.Open));

    private MethodSignature<string> Keep(BlobHandle blob, MethodSignature<string> signature)
    {
        if (kept > Most) return signature;
        kept += signature.ReturnType.Length;
        foreach (string parameter in signature.ParameterTypes) kept += parameter.Length;
        return known[blob] = signature;
    }
}
