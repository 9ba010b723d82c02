using System.Reflection.Metadata;
using SemverGuard.Effects;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>The types whose values the project keeps in its own, and the assemblies to which it hands values of any type.</summary>
internal sealed class HeldValues
{
    private readonly HashSet<string> held = new(StringComparer.Ordinal);
    private readonly HashSet<string> receivers = new(StringComparer.OrdinalIgnoreCase);

    public HeldValues(IEnumerable<AssemblyImage> own, IEnumerable<SymbolUse> uses)
    {
        held.UnionWith(own.SelectMany(Held));
        receivers.UnionWith(uses.Where(TakesAnything).Select(x => x.Assembly));
    }

    /// <summary>Whether a field of the project's is of the type, or of one that has it for an argument.</summary>
    public bool Are(string type) => held.Contains(type);

    /// <summary>Whether values of the project's types come to the library at all: who only switches on tracing gives it none.</summary>
    public bool AreHandedTo(string assembly) => receivers.Contains(assembly);

    /// <summary>
    /// A parameter or type parameter, a property that is set (its name does not tell its type), or a class to derive from.
    /// </summary>
    private static bool TakesAnything(SymbolUse use) =>
        (use.Uses & (Use.Write | Use.Derive | Use.Implement)) != 0
        || use.Symbol.IndexOf('`') >= 0
        || AnyValue.Any(x => use.Symbol.IndexOf(x, StringComparison.Ordinal) >= 0);

    private static readonly string[] AnyValue = ["System.Object", "System.Type", "System.Collections.IEnumerable", "System.Array"];

    /// <summary>The types of the fields in the types that somebody wrote, type arguments included.</summary>
    private static IEnumerable<string> Held(AssemblyImage consumer)
    {
        var mentioned = new MentionedTypes(consumer);
        foreach (var handle in consumer.Reader.TypeDefinitions.Where(x => !GeneratedNames.IsType(consumer.NameOf(x))))
        {
            foreach (var field in consumer.Reader.GetTypeDefinition(handle).GetFields())
                consumer.Reader.GetFieldDefinition(field).DecodeSignature(mentioned, GenericScope.Open);
        }
        for (int i = 0; i < mentioned.Seen.Count; i++)
        {
            if (mentioned.Seen[i].Kind == HandleKind.TypeReference) yield return consumer.NameOf((TypeReferenceHandle)mentioned.Seen[i]);
        }
    }
}
