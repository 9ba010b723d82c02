using System.Reflection;
using System.Reflection.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A field that each object had for itself is one for all of them, or the other way round: what one does to it, all see.</summary>
internal static class SharedFields
{
    public static string? Find(MethodPair pair)
    {
        var steps = pair.After.Steps.Where(x => x.Kind is StepKind.Load or StepKind.Store);
        foreach (var field in steps.Select(x => x.Target).OfType<Operand>())
        {
            if (field.IsGenerated || field.Own.Kind != HandleKind.FieldDefinition) continue;
            var now = pair.AfterSide.Image.Reader.GetFieldDefinition((FieldDefinitionHandle)field.Own);
            if (Was(pair.BeforeSide, field) is not { } was || IsStatic(was) == IsStatic(now)) continue;
            if (!IsChanged(pair.AfterSide, field, now)) continue;
            return IsStatic(now) ? $"now shares {field.Shown} with all other objects (was one for each)"
                : $"now has a {field.Shown} of its own (was one for all objects)";
        }
        return null;
    }

    private static FieldDefinition? Was(Side side, Operand field)
    {
        var type = side.Image.FindType(field.Type);
        if (type.IsNil) return null;
        var reader = side.Image.Reader;
        var found = reader.GetTypeDefinition(type).GetFields()
            .FirstOrDefault(x => reader.StringComparer.Equals(reader.GetFieldDefinition(x).Name, field.Name));
        return found.IsNil ? null : reader.GetFieldDefinition(found);
    }

    private static bool IsStatic(FieldDefinition field) => (field.Attributes & FieldAttributes.Static) != 0;

    /// <summary>Set again, or an object that changes itself: of anything else nobody can tell one from many.</summary>
    private static bool IsChanged(Side side, Operand field, FieldDefinition definition) =>
        (definition.Attributes & FieldAttributes.InitOnly) == 0
        || Instances.IsChanged(side, Literals.FieldType(field).Split('{')[0]);
}
