using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A static field that has a value for each thread by now, or one for all; only who reads it from two threads sees that.</summary>
internal static class ThreadFields
{
    /// <summary>The facts, by the type's handle in the after assembly.</summary>
    public static IEnumerable<(TypeDefinitionHandle Type, Effect Effect)> Find(Side before, Side after)
    {
        HashSet<string> was = Marked(before), now = Marked(after);
        foreach (string field in was.Union(now).Where(x => was.Contains(x) != now.Contains(x)).OrderBy(x => x, StringComparer.Ordinal))
        {
            int dot = field.LastIndexOf('.');
            string type = field.Substring(0, dot), name = field.Substring(dot + 1);
            if (!IsStatic(before, type, name) || !IsStatic(after, type, name)) continue;
            string text = now.Contains(field) ? $"now has one {name} for each thread" : $"now has one {name} for all threads";
            yield return (after.Image.FindType(type), new Effect(EffectKind.Async, name, text, Weight.Faint));
        }
    }

    /// <summary>One walk over the attributes: few assemblies have any of these.</summary>
    private static HashSet<string> Marked(Side side)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var handle in side.Image.Reader.CustomAttributes)
        {
            var attribute = side.Image.Reader.GetCustomAttribute(handle);
            if (attribute.Parent.Kind != HandleKind.FieldDefinition
                || CustomAttributes.TypeName(side.Image, attribute) != "System.ThreadStaticAttribute")
                continue;
            var field = side.Image.Reader.GetFieldDefinition((FieldDefinitionHandle)attribute.Parent);
            found.Add(side.Image.NameOf(field.GetDeclaringType()) + "." + side.Image.Reader.GetString(field.Name));
        }
        return found;
    }

    private static bool IsStatic(Side side, string type, string name)
    {
        var handle = side.Image.FindType(type);
        return !handle.IsNil && side.Image.Reader.GetTypeDefinition(handle).GetFields().Select(x => side.Image.Reader.GetFieldDefinition(x))
            .Any(x => (x.Attributes & FieldAttributes.Static) != 0 && side.Image.Reader.StringComparer.Equals(x.Name, name));
    }
}
