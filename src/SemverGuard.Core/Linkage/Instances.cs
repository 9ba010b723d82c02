using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>The types that reached code loads and makes objects of, and the methods that run because there are such objects.</summary>
/// <param name="visit">Told of every type that is loaded: assembly, token, instruction, offset, node.</param>
internal sealed class Instances(
    AssemblySet world, GraphNumbers numbers, CallPaths paths, VirtualSlots slots, OptionalOverrides optional, DispatchTargets targets,
    Action<AssemblyImage, EntityHandle, ILOpCode, int, int> visit)
{
    private readonly bool[] instantiated = new bool[numbers.TypeCount];
    private readonly bool[] touched = new bool[numbers.TypeCount];

    /// <summary>There is an object of a type.</summary>
    public event Action<TypeHome>? Made;

    public bool Has(TypeHome type) => numbers.Has(type.Image) && instantiated[numbers.Of(type)];

    /// <summary>A call reaches a method that answers it.</summary>
    /// <param name="declaration">What is called, where another method answers.</param>
    public void Dispatch(int node, MemberHome declaration, int caller, int offset, Step step)
    {
        if (!paths.Has(node)) targets.Reach(node, declaration);
        paths.Reach(node, caller, offset, step);
    }

    /// <summary>A type whose code runs or whose layout is needed: it is loaded, and its static constructor runs.</summary>
    public void Touch(TypeHome type, int node, int offset)
    {
        if (!numbers.Has(type.Image) || touched[numbers.Of(type)]) return;
        touched[numbers.Of(type)] = true;
        visit(type.Image!, type.Handle, ILOpCode.Nop, offset, node);
        foreach (var (ancestor, _) in world.MemberScopes(type))
        {
            if (ancestor.IsFound && ancestor != type) Touch(ancestor, node, offset);
        }
        var reader = type.Image!.Reader;
        foreach (var handle in type.Definition.GetMethods())
        {
            if (reader.StringComparer.Equals(reader.GetMethodDefinition(handle).Name, ".cctor"))
                paths.Reach(numbers.Of(type.Image, handle), node, offset, Step.Call);
        }
        if (ReferenceCheck.IsValue(type)) Instantiate(type, node, offset); // a struct needs no constructor
    }

    /// <summary>An object of a type is made: what it overrides may be called from now on.</summary>
    public void Instantiate(TypeHome type, int node, int offset)
    {
        if (!type.IsFound || !numbers.Has(type.Image) || instantiated[numbers.Of(type)]) return;
        instantiated[numbers.Of(type)] = true;
        Touch(type, node, offset);
        foreach (var filling in Slots.Of(world, type))
        {
            if (!numbers.Has(filling.Filler.Image)) continue;
            int filler = numbers.Of(filling.Filler.Image, filling.Filler.Member);
            var declaration = filling.Declaration;
            if (filling.Filler.Type == type) targets.Add(declaration);
            if (!numbers.Has(declaration.Image))
            {
                if (!OptionalOverrides.IsOptional(filling)) Dispatch(filler, declaration, node, offset, Step.Callback);
                else if (optional.Add(declaration, filler, node, offset) is { } caller)
                    Dispatch(filler, declaration, caller.Node, caller.Offset, Step.Call);
                continue;
            }
            int slot = numbers.Of(declaration.Image, declaration.Member);
            if (slots.CallerOf(slot) is { } first) Dispatch(filler, declaration, first.Node, first.Offset, Step.Call);
            else slots.Wait(slot, declaration, filler);
        }
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        Made?.Invoke(type);
        var baseType = type.Definition.BaseType;
        if (!baseType.IsNil) Instantiate(world.Resolve(type.Image!, baseType), node, offset);
    }
}
