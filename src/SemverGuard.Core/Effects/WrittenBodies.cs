using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>What somebody wrote as one method: its body, and those that the compiler made of it.</summary>
internal static class WrittenBodies
{
    /// <summary>The method first, then its lambdas, local functions and state machines.</summary>
    /// <remarks>Several detectors ask for those of each changed method.</remarks>
    public static IReadOnlyList<MethodDefinitionHandle> Of(Side side, MethodDefinitionHandle method) =>
        side.Written.TryGetValue(method, out var known) ? known : side.Written[method] = [.. Find(side, method)];

    /// <summary>The same with what is in them, where that is there.</summary>
    public static IEnumerable<(MethodDefinition Method, MethodBodyBlock Body)> Read(Side side, MethodDefinitionHandle method)
    {
        foreach (var part in Of(side, method))
        {
            var definition = side.Image.Reader.GetMethodDefinition(part);
            if (side.Image.Body(definition) is { } body) yield return (definition, body);
        }
    }

    private static IEnumerable<MethodDefinitionHandle> Find(Side side, MethodDefinitionHandle method)
    {
        var seen = new HashSet<MethodDefinitionHandle> { method };
        var open = new Queue<MethodDefinitionHandle>(seen);
        while (open.Count > 0)
        {
            var next = open.Dequeue();
            yield return next;
            foreach (var part in Parts(side, next).Where(seen.Add)) open.Enqueue(part);
        }
    }

    private static List<MethodDefinitionHandle> Parts(Side side, MethodDefinitionHandle method)
    {
        var parts = new List<MethodDefinitionHandle>();
        if (side.Image.Body(side.Image.Reader.GetMethodDefinition(method)) is not { } body) return parts;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode is ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj or ILOpCode.Ldftn or ILOpCode.Stfld)
                parts.AddRange(Generated.Bodies(side.Image, side.Operands[il.Entity]));
        }
        return parts;
    }
}
