using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Effects.Sheets;

/// <summary>Which types of packages a project takes defaults from.</summary>
internal static class OptionTypes
{
    /// <summary>
    /// Types that the project constructs, derives from, gives to somebody who binds or configures them, or sets a property of.
    /// </summary>
    public static IEnumerable<(string Assembly, string Type)> Of(IReadOnlyList<SymbolUse> uses) => uses
        .Where(x => IsMade(x) || x.Symbol[0] switch
        {
            'T' => (x.Uses & (Use.TypeArgument | Use.Derive)) != 0,
            'P' => (x.Uses & Use.Write) != 0,
            _ => false,
        })
        .Select(Declaring).Distinct();

    /// <summary>Of these, those that the project constructs.</summary>
    public static IReadOnlyCollection<(string Assembly, string Type)> Made(IReadOnlyList<SymbolUse> uses) =>
        new HashSet<(string, string)>(uses.Where(IsMade).Select(Declaring));

    private static bool IsMade(SymbolUse use) => use.Symbol.Contains(".#ctor") && (use.Uses & (Use.Construct | Use.Call)) != 0;

    private static (string Assembly, string Type) Declaring(SymbolUse use) =>
        (use.Assembly, DocumentationId.DeclaringType(use.Symbol).Substring(2));

    /// <summary>A class with properties to set; what is thrown or written in brackets is none.</summary>
    public static bool IsOptions(AssemblySet world, TypeHome type)
    {
        if (!type.IsFound || type.Image!.IsFramework || type.IsInterface) return false;
        var scopes = world.MemberScopes(type);
        return !scopes.Any(x => x.Type.IsFound
            && x.Type.Name is "System.Exception" or "System.Attribute" or "System.ValueType" or "System.Delegate")
            && Properties(world, type).Any(x => x.IsSettable);
    }

    /// <summary>The properties that anybody can read, the most derived of each name.</summary>
    public static IEnumerable<OptionProperty> Properties(AssemblySet world, TypeHome type)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (declaring, scope) in world.MemberScopes(type))
        {
            if (!declaring.IsFound || declaring.Image!.IsFramework) yield break;
            var reader = declaring.Image.Reader;
            foreach (var handle in declaring.Definition.GetProperties())
            {
                var property = reader.GetPropertyDefinition(handle);
                var accessors = property.GetAccessors();
                string name = reader.GetString(property.Name);
                if (accessors.Getter.IsNil || !IsPublic(accessors.Getter) || !seen.Add(name)) continue;
                var signature = property.DecodeSignature(declaring.Image.DocumentationText, scope);
                if (signature.ParameterTypes.Length > 0 || !signature.Header.IsInstance) continue;
                yield return new OptionProperty(
                    name, declaring, accessors.Getter, signature.ReturnType, !accessors.Setter.IsNil && IsPublic(accessors.Setter));

                bool IsPublic(MethodDefinitionHandle accessor) =>
                    (reader.GetMethodDefinition(accessor).Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;
            }
        }
    }

    /// <summary>The constructor to compare: of those that both have and others can call, the one with the fewest parameters.</summary>
    public static (MethodDefinitionHandle Before, MethodDefinitionHandle After)? Constructor(TypeHome before, TypeHome after)
    {
        var was = Constructors(before);
        foreach (var (signature, handle) in Constructors(after).OrderBy(x => x.Key.Length == 0 ? 0 : x.Key.Split(';').Length)
            .ThenBy(x => x.Key, StringComparer.Ordinal).Select(x => (x.Key, x.Value)))
        {
            if (was.TryGetValue(signature, out var other)) return (other, handle);
        }
        return null;
    }

    private static Dictionary<string, MethodDefinitionHandle> Constructors(TypeHome type)
    {
        var reader = type.Image!.Reader;
        var found = new Dictionary<string, MethodDefinitionHandle>(StringComparer.Ordinal);
        foreach (var handle in type.Definition.GetMethods())
        {
            var method = reader.GetMethodDefinition(handle);
            if (!reader.StringComparer.Equals(method.Name, ".ctor")) continue;
            if ((method.Attributes & MethodAttributes.MemberAccessMask) is not (MethodAttributes.Public or MethodAttributes.Family
                or MethodAttributes.FamORAssem))
                continue;
            found[string.Join(";", type.Image.SignatureOf(method).ParameterTypes)] = handle;
        }
        return found;
    }
}

/// <param name="Type">As documentation ids spell it.</param>
internal sealed record OptionProperty(string Name, TypeHome Declaring, MethodDefinitionHandle Getter, string Type, bool IsSettable)
{
    public string Id => "P:" + Declaring.Name + "." + Name;
}
