using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>How the walk came to a method.</summary>
internal enum Step { Root, Call, Callback, Optional }

/// <summary>
/// Which methods an application can reach, and by which way. Rapid type analysis: a virtual call goes to the overrides of those types that
/// some reached code makes an instance of; an override of a framework method is called by the framework once its type has an instance, or,
/// where the framework can do without it, by who is seen to call it.
/// </summary>
/// <remarks>Breadth first, so that the way found first is a shortest one. Type arguments are not tracked; of reflection by name, the types
/// that the project names are seen.</remarks>
internal sealed class CallGraph
{
    private readonly AssemblySet world;
    private readonly Dictionary<AssemblyImage, Numbering> numbers = [];
    private readonly List<AssemblyImage> images = [];
    private readonly List<int> starts = [];
    private readonly int[] callers;
    private readonly int[] offsets;
    private readonly Step[] steps;
    private readonly int[] slotCallers;
    private readonly int[] slotOffsets;
    private readonly HashSet<(AssemblyImage, EntityHandle)> handed = [];
    private readonly HashSet<int> described = [];
    private readonly Dictionary<int, (int Node, int Offset)> givers = [];
    private readonly Queue<int> open = new();
    private readonly Dictionary<int, (MemberHome Declaration, List<int> Overrides)> waiting = [];
    private readonly OptionalOverrides optional = new();
    private readonly Dictionary<AssemblyImage, NamedMethods> named = [];
    private readonly EscapingTypes escaping;
    private readonly DispatchTargets targets = new();
    private readonly bool[] instantiated;
    private readonly bool[] touched;
    private readonly Action<AssemblyImage, EntityHandle, ILOpCode, int, int> visit;
    private readonly AssemblyImage? consumer;

    private const int Unreached = -1;

    /// <summary>The consumer is compiled again: what it calls is called by what it finds then.</summary>
    public bool IsRebuilt { get; init; }

    /// <summary>Stands for a catch clause, which has no instruction of its own.</summary>
    public const ILOpCode CatchClause = ILOpCode.Leave;

    /// <param name="visit">Told of every token in every reached body: assembly, token, instruction, offset, node; and of every type that is
    /// loaded, with its definition's token.</param>
    /// <param name="consumer">The project's own assembly, whose texts may name types.</param>
    public CallGraph(AssemblySet world, Action<AssemblyImage, EntityHandle, ILOpCode, int, int> visit, AssemblyImage? consumer = null)
    {
        this.world = world;
        this.consumer = consumer;
        this.visit = visit;
        escaping = new EscapingTypes(world, IsFollowed);
        int methods = 0, types = 0;
        foreach (var image in world.Application)
        {
            numbers[image] = new Numbering(methods, types);
            images.Add(image);
            starts.Add(methods);
            methods += image.MethodCount + 1;
            types += image.TypeCount + 1;
        }
        callers = Filled(methods);
        slotCallers = Filled(methods);
        slotOffsets = new int[methods];
        offsets = new int[methods];
        steps = new Step[methods];
        instantiated = new bool[types];
        touched = new bool[types];
    }

    private static int[] Filled(int count)
    {
        int[] nodes = new int[count];
        for (int i = 0; i < count; i++) nodes[i] = Unreached;
        return nodes;
    }

    public void AddRoot(AssemblyImage image, MethodDefinitionHandle method)
    {
        int node = NodeOf(image, method);
        Reach(node, node, 0, Step.Root);
        // Who runs an instance method has an instance, whoever made it.
        var definition = image.Reader.GetMethodDefinition(method);
        var type = new TypeHome(image, definition.GetDeclaringType());
        bool isConcrete = (type.Definition.Attributes & (TypeAttributes.Abstract | TypeAttributes.Interface)) == 0;
        if (isConcrete && (definition.Attributes & MethodAttributes.Static) == 0) Instantiate(type, node, 0);
    }

