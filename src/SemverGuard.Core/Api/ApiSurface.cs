using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text;
using SemverGuard.Metadata;

namespace SemverGuard.Api;

/// <summary>The types an application can name at one time, read on demand and kept.</summary>
public sealed class ApiSurface(AssemblySet assemblies)
{
    private readonly Dictionary<(string Assembly, string Id), ApiType?> types = [];
    private readonly Dictionary<AssemblyImage, ILookup<string, TypeDefinitionHandle>> simpleNames = [];
    private readonly Dictionary<AssemblyImage, HashSet<string>> namespaces = [];
    private ILookup<string, (ApiType Type, ApiMember Method)>? extensions;

    /// <summary>
    /// The type as a reference to <paramref name="assembly"/> finds it, forwards followed; else as any other assembly of the application
    /// declares it.
    /// </summary>
    public ApiType? Find(string assembly, string typeId)
    {
        if (types.TryGetValue((assembly, typeId), out var known)) return known;
        var home = Home(assembly, typeId.Substring(2));
        return types[(assembly, typeId)] = home.IsFound ? ApiReader.Read(home.Image!, home.Handle) : null;
    }

    /// <summary>The same for a type that the assembly names, the framework's included.</summary>
    internal ApiType? FindNamed(string assembly, string typeId) =>
        assemblies.FindNamed(assembly, typeId.Substring(2)) is { IsFound: true } home ? Read(home) : null;

    /// <summary>
    /// Simple name of the assembly that declares the type a reference to <paramref name="assembly"/> finds, forwards followed; null when
    /// none does.
    /// </summary>
    public string? HomeOf(string assembly, string typeId) =>
        assemblies.FindType(assembly, typeId.Substring(2)) is { IsFound: true } home ? home.Image!.Name : null;

    /// <summary>Whether that very assembly declares the type.</summary>
    public bool Declares(string assembly, string typeId) =>
        assemblies.Find(assembly) is { } image && !image.FindType(typeId.Substring(2)).IsNil;

    /// <summary>All assemblies but the framework's.</summary>
    internal IReadOnlyList<AssemblyImage> Assemblies => assemblies.Application;

    internal AssemblyImage? Image(string assembly) => assemblies.Find(assembly);

    /// <summary>The namespaces in which one assembly has types that others see.</summary>
    public IReadOnlyCollection<string> Namespaces(string assembly)
    {
        if (assemblies.Find(assembly) is not { } image) return [];
        if (namespaces.TryGetValue(image, out var known)) return known;
        var reader = image.Reader;
        return namespaces[image] = new HashSet<string>(
            reader.TypeDefinitions.Where(x => reader.GetTypeDefinition(x) is { Namespace.IsNil: false } type
                && type.GetDeclaringType().IsNil && ApiReader.EffectiveAccess(reader, x).IsVisible())
                .Select(x => reader.GetString(reader.GetTypeDefinition(x).Namespace)),
            StringComparer.Ordinal);
    }

    /// <summary>The extension methods of that name that others see, in whatever assembly but the framework's.</summary>
    public IEnumerable<(ApiType Type, ApiMember Method)> Extensions(string name)
    {
        extensions ??= assemblies.Application.SelectMany(ExtensionsOf).ToLookup(x => x.Method.Name, StringComparer.Ordinal);
        return extensions[name];
    }

    private IEnumerable<(ApiType Type, ApiMember Method)> ExtensionsOf(AssemblyImage image) =>
        from handle in image.Reader.TypeDefinitions
        where ApiReader.IsStaticClass(image.Reader, handle) && ApiReader.EffectiveAccess(image.Reader, handle).IsVisible()
        let type = Read(new TypeHome(image, handle))
        from method in type.Members
        where method.Is(Traits.Extension) && method.IsVisible
        select (type, method);

    /// <summary>
    /// The base class first, then its base class, and so on; for an interface every interface below it. What member lookup walks.
    /// </summary>
    public IEnumerable<ApiType> Bases(string assembly, ApiType type) => BasesAndHomes(assembly, type).Select(x => x.Type);

