using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>
/// Methods that the compiler writes from a pattern in an attribute. What such a method does is what the pattern says; its code is a
/// program that differs from one SDK to the next.
/// </summary>
internal sealed class GeneratedRegexes(AssemblyImage image)
{
    private const string Regex = "System.Text.RegularExpressions.Regex", Attribute = "GeneratedRegexAttribute";

    private static readonly Operand Constructor = new(Regex, ".ctor", TextHash.Of(Regex)) { Pops = 1 };

    private Dictionary<MethodDefinitionHandle, string>? patterns;

    /// <summary>By the methods that have them.</summary>
    public IReadOnlyDictionary<MethodDefinitionHandle, string> Patterns => patterns ??= Read();

    /// <summary>What a call of such a method stands for: a regular expression is made of its pattern; null for another method.</summary>
    public Step? MadeBy(Operand call) =>
        !call.OwnMethod.IsNil && Patterns.TryGetValue(call.OwnMethod, out string? pattern)
            ? new Step(StepKind.Call, Constructor, Regex + "..ctor", [Value.Literal(pattern)])
            : null;

    private Dictionary<MethodDefinitionHandle, string> Read()
    {
        var found = new Dictionary<MethodDefinitionHandle, string>();
        var reader = image.Reader;
        if (!reader.TypeReferences.Any(x => reader.StringComparer.Equals(reader.GetTypeReference(x).Name, Attribute))) return found;
        foreach (var attribute in reader.CustomAttributes.Select(reader.GetCustomAttribute))
        {
            if (CustomAttributes.TypeName(image, attribute) != "System.Text.RegularExpressions." + Attribute) continue;
            if (Maker(attribute.Parent) is not { IsNil: false } maker || Pattern(attribute) is not { } pattern) continue;
            found[maker] = pattern;
        }
        return found;
    }

    /// <summary>A method, or the getter of a property.</summary>
    private MethodDefinitionHandle Maker(EntityHandle parent) => parent.Kind switch
    {
        HandleKind.MethodDefinition => (MethodDefinitionHandle)parent,
        HandleKind.PropertyDefinition => image.Reader.GetPropertyDefinition((PropertyDefinitionHandle)parent).GetAccessors().Getter,
        _ => default,
    };

    /// <summary>The first argument (ECMA-335 II.23.3); the others, which may be of an enum that is not at hand, follow it.</summary>
    private string? Pattern(CustomAttribute attribute)
    {
        const ushort Prolog = 1;
        var value = image.Reader.GetBlobReader(attribute.Value);
        return value.Length > sizeof(ushort) && value.ReadUInt16() == Prolog ? value.ReadSerializedString() : null;
    }
}
