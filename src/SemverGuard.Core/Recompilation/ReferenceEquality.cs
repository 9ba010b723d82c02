using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>An operator of a class's own that compares references, as the compiler did by itself before there was one.</summary>
internal static class ReferenceEquality
{
    /// <summary>Operators that call operators, methods that call methods.</summary>
    private const int Deepest = 3;

    /// <param name="method"><c>==</c> or <c>!=</c>, which takes two of its class.</param>
    public static bool Is(MethodAt method) => method.Name switch
    {
        "op_Equality" => Answers(method, isSame: true, 0),
        "op_Inequality" => Answers(method, isSame: false, 0),
        _ => false,
    };

    /// <summary>Whether a method says that its two arguments are the same object, or that they are not, and asks nothing else.</summary>
    private static bool Answers(MethodAt method, bool isSame, int depth)
    {
        if (depth > Deepest || !method.HasBody) return false;
        NormalInstruction[] body =
            [.. NormalBody.Read(method.Image, method.Handle).Where(x => x.Code is not (ILOpCode.Stloc or ILOpCode.Ldloc or ILOpCode.Br))];
        if (body is not [{ Code: ILOpCode.Ldarg } one, { Code: ILOpCode.Ldarg } other, var compared, ..] || one.Operand == other.Operand)
            return false;
        bool? isNegated = body.Skip(3).ToArray() switch
        {
            [{ Code: ILOpCode.Ret }] => false,
            [{ Code: ILOpCode.Ldc_i4, Operand: "0" }, { Code: ILOpCode.Ceq }, { Code: ILOpCode.Ret }] => true,
            _ => null,
        };
        return isNegated is { } negated && Compares(method, compared, isSame != negated, depth);
    }

    private static bool Compares(MethodAt method, NormalInstruction x, bool isSame, int depth)
    {
        if (x.Code == ILOpCode.Ceq) return isSame;
        if (!x.IsCall || method.Called(x.Handle) is not { } called) return false;
        if (called.Type.Name == "System.Object")
            return isSame && (called.Name == "ReferenceEquals" || (called.Name == "Equals" && IsLeftToObject(method)));
        return called.Type == method.Type && Answers(called, isSame, depth + 1);
    }

    /// <summary>Nobody can have said what equals: the class does not, nor a base of it, and none derives from it.</summary>
    private static bool IsLeftToObject(MethodAt method) =>
        (method.Type.Definition.Attributes & TypeAttributes.Sealed) != 0
        && method.World.MemberScopes(method.Type).Where(x => x.Type.IsFound && x.Type.Name != "System.Object")
            .SelectMany(x => x.Type.Definition.GetMethods().Select(y => new MethodAt(method.World, x.Type, y)))
            .Where(x => x.Name == "Equals" && x.Parameters is ["System.Object"] && !x.IsStatic)
            .All(x => Answers(x, isSame: true, Deepest));
}
