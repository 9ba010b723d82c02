using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A method names another type, as <c>typeof</c> does.</summary>
internal static class NamedTypes
{
    public static string? Find(MethodPair pair)
    {
        if (pair.WasHandle.IsNil) return null;
        string[] was = Named(pair.BeforeSide, pair.WasHandle), now = Named(pair.AfterSide, pair.IsHandle);
        return was.Except(now).ToArray() is [var gone] && now.Except(was).ToArray() is [var come] && was.Length == now.Length
            && pair.BeforeSide.Find(come).IsFound && pair.AfterSide.Find(gone).IsFound
                ? $"now uses typeof({DisplayName.Type(come)}) (was typeof({DisplayName.Type(gone)}))" : null;
    }

    private static string[] Named(Side side, MethodDefinitionHandle method)
    {
        var types = new List<string>();
        foreach (var (_, body) in WrittenBodies.Read(side, method))
        {
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (il.OpCode != ILOpCode.Ldtoken) continue;
                if (side.Operands[il.Entity] is { Name: "", IsGenerated: false } type) types.Add(type.Type);
            }
        }
        return [.. types];
    }
}
