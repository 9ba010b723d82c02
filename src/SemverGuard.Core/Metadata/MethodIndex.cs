using System.Reflection;
using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

/// <summary>
/// The methods or fields of a type that has many of them, by name: whoever asks for each of them must not read all each time, and who asks
/// for one reads the signatures of those with its name.
/// </summary>
internal sealed class MethodIndex
{
    /// <summary>Up to here, looking at each is as fast.</summary>
    public const int Few = 32;

    /// <summary>Up to here, reading the signatures of all that have a name costs as much as to write down one.</summary>
    private const int FewOverloads = 3;

    private readonly ImageInWorld budget;
    private readonly AssemblyImage image;
    private readonly GenericScope scope;
    private readonly Dictionary<string, List<EntityHandle>> names = new(StringComparer.Ordinal);

    /// <summary>Of names that many have, by signature.</summary>
    private readonly Dictionary<string, Dictionary<string, EntityHandle>> overloads = new(StringComparer.Ordinal);

    private MethodIndex(AssemblySet set, TypeHome type, GenericScope scope) =>
        (budget, image, this.scope) = (set[type.Image!], type.Image!, scope);

    public static MethodIndex OfMethods(AssemblySet set, TypeHome type, GenericScope scope, MethodAttributes wanted = 0)
    {
        var index = new MethodIndex(set, type, scope);
        foreach (var handle in type.Definition.GetMethods())
        {
            var method = index.image.Reader.GetMethodDefinition(handle);
            if ((method.Attributes & wanted) == wanted) index.Add(method.Name, handle);
        }
        return index;
    }

    public static MethodIndex OfFields(AssemblySet set, TypeHome type)
    {
        var index = new MethodIndex(set, type, GenericScope.Open);
        foreach (var handle in type.Definition.GetFields()) index.Add(index.image.Reader.GetFieldDefinition(handle).Name, handle);
        return index;
    }

    /// <returns>The first of two that are the same.</returns>
    public MethodDefinitionHandle Find(string name, MethodSignature<string> signature)
    {
        if (!names.TryGetValue(name, out var same)) return default;
        if (same.Count > FewOverloads) return AsMethod(Overload(name, Key(name, signature)));
        return AsMethod(same.Find(x => MemberResolution.SameSignature(Signature((MethodDefinitionHandle)x), signature)));
    }

    /// <inheritdoc cref="Find(string, MethodSignature{string})"/>
    public FieldDefinitionHandle Find(string name, string type)
    {
        if (!names.TryGetValue(name, out var same)) return default;
        if (same.Count > FewOverloads) return AsField(Overload(name, Key(name, type)));
        return AsField(same.Find(x => TypeOf((FieldDefinitionHandle)x) == type));
    }

    private static MethodDefinitionHandle AsMethod(EntityHandle found) => found.IsNil ? default : (MethodDefinitionHandle)found;

    private static FieldDefinitionHandle AsField(EntityHandle found) => found.IsNil ? default : (FieldDefinitionHandle)found;

    private void Add(StringHandle name, EntityHandle handle)
    {
        string text = image.Reader.GetString(name);
        budget.Take(text.Length);
        if (!names.TryGetValue(text, out var same)) names.Add(text, same = new List<EntityHandle>(1));
        same.Add(handle);
    }

    private EntityHandle Overload(string name, string wanted)
    {
        if (!overloads.TryGetValue(name, out var keys))
        {
            overloads[name] = keys = new(StringComparer.Ordinal);
            foreach (var handle in names[name])
            {
                string key = handle.Kind == HandleKind.MethodDefinition
                    ? Key(name, Signature((MethodDefinitionHandle)handle)) : Key(name, TypeOf((FieldDefinitionHandle)handle));
                budget.Take(key.Length);
                if (!keys.ContainsKey(key)) keys.Add(key, handle);
            }
        }
        return keys.TryGetValue(wanted, out var found) ? found : default;
    }

    private MethodSignature<string> Signature(MethodDefinitionHandle method) =>
        image.SignatureOf(image.Reader.GetMethodDefinition(method), scope);

    private string TypeOf(FieldDefinitionHandle field) =>
        image.Reader.GetFieldDefinition(field).DecodeSignature(image.LinkText, GenericScope.Open);

    /// <summary>What <see cref="MemberResolution.SameSignature"/> compares.</summary>
    public static string Key(string name, in MethodSignature<string> signature) =>
        (signature.Header.IsInstance ? "I " : "S ") + name + "``" + signature.GenericParameterCount + " " + signature.ReturnType
        + "(" + string.Join(",", signature.ParameterTypes.Take(signature.RequiredParameterCount)) + ")";

    private static string Key(string name, string type) => name + " : " + type;
}
