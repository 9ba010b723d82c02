using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Uses;

/// <summary>A place that gives a type to the framework, which looks whether objects of it implement an interface.</summary>
/// <param name="By">The member that looks, or whose type does.</param>
/// <param name="Interface">Full name without type arguments.</param>
/// <param name="Method">Documentation comment id.</param>
public sealed record AskedInterface(TypeHome Type, string Interface, string By, string Method, SourceSite? Site)
{
    /// <summary>Without it the framework throws, and nobody there catches that.</summary>
    internal bool IsDemanded { get; init; }
}

/// <summary>Finds the generic members of the framework that look for an interface which their constraints do not demand.</summary>
internal static class AskedInterfaces
{
    private const string Comparable = "System.IComparable";

    private const string Equatable = "System.IEquatable";

    /// <summary>By the name of a method, or of the type it is in.</summary>
    private static readonly Dictionary<string, string[]> Looking = new(StringComparer.Ordinal)
    {
        [Comparable] =
        [
            "Sort", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Order", "OrderDescending", "Max", "Min", "BinarySearch",
            "MaxBy", "MinBy", "SortedSet", "SortedDictionary", "SortedList", "PriorityQueue", "Comparer",
        ],
        [Equatable] =
        [
            "Dictionary", "HashSet", "ConcurrentDictionary", "Distinct", "Contains", "IndexOf", "GroupBy", "ToDictionary", "ToHashSet",
            "Union", "Intersect",
            "Except", "SequenceEqual", "ToLookup", "EqualityComparer", "DistinctBy", "Join", "GroupJoin",
        ],
        ["System.IFormattable"] = ["AppendFormatted"],
        ["System.ISpanFormattable"] = ["AppendFormatted"],
        ["System.IDisposable"] = ["AddSingleton", "AddScoped", "AddTransient"],
        ["System.IAsyncDisposable"] = ["AddSingleton", "AddScoped", "AddTransient"],
        ["System.Collections.IEnumerable"] = ["Serialize", "Deserialize", "SerializeAsync", "DeserializeAsync"],
        ["System.Collections.Generic.IDictionary"] = ["Serialize", "Deserialize", "SerializeAsync", "DeserializeAsync"],
    };

    /// <summary>What looks at the one object that it is given, by the name of a method.</summary>
    private static readonly Dictionary<string, string[]> LookingAtOne = new(StringComparer.Ordinal)
    {
        [Convertible] =
        [
            "ToBoolean", "ToByte", "ToChar", "ToDateTime", "ToDecimal", "ToDouble", "ToInt16", "ToInt32", "ToInt64", "ToSByte", "ToSingle",
            "ToUInt16", "ToUInt32", "ToUInt64",
        ],
        ["System.Collections.Generic.ICollection"] = ["Count", "Any", "ToList", "ToArray"],
        ["System.Collections.Generic.IList"] = ["First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault"],
    };

    private const string Convertible = "System.IConvertible";

    /// <summary>What cannot be converted cannot be cast.</summary>
    private static readonly string[] OfCasting =
        ["System.Object", "System.Exception", "System.SystemException", "System.InvalidCastException"];

    /// <summary>Which type argument is compared, where it is not the first.</summary>
    private static readonly Dictionary<string, int> Compared = new(StringComparer.Ordinal)
    {
        ["OrderBy"] = 1, ["OrderByDescending"] = 1, ["ThenBy"] = 1, ["ThenByDescending"] = 1, ["MaxBy"] = 1, ["MinBy"] = 1,
        ["PriorityQueue"] = 1, ["GroupBy"] = 1, ["ToDictionary"] = 1, ["ToLookup"] = 1, ["DistinctBy"] = 1, ["Join"] = 2, ["GroupJoin"] = 2,
    };

