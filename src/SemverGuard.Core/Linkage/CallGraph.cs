using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

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
    private readonly GraphNumbers numbers;
    private readonly CallPaths paths;
    private readonly VirtualSlots slots;
    private readonly HandedTypes handed;
    private readonly OptionalOverrides optional = new();
    private readonly NamedMethodsOfAll named = new();
    private readonly EscapingTypes escaping;
    private readonly DispatchTargets targets = new();
    private readonly Instances instances;
    private readonly Action<AssemblyImage, EntityHandle, ILOpCode, int, int> visit;
    private readonly AssemblyImage? consumer;

    /// <summary>
    /// The world that the consumer was compiled in, where it is compiled again: what is gone from there is called by what it means then.
    /// </summary>
    public AssemblySet? Former { get; init; }

    /// <summary>Stands for a catch clause, which has no instruction of its own.</summary>
    public const ILOpCode CatchClause = ILOpCode.Leave;

    /// <param name="visit">Told of every token in every reached body: assembly, token, instruction, offset, node; and of every type that is
    /// loaded, with its definition's token.</param>
    /// <param name="consumer">The project's own assembly, whose texts may name types.</param>
    public CallGraph(AssemblySet world, Action<AssemblyImage, EntityHandle, ILOpCode, int, int> visit, AssemblyImage? consumer = null)
    {
        (this.world, this.consumer, this.visit) = (world, consumer, visit);
        numbers = new GraphNumbers(world.Application);
        escaping = new EscapingTypes(world, numbers.Has);
        paths = new CallPaths(numbers.MethodCount);
        slots = new VirtualSlots(numbers.MethodCount);
        instances = new Instances(world, numbers, paths, slots, optional, targets, visit);
        handed = new HandedTypes(world, numbers, paths, escaping, visit)
        {
            Touch = instances.Touch, Instantiate = instances.Instantiate, IsInstantiated = instances.Has,
        };
        instances.Made += handed.Made;
    }

    public void AddRoot(AssemblyImage image, MethodDefinitionHandle method)
    {
        int node = numbers.Of(image, method);
        Reach(node, node, 0, Step.Root);
        // Who runs an instance method has an instance, whoever made it.
        var definition = image.Reader.GetMethodDefinition(method);
        var type = new TypeHome(image, definition.GetDeclaringType());
        bool isConcrete = (type.Definition.Attributes & (TypeAttributes.Abstract | TypeAttributes.Interface)) == 0;
        if (isConcrete && (definition.Attributes & MethodAttributes.Static) == 0) instances.Instantiate(type, node, 0);
    }

    /// <summary>Walks until nothing new is reached.</summary>
    public void Walk()
    {
        do
        {
            while (paths.Open > 0) Body(paths.Next());
            // What somebody calls is reached by that way, whoever else may.
            if (optional.Next() is { } next) Reach(next.Override, next.Node, next.Offset, Step.Optional);
        }
        while (paths.Open > 0 || optional.Any);
    }

    public (AssemblyImage Image, MethodDefinitionHandle Method) MethodOf(int node) => numbers.MethodOf(node);

    /// <inheritdoc cref="CallPaths.To"/>
    public (List<int> Nodes, int FirstOffset, bool IsProven) PathTo(int node) => paths.To(node);

    /// <inheritdoc cref="CallPaths.IsOptional"/>
    public bool IsOptional(int node) => paths.IsOptional(node);

    /// <summary>Where its caller, on the way of <see cref="PathTo"/>, leads to a node.</summary>
    public int OffsetOf(int node) => paths.OffsetOf(node);

    /// <summary>How many methods the call may go to that leads to a node on the way of <see cref="PathTo"/>.</summary>
    public int TargetsOf(int node) => targets.Of(node);

    /// <inheritdoc cref="HandedTypes.ListedWith"/>
    public int ListedWith(int constructor) => handed.ListedWith(constructor);

    /// <summary>The place that gives a type to somebody who may call anything of it; null when no reached code does.</summary>
    public (int Node, int Offset)? GiverOf(TypeHome type) => handed.GiverOf(type);

    /// <summary>The node of a method, if it is reached.</summary>
    public int? ReachedNode(AssemblyImage image, MethodDefinitionHandle method) =>
        numbers.Has(image) && numbers.Of(image, method) is var node && paths.Has(node) ? node : null;

    /// <summary>Whether some reached code makes an object of a type, or of one that derives from it.</summary>
    public bool IsInstantiated(TypeHome type) => instances.Has(type);

    private void Reach(int node, int caller, int offset, Step step) => paths.Reach(node, caller, offset, step);

    private void Body(int node)
    {
        var (image, handle) = MethodOf(node);
        var method = image.Reader.GetMethodDefinition(handle);
        // <Module>, whose static constructor is the module initialiser.
        instances.Touch(new TypeHome(image, MetadataTokens.TypeDefinitionHandle(1)), node, 0);
        instances.Touch(new TypeHome(image, method.GetDeclaringType()), node, 0);
        visit(image, handle, ILOpCode.Nop, 0, node);
        if (image.Body(method) is not { } body) return;
        if (!body.LocalSignature.IsNil) visit(image, body.LocalSignature, ILOpCode.Nop, 0, node);
        foreach (var region in body.ExceptionRegions)
        {
            if (!region.CatchType.IsNil) visit(image, region.CatchType, CatchClause, region.HandlerOffset, node);
        }
        var names = named.In(image);
        names?.Begin();
        var tested = new TestedStretches(body);
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Isinst) tested.Note(il);
            foreach (var called in names?.At(il) ?? []) Called(image, called, il.Offset, node);
            if (il.OpCode == ILOpCode.Ldstr && image == consumer)
                handed.Hand(TypesByName.Find(world, image.UserString(il.Token)), node, il.Offset);
            if (il.Token == 0 || il.OpCode is ILOpCode.Ldstr or ILOpCode.Calli) continue;
            visit(image, il.Entity, il.OpCode, il.Offset, node);
            // A type that is only asked for its name is given to nobody.
            var code = il.OpCode == ILOpCode.Ldtoken && TypesByName.IsNamed(image, il) ? ILOpCode.Nop : il.OpCode;
            Follow(image, il.Entity, code, il.Offset, node, tested);
        }
    }

    /// <summary>By the framework, which was told the method's name.</summary>
    private void Called(AssemblyImage image, MethodDefinitionHandle method, int offset, int node)
    {
        int callee = numbers.Of(image, method);
        Reach(callee, node, offset, Step.Callback);
        if ((image.Reader.GetMethodDefinition(method).Attributes & MethodAttributes.Virtual) != 0) CallSlot(callee, offset, node);
    }

    private void Follow(AssemblyImage image, EntityHandle operand, ILOpCode code, int offset, int node, TestedStretches tested)
    {
        switch (operand.Kind)
        {
            case HandleKind.MethodSpecification:
                Follow(image, Instantiated(image, (MethodSpecificationHandle)operand, offset, node, tested), code, offset, node, tested);
                return;
            case HandleKind.MethodDefinition or HandleKind.MemberReference or HandleKind.FieldDefinition:
                if (operand.Kind == HandleKind.MemberReference)
                    handed.Arguments(image, image.Reader.GetMemberReference((MemberReferenceHandle)operand).Parent, node, offset);
                var member = world.ResolveMember(image, operand);
                if (!member.IsFound && member.Type.IsFound && image == consumer && Former is { } former)
                    member = CallShape.Successor(former.ResolveMember(image, operand), member.Type) ?? member;
                Member(member, code, offset, node);
                return;
            case HandleKind.TypeDefinition or HandleKind.TypeReference or HandleKind.TypeSpecification:
                var home = world.Resolve(image, operand);
                if (!home.IsFound) return;
                if (code == ILOpCode.Ldtoken) handed.List(home, node, offset);
                else if (code is ILOpCode.Initobj or ILOpCode.Box) instances.Instantiate(home, node, offset);
                else instances.Touch(home, node, offset);
                return;
        }
    }

    /// <summary>Hands on the arguments of a generic method.</summary>
    /// <returns>The method itself.</returns>
    private EntityHandle Instantiated(
        AssemblyImage image, MethodSpecificationHandle instantiation, int offset, int node, TestedStretches tested)
    {
        var method = image.Reader.GetMethodSpecification(instantiation).Method;
        if (escaping.Escape(world.ResolveMember(image, method)))
            handed.Arguments(image, instantiation, node, offset, x => tested.Contains(x, offset));
        return method;
    }

    private void Member(MemberHome home, ILOpCode code, int offset, int node)
    {
        if (!home.IsFound)
        {
            // A constructor that is gone: what is compiled again makes such objects by another one.
            if (code == ILOpCode.Newobj && home.Type.IsFound) instances.Instantiate(home.Type, node, offset);
            return;
        }
        if (!numbers.Has(home.Image))
        {
            if (code is ILOpCode.Callvirt or ILOpCode.Ldvirtftn)
            {
                foreach (int called in optional.Call(home, node, offset)) instances.Dispatch(called, home, node, offset, Step.Call);
            }
            return;
        }
        instances.Touch(home.Type, node, offset);
        if (home.Member.Kind != HandleKind.MethodDefinition) return;
        if (code == ILOpCode.Newobj) instances.Instantiate(home.Type, node, offset);
        int callee = numbers.Of(home.Image, home.Member);
        Reach(callee, node, offset, Step.Call);
        var attributes = home.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)home.Member).Attributes;
        // A plain call of a virtual method is a base call, and goes to that method only; of a static one, the type argument answers.
        bool dispatches = code is ILOpCode.Callvirt or ILOpCode.Ldvirtftn || (attributes & MethodAttributes.Static) != 0;
        if (dispatches && (attributes & MethodAttributes.Virtual) != 0) CallSlot(callee, offset, node);
    }

    private void CallSlot(int slot, int offset, int node)
    {
        if (slots.Call(slot, node, offset) is not { } overrides) return;
        foreach (int method in overrides.Overrides) instances.Dispatch(method, overrides.Declaration, node, offset, Step.Call);
    }
}
