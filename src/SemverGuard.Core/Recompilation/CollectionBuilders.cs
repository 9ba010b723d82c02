using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>Methods that make a collection of its elements, where a constructor and an <c>Add</c> for each would.</summary>
internal static class CollectionBuilders
{
    private const string Attribute = "System.Runtime.CompilerServices.CollectionBuilderAttribute";

    /// <summary>Whether a type of the same assembly names the method as its builder.</summary>
    public static bool Is(MemberHome member)
    {
        if (!TakesElements(MemberFacts.Parameters(member))) return false;
        var reader = member.Image.Reader;
        return reader.TypeDefinitions.SelectMany(x => CustomAttributes.Named(
            member.Image, reader.GetTypeDefinition(x).GetCustomAttributes(), Attribute)).Any(x => Names(member, x));
    }

    private static bool TakesElements(string[] parameters) =>
        parameters.Length > 0 && parameters[parameters.Length - 1].StartsWith("System.ReadOnlySpan{", StringComparison.Ordinal);

    private static bool Names(MemberHome member, CustomAttribute attribute) =>
        CustomAttributes.Decode(member.Image, attribute) is { FixedArguments: [{ Value: string type }, { Value: string name }] }
        && name == MemberFacts.Name(member) && ReflectionName.WithoutAssemblies(type) == member.Type.Name;
}
