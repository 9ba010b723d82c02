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
    private readonly HashSet<int> described = [];
    private readonly Dictionary<int, (int Node, int Offset)> givers = [];

    /// <summary>Loads a type: at a node and an offset.</summary>
    public required Action<TypeHome, int, int> Touch { private get; init; }

    /// <summary>Makes an instance of a type: at a node and an offset.</summary>
    public required Action<TypeHome, int, int> Instantiate { private get; init; }

    /// <summary>The place that first gave a type to somebody; null when no reached code does.</summary>
    public (int Node, int Offset)? GiverOf(TypeHome type) => givers.TryGetValue(numbers.Of(type), out var giver) ? giver : null;

    /// <summary>The arguments of a generic method that may make objects of them.</summary>
    public void Arguments(AssemblyImage image, MethodSpecificationHandle method, int node, int offset)
    {
        var mentioned = new MentionedTypes(image);
        image.Reader.GetMethodSpecification(method).DecodeSignature(mentioned, GenericScope.Open);
        for (int i = 0; i < mentioned.Seen.Count; i++) Hand(world.Resolve(image, mentioned.Seen[i]), node, offset);
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

    /// <summary>A type given to somebody who may make an instance of it: all its constructors may run.</summary>
    public void Hand(TypeHome type, int node, int offset)
    {
        if (!type.IsFound || !numbers.Has(type.Image)) return;
        Touch(type, node, offset);
        Attributes(type, node, offset);
        if ((type.Definition.Attributes & (TypeAttributes.Abstract | TypeAttributes.Interface)) != 0) return;
        if (!givers.ContainsKey(numbers.Of(type))) givers[numbers.Of(type)] = (node, offset);
        Instantiate(type, node, offset);
        var reader = type.Image!.Reader;
        foreach (var handle in type.Definition.GetMethods())
        {
            if (reader.StringComparer.Equals(reader.GetMethodDefinition(handle).Name, ".ctor"))
                paths.Reach(numbers.Of(type.Image, handle), node, offset, Step.Callback);
        }
    }

    /// <summary>Who is handed a type may ask for its attributes, and those of its members: they are made then, and not before.</summary>
    private void Attributes(TypeHome type, int node, int offset)
    {
        CustomAttributeHandle[] all = [.. HandedAttributes.Of(type)];
        foreach (var handle in all)
        {
            var attribute = type.Image!.Reader.GetCustomAttribute(handle);
            visit(type.Image, handle, ILOpCode.Newobj, offset, node);
            visit(type.Image, attribute.Constructor, ILOpCode.Newobj, offset, node);
            foreach (var method in HandedAttributes.Methods(world, type.Image, attribute))
            {
                if (!numbers.Has(method.Image)) continue;
                paths.Reach(numbers.Of(method.Image, method.Member), node, offset, Step.Callback);
                Instantiate(method.Type, node, offset);
            }
        }
        if (!described.Add(numbers.Of(type))) return;
        foreach (var handle in all)
        {
            var attribute = type.Image!.Reader.GetCustomAttribute(handle);
            foreach (var named in HandedAttributes.Types(world, type.Image, attribute)) Hand(named, node, offset);
        }
    }
}
