using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>
/// The calls by which a handler of interpolated strings gets its pieces: they follow from the one call that takes the handler.
/// </summary>
internal static class InterpolatedPieces
{
    private const string Attribute = "System.Runtime.CompilerServices.InterpolatedStringHandlerAttribute";

    /// <param name="rebinds">Of one method.</param>
    public static Rebind[] Without(Rebind[] rebinds)
    {
        var taken = new HashSet<string>(rebinds.SelectMany(x => Parameters(x.Now)).Select(x => x.TrimEnd('@')), StringComparer.Ordinal);
        return [.. rebinds.Where(x => !(IsHandlers(x.Now) && taken.Contains(x.Now.Type.Name)))];
    }

    private static bool IsHandlers(MemberHome member) =>
        member.IsFound && CustomAttributes.Has(member.Image, member.Type.Definition.GetCustomAttributes(), Attribute);

    private static IReadOnlyList<string> Parameters(MemberHome member) =>
        member.IsFound && member.Member.Kind == HandleKind.MethodDefinition
        ? member.Image.SignatureOf(member.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)member.Member)).ParameterTypes
        : Array.Empty<string>();
}
