using System.Reflection.Metadata;
using SemverGuard.Linkage;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Effects;

/// <summary>
/// What the project reaches, and how. The walk starts at the project's own code, and ends where nothing new is reached.
/// </summary>
internal sealed class Reach
{
    private readonly AssemblySet former;
    private readonly AssemblySet world;
    private readonly AssemblyImage? consumer;
    private readonly CallGraph graph;

    /// <summary>By method and type, as how manyth it was reached, and from which node.</summary>
    private readonly Dictionary<(AssemblyImage, EntityHandle), (int Order, int Node)> reached = [];

    /// <summary>Full names of the types that the project's own code names.</summary>
    private readonly HashSet<string> named = new(StringComparer.Ordinal);

    /// <summary>Methods that a virtual call may go to, from which on it says nothing about each of them.</summary>
    private const int Many = 4;

    /// <summary>Types in one method, from which on they are a table of what there is.</summary>
    private const int Table = 32;

    /// <param name="former">The world before, in which the project was compiled.</param>
    /// <exception cref="BadImageFormatException">An assembly on the way is damaged.</exception>
    public Reach(AssemblySet former, AssemblySet world, AssemblyImage? consumer, IReadOnlyList<SymbolUse> uses)
    {
        (this.former, this.world, this.consumer) = (former, world, consumer);
        graph = new CallGraph(world, Visit, consumer) { Former = former };
        if (consumer is not null)
        {
            foreach (var method in consumer.Reader.MethodDefinitions) graph.AddRoot(consumer, method);
        }
        // What a derived type inherits is called by whoever gets the object: a host, a framework.
        var others = consumer is null ? uses : uses.Where(x => (x.Uses & (Use.Derive | Use.Implement)) != 0);
        foreach (var (image, method) in Roots.Of(world, others)) graph.AddRoot(image, method);
        graph.Walk();
        named.UnionWith(uses.Select(x => DocumentationId.DeclaringType(x.Symbol).Substring(2)));
    }

    /// <param name="definition">A method or type.</param>
    public bool Has(AssemblyImage image, EntityHandle definition) => reached.ContainsKey((image, definition));

    /// <summary>Those of the changes that are reached, and how.</summary>
    /// <param name="differing">Assemblies of which some code differs, reached or not.</param>
    /// <param name="sources">The places in the project's source.</param>
    /// <param name="libraries">The project's own.</param>
    public IEnumerable<ReachedMethod> WaysTo(
        IReadOnlyCollection<Candidate> candidates, IEnumerable<AssemblyImage> differing, SourceMap? sources,
        IReadOnlyList<OwnLibrary> libraries)
    {
        foreach (var image in libraries.Select(x => x.Image).Append(consumer).OfType<AssemblyImage>())
            named.UnionWith(image.Reader.TypeReferences.Select(image.NameOf));
        var changed = new HashSet<AssemblyImage>(candidates.Select(x => x.Image).Concat(differing));
        var own = libraries.ToDictionary(x => x.Image, x => x.Sources);
        if (consumer is not null) own[consumer] = sources;
        return from candidate in candidates
               let node = NodeOf(candidate)
               where node is not null && IsMet(candidate)
               select new ReachedMethod(candidate.Method, WayTo(candidate, node.Value, changed, own));
    }

    private void Visit(AssemblyImage image, EntityHandle token, ILOpCode code, int offset, int node)
    {
        if (code == ILOpCode.Nop && !reached.ContainsKey((image, token))) reached[(image, token)] = (reached.Count, node);
    }

    /// <summary>From where the first of its places was reached.</summary>
    private int? NodeOf(Candidate candidate)
    {
        (int Order, int Node)? first = null;
        foreach (var place in candidate.Places)
        {
            if (reached.TryGetValue((candidate.Image, place), out var here) && (first is null || here.Order < first.Value.Order))
                first = here;
        }
        return first?.Node;
    }

    /// <summary>There is an object of a type that it is about, made by its own constructor or that of a derived type.</summary>
    private bool IsMet(Candidate candidate) => candidate.For.Count == 0 || candidate.For.Any(x => graph.IsInstantiated(x));

    /// <param name="own">The project's assemblies, each with the places in its source.</param>
    private Way WayTo(Candidate candidate, int node, HashSet<AssemblyImage> changed, Dictionary<AssemblyImage, SourceMap?> own)
    {
        string symbol = candidate.Method.Symbol;
        var (path, _, _) = graph.PathTo(node);
        var steps = path.ConvertAll(x => graph.MethodOf(x));
        int first = steps.FindIndex(x => !own.ContainsKey(x.Image));
        // The statement that leaves the project's own code; what leads there may be the compiler's.
        var source = first > 0 ? own[steps[first - 1].Image]?.Locate(steps[first - 1].Method, graph.OffsetOf(path[first]))
            : first < 0 ? own[steps[0].Image]?.Locate(steps[0].Method, 0) : null;
        var ids = steps.ConvertAll(x => UserMethod.Place(DocumentationId.Method(x.Image, x.Method)));
        if (symbol[0] == 'T')
        {
            // A type is reached by the method that first needs it.
            ids.Add(symbol);
            if (first < 0) return new Way(ids, symbol, 0, source);
        }
        bool isDirect = first >= 0 && changed.Contains(steps[first].Image);
        int distance = ids.Skip(Math.Max(first, 0)).Select(UserMethod.Of).Distinct().Count() - 1;
        if (!isDirect) return new Way(ids, null, distance, source) { IsOptional = graph.IsOptional(node) };
        bool isMegamorphic = path.Skip(first).Any(IsOneOfMany);
        var called = first > 0 ? Called(steps[first - 1], graph.OffsetOf(path[first]), steps[first]) : null;
        return new Way(ids, DocumentationId.Used(steps[first].Image, steps[first].Method), distance, source)
        {
            IsOptional = graph.IsOptional(node),
            IsMegamorphic = isMegamorphic,
            Assemblies = steps.Skip(first).Select(x => x.Image).Distinct().Count(),
            Passed = Passed(candidate, path),
            Throws = Thrown(candidate, path.Skip(first)),
            Named = called is { } other && other != steps[first] ? DocumentationId.Used(other.Image, other.Method) : null,
        };
    }

