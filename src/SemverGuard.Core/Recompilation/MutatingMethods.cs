using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Linkage;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>Methods that change the struct they are called on, so that it matters whether that is a copy.</summary>
internal static class MutatingMethods
{
    /// <summary>Own methods that call own methods.</summary>
    private const int Deepest = 3;

    public static bool Contain(AssemblySet world, MemberHome method) =>
        MethodAt.Find(world, method) is { IsStatic: false } found && ReferenceCheck.IsValue(found.Type) && IsMutating(found, 0);

    private static bool IsMutating(MethodAt method, int depth)
    {
        if (depth > Deepest || method.Image.Body(method.Definition) is not { } body || IsReadOnly(method.Image, method.Definition))
            return false;
        bool hasSelf = false;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Ldarg_0) hasSelf = true;
            if (!hasSelf) continue;
            if (il.OpCode is ILOpCode.Stfld or ILOpCode.Initobj or ILOpCode.Stobj
                && (il.OpCode != ILOpCode.Stfld || IsOwn(method, il.Entity))) return true;
            if (il.OpCode != ILOpCode.Call || method.Called(il.Entity) is not { IsStatic: false } called) continue;
            if (called.Type == method.Type && IsMutating(called, depth + 1)) return true;
        }
        return false;
    }

    private static bool IsOwn(MethodAt method, EntityHandle field) =>
        method.World.ResolveMember(method.Image, field) is { IsFound: true } home && home.Type == method.Type;

    /// <summary>The compiler saw to it that it changes nothing.</summary>
    public static bool IsReadOnly(AssemblyImage image, MethodDefinition method) =>
        Has(image, method.GetCustomAttributes())
        || Has(image, image.Reader.GetTypeDefinition(method.GetDeclaringType()).GetCustomAttributes());

    private static bool Has(AssemblyImage image, CustomAttributeHandleCollection attributes) =>
        CustomAttributes.Has(image, attributes, "System.Runtime.CompilerServices.IsReadOnlyAttribute");
}
