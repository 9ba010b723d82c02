using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace SemverGuard.Effects.Flow;

/// <summary>What the compiler made has no name of its own: which of one side stands for which of the other.</summary>
internal sealed class Counterparts(Side before, Side after)
{
    private readonly Dictionary<long, long> forth = [];
    private readonly Dictionary<long, long> back = [];
    private readonly HashSet<(MethodDefinitionHandle, MethodDefinitionHandle)> bodies = [];

    /// <summary>Pairs of bodies that have to be equal too; those that are there already are taken to be.</summary>
    public Queue<(MethodDefinitionHandle Before, MethodDefinitionHandle After)> Open { get; } = new();

    /// <summary>Whether two tokens name the same, or what the compiler made in the same place.</summary>
    public bool Match(EntityHandle was, string wasSymbol, EntityHandle now, string nowSymbol)
    {
        if (was.IsNil || now.IsNil || was.Kind == HandleKind.StandaloneSignature) return was.IsNil == now.IsNil;
        Operand one = before.Operands[was], other = after.Operands[now];
        if (!one.IsGenerated || !other.IsGenerated) return wasSymbol == nowSymbol;
        if (one.Own.IsNil || other.Own.IsNil || HasNamedMembers(one.Type) || HasNamedMembers(other.Type)) return wasSymbol == nowSymbol;
        if (!Pair(Key(one.Own), Key(other.Own))) return false;
        foreach (var body in Generated.Bodies(before.Image, one).Zip(Generated.Bodies(after.Image, other), (x, y) => (x, y))) Add(body.x, body.y);
        return one.OwnMethod.IsNil == other.OwnMethod.IsNil;
    }

    public void Add(MethodDefinitionHandle was, MethodDefinitionHandle now)
    {
        if (bodies.Add((was, now))) Open.Enqueue((was, now));
    }

    private bool Pair(long was, long now)
    {
        if (forth.TryGetValue(was, out long known)) return known == now;
        if (back.ContainsKey(now)) return false;
        (forth[was], back[now]) = (now, was);
        return true;
    }

    /// <summary>An anonymous type's properties are a person's, and the compiler's data is named by its content.</summary>
    private static bool HasNamedMembers(string type) =>
        type.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal) || type.IndexOf("f__Anonymous", StringComparison.Ordinal) >= 0;

    private static long Key(EntityHandle own) => MetadataTokens.GetToken(own);
}
