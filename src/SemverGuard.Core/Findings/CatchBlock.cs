using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Findings;

/// <summary>A <c>try</c> of the project's own whose <c>catch</c> names an exception.</summary>
/// <param name="Type">Full name of the exception.</param>
/// <param name="Calls">
/// What the block calls besides constructors, accessors and the framework's own code, as <c>Namespace.Type.Method</c>: what a package may
/// answer.
/// </param>
internal sealed record CatchBlock(string Type, IReadOnlyCollection<string> Calls)
{
    /// <summary>The types of packages that the block constructs, as <c>Namespace.Type.#ctor</c>.</summary>
    private IReadOnlyCollection<string> Makes { get; init; } = [];

    /// <summary>The words of the exception are read.</summary>
    public bool ReadsMessage { get; init; }

    /// <summary>Handlers beyond which no person wrote a method, and each would be read for itself.</summary>
    private const int MostRegions = 100;

    /// <summary>Who catches everything depends on nothing but its words.</summary>
    public bool TakesAll => Type is "System.Exception" or "System.Object";

    /// <param name="world">Where the framework's types are found; null where nothing but names is known of them.</param>
    /// <exception cref="BadImageFormatException">The assembly is damaged.</exception>
    public static IEnumerable<CatchBlock> In(AssemblyImage consumer, AssemblySet? world)
    {
        foreach (var (_, body) in consumer.Bodies())
        {
            foreach (var region in body.ExceptionRegions)
            {
                if (region.Kind is not (ExceptionRegionKind.Catch or ExceptionRegionKind.Filter)) continue;
                bool isFilter = region.Kind == ExceptionRegionKind.Filter, areMany = body.ExceptionRegions.Length > MostRegions;
                if (isFilter && areMany) continue;
                var block = new CatchBlock(Handlers.TypeOf(consumer, body, region), [])
                {
                    ReadsMessage = !areMany && Reads(consumer, body, region),
                };
                if (block.ReadsMessage || !(block.TakesAll || isFilter))
                {
                    var (calls, makes) = In(consumer, world, body, region);
                    yield return block with { Calls = calls, Makes = makes, IsFilter = isFilter };
                }
            }
        }
    }

    /// <summary>The clause has a condition.</summary>
    public bool IsFilter { get; private init; }

    /// <summary>Whether the handler, or its filter, asks for the message or writes the exception as a whole.</summary>
    private static bool Reads(AssemblyImage consumer, MethodBodyBlock body, ExceptionRegion region)
    {
        int start = region.Kind == ExceptionRegionKind.Filter ? region.FilterOffset : region.HandlerOffset;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.Offset < start || il.Offset >= region.HandlerOffset + region.HandlerLength || il.OpCode != ILOpCode.Callvirt
                || il.Entity.Kind != HandleKind.MemberReference)
                continue;
            var member = consumer.Reader.GetMemberReference((MemberReferenceHandle)il.Entity);
            if (member.Parent.Kind != HandleKind.TypeReference) continue;
            if ((consumer.NameOf(member.Parent), consumer.Reader.GetString(member.Name)) is ("System.Exception", "get_Message")
                or ("System.Object" or "System.Exception", "ToString") or ("System.ArgumentException", "get_ParamName")
                or ("System.ObjectDisposedException", "get_ObjectName"))
                return true;
        }
        return false;
    }

    /// <summary>
    /// Whether the block is about that member alone: where it calls others too, its exception may be theirs. A block that does nothing
    /// but make an object is about that.
    /// </summary>
    /// <param name="path">Documentation ids of methods, of which the block calls one.</param>
    public bool IsAbout(IEnumerable<string> path) =>
        Calls.Count == 1 && path.Any(x => Calls.Contains(Plain(x)))
        || Calls.Count == 0 && Makes.Count == 1 && path.Any(x => Makes.Contains(Plain(x)));

    /// <summary>Whether the block calls a member among others.</summary>
    /// <param name="path">Documentation ids of methods, of which the block calls one.</param>
    public bool Leads(IEnumerable<string> path) => path.Any(x => Calls.Contains(Plain(x)));

    /// <summary>What the block calls, and of what packages it makes objects.</summary>
    private static (HashSet<string> Calls, HashSet<string> Makes) In(
        AssemblyImage consumer, AssemblySet? world, MethodBodyBlock body, ExceptionRegion region)
    {
        HashSet<string> calls = new(StringComparer.Ordinal), makes = new(StringComparer.Ordinal);
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.Offset < region.TryOffset || il.Offset >= region.TryOffset + region.TryLength) continue;
            if (il.OpCode is ILOpCode.Call or ILOpCode.Callvirt && Called(consumer, world, il.Entity) is { } name) calls.Add(name);
            else if (il.OpCode == ILOpCode.Newobj && consumer.DeclaringTypeName(il.Entity) is { } type
                && !type.StartsWith("System.", StringComparison.Ordinal))
                makes.Add(type + ".#ctor");
        }
        return (calls, makes);
    }

    /// <summary>What a call is to, as <see cref="Calls"/> has it; null for the framework's own code, accessors and constructors.</summary>
    public static string? Called(AssemblyImage image, AssemblySet? world, EntityHandle method)
    {
        var reader = image.Reader;
        switch (method.Kind)
        {
            case HandleKind.MethodSpecification:
                return Called(image, world, reader.GetMethodSpecification((MethodSpecificationHandle)method).Method);
            case HandleKind.MethodDefinition:
                var definition = reader.GetMethodDefinition((MethodDefinitionHandle)method);
                return Name(image.NameOf(definition.GetDeclaringType()), reader.GetString(definition.Name), isOpen: false);
            case HandleKind.MemberReference:
                var reference = reader.GetMemberReference((MemberReferenceHandle)method);
                var type = reference.Parent.Kind == HandleKind.TypeSpecification
                    ? TypeResolution.NamedType(image, (TypeSpecificationHandle)reference.Parent)
                    : reference.Parent;
                return type.IsNil
                    ? null
                    : Name(image.NameOf(type), reader.GetString(reference.Name), world is not null && IsOpen(world.Resolve(image, type)));
            default:
                return null;
        }
    }

    /// <summary>
    /// An abstract class of the framework, which packages derive from: <c>DbConnection</c>, <c>Stream</c>. Interfaces are mostly the
    /// language's own.
    /// </summary>
    private static bool IsOpen(TypeHome type) =>
        type.IsFound
        && (type.Definition.Attributes & (TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.Interface))
            == TypeAttributes.Abstract;

    /// <param name="isOpen">The type may stand for one of a package.</param>
    private static string? Name(string type, string method, bool isOpen)
    {
        bool isAccessor = method.StartsWith("get_", StringComparison.Ordinal) || method.StartsWith("set_", StringComparison.Ordinal);
        bool isFrameworks = type.StartsWith("System.", StringComparison.Ordinal) && !isOpen;
        return isAccessor || isFrameworks || method.Length == 0 || method[0] is '.' or '<' ? null : type + "." + method;
    }

    /// <summary><c>M:Lib.Store.Put``1(System.Int32)</c> is <c>Lib.Store.Put</c>.</summary>
    public static string Plain(string id)
    {
        int end = id.IndexOf('(');
        string name = end < 0 ? id.Substring(2) : id.Substring(2, end - 2);
        int generic = name.IndexOf("``", StringComparison.Ordinal);
        return generic < 0 ? name : name.Substring(0, generic);
    }
}
