using System.Reflection.Metadata;
using SemverGuard.Effects.Flow;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>What an assembly sets right behind each construction of an object of its own: <c>new Options { Most = 3 }</c>.</summary>
internal sealed class MadeObjects(AssemblyImage image, OperandTable operands)
{
    private Dictionary<MethodDefinitionHandle, HashSet<string>>? members;

    /// <summary>Whether the assembly calls a constructor, and sets that member of the object wherever it does.</summary>
    public bool AreAllSet(MethodDefinitionHandle constructor, string member) =>
        (members ??= Read()).TryGetValue(constructor, out var set) && set.Contains(member);

    private Dictionary<MethodDefinitionHandle, HashSet<string>> Read()
    {
        var found = new Dictionary<MethodDefinitionHandle, HashSet<string>>();
        foreach (var (_, body) in image.Bodies())
        {
            foreach (var (constructor, set) in In(body))
            {
                if (found.TryGetValue(constructor, out var known)) known.IntersectWith(set);
                else found[constructor] = set;
            }
        }
        return found;
    }

    private List<(MethodDefinitionHandle Constructor, HashSet<string> Set)> In(MethodBodyBlock body)
    {
        var made = new List<(MethodDefinitionHandle Constructor, HashSet<string> Set)>();
        var open = new List<(string Type, HashSet<string> Set)>();
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode.IsBranch()) open.Clear(); // what follows is done in some cases
            if (il.OpCode is not (ILOpCode.Newobj or ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Stfld)) continue;
            var operand = operands[il.Entity];
            if (operand.IsConstructor && !operand.OwnMethod.IsNil)
            {
                // A constructor that another one calls is no object of its own.
                var set = new HashSet<string>(StringComparer.Ordinal);
                made.Add((operand.OwnMethod, set));
                if (il.OpCode == ILOpCode.Newobj) open.Add((operand.Type, set));
            }
            else if ((il.OpCode == ILOpCode.Stfld ? operand.Name : operand.SetProperty) is { } member)
            {
                open.FindLast(x => x.Type == operand.Type).Set?.Add(member);
            }
        }
        return made;
    }
}
