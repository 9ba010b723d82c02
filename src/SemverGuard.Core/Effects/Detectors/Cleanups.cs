using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// What a <c>finally</c> did, whatever happened, is done at the end by now, which an exception may never come to; or the other way round.
/// </summary>
internal static class Cleanups
{
    public static string? Find(MethodPair pair)
    {
        if (pair.WasHandle.IsNil || Calls(pair.BeforeSide, pair.WasHandle) is not { } was
            || Calls(pair.AfterSide, pair.IsHandle) is not { } now)
            return null;
        foreach (var (key, isFinal) in was.Select(x => (x.Key, x.Value)))
        {
            if (isFinal is null || !now.TryGetValue(key, out bool? isNow) || isNow is null || isNow == isFinal) continue;
            return isFinal == true ? $"now {key} only where it comes to its end (was in a finally)"
                : $"now {key} in a finally (was only where it came to its end)";
        }
        return null;
    }

    /// <summary>
    /// What is called and set, and whether in a <c>finally</c>; null for what is done in both. Nothing where there is no telling: an
    /// <c>await</c> in a <c>finally</c> is compiled as a <c>catch</c> of everything and what follows it.
    /// </summary>
    private static Dictionary<string, bool?>? Calls(Side side, MethodDefinitionHandle method)
    {
        var found = new Dictionary<string, bool?>(StringComparer.Ordinal);
        foreach (var (definition, body) in WrittenBodies.Read(side, method))
        {
            if (body.ExceptionRegions.Any(x => !x.CatchType.IsNil && side.Operands[x.CatchType].Type == "System.Object")) return null;
            bool isFinal = side.Image.Reader.StringComparer.StartsWith(definition.Name, "<>m__Finally");
            var finals = GuardedCode.In(body.ExceptionRegions.Where(x => x.Kind == ExceptionRegionKind.Finally));
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (Shown(side, il) is not { } shown) continue;
                bool isHere = isFinal || finals.Contains(il.Offset);
                found[shown] = found.TryGetValue(shown, out bool? known) && known != isHere ? null : isHere;
            }
        }
        return found;
    }

    /// <summary>Not what gives an answer, and not what compilers write: a lock is left, an enumerator is disposed of.</summary>
    private static string? Shown(Side side, IlReader il)
    {
        bool isCall = il.OpCode is ILOpCode.Call or ILOpCode.Callvirt;
        if (!isCall && il.OpCode is not (ILOpCode.Stfld or ILOpCode.Stsfld)) return null;
        var target = side.Operands[il.Entity];
        if (target.IsGenerated || target.Starts("System.Runtime.") || target.Starts("System.Threading.Monitor")) return null;
        if (!isCall) return "sets " + target.Shown;
        return target.Pushes || target.Name is "Dispose" or "DisposeAsync" ? null : $"{target.Verb} {target.Shown}";
    }
}
