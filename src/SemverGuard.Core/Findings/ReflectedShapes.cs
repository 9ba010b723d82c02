using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Findings;

/// <summary>What a type is, and which members it has, to who asks for all of that at run time.</summary>
internal static class ReflectedShapes
{
    /// <summary>Base types and interfaces that came or went.</summary>
    public static IReadOnlyList<string> Ancestry(AssemblySet before, TypeHome was, AssemblySet after, TypeHome now)
    {
        TypeHome[] old = [.. Ancestors(before, was)], @new = [.. Ancestors(after, now)];
        return [
            .. Only(old, @new).Select(x => $"no longer {(x.IsInterface ? "implements" : "derives from")} {DisplayName.Type(x.Name)}"),
            .. Only(@new, old).Select(x => $"{(x.IsInterface ? "implements" : "derives from")} {DisplayName.Type(x.Name)} by now"),
        ];

        static IEnumerable<TypeHome> Only(TypeHome[] one, TypeHome[] other) => one.Where(x => !Array.Exists(other, y => y.Name == x.Name));
    }

    private static IEnumerable<TypeHome> Ancestors(AssemblySet world, TypeHome type) =>
        world.MemberScopes(type).Select(x => x.Type).Concat(world.Interfaces(type).Select(x => x.Type))
            .Where(x => x.IsFound && x != type).Distinct();

    /// <param name="reader">The method of <c>System.Type</c> that lists them.</param>
    /// <param name="isHidden">Members that are not public are asked for, too.</param>
    public static IReadOnlyList<string> Members(TypeHome was, TypeHome now, string reader, bool isHidden)
    {
        string[] old = [.. Names(was, reader, isHidden)], @new = [.. Names(now, reader, isHidden)];
        var facts = Differences(old, @new);
        // Nobody promises an order, and who lists or writes the members of a table sees it all the same.
        return facts.Count == 0 && reader is "GetProperties" or "GetFields" && !old.SequenceEqual(@new)
            ? [$"lists its members in another order: {string.Join(", ", @new.Take(MostListed))}"]
            : facts;
    }

    private const int MostListed = 4;

    private static List<string> Differences(string[] old, string[] @new) =>
    [
        .. old.Except(@new).Select(x => "no longer has " + x),
        .. @new.Except(old).Select(x => "also has " + x),
    ];

    /// <summary>The types that everybody can list.</summary>
    public static IReadOnlyList<string> Types(AssemblyImage was, AssemblyImage now) => Differences([.. Exported(was)], [.. Exported(now)]);

    private static IEnumerable<string> Exported(AssemblyImage image) =>
        from handle in image.Reader.TypeDefinitions
        where image.Reader.GetTypeDefinition(handle).Attributes is var attributes
            && (attributes & TypeAttributes.VisibilityMask) is TypeAttributes.Public or TypeAttributes.NestedPublic
        select DisplayName.Type(image.NameOf(handle));

    private static IEnumerable<string> Names(TypeHome type, string reader, bool isHidden)
    {
        var metadata = type.Image!.Reader;
        var definition = type.Definition;
        bool isAll = reader == "GetMembers";
        var methods = definition.GetMethods().Select(metadata.GetMethodDefinition).Where(x => isHidden || IsPublic(x)).ToArray();
        var accessors = new HashSet<string>(methods.Select(x => metadata.GetString(x.Name)), StringComparer.Ordinal);
        IEnumerable<string> found = [];
        if (isAll || reader == "GetMethods") found = found.Concat(methods.Where(x => !IsConstructor(x)).Select(Shown));
        if (isAll || reader == "GetConstructors") found = found.Concat(methods.Where(IsConstructor).Select(Shown));
        if (isAll || reader == "GetProperties")
            found = found.Concat(definition.GetProperties().Select(x => metadata.GetString(metadata.GetPropertyDefinition(x).Name))
                .Where(x => accessors.Contains("get_" + x) || accessors.Contains("set_" + x)));
        if (isAll || reader == "GetEvents")
            found = found.Concat(definition.GetEvents().Select(x => metadata.GetString(metadata.GetEventDefinition(x).Name))
                .Where(x => accessors.Contains("add_" + x)));
        if (isAll || reader == "GetFields")
            found = found.Concat(definition.GetFields().Select(metadata.GetFieldDefinition)
                .Where(x => isHidden || (x.Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Public)
                .Select(x => metadata.GetString(x.Name)));
        if (isAll || reader == "GetNestedTypes")
            found = found.Concat(definition.GetNestedTypes().Select(metadata.GetTypeDefinition)
                .Where(x => isHidden || (x.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.NestedPublic)
                .Select(x => metadata.GetString(x.Name)));
        return found;

        bool IsConstructor(MethodDefinition method) => metadata.StringComparer.Equals(method.Name, ".ctor");

        string Shown(MethodDefinition method) => (IsConstructor(method) ? "a constructor " : metadata.GetString(method.Name))
            + $"({string.Join(", ", type.Image!.SignatureOf(method).ParameterTypes.Select(x => DisplayName.Type(x)))})";
    }

    private static bool IsPublic(MethodDefinition method) =>
        (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;
}