    /// <param name="isAsked">Whether anything is to be known of an assembly's types.</param>
    /// <exception cref="BadImageFormatException">The assembly is damaged.</exception>
    public static IEnumerable<AskedInterface> In(AssemblyImage image, AssemblySet world, SourceMap? sources, Func<string, bool> isAsked)
    {
        var found = new List<AskedInterface>();
        var comparing = new ComparingCalls(image);
        foreach (var (handle, body) in image.Bodies())
        {
            string? caller = null;
            Loaded given = default;
            KnownObjects? objects = null;
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                var last = given;
                given = Loaded.By(il);
                if (il.OpCode is not (ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj)) continue;
                foreach (var (type, @interface, by) in Of(image, world, il.Entity, isAsked))
                    Add(type, @interface, by, il, @interface == Comparable && comparing.IsCertain(body, il));
                if (OfOne(image, il.Entity) is var (looked, looker)
                    && (objects ??= new KnownObjects(image, world, body)).Of(last) is { IsFound: true } one && isAsked(one.Image!.Name))
                    Add(one, looked, looker, il, looked == Convertible && !Handlers.Take(image, body, il.Offset, OfCasting));
            }

            void Add(TypeHome type, string @interface, string by, in IlReader call, bool isDemanded)
            {
                caller ??= UserMethod.Of(DocumentationId.Method(image, handle));
                var site = sources?.Locate(handle, call.Offset);
                found.Add(new AskedInterface(type, @interface, by, caller, site) { IsDemanded = isDemanded });
            }
        }
        return found;
    }

    /// <summary>What a call that takes one object looks for in it.</summary>
    private static (string Interface, string By)? OfOne(AssemblyImage image, EntityHandle method)
    {
        if (method.Kind == HandleKind.MethodSpecification)
            method = image.Reader.GetMethodSpecification((MethodSpecificationHandle)method).Method;
        if (method.Kind != HandleKind.MemberReference) return null;
        var reference = image.Reader.GetMemberReference((MemberReferenceHandle)method);
        if (reference.Parent.Kind != HandleKind.TypeReference || reference.GetKind() != MemberReferenceKind.Method) return null;
        string owner = image.NameOf(reference.Parent), name = image.Reader.GetString(reference.Name);
        if (owner is not ("System.Convert" or "System.Linq.Enumerable")) return null;
        if (image.SignatureOf(reference).ParameterTypes is not [var taken]) return null;
        if (owner == "System.Convert" && taken != "System.Object") return null;
        foreach (var looking in LookingAtOne)
        {
            if ((looking.Key == Convertible) == (owner == "System.Convert") && looking.Value.Contains(name))
                return (looking.Key, Simple(owner) + "." + name);
        }
        return null;
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
        string owner = Simple(parent);
        string looker = name is ".ctor" or "get_Default" ? owner : name;
        foreach (var looking in Looking.Where(x => x.Value.Contains(looker)))
        {
            bool compares = looking.Key is Comparable or Equatable;
            if (compares && IsGivenComparer(image, reference)) continue;
            string? compared = compares ? ComparedBy(image, method, reference, looker) : null;
            for (int i = 0; i < mentioned.Seen.Count; i++)
            {
                if (compares && image.NameOf(mentioned.Seen[i]) != compared) continue;
                if (world.Resolve(image, mentioned.Seen[i]) is { IsFound: true } type && isAsked(type.Image!.Name))
                    yield return (type, looking.Key, name == ".ctor" ? owner : owner + "." + name);
            }
        }
    }

    /// <summary>The name of a type without namespace and type arguments.</summary>
    public static string Simple(string type)
    {
        string name = type.Split('{', '`')[0];
        return name.Substring(name.LastIndexOf('.') + 1);
    }

    /// <summary>Who is told how to compare asks no object.</summary>
    public static bool IsGivenComparer(AssemblyImage image, MemberReference reference) =>
        reference.GetKind() == MemberReferenceKind.Method
        && image.SignatureOf(reference).ParameterTypes
            .Any(x => Array.Exists(Comparers, x.Contains));

    private static readonly string[] Comparers = [".IComparer", ".IEqualityComparer", "System.Comparison"];

    /// <summary>The name of the type of which objects are compared; null where there is none.</summary>
    public static string? ComparedBy(AssemblyImage image, EntityHandle method, MemberReference reference, string looker)
    {
        IReadOnlyList<string> all = method.Kind == HandleKind.MethodSpecification
            ? image.Reader.GetMethodSpecification((MethodSpecificationHandle)method).DecodeSignature(image.LinkText, GenericScope.Open)
            : TypeArguments.Of(image.NameOf(reference.Parent));
        // Of what a selector gives, which is the second argument, not of what it is given.
        int place = looker is "Max" or "Min" ? Parameters(image, reference) - 1 : Compared.TryGetValue(looker, out int known) ? known : 0;
        return place >= 0 && place < all.Count ? all[place] : null;
    }

    private static int Parameters(AssemblyImage image, MemberReference method) =>
        image.SignatureOf(method).ParameterTypes.Length;
}
