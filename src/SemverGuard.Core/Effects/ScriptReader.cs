using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>Reads a method into a <see cref="Script"/>, by following its values from instruction to instruction, in the order they stand.</summary>
/// <remarks>Where ways meet, a value that differs is unknown; nothing is guessed.</remarks>
/// <param name="isInlined">Own methods whose code counts as their caller's: helpers that only this version has.</param>
internal sealed class ScriptReader(AssemblyImage image, OperandTable operands, Func<MethodDefinitionHandle, bool> isInlined)
{
    /// <summary>Helpers of helpers; deeper ones are no outlining.</summary>
    public const int DeepestHelper = 3;

    private readonly Dictionary<MethodDefinitionHandle, Script> throwing = [];

    /// <summary>Of the method that is read.</summary>
    private List<Limit> limits = [];

    public AssemblyImage Image => image;

    public OperandTable Operands => operands;

    /// <exception cref="BadImageFormatException">The body is damaged.</exception>
    public Script Read(MethodDefinitionHandle method)
    {
        var steps = new List<Step>();
        var seen = new HashSet<MethodDefinitionHandle>();
        var (outer, own) = (limits, new List<Limit>());
        limits = own;
        Add(method, steps, seen, depth: 0);
        limits = outer;
        var attributes = image.Reader.GetMethodDefinition(method).GetCustomAttributes();
        return new Script(Merged(steps))
        {
            IsAsync = CustomAttributes.Has(image, attributes, "System.Runtime.CompilerServices.AsyncStateMachineAttribute"),
            IsIterator = CustomAttributes.Has(image, attributes, "System.Runtime.CompilerServices.IteratorStateMachineAttribute"),
            Limits = own,
            OnlyThrows = steps.Exists(x => x.Kind == StepKind.Throw) && !HasReturn(method),
        };
    }

    /// <summary>A body's steps, once for every method that leads to it.</summary>
    public void Add(MethodDefinitionHandle method, List<Step> steps, HashSet<MethodDefinitionHandle> seen, int depth)
    {
        if (!seen.Add(method)) return;
        var definition = image.Reader.GetMethodDefinition(method);
        if (image.Body(definition) is not { } body) return;
        new BodyWalk(this, definition, body, steps, seen, depth, limits).Run();
    }

    /// <summary>A construction that is thrown is told by the throw; literals and calls that ended as words say nothing more.</summary>
    private static List<Step> Merged(List<Step> steps) => steps.FindAll(x => !(x.IsConstruction && ExceptionTypes.IsName(x.Target!.Type)) && !x.IsMessage);

    /// <summary>What an own method throws, if it does nothing else.</summary>
    public Script Throwing(MethodDefinitionHandle method)
    {
        if (throwing.TryGetValue(method, out var known)) return known;
        throwing[method] = Script.Empty; // for helpers that call each other
        return throwing[method] = HasReturn(method) ? Script.Empty : Read(method);
    }

    private bool HasReturn(MethodDefinitionHandle method)
    {
        if (image.Body(image.Reader.GetMethodDefinition(method)) is not { } body) return true;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Ret) return true;
        }
        return false;
    }

    /// <summary>Whether an own method counts as part of its callers.</summary>
    public bool IsPart(MethodDefinitionHandle method) => isInlined(method);

    /// <summary>A helper that the other version does not have.</summary>
    public bool IsOnlyHere(Operand call) => !call.OwnMethod.IsNil && isInlined(call.OwnMethod);

    /// <summary>The first exception that a factory constructs.</summary>
    public string? Constructed(MethodDefinitionHandle method)
    {
        if (image.Body(image.Reader.GetMethodDefinition(method)) is not { } body) return null;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Newobj && operands[il.Entity] is var call && ExceptionTypes.IsName(call.Type)) return call.Type;
        }
        return null;
    }
}
