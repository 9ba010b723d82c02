using System.Reflection;
using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

/// <summary>The parameters that a caller may leave out.</summary>
internal static class OptionalParameters
{
    /// <returns>Those at the end of a method, behind the last one that has to be given.</returns>
    public static IReadOnlyList<Parameter> AtEnd(MetadataReader reader, MethodDefinition method)
    {
        var found = new List<Parameter>();
        foreach (var parameter in method.GetParameters().Select(reader.GetParameter).Where(x => x.SequenceNumber > 0))
        {
            if ((parameter.Attributes & ParameterAttributes.Optional) == 0) found.Clear();
            else found.Add(parameter);
        }
        return found;
    }
}
