using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Uses;

/// <summary>A place that gives a type to the framework, which looks whether objects of it implement an interface.</summary>
/// <param name="By">The member that looks, or whose type does.</param>
/// <param name="Interface">Full name without type arguments.</param>
/// <param name="Method">Documentation comment id.</param>
public sealed record AskedInterface(TypeHome Type, string Interface, string By, string Method, SourceSite? Site);

/// <summary>Finds the generic members of the framework that look for an interface which their constraints do not demand.</summary>
internal static class AskedInterfaces
{
    /// <summary>By the name of a method, or of the type it is in.</summary>
    private static readonly Dictionary<string, string[]> Looking = new(StringComparer.Ordinal)
    {
        ["System.IComparable"] =
        [
            "Sort", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Order", "OrderDescending", "Max", "Min", "BinarySearch",
            "Compare",
            "SortedSet", "SortedDictionary", "SortedList", "PriorityQueue", "Comparer",
        ],
        ["System.IEquatable"] =
        [
            "Dictionary", "HashSet", "ConcurrentDictionary", "Distinct", "Contains", "IndexOf", "GroupBy", "ToDictionary", "ToHashSet",
            "Union", "Intersect",
            "Except", "SequenceEqual", "ToLookup", "EqualityComparer",
        ],
        ["System.IFormattable"] = ["AppendFormatted"],
        ["System.ISpanFormattable"] = ["AppendFormatted"],
        ["System.IDisposable"] = ["AddSingleton", "AddScoped", "AddTransient"],
        ["System.IAsyncDisposable"] = ["AddSingleton", "AddScoped", "AddTransient"],
        ["System.Collections.IEnumerable"] = ["Serialize", "Deserialize", "SerializeAsync", "DeserializeAsync"],
        ["System.Collections.Generic.IDictionary"] = ["Serialize", "Deserialize", "SerializeAsync", "DeserializeAsync"],
    };

    /// <param name="isAsked">Whether anything is to be known of an assembly's types.</param>
    /// <exception cref="BadImageFormatException">The assembly is damaged.</exception>
    public static IEnumerable<AskedInterface> In(AssemblyImage image, AssemblySet world, SourceMap? sources, Func<string, bool> isAsked)
    {
        var found = new List<AskedInterface>();
        foreach (var handle in image.Reader.MethodDefinitions)
        {
            string? caller = null;
            if (image.Body(image.Reader.GetMethodDefinition(handle)) is not { } body) continue;
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (il.OpCode is not (ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj)) continue;
                foreach (var (type, @interface, by) in Of(image, world, il.Entity, isAsked))
                {
                    caller ??= UserMethod.Of(DocumentationId.Method(image, handle));
                    found.Add(new AskedInterface(type, @interface, by, caller, sources?.Locate(handle, il.Offset)));
                }
            }
        }
        return found;
    }

    private static IEnumerable<(TypeHome Type, string Interface, string By)> Of(
        AssemblyImage image, AssemblySet world, EntityHandle method, Func<string, bool> isAsked)
    {
        var mentioned = new MentionedTypes(image);
        var definition = method;
        if (method.Kind == HandleKind.MethodSpecification)
        {
            var specification = image.Reader.GetMethodSpecification((MethodSpecificationHandle)method);
            specification.DecodeSignature(mentioned, GenericScope.Open);
            definition = specification.Method;
        }
        if (definition.Kind != HandleKind.MemberReference) yield break;
        var reference = image.Reader.GetMemberReference((MemberReferenceHandle)definition);
        string parent = image.NameOf(reference.Parent), name = image.Reader.GetString(reference.Name);
        if (!parent.StartsWith("System.", StringComparison.Ordinal)
            && !parent.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal))
            yield break;
        if (reference.Parent.Kind == HandleKind.TypeSpecification)
            image.Reader.GetTypeSpecification((TypeSpecificationHandle)reference.Parent).DecodeSignature(mentioned, GenericScope.Open);
        string owner = parent.Split('{', '`')[0];
        owner = owner.Substring(owner.LastIndexOf('.') + 1);
        string looker = name is ".ctor" or "get_Default" ? owner : name;
        foreach (var looking in Looking.Where(x => x.Value.Contains(looker)))
        {
            for (int i = 0; i < mentioned.Seen.Count; i++)
            {
                if (world.Resolve(image, mentioned.Seen[i]) is { IsFound: true } type && isAsked(type.Image!.Name))
                    yield return (type, looking.Key, name == ".ctor" ? owner : owner + "." + name);
            }
        }
    }
}
