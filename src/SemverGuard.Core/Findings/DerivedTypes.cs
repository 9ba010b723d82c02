using System.Reflection.Metadata;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>The project's own types that inherit what a package does: a host calls it on them, no line of the project does.</summary>
internal sealed class DerivedTypes(GuardInput input)
{
    /// <param name="member">Documentation comment id of a package's member.</param>
    /// <returns>A type that has it from its base, and the first line of its code; null when there is none.</returns>
    public (string Type, SourceSite? Site)? Of(string member)
    {
        if (input.Consumer is not { } consumer || input.RuntimeAfter is not { } world) return null;
        string type = DocumentationId.DeclaringType(member).Substring(2);
        foreach (var handle in consumer.Reader.TypeDefinitions)
        {
            var home = new TypeHome(consumer, handle);
            if (!world.MemberScopes(home).Any(x => x.Type.IsFound && x.Type.Image != consumer && x.Type.Name == type)) continue;
            return (DocumentationId.Type(consumer, handle), FirstLine(consumer, home.Definition));
        }
        return null;
    }

    /// <summary>Of an async method, which has its code in a type of its own, too.</summary>
    private SourceSite? FirstLine(AssemblyImage consumer, TypeDefinition type) =>
        type.GetMethods().Concat(type.GetNestedTypes().SelectMany(x => consumer.Reader.GetTypeDefinition(x).GetMethods()))
            .Select(x => input.Sources?.Locate(x, 0)).FirstOrDefault(x => x is not null);
}
