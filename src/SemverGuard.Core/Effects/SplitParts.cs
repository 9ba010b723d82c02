using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>
/// Assemblies that only one version references, and whose names begin as its own does: what was taken out of it, or merged into it. What a
/// method did itself and now calls there, or the other way round, may be the same; nobody compares it.
/// </summary>
internal sealed class SplitParts(Side before, Side after)
{
    private readonly AssemblyImage[] merged = Of(before, after), split = Of(after, before);

    /// <summary>The facts, of which those are marked that such a part may hold.</summary>
    public IReadOnlyList<Effect> Marked(IReadOnlyList<Effect> facts, MethodPair pair)
    {
        bool wentThere = LeadTo(split, after, pair.Come), cameFromThere = LeadTo(merged, before, pair.Gone);
        if (!wentThere && !cameFromThere) return facts;
        return [.. facts.Select(x => x.Direction < 0 && wentThere || x.Direction > 0 && cameFromThere ? x with { IsElsewhere = true } : x)];
    }

    /// <summary>Whether one of the steps calls into a part, or a method of the assembly that does.</summary>
    private static bool LeadTo(AssemblyImage[] parts, Side side, List<Step> steps)
    {
        return parts.Length > 0 && steps.Exists(x => x.Target is { } target
            && (IsThere(target) || !target.OwnMethod.IsNil && OwnCode.Calls(side, target.OwnMethod, (_, called) => IsThere(called))));

        bool IsThere(Operand target) => !target.IsOwn && Array.Exists(parts, x => !x.FindType(target.Type).IsNil);
    }

    private static AssemblyImage[] Of(Side side, Side other)
    {
        string maker = Maker(side.Image.Name);
        return [.. side.Image.ReferencedNames().Where(x => Maker(x) == maker && other.World.Find(x) is null).Select(side.World.Find)
            .OfType<AssemblyImage>()];
    }

    /// <summary>The first word of a name, as <c>Spectre</c> in <c>Spectre.Console.Ansi</c>.</summary>
    private static string Maker(string assembly) => assembly.Split('.')[0];
}
