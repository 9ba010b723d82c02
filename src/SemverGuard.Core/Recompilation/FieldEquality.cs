using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Linkage;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>An equality of a struct's own that compares its fields, each with its counterpart: as that of every struct does.</summary>
internal static class FieldEquality
{
    /// <param name="method"><c>Equals</c> of a struct, which takes another one.</param>
    public static bool Is(MethodAt method)
    {
        if (!method.HasBody || method.IsStatic || method.Name != "Equals" || !ReferenceCheck.IsValue(method.Type)
            || method.Signature.ParameterTypes is not [var other] || other != method.Type.Name)
            return false;
        var fields = method.Type.Definition.GetFields().Select(method.Image.Reader.GetFieldDefinition)
            .Where(x => (x.Attributes & FieldAttributes.Static) == 0).ToArray();
        var body = NormalBody.Read(method.Image, method.Handle);
        // Each field twice, one load after the other.
        string[] loaded = [.. body.Where(x => x.Code is ILOpCode.Ldfld or ILOpCode.Ldflda).Select(x => x.Operand)];
        if (loaded.Length != 2 * fields.Length || loaded.Distinct().Count() != fields.Length || !body.All(IsOfEquality)) return false;
        if (Enumerable.Range(0, fields.Length).Any(x => loaded[2 * x] != loaded[2 * x + 1])) return false;
        int compared = 0, asked = body.Count(x => x.IsCall && Asks(x.Operand));
        for (int i = 1; i < body.Count; i++)
        {
            if (!IsComparison(body[i].Code)) continue;
            if (body[i - 1].Code != ILOpCode.Ldfld || !IsPlain(method, body[i - 1])) return false;
            compared++;
        }
        return compared + asked == fields.Length;
    }

    private static bool IsOfEquality(NormalInstruction x) => IsComparison(x.Code)
        || x.Code is ILOpCode.Ldarg or ILOpCode.Ldarga or ILOpCode.Ldfld or ILOpCode.Ldflda or ILOpCode.Ret or ILOpCode.Brfalse
            or ILOpCode.Br or ILOpCode.Constrained
        || (x.Code == ILOpCode.Ldc_i4 && x.Operand is "0" or "1")
        || (x.IsCall && (Asks(x.Operand) || x.Operand.Contains("EqualityComparer{") && x.Operand.Contains(".get_Default(")));

    private static bool IsComparison(ILOpCode code) => code is ILOpCode.Ceq or ILOpCode.Bne_un;

    private static bool Asks(string called) =>
        called.StartsWith("System.String.op_Equality(", StringComparison.Ordinal)
        || called.Contains(".Equals(") && !called.Contains("StringComparison")
            && (called.Contains("EqualityComparer{") || called.StartsWith("System.", StringComparison.Ordinal));

    /// <summary>A number that has no two ways to be the same, and so is the same by its bits.</summary>
    private static bool IsPlain(MethodAt method, NormalInstruction loaded) =>
        method.World.ResolveMember(method.Image, loaded.Handle) is { IsFound: true } field
        && MemberFacts.FieldType(field) is "System.Boolean" or "System.Char" or "System.Byte"
            or "System.SByte" or "System.Int16" or "System.UInt16" or "System.Int32" or "System.UInt32" or "System.Int64"
            or "System.UInt64";
}
