using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A sequence that the method is given is gone through in more places: what makes it works once more, or has run dry.</summary>
internal static class Walks
{
    private const string Sequence = "System.Collections.Generic.IEnumerable{", Untyped = "System.Collections.IEnumerable";

    public static string? Find(MethodPair pair)
    {
        if (pair.WasHandle.IsNil) return null;
        var types = pair.AfterSide.Image.SignatureOf(pair.AfterSide.Image.Reader.GetMethodDefinition(pair.IsHandle)).ParameterTypes;
        for (int i = 0; i < types.Length; i++)
        {
            if (types[i] != Untyped && !types[i].StartsWith(Sequence, StringComparison.Ordinal)) continue;
            int was = Count(pair.BeforeSide, pair.WasHandle, pair.Before, i), now = Count(pair.AfterSide, pair.IsHandle, pair.After, i);
            if (was != 1 || now < 2) continue;
            return $"now goes through {Members.ParameterName(pair.AfterSide, pair.IsHandle, i)} in {now} places (was one)";
        }
        return null;
    }

    private static int Count(Side side, MethodDefinitionHandle method, Script script, int parameter) =>
        Loops(side, method, parameter) + script.Calls.Count(x => x.Arguments is [{ Kind: ValueKind.Argument } given, ..]
            && given.Position == parameter
            && (x.Target!.Type == "System.Linq.Enumerable" || x.IsConstruction && x.Target.Starts("System.Collections.")));

    /// <summary>A <c>foreach</c> asks the argument itself for its enumerator; scripts have no step of that.</summary>
    private static int Loops(Side side, MethodDefinitionHandle method, int parameter)
    {
        var definition = side.Image.Reader.GetMethodDefinition(method);
        if (side.Image.Body(definition) is not { } body) return 0;
        int slot = parameter + ((definition.Attributes & MethodAttributes.Static) == 0 ? 1 : 0), loops = 0;
        bool isLoaded = false;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (isLoaded && il.OpCode == ILOpCode.Callvirt && side.Operands[il.Entity].Name == "GetEnumerator") loops++;
            isLoaded = il.Long is (ILOpCode.Ldarg, var loaded) && loaded == slot;
        }
        return loops;
    }
}
