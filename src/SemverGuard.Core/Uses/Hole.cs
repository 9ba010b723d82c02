using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Metadata;

namespace SemverGuard.Uses;

/// <summary>A way in which code can reach members that its metadata does not name.</summary>
public enum HoleKind
{
    /// <summary>Names of types and members are strings at run time.</summary>
    Reflection,

    /// <summary>The member is looked up when the line runs.</summary>
    Dynamic,

    /// <summary>What native code calls back is not seen.</summary>
    Native,
}

/// <summary>A place in the project's own code behind which no engine sees.</summary>
/// <param name="Method">Documentation comment id.</param>
public sealed record Hole(HoleKind Kind, string Method, SourceSite? Site)
{
    private static readonly Dictionary<string, string[]> Reflecting = new(StringComparer.Ordinal)
    {
        ["System.Type"] = ["GetType", "GetMethod", "GetMethods", "GetProperty", "GetProperties", "GetField", "GetFields", "GetEvent",
            "GetConstructor", "GetConstructors", "GetMember", "GetMembers", "InvokeMember"],
        ["System.Activator"] = ["CreateInstance", "CreateInstanceFrom"],
        ["System.Reflection.Assembly"] = ["Load", "LoadFrom", "LoadFile", "GetType", "GetTypes", "GetExportedTypes", "CreateInstance"],
        ["System.Reflection.MethodBase"] = ["Invoke"],
        ["System.Reflection.PropertyInfo"] = ["GetValue", "SetValue"],
        ["System.Reflection.FieldInfo"] = ["GetValue", "SetValue"],
    };

    /// <summary>In the order of the methods, each place once.</summary>
    /// <exception cref="BadImageFormatException">The assembly is damaged.</exception>
    public static IReadOnlyList<Hole> In(AssemblyImage image, SourceMap? sources)
    {
        var reader = image.Reader;
        var leading = new Dictionary<int, HoleKind>();
        foreach (var handle in reader.MemberReferences)
        {
            if (KindOf(image, reader.GetMemberReference(handle)) is { } kind) leading[MetadataTokens.GetToken(handle)] = kind;
        }
        foreach (var handle in reader.MethodDefinitions)
        {
            if ((reader.GetMethodDefinition(handle).Attributes & MethodAttributes.PinvokeImpl) != 0)
                leading[MetadataTokens.GetToken(handle)] = HoleKind.Native;
        }
        if (leading.Count == 0) return [];
        var holes = new List<Hole>();
        foreach (var handle in reader.MethodDefinitions)
        {
            if (image.Body(reader.GetMethodDefinition(handle)) is not { } body) continue;
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (il.Token != 0 && leading.TryGetValue(il.Token, out var kind))
                    holes.Add(new Hole(kind, UserMethod.Place(DocumentationId.Method(image, handle)), sources?.Locate(handle, il.Offset)));
            }
        }
        return [.. holes.Distinct()];
    }

    private static HoleKind? KindOf(AssemblyImage image, MemberReference reference)
    {
        if (reference.GetKind() != MemberReferenceKind.Method || reference.Parent.Kind != HandleKind.TypeReference) return null;
        string type = image.NameOf(reference.Parent);
        if (type == "Microsoft.CSharp.RuntimeBinder.Binder") return HoleKind.Dynamic;
        // CreateInstance<T>() names its type.
        bool isNamed = image.SignatureOf(reference).GenericParameterCount > 0;
        return !isNamed && Reflecting.TryGetValue(type, out string[]? names) && names.Contains(image.Reader.GetString(reference.Name))
            ? HoleKind.Reflection
            : null;
    }
}