    /// <summary>The same, each with the assembly that declares it and what it is given in place of its type parameters.</summary>
    internal IEnumerable<(AssemblyImage Home, ApiType Type, IReadOnlyList<string> Arguments)> BasesAndHomes(string assembly, ApiType type)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { type.Id };
        var open = new Queue<(TypeHome Home, IReadOnlyList<string> Arguments)>();
        open.Enqueue((Home(assembly, type.Id.Substring(2)), []));
        while (open.Count > 0)
        {
            var next = open.Dequeue();
            if (!next.Home.IsFound) continue;
            foreach (var (parent, arguments) in Parents(next.Home, next.Arguments))
            {
                if (!parent.IsFound || !seen.Add("T:" + parent.Name)) continue;
                open.Enqueue((parent, arguments));
                yield return (parent.Image!, Read(parent), arguments);
            }
        }
    }

    /// <summary>The names of everything a type is, without type arguments: itself, its bases, and the interfaces of all of them.</summary>
    public HashSet<string> Ancestors(string assembly, ApiType type)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var ancestor in Bases(assembly, type).Prepend(type))
        {
            names.Add(ancestor.Id.Substring(2));
            if (ancestor.Base.Length > 0) names.Add(GenericDefinition(ancestor.Base));
            names.UnionWith(ancestor.Interfaces.Select(GenericDefinition));
        }
        return names;
    }

    private ApiType Read(TypeHome home)
    {
        string id = "T:" + home.Name;
        if (types.TryGetValue((home.Image!.Name, id), out var known) && known is not null) return known;
        return types[(home.Image!.Name, id)] = ApiReader.Read(home.Image!, home.Handle);
    }

    private TypeHome Home(string assembly, string name)
    {
        var home = assemblies.FindType(assembly, name);
        return home.IsFound ? home : assemblies.FindTypeAnywhere(name);
    }

    /// <param name="arguments">What stands for the type parameters of the type itself.</param>
    private IEnumerable<(TypeHome Home, IReadOnlyList<string> Arguments)> Parents(TypeHome home, IReadOnlyList<string> arguments)
    {
        var (type, image) = (home.Definition, home.Image!);
        IEnumerable<EntityHandle> parents = (type.Attributes & TypeAttributes.Interface) != 0
            ? type.GetInterfaceImplementations().Select(x => image.Reader.GetInterfaceImplementation(x).Interface)
            : type.BaseType.IsNil ? [] : [type.BaseType];
        return parents.Select(x => (assemblies.Resolve(image, x), Arguments(x)));

        IReadOnlyList<string> Arguments(EntityHandle parent) => parent.Kind != HandleKind.TypeSpecification
            ? []
            : TypeArguments.Of(image.Reader.GetTypeSpecification((TypeSpecificationHandle)parent)
                .DecodeSignature(image.LinkText, new GenericScope(arguments)));
    }

    /// <summary>The types of one assembly that others see, of those simple names; an attribute's may leave out its ending.</summary>
    public IEnumerable<ApiType> Visible(string assembly, ISet<string> names)
    {
        if (assemblies.Find(assembly) is not { } image) return [];
        if (!simpleNames.TryGetValue(image, out var index)) simpleNames[image] = index = VisibleBySimpleName(image);
        return names.SelectMany(x => index[x]).Distinct().OrderBy(x => MetadataTokens.GetRowNumber(x))
            .Select(x => Read(new TypeHome(image, x)));
    }

    private static ILookup<string, TypeDefinitionHandle> VisibleBySimpleName(AssemblyImage image)
    {
        return image.Reader.TypeDefinitions
            .Where(x => ApiReader.EffectiveAccess(image.Reader, x).IsVisible())
            .SelectMany(
            x => Names(SimpleName(image.Reader.GetString(image.Reader.GetTypeDefinition(x).Name))), (x, name) => (Handle: x, Name: name))
            .ToLookup(x => x.Name, x => x.Handle, StringComparer.Ordinal);

        static IEnumerable<string> Names(string name) =>
            name.EndsWith("Attribute", StringComparison.Ordinal) ? [name, name.Substring(0, name.Length - 9)] : [name];
    }

    /// <summary>A name without its arity.</summary>
    public static string SimpleName(string name) => name.IndexOf('`') is >= 0 and var tick ? name.Substring(0, tick) : name;

    /// <summary><c>Dictionary`2</c> for <c>Dictionary{A,B}</c>.</summary>
    public static string GenericDefinition(string name)
    {
        int open = name.IndexOf('{');
        if (open < 0) return name;
        var text = new StringBuilder(name.Length);
        int depth = 0, arity = 0;
        foreach (char c in name)
        {
            switch (c)
            {
                case '{' when depth++ == 0: arity = 1; break;
                case '}' when --depth == 0: text.Append('`').Append(arity); break;
                case ',' when depth == 1: arity++; break;
                default: if (depth == 0) text.Append(c); break;
            }
        }
        return text.ToString();
    }
}
