using System.Collections.Immutable;
using System.Reflection.Metadata;
using SemverGuard.Effects.Detectors;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Findings;

/// <summary>Which attributes of a type, its members and their parameters are others by now, for who reads them at run time.</summary>
internal static class ReflectedAttributes
{
    private const string UsageName = "System.AttributeUsageAttribute";

    /// <summary>Compilers write these, or read them, or people; programs do not ask for them.</summary>
    private static readonly string[] NotRead =
    [
        "System.Runtime.CompilerServices.", "System.Diagnostics.", "System.ObsoleteAttribute",
        "System.ComponentModel.EditorBrowsableAttribute",
        "System.Reflection.DefaultMemberAttribute", UsageName, "System.ParamArrayAttribute",
    ];

    /// <param name="asked">Full names; empty for all.</param>
    public static List<string> Compare(TypeHome was, TypeHome now, HashSet<string> asked, AssemblySet before, AssemblySet after)
    {
        Dictionary<string, string> old = Written(was, asked, before), @new = Written(now, asked, after);
        HashSet<string> members = Names(was), newMembers = Names(now);
        var facts = new List<string>();
        foreach (string place in old.Keys.Union(@new.Keys).OrderBy(x => x, StringComparer.Ordinal))
        {
            bool had = old.TryGetValue(place, out string? earlier), has = @new.TryGetValue(place, out string? later);
            // A member that only one version has is another change.
            if (earlier == later || !members.Contains(place) || !newMembers.Contains(place)) continue;
            string on = place.Length == 0 ? "" : " on " + place;
            facts.Add(!had ? $"now has {later}{on}" : !has ? $"no longer has {earlier}{on}" : $"now has {later}{on} (was {earlier})");
        }
        facts.AddRange(asked.Select(x => Inherited(x, was, before, after)).OfType<string>());
        return facts;
    }

    /// <summary>Whether derived types have it too, and how often, is said where the attribute is declared.</summary>
    private static string? Inherited(string attribute, TypeHome wearer, AssemblySet before, AssemblySet after)
    {
        TypeHome was = before.FindTypeAnywhere(attribute), now = after.FindTypeAnywhere(attribute);
        if (!was.IsFound || !now.IsFound) return null;
        string[] old = Usage(was), @new = Usage(now);
        if (old.SequenceEqual(@new)) return null;
        string come = string.Join(", ", @new.Except(old)), gone = string.Join(", ", old.Except(@new));
        // The attribute's own class says so; it need not wear it.
        return wearer.Name == attribute
            ? $"is now an attribute with {come} (was {gone})"
            : $"has the attribute {DisplayName.Type(attribute)}, now with {come} (was {gone})";
    }

    private static string[] Usage(TypeHome attribute)
    {
        var usage = CustomAttributes.Named(attribute.Image!, attribute.Definition.GetCustomAttributes(), UsageName)
            .Select(x => CustomAttributes.Decode(attribute.Image!, x)).FirstOrDefault(x => x is not null)?.NamedArguments
            ?? ImmutableArray<CustomAttributeNamedArgument<string>>.Empty;
        return [$"Inherited = {Is("Inherited", true)}", $"AllowMultiple = {Is("AllowMultiple", false)}"];

        string Is(string name, bool usual) =>
            (usage.Any(x => x.Name == name) ? usage.First(x => x.Name == name).Value is true : usual) ? "true" : "false";
    }

    /// <summary>What is written on a type, under an empty name, and on its members.</summary>
    private static Dictionary<string, string> Written(TypeHome type, HashSet<string> asked, AssemblySet world)
    {
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (place, attributes) in Places(type))
        {
            var all = attributes.Select(x => type.Image!.Reader.GetCustomAttribute(x)).Where(IsRead);
            string[] texts = [.. all.Select(x => AttributeText.Of(type.Image!, x, world)).OrderBy(x => x, StringComparer.Ordinal)];
            if (texts.Length > 0) written[place] = string.Join(", ", texts);
        }
        return written;

        bool IsRead(CustomAttribute attribute)
        {
            string name = CustomAttributes.TypeName(type.Image!, attribute);
            return asked.Count > 0 ? asked.Contains(name) : !Array.Exists(NotRead, x => name.StartsWith(x, StringComparison.Ordinal));
        }
    }

    private static HashSet<string> Names(TypeHome type) => new(Places(type).Select(x => x.Name), StringComparer.Ordinal);

    /// <summary>Those that have a name of their own: overloads share one, and are left alone.</summary>
    private static IEnumerable<(string Name, CustomAttributeHandleCollection Attributes)> Places(TypeHome type)
    {
        var all = Of(type.Image!.Reader, type.Definition);
        return all.Where(x => x.Name.IndexOf('<') < 0).GroupBy(x => x.Name).Where(x => x.Count() == 1).Select(x => x.First());
    }

    private static IEnumerable<(string Name, CustomAttributeHandleCollection Attributes)> Of(MetadataReader reader, TypeDefinition type)
    {
        yield return ("", type.GetCustomAttributes());
        foreach (var parameter in Parameters(reader, type.GetGenericParameters(), "")) yield return parameter;
        foreach (var field in type.GetFields().Select(x => reader.GetFieldDefinition(x)))
            yield return (reader.GetString(field.Name), field.GetCustomAttributes());
        foreach (var property in type.GetProperties().Select(x => reader.GetPropertyDefinition(x)))
            yield return (reader.GetString(property.Name), property.GetCustomAttributes());
        // An event's field has its name.
        foreach (var @event in type.GetEvents().Select(x => reader.GetEventDefinition(x)))
            yield return ("the event " + reader.GetString(@event.Name), @event.GetCustomAttributes());
        foreach (var method in type.GetMethods().Select(x => reader.GetMethodDefinition(x)))
        {
            string name = reader.GetString(method.Name) is var own && own == ".ctor" ? "its constructor" : own;
            yield return (name, method.GetCustomAttributes());
            foreach (var parameter in Parameters(reader, method.GetGenericParameters(), " of " + name)) yield return parameter;
            foreach (var parameter in method.GetParameters().Select(x => reader.GetParameter(x)))
            {
                string part = parameter.SequenceNumber == 0 ? "what is returned" : reader.GetString(parameter.Name);
                yield return (part + " of " + name, parameter.GetCustomAttributes());
            }
        }
    }

    private static IEnumerable<(string, CustomAttributeHandleCollection)> Parameters(
        MetadataReader reader, GenericParameterHandleCollection parameters, string owner) =>
        parameters.Select(x => reader.GetGenericParameter(x))
        .Select(x => ("the type parameter " + reader.GetString(x.Name) + owner, x.GetCustomAttributes()));
}