    /// <summary>Methods before a constructor that may have to do with what it makes.</summary>
    private const int Near = 8;

    /// <summary>What the methods that lead to a constructor with another default give to setters and the like.</summary>
    private List<(string, long)> Passed(Candidate candidate, List<int> path)
    {
        var passed = new List<(string, long)>();
        if (!candidate.Method.Effects.Any(x => x.Was is not null)) return passed;
        foreach (var (image, method) in path.Take(path.Count - 1).Reverse().Take(Near).Select(graph.MethodOf))
        {
            if (image.Body(image.Reader.GetMethodDefinition(method)) is not { } body) continue;
            long? last = null;
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (last is { } number && il.OpCode is ILOpCode.Call or ILOpCode.Callvirt && image.MemberName(il.Entity) is { } called)
                    passed.Add((called, number));
                last = il.Long is (ILOpCode.Ldc_i4, var loaded) ? loaded : null;
            }
        }
        return passed;
    }

    /// <summary>What the methods that lead to one with a new exception throw, and those of their assembly that they call.</summary>
    private HashSet<string> Thrown(Candidate candidate, IEnumerable<int> path)
    {
        var thrown = new HashSet<string>(StringComparer.Ordinal);
        if (!candidate.Method.Effects.Any(x => x is { Kind: EffectKind.Exception, Direction: > 0 })) return thrown;
        var methods = path.Select(graph.MethodOf).Where(x => x.Image != candidate.Image || !candidate.Places.Contains(x.Method)).ToArray();
        foreach (var (image, method) in methods.Skip(methods.Length - Near))
        {
            foreach (var called in Made(image, method, thrown).Where(x => image != candidate.Image || !candidate.Places.Contains(x)))
                Made(image, called, thrown);
        }
        return thrown;
    }

    /// <summary>Notes the exceptions that a method makes.</summary>
    /// <returns>The methods of its assembly that it calls.</returns>
    private static List<MethodDefinitionHandle> Made(AssemblyImage image, MethodDefinitionHandle method, HashSet<string> exceptions)
    {
        var called = new List<MethodDefinitionHandle>();
        if (image.Body(image.Reader.GetMethodDefinition(method)) is not { } body) return called;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Newobj && image.DeclaringTypeName(il.Entity) is { } type && ExceptionTypes.IsName(type))
                exceptions.Add(type);
            else if (il.OpCode is ILOpCode.Call or ILOpCode.Callvirt && il.Entity.Kind == HandleKind.MethodDefinition)
                called.Add((MethodDefinitionHandle)il.Entity);
        }
        return called;
    }

    /// <summary>
    /// Whether a virtual call leads to a method that may as well lead to many others, or a table of types to the constructor of one of
    /// them.
    /// </summary>
    private bool IsOneOfMany(int node)
    {
        if (graph.TargetsOf(node) < Many && graph.ListedWith(node) < Table) return false;
        var (image, method) = graph.MethodOf(node);
        string type = image.NameOf(image.Reader.GetMethodDefinition(method).GetDeclaringType());
        // Who makes a state machine runs it.
        return !named.Contains(type) && !GeneratedNames.IsStateMachine(type);
    }

    private static bool IsConstructor((AssemblyImage Image, MethodDefinitionHandle Method) method) =>
        method.Image.Reader.StringComparer.Equals(method.Image.Reader.GetMethodDefinition(method.Method).Name, ".ctor");

    /// <summary>What an instruction of a method calls, as it names it.</summary>
    /// <param name="offset">Where the instruction starts, as the graph has read it.</param>
    /// <param name="leadsTo">The method that answers.</param>
    private (AssemblyImage Image, MethodDefinitionHandle Method)? Called(
        (AssemblyImage Image, MethodDefinitionHandle Method) caller, int offset,
        (AssemblyImage Image, MethodDefinitionHandle Method) leadsTo)
    {
        if (caller.Image.Body(caller.Image.Reader.GetMethodDefinition(caller.Method)) is not { } body) return null;
        var il = body.From(offset);
        if (!il.MoveNext() || il.OpCode is not (ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj)) return null;
        // Who makes an object calls its constructor, and what else of it answers somebody else calls.
        if (il.OpCode == ILOpCode.Newobj && !IsConstructor(leadsTo)) return null;
        var named = world.ResolveMember(caller.Image, il.Entity);
        // One that is gone is named all the same.
        if (!named.IsFound && named.Type.IsFound) named = former.ResolveMember(caller.Image, il.Entity);
        return named.IsFound ? (named.Image, (MethodDefinitionHandle)named.Member) : null;
    }
}