    /// <summary>Walks until nothing new is reached.</summary>
    public void Walk()
    {
        do
        {
            while (open.Count > 0) Body(open.Dequeue());
            // What somebody calls is reached by that way, whoever else may.
            if (optional.Next() is { } next) Reach(next.Override, next.Node, next.Offset, Step.Optional);
        }
        while (open.Count > 0 || optional.Any);
    }

    public (AssemblyImage Image, MethodDefinitionHandle Method) MethodOf(int node)
    {
        int index = starts.BinarySearch(node);
        if (index < 0) index = ~index - 1;
        return (images[index], MetadataTokens.MethodDefinitionHandle(node - starts[index]));
    }

    /// <summary>The way to a node, root first: the methods, and the offset in the first of them where the second is called.</summary>
    public (List<int> Nodes, int FirstOffset, bool IsProven) PathTo(int node)
    {
        var nodes = new List<int> { node };
        int firstOffset = 0;
        bool isProven = true;
        while (callers[node] != node)
        {
            firstOffset = offsets[node];
            isProven &= steps[node] == Step.Call;
            node = callers[node];
            nodes.Add(node);
        }
        nodes.Reverse();
        return (nodes, firstOffset, isProven);
    }

    /// <summary>Whether the way to a node begins with, or takes, an override that nobody is seen to call.</summary>
    public bool IsOptional(int node)
    {
        for (; callers[node] != node; node = callers[node])
        {
            if (steps[node] == Step.Optional) return true;
        }
        return false;
    }

    /// <summary>How many methods the call may go to that leads to a node on the way of <see cref="PathTo"/>.</summary>
    public int TargetsOf(int node) => targets.Of(node);

    /// <summary>Where its caller, on the way of <see cref="PathTo"/>, leads to a node.</summary>
    public int OffsetOf(int node) => offsets[node];

    /// <summary>The place that gives a type to somebody who may call anything of it; null when no reached code does.</summary>
    public (int Node, int Offset)? GiverOf(TypeHome type) => givers.TryGetValue(NumberOf(type), out var giver) ? giver : null;

    /// <summary>The node of a method, if it is reached.</summary>
    public int? ReachedNode(AssemblyImage image, MethodDefinitionHandle method) =>
        numbers.ContainsKey(image) && NodeOf(image, method) is var node && callers[node] != Unreached ? node : null;

    /// <summary>Whether some reached code makes an object of a type, or of one that derives from it.</summary>
    public bool IsInstantiated(TypeHome type) => IsFollowed(type.Image) && instantiated[NumberOf(type)];

    private int NodeOf(AssemblyImage image, EntityHandle method) => numbers[image].FirstMethod + Row(method, image.MethodCount);

    private int NumberOf(TypeHome type) => numbers[type.Image!].FirstType + Row(type.Handle, type.Image!.TypeCount);

    private static int Row(EntityHandle handle, int rows) =>
        MetadataTokens.GetRowNumber(handle) is var row && row <= rows
            ? row
            : throw new BadImageFormatException($"A token names row {row} of {rows}.");

    /// <summary>Whether an assembly's bodies are followed: the framework's are not.</summary>
    private bool IsFollowed(AssemblyImage? image) => image is not null && numbers.ContainsKey(image);

    /// <param name="declaration">What is called, where another method answers.</param>
    private void Dispatch(int node, MemberHome declaration, int caller, int offset, Step step)
    {
        if (callers[node] == Unreached) targets.Reach(node, declaration);
        Reach(node, caller, offset, step);
    }

    private void Reach(int node, int caller, int offset, Step step)
    {
        if (callers[node] != Unreached) return;
        callers[node] = caller;
        offsets[node] = offset;
        steps[node] = step;
        open.Enqueue(node);
    }

