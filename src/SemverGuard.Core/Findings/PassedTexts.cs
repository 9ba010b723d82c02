using SemverGuard.Effects;
using SemverGuard.Metadata;

namespace SemverGuard.Findings;

/// <summary>The literal texts that the project passes, by the assembly that gets them.</summary>
/// <param name="world">Null where it is not known.</param>
/// <param name="assemblies">Where the types are whose members the project uses, by their full names.</param>
internal sealed class PassedTexts(AssemblySet? world, PassedValues passed, IReadOnlyDictionary<string, string> assemblies)
{
    private readonly Dictionary<string, HashSet<string>> mentioned = new(StringComparer.OrdinalIgnoreCase);

    private ILookup<string, string>? byAssembly;

    private IEnumerable<string> For(string assembly) =>
        (byAssembly ??= passed.Texts.ToLookup(x => assemblies.TryGetValue(x.Type, out string? home) ? home : "", x => x.Text))[assembly];

    public bool Has(string text, string assembly) => For(assembly).Contains(text);

    /// <summary>
    /// A text that the project passes to an assembly's members and that has another within it; an address always has slashes.
    /// </summary>
    public string? With(string part, string assembly) => For(assembly)
        .FirstOrDefault(x => !IsDocument(x) && x.Replace("://", "").IndexOf(part, StringComparison.Ordinal) >= 0);

    /// <summary>
    /// Whether a name that the project has may be the assembly's. Of a plain word (<c>value</c>, <c>Name</c>) that is so only where it is
    /// handed to the assembly, or asked of an object that this may have made: <c>user.FindFirst("name")</c>.
    /// </summary>
    public bool IsMeant(string name, string assembly) => !IsPlainWord(name) || Has(name, assembly)
        || passed.Texts.Any(x => x.Text == name && !IsEverybodys(x.Type) && Mentioned(assembly).Contains(x.Type));

    private static bool IsPlainWord(string text) => text.All(char.IsLetter) && text.Skip(1).All(char.IsLower);

    private static bool IsEverybodys(string type) => type is "System.String" or "System.Type" or "System.Console"
        || type.StartsWith("System.Collections.", StringComparison.Ordinal);

    private HashSet<string> Mentioned(string assembly)
    {
        if (mentioned.TryGetValue(assembly, out var types)) return types;
        var image = world?.Application.FirstOrDefault(x => x.Name.Equals(assembly, StringComparison.OrdinalIgnoreCase));
        return mentioned[assembly] = new HashSet<string>(
            image?.Reader.TypeReferences.Select(image.NameOf) ?? [], StringComparer.Ordinal);
    }

    /// <summary>JSON, XML, several lines: what has every sign, and is read by rules of its own.</summary>
    private static bool IsDocument(string text) => text.IndexOf('\n') >= 0
        || text.Trim() is ['{', .., '}'] or ['[', .., ']'] or ['<', .., '>'] && text.IndexOf('"') >= 0;
}
