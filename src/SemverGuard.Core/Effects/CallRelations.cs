using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>Which methods of an assembly have to do with each other: what is done in one may have been done in the other.</summary>
internal sealed class CallRelations(AssemblyImage image)
{
    private const int Deepest = 3;

    private readonly OperandTable operands = new(image);
    private readonly Dictionary<MethodDefinitionHandle, HashSet<MethodDefinitionHandle>> called = [];

    /// <summary>Whether one leads to the other, or a method of their type calls both; what constructs comes before everything.</summary>
    public bool AreRelated(EntityHandle first, EntityHandle second)
    {
        if (first == second || first.Kind != HandleKind.MethodDefinition || second.Kind != HandleKind.MethodDefinition) return true;
        var (one, other) = ((MethodDefinitionHandle)first, (MethodDefinitionHandle)second);
        if (operands[one].IsConstructor || operands[other].IsConstructor) return true;
        return LeadsTo(one, other, Deepest, []) || LeadsTo(other, one, Deepest, [])
            || image.Reader.GetTypeDefinition(image.Reader.GetMethodDefinition(one).GetDeclaringType()).GetMethods()
                .Any(x => Calls(x, one) && Calls(x, other));
    }

    private bool LeadsTo(MethodDefinitionHandle one, MethodDefinitionHandle other, int levels, HashSet<MethodDefinitionHandle> seen) =>
        Calls(one, other) || levels > 0 && Called(one).Any(x => seen.Add(x) && LeadsTo(x, other, levels - 1, seen));

    /// <summary>By itself, or by what it overrides or answers for.</summary>
    private bool Calls(MethodDefinitionHandle one, MethodDefinitionHandle other)
    {
        var all = Called(one);
        return all.Contains(other) || IsVirtual(other) && all.Any(x => IsVirtual(x) && operands[x].Name == operands[other].Name);
    }

    private bool IsVirtual(MethodDefinitionHandle method) =>
        (image.Reader.GetMethodDefinition(method).Attributes & MethodAttributes.Virtual) != 0;

    /// <summary>What a method calls or hands on, in its lambdas and its state machine too.</summary>
    private HashSet<MethodDefinitionHandle> Called(MethodDefinitionHandle method)
    {
        if (called.TryGetValue(method, out var known)) return known;
        var found = called[method] = [];
        if (image.Body(image.Reader.GetMethodDefinition(method)) is not { } body) return found;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode is not (ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj or ILOpCode.Ldftn or ILOpCode.Stfld)) continue;
            var operand = operands[il.Entity];
            if (operand.IsGenerated) foreach (var part in Generated.Bodies(image, operand)) found.UnionWith(Called(part).ToArray());
            else if (!operand.OwnMethod.IsNil) found.Add(operand.OwnMethod);
        }
        return found;
    }
}