    private void Body(int node)
    {
        var (image, handle) = MethodOf(node);
        var method = image.Reader.GetMethodDefinition(handle);
        // <Module>, whose static constructor is the module initialiser.
        Touch(new TypeHome(image, MetadataTokens.TypeDefinitionHandle(1)), node, 0);
        Touch(new TypeHome(image, method.GetDeclaringType()), node, 0);
        visit(image, handle, ILOpCode.Nop, 0, node);
        if (image.Body(method) is not { } body) return;
        if (!body.LocalSignature.IsNil) visit(image, body.LocalSignature, ILOpCode.Nop, 0, node);
        foreach (var region in body.ExceptionRegions)
        {
            if (!region.CatchType.IsNil) visit(image, region.CatchType, CatchClause, region.HandlerOffset, node);
        }
        var named = NamedIn(image);
        named?.Begin();
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            foreach (var called in named?.At(il) ?? []) Called(image, called, il.Offset, node);
            if (il.OpCode == ILOpCode.Ldstr && image == consumer)
                Hand(TypesByName.Find(world, image.UserString(il.Token)), node, il.Offset);
            if (il.Token == 0 || il.OpCode is ILOpCode.Ldstr or ILOpCode.Calli) continue;
            visit(image, il.Entity, il.OpCode, il.Offset, node);
            // A type that is only asked for its name is given to nobody.
            var code = il.OpCode == ILOpCode.Ldtoken && IsNamed(image, il) ? ILOpCode.Nop : il.OpCode;
            Follow(image, il.Entity, code, il.Offset, node);
        }
    }

    private NamedMethods? NamedIn(AssemblyImage image)
    {
        if (!named.TryGetValue(image, out var methods)) named[image] = methods = new NamedMethods(image);
        return methods.Any ? methods : null;
    }

    /// <summary>By the framework, which was told the method's name.</summary>
    private void Called(AssemblyImage image, MethodDefinitionHandle method, int offset, int node)
    {
        int callee = NodeOf(image, method);
        Reach(callee, node, offset, Step.Callback);
        if ((image.Reader.GetMethodDefinition(method).Attributes & MethodAttributes.Virtual) != 0) CallSlot(callee, offset, node);
    }

    /// <summary>Whether <c>typeof(T).Name</c> is what begins here.</summary>
    private static bool IsNamed(AssemblyImage image, IlReader typeOf) =>
        typeOf.MoveNext() && typeOf.OpCode == ILOpCode.Call && image.MemberName(typeOf.Entity) == "GetTypeFromHandle"
        && typeOf.MoveNext() && typeOf.OpCode == ILOpCode.Callvirt
        && image.MemberName(typeOf.Entity) is "get_Name" or "get_FullName" or "get_Namespace" or "get_AssemblyQualifiedName";

    private void Follow(AssemblyImage image, EntityHandle operand, ILOpCode code, int offset, int node)
    {
        switch (operand.Kind)
        {
            case HandleKind.MethodSpecification:
                var called = image.Reader.GetMethodSpecification((MethodSpecificationHandle)operand).Method;
                if (escaping.Escape(world.ResolveMember(image, called)))
                    HandArguments(image, (MethodSpecificationHandle)operand, node, offset);
                Follow(image, called, code, offset, node);
                return;
            case HandleKind.MethodDefinition or HandleKind.MemberReference or HandleKind.FieldDefinition:
                if (operand.Kind == HandleKind.MemberReference)
                    HandArguments(image, image.Reader.GetMemberReference((MemberReferenceHandle)operand).Parent, node, offset);
                var member = world.ResolveMember(image, operand);
                if (!member.IsFound && member.Type.IsFound && IsRebuilt && image == consumer)
                    member = GrownMethod.Of(image, operand, member.Type) ?? member;
                Member(member, code, offset, node);
                return;
            case HandleKind.TypeDefinition or HandleKind.TypeReference or HandleKind.TypeSpecification:
                var home = world.Resolve(image, operand);
                if (!home.IsFound) return;
                if (code == ILOpCode.Ldtoken) Hand(home, node, offset);
                else if (code is ILOpCode.Initobj or ILOpCode.Box) Instantiate(home, node, offset);
                else Touch(home, node, offset);
                return;
        }
    }

    /// <summary>The arguments of a generic method that may make objects of them.</summary>
    private void HandArguments(AssemblyImage image, MethodSpecificationHandle method, int node, int offset)
    {
        var mentioned = new MentionedTypes(image);
        image.Reader.GetMethodSpecification(method).DecodeSignature(mentioned, GenericScope.Open);
        for (int i = 0; i < mentioned.Seen.Count; i++) Hand(world.Resolve(image, mentioned.Seen[i]), node, offset);
    }

    private void HandArguments(AssemblyImage image, EntityHandle type, int node, int offset)
    {
        if (type.Kind != HandleKind.TypeSpecification || handed.Contains((image, type))) return;
        handed.Add((image, type));
        if (!escaping.Escape(world.Resolve(image, type))) return;
        var mentioned = new MentionedTypes(image);
        image.Reader.GetTypeSpecification((TypeSpecificationHandle)type).DecodeSignature(mentioned, GenericScope.Open);
        var generic = TypeResolution.NamedType(image, (TypeSpecificationHandle)type);
        for (int i = 0; i < mentioned.Seen.Count; i++)
        {
            if (mentioned.Seen[i] != generic) Hand(world.Resolve(image, mentioned.Seen[i]), node, offset);
        }
    }

    private void Member(MemberHome home, ILOpCode code, int offset, int node)
    {
        if (!home.IsFound)
        {
            // A constructor that is gone: what is compiled again makes such objects by another one.
            if (code == ILOpCode.Newobj && home.Type.IsFound) Instantiate(home.Type, node, offset);
            return;
        }
        if (!IsFollowed(home.Image))
        {
            if (code is ILOpCode.Callvirt or ILOpCode.Ldvirtftn)
            {
                foreach (int called in optional.Call(home, node, offset)) Dispatch(called, home, node, offset, Step.Call);
            }
            return;
        }
        Touch(home.Type, node, offset);
        if (home.Member.Kind != HandleKind.MethodDefinition) return;
        if (code == ILOpCode.Newobj) Instantiate(home.Type, node, offset);
        int callee = NodeOf(home.Image, home.Member);
        Reach(callee, node, offset, Step.Call);
        var attributes = home.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)home.Member).Attributes;
        // A plain call of a virtual method is a base call, and goes to that method only; of a static one, the type argument answers.
        bool dispatches = code is ILOpCode.Callvirt or ILOpCode.Ldvirtftn || (attributes & MethodAttributes.Static) != 0;
        if (dispatches && (attributes & MethodAttributes.Virtual) != 0) CallSlot(callee, offset, node);
    }

    private void CallSlot(int slot, int offset, int node)
    {
        if (slotCallers[slot] != Unreached) return;
        slotCallers[slot] = node;
        slotOffsets[slot] = offset;
        if (!waiting.TryGetValue(slot, out var overrides)) return;
        foreach (int method in overrides.Overrides) Dispatch(method, overrides.Declaration, node, offset, Step.Call);
        waiting.Remove(slot);
    }

    /// <summary>A type whose code runs or whose layout is needed: it is loaded, and its static constructor runs.</summary>
    private void Touch(TypeHome type, int node, int offset)
    {
        if (!IsFollowed(type.Image) || touched[NumberOf(type)]) return;
        touched[NumberOf(type)] = true;
        visit(type.Image!, type.Handle, ILOpCode.Nop, offset, node);
        foreach (var (ancestor, _) in world.MemberScopes(type))
        {
            if (ancestor.IsFound && ancestor != type) Touch(ancestor, node, offset);
        }
        var reader = type.Image!.Reader;
        foreach (var handle in type.Definition.GetMethods())
        {
            if (reader.StringComparer.Equals(reader.GetMethodDefinition(handle).Name, ".cctor"))
                Reach(NodeOf(type.Image, handle), node, offset, Step.Call);
        }
        if (ReferenceCheck.IsValue(type)) Instantiate(type, node, offset); // a struct needs no constructor
    }

    /// <summary>A type given to somebody who may make an instance of it: all its constructors may run.</summary>
    private void Hand(TypeHome type, int node, int offset)
    {
        if (!type.IsFound || !IsFollowed(type.Image)) return;
        Touch(type, node, offset);
        Attributes(type, node, offset);
        if ((type.Definition.Attributes & (TypeAttributes.Abstract | TypeAttributes.Interface)) != 0) return;
        if (!givers.ContainsKey(NumberOf(type))) givers[NumberOf(type)] = (node, offset);
        Instantiate(type, node, offset);
        var reader = type.Image!.Reader;
        foreach (var handle in type.Definition.GetMethods())
        {
            if (reader.StringComparer.Equals(reader.GetMethodDefinition(handle).Name, ".ctor"))
                Reach(NodeOf(type.Image, handle), node, offset, Step.Callback);
        }
    }

    /// <summary>Who is handed a type may ask for its attributes, and those of its members: they are made then, and not before.</summary>
    private void Attributes(TypeHome type, int node, int offset)
    {
        foreach (var handle in HandedAttributes.Of(type))
        {
            var attribute = type.Image!.Reader.GetCustomAttribute(handle);
            visit(type.Image, handle, ILOpCode.Newobj, offset, node);
            visit(type.Image, attribute.Constructor, ILOpCode.Newobj, offset, node);
            foreach (var method in HandedAttributes.Methods(world, type.Image, attribute))
            {
                if (!IsFollowed(method.Image)) continue;
                Reach(NodeOf(method.Image, method.Member), node, offset, Step.Callback);
                Instantiate(method.Type, node, offset);
            }
        }
        if (!described.Add(NumberOf(type))) return;
        foreach (var handle in HandedAttributes.Of(type))
        {
            var attribute = type.Image!.Reader.GetCustomAttribute(handle);
            foreach (var named in HandedAttributes.Types(world, type.Image, attribute)) Hand(named, node, offset);
        }
    }

    private void Instantiate(TypeHome type, int node, int offset)
    {
        if (!type.IsFound || !IsFollowed(type.Image) || instantiated[NumberOf(type)]) return;
        instantiated[NumberOf(type)] = true;
        Touch(type, node, offset);
        foreach (var filling in Slots.Of(world, type))
        {
            if (!IsFollowed(filling.Filler.Image)) continue;
            int filler = NodeOf(filling.Filler.Image, filling.Filler.Member);
            var declaration = filling.Declaration;
            if (filling.Filler.Type == type) targets.Add(declaration);
            if (!IsFollowed(declaration.Image))
            {
                if (!OptionalOverrides.IsOptional(filling)) Dispatch(filler, declaration, node, offset, Step.Callback);
                else if (optional.Add(declaration, filler, node, offset) is { } caller)
                    Dispatch(filler, declaration, caller.Node, caller.Offset, Step.Call);
                continue;
            }
            int slot = NodeOf(declaration.Image, declaration.Member);
            if (slotCallers[slot] != Unreached)
            {
                Dispatch(filler, declaration, slotCallers[slot], slotOffsets[slot], Step.Call);
                continue;
            }
            if (!waiting.TryGetValue(slot, out var overrides)) waiting[slot] = overrides = (declaration, []);
            overrides.Overrides.Add(filler);
        }
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var baseType = type.Definition.BaseType;
        if (!baseType.IsNil) Instantiate(world.Resolve(type.Image!, baseType), node, offset);
    }

    /// <summary>Where an assembly's methods and types start in the tables of all.</summary>
    private sealed record Numbering(int FirstMethod, int FirstType);
}
