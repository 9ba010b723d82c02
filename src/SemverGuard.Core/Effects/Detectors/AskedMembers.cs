using System.Reflection.Metadata;
using SemverGuard.Effects.Flow;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// What is asked for a member of the package's by its name is another value: who sets the member finds it looked at elsewhere, or at all.
/// </summary>
internal static class AskedMembers
{
    /// <summary>The facts, of which the one that tells it is one of the name.</summary>
    public static IReadOnlyList<Effect> Marked(IReadOnlyList<Effect> facts, MethodPair pair, Mismatch mismatch)
    {
        if (mismatch is not { Beside: { } name, Text: { } text } || !facts.Any(Tells) || !HasProperty(pair.AfterSide, name)) return facts;
        return [.. facts.Select(x => Tells(x) ? new Effect(EffectKind.Name, name, text, Weight.Faint) { IsOfMember = true } : x)];

        bool Tells(Effect fact) => fact.Kind == EffectKind.Work && fact.Text == text;
    }

    private static bool HasProperty(Side side, string name) => side.Image.Reader.PropertyDefinitions
        .Any(x => side.Image.Reader.StringComparer.Equals(side.Image.Reader.GetPropertyDefinition(x).Name, name))
        || side.Image.Reader.MemberReferences.Any(
            x => side.Image.Reader.StringComparer.Equals(side.Image.Reader.GetMemberReference(x).Name, "get_" + name));
}
