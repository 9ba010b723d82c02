using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>Methods that nobody but the constructors of their type calls: <c>Init()</c>.</summary>
internal static class Construction
{
    /// <summary>Whether a method takes part in it, in both versions.</summary>
    public static bool IsPart(MethodPair pair) =>
        !pair.WasHandle.IsNil && IsPart(pair.AfterSide, pair.IsHandle) && IsPart(pair.BeforeSide, pair.WasHandle);

    private static bool IsPart(Side side, MethodDefinitionHandle handle)
    {
        var method = side.Image.Reader.GetMethodDefinition(handle);
        const MethodAttributes Kind = MethodAttributes.MemberAccessMask | MethodAttributes.Static | MethodAttributes.Virtual;
        if ((method.Attributes & Kind) != MethodAttributes.Private) return false;
        if (side.Image.SignatureOf(method) is not { ParameterTypes.Length: 0 }) return false;
        var type = method.GetDeclaringType();
        bool isCalled = false;
        foreach (var (caller, isConstructor) in Bodies(side, type))
        {
            if (!OwnCode.Names(side, caller, (_, operand) => operand.OwnMethod == handle)) continue;
            if (!isConstructor) return false;
            isCalled = true;
        }
        return isCalled;
    }

    /// <summary>Whether a constructor of the type sets a member by itself, in either version.</summary>
    public static bool Sets(MethodPair pair, string member) =>
        Sets(pair.BeforeSide, pair.WasHandle, member) || Sets(pair.AfterSide, pair.IsHandle, member);

    private static bool Sets(Side side, MethodDefinitionHandle handle, string member) =>
        Bodies(side, side.Image.Reader.GetMethodDefinition(handle).GetDeclaringType()).Any(x => x.IsConstructor
            && OwnCode.Names(side, x.Body, (code, set) => set.SetProperty == member
                || code is ILOpCode.Stfld or ILOpCode.Ldflda && (set.Name == member || Members.PropertyOf(side, set) == member)));

    /// <summary>Those of a type, and of the lambdas and types in it.</summary>
    private static IEnumerable<(MethodDefinitionHandle Body, bool IsConstructor)> Bodies(Side side, TypeDefinitionHandle type)
    {
        var reader = side.Image.Reader;
        foreach (var handle in reader.GetTypeDefinition(type).GetMethods())
            yield return (handle, reader.StringComparer.Equals(reader.GetMethodDefinition(handle).Name, ".ctor"));
        foreach (var nested in reader.GetTypeDefinition(type).GetNestedTypes())
        {
            foreach (var (body, _) in Bodies(side, nested)) yield return (body, false);
        }
    }
}
