using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Effects.Detectors;

namespace SemverGuard.Effects;

/// <summary>A method that asks an object which of the package's classes it is of, and has an answer for each that there is.</summary>
internal static class KnownKinds
{
    /// <summary>What is left over is for classes that others derive, of which this project need have none.</summary>
    public static bool AreAll(MethodPair pair)
    {
        var image = pair.AfterSide.Image;
        var asked = new HashSet<TypeDefinitionHandle>(pair.Exclusive(StepKind.Test).Where(x => x.Direction > 0)
            .Select(x => x.Step.Target).OfType<Operand>().Select(x => image.FindType(x.Type)).Where(x => !x.IsNil));
        if (asked.Count < 2) return false;
        var kinds = Kinds(image.Reader, asked.First());
        return kinds is not null && kinds.All(x => Array.Exists(Ancestors(image.Reader, x), asked.Contains));
    }

    /// <summary>The classes beside one that objects can be of: those that derive from the same abstract class.</summary>
    private static IReadOnlyList<TypeDefinitionHandle>? Kinds(MetadataReader reader, TypeDefinitionHandle type)
    {
        var root = Ancestors(reader, type).LastOrDefault(IsAbstract);
        return root.IsNil ? null
            : [.. reader.TypeDefinitions.Where(x => !IsAbstract(x) && Array.IndexOf(Ancestors(reader, x), root) >= 0)];

        bool IsAbstract(TypeDefinitionHandle x) =>
            (reader.GetTypeDefinition(x).Attributes & (TypeAttributes.Abstract | TypeAttributes.Interface)) == TypeAttributes.Abstract;
    }

    /// <summary>With the class itself, as far as the package has them.</summary>
    private static TypeDefinitionHandle[] Ancestors(MetadataReader reader, TypeDefinitionHandle type)
    {
        var found = new List<TypeDefinitionHandle>();
        while (!type.IsNil && !found.Contains(type))
        {
            found.Add(type);
            var parent = reader.GetTypeDefinition(type).BaseType;
            type = parent.Kind == HandleKind.TypeDefinition ? (TypeDefinitionHandle)parent : default;
        }
        return [.. found];
    }
}
