using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>Whether a lambda is put away where it is made, and not run: in a field, or by a method that does nothing else with it.</summary>
internal static class KeptLambda
{
    /// <param name="offset">Of the instruction that loads the lambda.</param>
    public static bool IsAt(int offset, MethodBodyBlock body, AssemblyImage image, OperandTable operands)
    {
        var code = body.GetILReader();
        code.Offset = offset;
        var il = new IlReader(code);
        while (il.MoveNext())
        {
            switch (il.OpCode)
            {
                case ILOpCode.Stfld or ILOpCode.Stsfld:
                    if (operands[il.Entity].IsGenerated) continue; // where the compiler keeps a lambda that needs no object
                    return true;
                case ILOpCode.Newobj or ILOpCode.Call or ILOpCode.Callvirt:
                    var call = operands[il.Entity];
                    if (call.IsDelegateConstructor || call.Name.StartsWith("get_", StringComparison.Ordinal)) continue;
                    return !call.OwnMethod.IsNil && !Calls(image, operands, call.OwnMethod);
                case ILOpCode.Stloc or ILOpCode.Stloc_s or (>= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3) or ILOpCode.Ret or ILOpCode.Throw:
                    return false;
            }
        }
        return false;
    }

    /// <summary>A method without a body is somebody else's, who may keep it as well.</summary>
    private static bool Calls(AssemblyImage image, OperandTable operands, MethodDefinitionHandle method)
    {
        if (image.Body(image.Reader.GetMethodDefinition(method)) is not { } body) return false;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            bool isCall = il.OpCode is ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj;
            if (isCall && operands[il.Entity] is not { Type: "System.Object" or "System.Delegate", Name: ".ctor" or "Combine" }) return true;
        }
        return false;
    }
}
