using System.Reflection.Metadata;
using System.Text.RegularExpressions;
using SemverGuard.Api;
using SemverGuard.Effects.Sheets;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// A type or its members carry other attributes by which others treat its objects: of a serializer, names, order, converters on the wire;
/// of who validates them.
/// </summary>
internal static class SerializationAttributes
{
    private static readonly string[] Namespaces =
        ["System.Runtime.Serialization.", "System.Text.Json.Serialization.", "System.Xml.Serialization.", "Newtonsoft.Json.",
            "MessagePack.", "ProtoBuf."];

    /// <summary>Of who validates objects: nothing is written otherwise for them.</summary>
    private const string Validation = "System.ComponentModel.DataAnnotations.";

    /// <summary>Says for which types code is generated, and nothing about how they are written.</summary>
    private const string Generated = "System.Text.Json.Serialization.JsonSerializableAttribute";

    /// <summary>The facts, by the type's full name.</summary>
    public static IEnumerable<IGrouping<string, Effect>> Find(Side before, Side after)
    {
        var was = Attributes(before);
        var now = Attributes(after);
        return was.Keys.Union(now.Keys)
            .Where(x => was.TryGetValue(x, out var old) != now.TryGetValue(x, out var @new) || !old!.SequenceEqual(@new!))
            .Where(x => Exists(before, x) && Exists(after, x))
            .OrderBy(x => x.Type, StringComparer.Ordinal).ThenBy(x => x.Member, StringComparer.Ordinal)
            .GroupBy(x => x.Type, x => Fact(x, was.TryGetValue(x, out var old) ? old : [],
                now.TryGetValue(x, out var @new) ? @new : [], before, after), StringComparer.Ordinal);
    }

    private static Effect Fact(Place place, string[] was, string[] now, Side before, Side after)
    {
        string member = place.Member;
        string on = member.Length == 0 ? "" : " on " + member;
        // The same one twice is one that came, or went.
        string[] come = [.. now.Except(was)], gone = [.. was.Except(now)];
        if (come.Length + gone.Length == 0) (come, gone) = (now, was);
        string text = gone.Length == 0 ? $"now has {Joined(come)}{on}"
            : come.Length == 0 ? $"no longer has {Joined(gone)}{on}"
            : $"now has {Joined(come)}{on} (was {Joined(gone)})";
        bool isConverted = WithoutConverters(Joined(was), before) == WithoutConverters(Joined(now), after);
        bool isOfNewTypes = gone.Length == 0 && Array.TrueForAll(come, x => IsOfNewType(x, before, after));
        bool isFaint = place.IsValidation || isConverted || isOfNewTypes || LeftOut.IsAll(was, now)
            || Array.TrueForAll([.. come, .. gone], x => IsUsualName(x, member));
        return new Effect(EffectKind.Serialization, member, text, isFaint ? Weight.Faint : Weight.Strong);
    }

    /// <summary>The name that the commonest policy gives a member anyway, which is set where the serializer is called.</summary>
    private static bool IsUsualName(string attribute, string member) => member.Length > 0
        && attribute == $"[JsonPropertyName(\"{char.ToLowerInvariant(member[0])}{member.Substring(1)}\")]";

    private static string Joined(string[] attributes) => string.Join(", ", attributes);

    private static readonly Regex Derived =
        new(@"^\[(?:JsonDerivedType|XmlInclude|KnownType|ProtoInclude|Union)\([^()]*typeof\(([^()]+)\)", RegexOptions.CultureInvariant);

    /// <summary>It names a derived type that the version before did not have: nobody's objects are of it.</summary>
    private static bool IsOfNewType(string attribute, Side before, Side after) =>
        Derived.Match(attribute) is { Success: true } match
        && Named(match.Groups[1].Value, before).IsNil && !Named(match.Groups[1].Value, after).IsNil;

    private static readonly Regex Converter = new(@"\[\w*Converter\(typeof\(([^()]+)\)\)\](, )?", RegexOptions.CultureInvariant);

    /// <summary>
    /// What a converter of the package's own writes is in its code, where it is compared; it may write what was written without it.
    /// </summary>
    private static string WithoutConverters(string attributes, Side side) =>
        Converter.Replace(attributes, x => Named(x.Groups[1].Value, side).IsNil ? x.Value : "").TrimEnd(',', ' ');

    /// <summary>A type by its name as attributes are written down with it; nil for one of another assembly.</summary>
    private static TypeDefinitionHandle Named(string type, Side side) =>
        side.Image.Reader.TypeDefinitions.FirstOrDefault(x => side.Image.NameOf(x).Replace('+', '.') == type);

    private static bool Exists(Side side, Place place) =>
        place.Member.Length == 0 ? !side.Image.FindType(place.Type).IsNil : Members.Exists(side, place.Type, place.Member);

    /// <summary>
    /// What is written on a type and on its members. One walk over the attributes: asking each type is slow, and few
    /// have any.
    /// </summary>
    private static Dictionary<Place, string[]> Attributes(Side side)
    {
        var found = new Dictionary<Place, List<string>>();
        foreach (var handle in side.Image.Reader.CustomAttributes)
        {
            var attribute = side.Image.Reader.GetCustomAttribute(handle);
            string name = CustomAttributes.TypeName(side.Image, attribute);
            bool isValidation = name.StartsWith(Validation, StringComparison.Ordinal),
                isTold = isValidation || Array.Exists(Namespaces, x => name.StartsWith(x, StringComparison.Ordinal));
            if (name == Generated || !isTold || PlaceOf(side.Image, attribute.Parent) is not { } parent) continue;
            var place = new Place(parent.Type, parent.Member, isValidation);
            if (!found.TryGetValue(place, out var list)) found[place] = list = [];
            list.Add(AttributeText.Of(side.Image, attribute, side.World));
        }
        return found.ToDictionary(x => x.Key, x => x.Value.OrderBy(y => y, StringComparer.Ordinal).ToArray());
    }

    /// <param name="Member">Empty for the type itself.</param>
    /// <param name="IsValidation">It is about the attributes that say what is valid.</param>
    private readonly record struct Place(string Type, string Member, bool IsValidation);

    private static (string Type, string Member)? PlaceOf(AssemblyImage image, EntityHandle parent)
    {
        var reader = image.Reader;
        switch (parent.Kind)
        {
            case HandleKind.TypeDefinition:
                return (image.NameOf((TypeDefinitionHandle)parent), "");
            case HandleKind.FieldDefinition:
                var field = reader.GetFieldDefinition((FieldDefinitionHandle)parent);
                return (image.NameOf(field.GetDeclaringType()), reader.GetString(field.Name));
            case HandleKind.PropertyDefinition:
                var property = reader.GetPropertyDefinition((PropertyDefinitionHandle)parent);
                var accessor = property.GetAccessors() is { Getter.IsNil: false } accessors
                    ? accessors.Getter
                    : property.GetAccessors().Setter;
                return accessor.IsNil
                    ? null
                    : (image.NameOf(reader.GetMethodDefinition(accessor).GetDeclaringType()), reader.GetString(property.Name));
            default:
                return null;
        }
    }
}
