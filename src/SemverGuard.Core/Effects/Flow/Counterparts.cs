using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace SemverGuard.Effects.Flow;

/// <summary>
/// What the compiler made has no name of its own, and that of a private field is nobody else's affair: which of one side stands for which
/// of the other.
/// </summary>
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
        if (was.IsNil || now.IsNil || was.Kind == HandleKind.StandaloneSignature) return wasSymbol == nowSymbol;
        Operand one = before.Operands[was], other = after.Operands[now];
        if (!one.IsGenerated || !other.IsGenerated) return wasSymbol == nowSymbol || IsRenamed(one, wasSymbol, other, nowSymbol);
        if (one.Own.IsNil || other.Own.IsNil || HasNamedMembers(one.Type) || HasNamedMembers(other.Type)) return wasSymbol == nowSymbol;
        if (!Pair(Key(one.Own), Key(other.Own))) return false;
        foreach (var body in Generated.Bodies(before.Image, one).Zip(Generated.Bodies(after.Image, other), (x, y) => (x, y)))
            Add(body.x, body.y);
        return one.OwnMethod.IsNil == other.OwnMethod.IsNil;
    }

    /// <summary>Whether a private field has another name by now, and nothing else of it changed.</summary>
    private bool IsRenamed(Operand was, string wasSymbol, Operand now, string nowSymbol)
    {
        if (was.Own.Kind != HandleKind.FieldDefinition || now.Own.Kind != HandleKind.FieldDefinition || was.Type != now.Type) return false;
        if (TypeOf(wasSymbol) != TypeOf(nowSymbol)) return false;
        var (one, other) = ((FieldDefinitionHandle)was.Own, (FieldDefinitionHandle)now.Own);
        return IsPrivate(before, one) && IsPrivate(after, other) && !HasField(before, one, Name(after, other))
            && !HasField(after, other, Name(before, one))
            && Pair(Key(was.Own), Key(now.Own));
    }

    private static string TypeOf(string symbol) => symbol.Substring(symbol.LastIndexOf(" : ", StringComparison.Ordinal) + 1);

    private static bool IsPrivate(Side side, FieldDefinitionHandle field) =>
        (side.Image.Reader.GetFieldDefinition(field).Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Private;

    private static string Name(Side side, FieldDefinitionHandle field) =>
        side.Image.Reader.GetString(side.Image.Reader.GetFieldDefinition(field).Name);

    /// <summary>Whether the type that declares a field has one of another name, too.</summary>
    private static bool HasField(Side side, FieldDefinitionHandle field, string name)
    {
        var reader = side.Image.Reader;
        return reader.GetTypeDefinition(reader.GetFieldDefinition(field).GetDeclaringType()).GetFields()
            .Any(x => reader.StringComparer.Equals(reader.GetFieldDefinition(x).Name, name));
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
        type.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal)
        || type.IndexOf("f__Anonymous", StringComparison.Ordinal) >= 0;

    private static long Key(EntityHandle own) => MetadataTokens.GetToken(own);
}
