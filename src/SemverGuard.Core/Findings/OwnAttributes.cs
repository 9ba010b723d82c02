using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Findings;

/// <summary>The attributes on a project's own types, their members and parameters.</summary>
internal static class OwnAttributes
{
    /// <returns>Each by its full name and by its name alone: packages ask by the one or by the other.</returns>
    public static IEnumerable<string> In(AssemblyImage image)
    {
        var reader = image.Reader;
        foreach (var attribute in reader.CustomAttributes.Select(reader.GetCustomAttribute))
        {
            if (attribute.Parent.Kind is HandleKind.AssemblyDefinition or HandleKind.ModuleDefinition) continue;
            if (image.DeclaringTypeName(attribute.Constructor) is not { } name) continue;
            yield return name;
            yield return name.Substring(name.LastIndexOf('.') + 1);
        }
    }
}
