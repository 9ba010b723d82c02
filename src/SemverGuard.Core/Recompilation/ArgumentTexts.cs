using System.Reflection.Metadata;
using SemverGuard.Effects;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>
/// Texts of its own arguments that the compiler hands to a method (<c>[CallerArgumentExpression]</c>): an assertion that takes them words
/// its failures in another way.
/// </summary>
internal static class ArgumentTexts
{
    /// <summary>Names of the parameters for them that a method has and the one that was called in its place has not.</summary>
    public static string[] Added(MemberHome was, MemberHome now) =>
        MemberFacts.Name(was) == MemberFacts.Name(now) ? [.. Of(now).Except(Of(was), StringComparer.Ordinal)] : [];

    private static IEnumerable<string> Of(MemberHome member)
    {
        if (member.Member.Kind != HandleKind.MethodDefinition) return [];
        var reader = member.Image.Reader;
        return reader.GetMethodDefinition((MethodDefinitionHandle)member.Member).GetParameters().Select(reader.GetParameter)
            .Where(x => CustomAttributes.Has(member.Image, x.GetCustomAttributes(), CallerTexts.ArgumentExpression))
            .Select(x => reader.GetString(x.Name));
    }
}
