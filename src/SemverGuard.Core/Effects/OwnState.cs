using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>Methods that refuse to go on because of what their object has come to since it was made.</summary>
internal static class OwnState
{
    /// <summary>
    /// Whether all that a method reads of its object before it throws is set by other methods than constructors: what a constructor sets
    /// comes from who made the object.
    /// </summary>
    public static bool Decides(Side side, MethodDefinitionHandle method)
    {
        var definition = side.Image.Reader.GetMethodDefinition(method);
        if (side.Image.Body(definition) is not { } body) return false;
        var type = definition.GetDeclaringType();
        var read = new List<Operand>();
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext() && il.OpCode != ILOpCode.Throw)
        {
            if (il.OpCode == ILOpCode.Ret || IsArgument(il)) return false;
            if (il.OpCode is ILOpCode.Ldfld or ILOpCode.Ldflda) read.Add(side.Operands[il.Entity]);
        }
        return read.Count > 0 && read.TrueForAll(x => IsSetLater(side, type, x));
    }

    /// <summary>Of an instance method, another one than the object itself.</summary>
    private static bool IsArgument(IlReader il) => il.OpCode is ILOpCode.Ldarg_1 or ILOpCode.Ldarg_2 or ILOpCode.Ldarg_3
        or ILOpCode.Ldarga or ILOpCode.Ldarga_s || il.OpCode is ILOpCode.Ldarg or ILOpCode.Ldarg_s && il.Integer > 0;

    private static bool IsSetLater(Side side, TypeDefinitionHandle type, Operand field)
    {
        var reader = side.Image.Reader;
        return reader.GetTypeDefinition(type).GetMethods()
            .Any(x => !reader.StringComparer.Equals(reader.GetMethodDefinition(x).Name, ".ctor") && OwnCode.Stores(side, x, field));
    }
}
