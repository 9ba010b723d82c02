using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>Types that are handed to somebody who may make instances of them and ask for their attributes.</summary>
internal sealed class HandedTypes(
    AssemblySet world, GraphNumbers numbers, CallPaths paths, EscapingTypes escaping,
    Action<AssemblyImage, EntityHandle, ILOpCode, int, int> visit)
{
    private readonly HashSet<(AssemblyImage, EntityHandle)> specifications = [];
    private readonly Dictionary<(AssemblyImage, MethodSpecificationHandle), (EntityHandle Token, TypeHome Type)[]> arguments = [];

    /// <summary>By the number of a type, where it is handed on as soon as there is an object of it.</summary>
    private readonly Dictionary<int, (int Node, int Offset)> waiting = [];

    /// <summary>By the number of a type that was handed on, its attributes and their constructors.</summary>
    private readonly Dictionary<int, EntityHandle[]> attributes = [];

    private readonly Dictionary<int, (int Node, int Offset)> givers = [];

    /// <summary>How many types a method lists, by its node; and by the nodes of their constructors, which method that is.</summary>
    private readonly Dictionary<int, int> listed = [], lists = [];

    /// <summary>Loads a type: at a node and an offset.</summary>
    public required Action<TypeHome, int, int> Touch { private get; init; }

    /// <summary>Makes an instance of a type: at a node and an offset.</summary>
    public required Action<TypeHome, int, int> Instantiate { private get; init; }

    /// <summary>The place that first gave a type to somebody; null when no reached code does.</summary>
    public (int Node, int Offset)? GiverOf(TypeHome type) => givers.TryGetValue(numbers.Of(type), out var giver) ? giver : null;

    /// <summary>Whether there is an object of a type.</summary>
    public required Func<TypeHome, bool> IsInstantiated { private get; init; }

    /// <summary>The arguments of a generic method that may make objects of them.</summary>
    /// <param name="isTested">Whether it is called only where there is an object of the type already.</param>
    public void Arguments(
        AssemblyImage image, MethodSpecificationHandle method, int node, int offset, Func<EntityHandle, bool> isTested)
    {
        if (!arguments.TryGetValue((image, method), out var types))
        {
            var mentioned = new MentionedTypes(image);
            image.Reader.GetMethodSpecification(method).DecodeSignature(mentioned, GenericScope.Open);
            types = [.. Enumerable.Range(0, mentioned.Seen.Count).Select(x => mentioned.Seen[x])
                .Select(x => (x, world.Resolve(image, x)))];
            arguments[(image, method)] = types;
        }
        foreach (var (token, type) in types)
        {
            if (isTested(token) && type.IsFound && numbers.Has(type.Image) && !IsInstantiated(type))
                waiting[numbers.Of(type)] = (node, offset);
            else
                Hand(type, node, offset);
        }
    }

    /// <summary>There is an object of a type now.</summary>
    public void Made(TypeHome type)
    {
        if (!waiting.TryGetValue(numbers.Of(type), out var giver)) return;
        waiting.Remove(numbers.Of(type));
        Hand(type, giver.Node, giver.Offset);
    }

    public void Arguments(AssemblyImage image, EntityHandle type, int node, int offset)
    {
        if (type.Kind != HandleKind.TypeSpecification || specifications.Contains((image, type))) return;
        specifications.Add((image, type));
        if (!escaping.Escape(world.Resolve(image, type))) return;
        var mentioned = new MentionedTypes(image);
        image.Reader.GetTypeSpecification((TypeSpecificationHandle)type).DecodeSignature(mentioned, GenericScope.Open);
        var generic = TypeResolution.NamedType(image, (TypeSpecificationHandle)type);
        for (int i = 0; i < mentioned.Seen.Count; i++)
        {
            if (mentioned.Seen[i] != generic) Hand(world.Resolve(image, mentioned.Seen[i]), node, offset);
        }
    }

    /// <summary>
    /// How many types the method lists (<c>typeof</c>) that first leads to a constructor by its type; zero where something else does.
    /// </summary>
    public int ListedWith(int constructor) => lists.TryGetValue(constructor, out int list) ? listed[list] : 0;

    /// <summary>A type that code names by itself.</summary>
    public void List(TypeHome type, int node, int offset)
    {
        if (!type.IsFound || !numbers.Has(type.Image) || attributes.ContainsKey(numbers.Of(type)))
        {
            Hand(type, node, offset);
            return;
        }
        listed[node] = (listed.TryGetValue(node, out int count) ? count : 0) + 1;
        int[] open = [.. Constructors(type).Where(x => !paths.Has(x))];
        Hand(type, node, offset);
        foreach (int constructor in open.Where(paths.Has)) lists[constructor] = node;
    }

    private IEnumerable<int> Constructors(TypeHome type)
    {
        var reader = type.Image!.Reader;
        return type.Definition.GetMethods().Where(x => reader.StringComparer.Equals(reader.GetMethodDefinition(x).Name, ".ctor"))
            .Select(x => numbers.Of(type.Image, x));
    }

    /// <summary>A type given to somebody who may make an instance of it: all its constructors may run.</summary>
    public void Hand(TypeHome type, int node, int offset)
    {
        if (!type.IsFound || !numbers.Has(type.Image)) return;
        bool isFirst = !attributes.TryGetValue(numbers.Of(type), out var written);
        if (isFirst) attributes[numbers.Of(type)] = written = [.. Attributes(type)];
        foreach (var token in written!) visit(type.Image!, token, ILOpCode.Newobj, offset, node);
        if (!isFirst) return;
        Touch(type, node, offset);
        Describe(type, node, offset);
        if ((type.Definition.Attributes & (TypeAttributes.Abstract | TypeAttributes.Interface)) != 0) return;
        givers[numbers.Of(type)] = (node, offset);
        Instantiate(type, node, offset);
        foreach (int constructor in Constructors(type)) paths.Reach(constructor, node, offset, Step.Callback);
    }

    private static IEnumerable<EntityHandle> Attributes(TypeHome type) =>
        HandedAttributes.Of(type).SelectMany(x => new[] { x, type.Image!.Reader.GetCustomAttribute(x).Constructor });

    /// <summary>Who is handed a type may ask for its attributes, and those of its members: they are made then, and not before.</summary>
    private void Describe(TypeHome type, int node, int offset)
    {
        foreach (var handle in HandedAttributes.Of(type))
        {
            var attribute = type.Image!.Reader.GetCustomAttribute(handle);
            foreach (var method in HandedAttributes.Methods(world, type.Image, attribute).Where(x => numbers.Has(x.Image)))
            {
                paths.Reach(numbers.Of(method.Image, method.Member), node, offset, Step.Callback);
                Instantiate(method.Type, node, offset);
            }
            foreach (var named in HandedAttributes.Types(world, type.Image, attribute)) Hand(named, node, offset);
        }
    }
}
