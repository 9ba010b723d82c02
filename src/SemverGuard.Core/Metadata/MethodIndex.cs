using System.Reflection;
using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

/// <summary>The methods and fields of a type that has many of them, by name and signature: whoever asks for each of them must not read all each time.</summary>
internal sealed class MethodIndex
{
    /// <summary>Up to here, looking at each is as fast.</summary>
    public const int Few = 32;

    private readonly Dictionary<string, EntityHandle> members = new(StringComparer.Ordinal);

    public static MethodIndex OfMethods(AssemblySet set, TypeHome type, GenericScope scope, MethodAttributes wanted = 0)
    {
        var index = new MethodIndex();
        var image = type.Image!;
        foreach (var handle in type.Definition.GetMethods())
        {
            var method = image.Reader.GetMethodDefinition(handle);
            if ((method.Attributes & wanted) == wanted) index.Add(set, type, Key(image.Reader.GetString(method.Name), method.DecodeSignature(image.LinkText, scope)), handle);
        }
        return index;
    }

    public static MethodIndex OfFields(AssemblySet set, TypeHome type)
    {
        var index = new MethodIndex();
        var image = type.Image!;
        foreach (var handle in type.Definition.GetFields())
        {
            var field = image.Reader.GetFieldDefinition(handle);
            index.Add(set, type, Key(image.Reader.GetString(field.Name), field.DecodeSignature(image.LinkText, GenericScope.Open)), handle);
        }
        return index;
    }

    public MethodDefinitionHandle Find(string name, MethodSignature<string> signature) =>
        members.TryGetValue(Key(name, signature), out var handle) ? (MethodDefinitionHandle)handle : default;

    public FieldDefinitionHandle Find(string name, string type) => members.TryGetValue(Key(name, type), out var handle) ? (FieldDefinitionHandle)handle : default;

    /// <summary>The first of two that are the same is the one.</summary>
    private void Add(AssemblySet set, TypeHome type, string key, EntityHandle handle)
    {
        set[type.Image!].Take(key.Length);
        if (!members.ContainsKey(key)) members.Add(key, handle);
    }

    /// <summary>What <see cref="MemberResolution.SameSignature"/> compares.</summary>
    public static string Key(string name, in MethodSignature<string> signature) =>
        (signature.Header.IsInstance ? "I " : "S ") + name + "``" + signature.GenericParameterCount + " " + signature.ReturnType
        + "(" + string.Join(",", signature.ParameterTypes.Take(signature.RequiredParameterCount)) + ")";

    private static string Key(string name, string type) => name + " : " + type;
}
