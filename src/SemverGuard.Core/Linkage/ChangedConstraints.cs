using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>
/// The generic types whose type parameters have other constraints than before, and the structs that are or no longer are ref structs.
/// </summary>
internal static class ChangedConstraints
{
    /// <summary>Their full names among the types of one assembly.</summary>
    /// <exception cref="BadImageFormatException">The assembly is damaged.</exception>
    public static IEnumerable<string> Of(AssemblySet before, AssemblySet after, string assembly)
    {
        if (before.Find(assembly) is not { } was || after.Find(assembly) is not { } now || now.IsSameAs(was)) yield break;
        foreach (var handle in was.Reader.TypeDefinitions)
        {
            var parameters = was.Reader.GetTypeDefinition(handle).GetGenericParameters();
            var home = after.FindType(assembly, was.NameOf(handle));
            if (home.IsFound && Fulfilment.IsByRefLike(home) != Fulfilment.IsByRefLike(new TypeHome(was, handle)))
                yield return was.NameOf(handle);
            else if (home.IsFound && parameters.Count > 0
                && Text(was, parameters) != Text(home.Image!, home.Definition.GetGenericParameters()))
                     yield return was.NameOf(handle);
        }
    }

    private static string Text(AssemblyImage image, GenericParameterHandleCollection parameters) => string.Join(";", parameters.Select(x =>
    {
        var parameter = image.Reader.GetGenericParameter(x);
        var types = parameter.GetConstraints().Select(y => image.NameOf(image.Reader.GetGenericParameterConstraint(y).Type));
        return $"{parameter.Attributes} {string.Join(" ", types.OrderBy(y => y, StringComparer.Ordinal))}";
    }));
}
