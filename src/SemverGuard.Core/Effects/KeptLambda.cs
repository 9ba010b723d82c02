using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>Whether a lambda is put away where it is made and not run: in a field, or by a method that only keeps it.</summary>
internal static class KeptLambda
{
    /// <param name="offset">Of the instruction that loads the lambda.</param>
    public static bool IsAt(int offset, MethodBodyBlock body, AssemblyImage image, OperandTable operands) =>
        IsAt(offset, body, image, operands, mayBeInLocal: true);

    private static bool IsAt(int offset, MethodBodyBlock body, AssemblyImage image, OperandTable operands, bool mayBeInLocal)
    {
        var il = body.From(offset);
        for (int i = 0; i < MostBetween && il.MoveNext(); i++)
        {
            switch (il.OpCode)
            {
                case ILOpCode.Stfld or ILOpCode.Stsfld:
                    if (operands[il.Entity].IsGenerated) continue; // where the compiler keeps a lambda that needs no object
                    return true;
                case ILOpCode.Newobj or ILOpCode.Call or ILOpCode.Callvirt:
                    var call = operands[il.Entity];
                    if (call.IsDelegateConstructor || call.Name.StartsWith("get_", StringComparison.Ordinal)) continue;
                    int steps = MostSteps;
                    if (call.OwnMethod.IsNil && !call.IsFramework) return IsRegistration(call);
                    return !call.OwnMethod.IsNil && !Runs(image, operands, call.OwnMethod, DeepestHelper, ref steps);
                case ILOpCode.Stloc or ILOpCode.Stloc_s or (>= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3):
                    int[] loads = mayBeInLocal ? [.. Loads(body, il.Long.Number, il.Offset)] : [];
                    return loads.Length > 0 && Array.TrueForAll(loads, x => IsAt(x, body, image, operands, mayBeInLocal: false));
                case ILOpCode.Ret or ILOpCode.Throw:
                    return false;
            }
        }
        return false;
    }

    /// <summary>Another package's method, by its name: whoever is given something to add keeps it.</summary>
    private static bool IsRegistration(Operand call) => Array.Exists(Registering, x => call.Name.StartsWith(x, StringComparison.Ordinal));

    private static readonly string[] Registering = ["Add", "TryAdd", "Register", "Configure", "PostConfigure"];

    /// <summary>Where a local is loaded behind the place where it is set; none where that is too often to look at.</summary>
    private static List<int> Loads(MethodBodyBlock body, long local, int offset)
    {
        const int Most = 16;
        var loads = new List<int>();
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.Offset > offset && il.Long == (ILOpCode.Ldloc, local)) loads.Add(il.Offset);
        }
        return loads.Count <= Most ? loads : [];
    }

    /// <summary>Instructions between a lambda and the call that it is for; and those in which it is looked for who runs it.</summary>
    private const int MostBetween = 100, MostSteps = 2_000;

    private const int DeepestHelper = 3;

    /// <summary>Types of the framework that run what they are given.</summary>
    private static readonly string[] Runners =
        ["System.Threading.", "System.Linq.", "System.Lazy", "System.Array", "System.Collections.", "System.Text.RegularExpressions."];

    /// <summary>
    /// Whether a method runs some delegate, or gives it to who does; one that is too long may. One without a body is somebody else's, who
    /// may keep it as well.
    /// </summary>
    private static bool Runs(AssemblyImage image, OperandTable operands, MethodDefinitionHandle method, int levels, ref int steps)
    {
        if (image.Body(image.Reader.GetMethodDefinition(method)) is not { } body) return false;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (--steps < 0) return true;
            if (il.OpCode is not (ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj)) continue;
            var call = operands[il.Entity];
            bool isRunner = call.IsFramework && Array.Exists(Runners, call.Starts);
            if (isRunner || call.Name.EndsWith("Invoke", StringComparison.Ordinal)) return true;
            if (levels > 0 && !call.OwnMethod.IsNil && Runs(image, operands, call.OwnMethod, levels - 1, ref steps)) return true;
        }
        return false;
    }
}
