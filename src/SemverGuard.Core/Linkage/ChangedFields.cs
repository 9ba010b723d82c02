using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>In which way the bytes of a struct are others than before.</summary>
[Flags]
internal enum LayoutChange
{
    None = 0,

    /// <summary>What was there stands elsewhere.</summary>
    Moved = 1,

    /// <summary>It may have another size.</summary>
    Resized = 2,

    /// <summary>Native code gets its fields in another form.</summary>
    Marshalled = 4,

    /// <summary>The runtime orders its fields as it likes, and native code cannot be given it.</summary>
    Unordered = 8,
}

/// <summary>The structs and enums whose fields are others than before, or stand in another order.</summary>
internal static class ChangedFields
{
    /// <summary>By full name, among the types of one assembly.</summary>
    /// <exception cref="BadImageFormatException">The assembly is damaged.</exception>
    public static IReadOnlyDictionary<string, LayoutChange> Of(AssemblySet before, AssemblySet after, string assembly)
    {
        var changes = new Dictionary<string, LayoutChange>(StringComparer.Ordinal);
        if (before.Find(assembly) is not { } was || after.Find(assembly) is not { } now || now.IsSameAs(was)) return changes;
        var values = was.Reader.TypeDefinitions.Where(x => ReferenceCheck.IsValue(new TypeHome(was, x))).ToArray();
        foreach (var handle in values)
        {
            var home = after.FindType(assembly, was.NameOf(handle));
            if (!home.IsFound || !ReferenceCheck.IsValue(home)) continue; // another kind says more
            var known = new TypeHome(was, handle);
            var change = Compare(known, home) | (Marshalling(known) == Marshalling(home) ? LayoutChange.None : LayoutChange.Marshalled);
            if (change != LayoutChange.None) changes[was.NameOf(handle)] = change;
        }
        while (changes.Count > 0 && values.Count(x => Inherit(was, x, changes)) > 0) { }
        return changes;
    }

    /// <summary>A struct is laid out anew with those that it contains.</summary>
    /// <returns>Whether that is news.</returns>
    public static bool Inherit(AssemblyImage image, TypeDefinitionHandle type, IDictionary<string, LayoutChange> changes)
    {
        string name = image.NameOf(type);
        changes.TryGetValue(name, out var known);
        var change = known;
        foreach (var (_, field) in Fields(new TypeHome(image, type)))
        {
            if (changes.TryGetValue(field, out var inner)) change |= inner;
        }
        if (change == known) return false;
        changes[name] = change;
        return true;
    }

    private static LayoutChange Compare(TypeHome was, TypeHome now)
    {
        if (Text(was) is not { } layout || layout != Text(now))
            return Text(was) is null ? LayoutChange.None
                : LayoutChange.Moved | LayoutChange.Resized | (Text(now) is null ? LayoutChange.Unordered : LayoutChange.None);
        (string Name, string Type)[] before = Fields(was), after = Fields(now);
        if (before.SequenceEqual(after)) return LayoutChange.None;
        if (before.Length == after.Length
            && before.OrderBy(x => x.Name, StringComparer.Ordinal).SequenceEqual(after.OrderBy(x => x.Name, StringComparer.Ordinal)))
            return LayoutChange.Moved;
        // One came between others of its type: what has a name still stands elsewhere.
        if (before.Where((x, i) => Array.FindIndex(after, y => y.Name == x.Name) is >= 0 and var place && place != i).Any())
            return before.Length == after.Length ? LayoutChange.Moved : LayoutChange.Moved | LayoutChange.Resized;
        string[] typesBefore = [.. before.Select(x => x.Type)], typesAfter = [.. after.Select(x => x.Type)];
        if (typesBefore.SequenceEqual(typesAfter)) return LayoutChange.None; // other names for the same bytes
        return typesAfter.Take(typesBefore.Length).SequenceEqual(typesBefore)
            ? LayoutChange.Resized
            : LayoutChange.Moved | LayoutChange.Resized;
    }

    /// <summary>What is said of the layout as a whole; null where the runtime chooses it.</summary>
    private static string? Text(TypeHome type)
    {
        var definition = type.Definition;
        if ((definition.Attributes & TypeAttributes.LayoutMask) == TypeAttributes.AutoLayout
            && type.Image!.NameOf(definition.BaseType) != "System.Enum")
            return null;
        var layout = definition.GetLayout();
        var offsets = definition.GetFields().Select(x => type.Image!.Reader.GetFieldDefinition(x)).Where(x => x.GetOffset() >= 0)
            .Select(x => $"{x.GetOffset()} {type.Image!.Reader.GetString(x.Name)}");
        return $"{definition.Attributes & TypeAttributes.LayoutMask} {layout.PackingSize} {layout.Size} {string.Join(",", offsets)}";
    }

    /// <summary>
    /// What is said of fields that native code gets in a form of their own (ECMA-335 II.23.4), and of letters, of which the struct says it.
    /// </summary>
    private static string Marshalling(TypeHome type)
    {
        var reader = type.Image!.Reader;
        var fields = type.Definition.GetFields().Select(reader.GetFieldDefinition).Where(x => (x.Attributes & FieldAttributes.Static) == 0);
        bool hasLetters = Fields(type).Any(x => x.Type is "System.String" or "System.Char");
        return (hasLetters ? type.Definition.Attributes & TypeAttributes.StringFormatMask : 0) + " " + string.Join(",", fields
            .Select(x => (x.Name, Form: x.GetMarshallingDescriptor())).Where(x => !x.Form.IsNil)
            .Select(x => reader.GetString(x.Name) + "=" + Convert.ToBase64String(reader.GetBlobBytes(x.Form))));
    }

    private static (string Name, string Type)[] Fields(TypeHome type) =>
    [
        .. type.Definition.GetFields().Select(x => type.Image!.Reader.GetFieldDefinition(x))
            .Where(x => (x.Attributes & FieldAttributes.Static) == 0)
            .Select(x => (type.Image!.Reader.GetString(x.Name), x.DecodeSignature(type.Image.LinkText, GenericScope.Open))),
    ];
}
