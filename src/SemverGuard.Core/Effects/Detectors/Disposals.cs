using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// An object that somebody gave is disposed of by now, or no longer: whoever gave it goes on using it, or leaves that to the package.
/// </summary>
internal static class Disposals
{
    public static IEnumerable<string> Find(MethodPair pair)
    {
        if (pair.WasHandle.IsNil || pair.Name is not ("Dispose" or "DisposeAsync" or "Close")) return [];
        HashSet<string> was = Of(pair.BeforeSide, pair.WasHandle), now = Of(pair.AfterSide, pair.IsHandle);
        return now.Except(was).Where(x => IsGiven(pair.BeforeSide, pair, x)).Select(x => $"now disposes of {Shown(x)}")
            .Concat(was.Except(now).Where(x => IsGiven(pair.AfterSide, pair, x))
                .Select(x => $"no longer disposes of {Shown(x)}"));
    }

    private static string Shown(string field) => $"'{GeneratedNames.Written(field)}', which it is given";

    /// <summary>The fields of the type that any of its methods disposes of: what one did another may do by now.</summary>
    private static HashSet<string> Of(Side side, MethodDefinitionHandle one)
    {
        var fields = new HashSet<string>(StringComparer.Ordinal);
        foreach (var body in Bodies(side, one))
        {
            string? field = null;
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (il.OpCode == ILOpCode.Ldfld) field = side.Operands[il.Entity] is { IsOwn: true } own ? own.Name : null;
                else if (il.OpCode is ILOpCode.Call or ILOpCode.Callvirt && il.Token != 0)
                {
                    if (field is not null && side.Operands[il.Entity].Name is "Dispose" or "DisposeAsync" or "Close") fields.Add(field);
                    field = null;
                }
            }
        }
        return fields;
    }

    /// <summary>The field of the other version is there too, and is set to an argument of a constructor.</summary>
    private static bool IsGiven(Side side, MethodPair pair, string field)
    {
        foreach (var body in Bodies(side, side == pair.BeforeSide ? pair.WasHandle : pair.IsHandle))
        {
            bool isArgument = false;
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (il.OpCode == ILOpCode.Stfld && isArgument && side.Operands[il.Entity] is { IsOwn: true } own && own.Name == field)
                    return true;
                isArgument = il.Long is (ILOpCode.Ldarg, > 0);
            }
        }
        return false;
    }

    private static IEnumerable<MethodBodyBlock> Bodies(Side side, MethodDefinitionHandle one)
    {
        var reader = side.Image.Reader;
        foreach (var method in reader.GetTypeDefinition(reader.GetMethodDefinition(one).GetDeclaringType()).GetMethods())
        {
            if (side.Image.Body(reader.GetMethodDefinition(method)) is { } body) yield return body;
        }
    }
}
