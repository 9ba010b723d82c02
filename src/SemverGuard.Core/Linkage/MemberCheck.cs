using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>What fails about a member that was found: it may not be used, or not in that way any more.</summary>
internal sealed class MemberCheck(AssemblyImage from, AccessCheck access)
{
    public Problem? Method(MemberHome home)
    {
        var handle = (MethodDefinitionHandle)home.Member;
        var method = home.Image.Reader.GetMethodDefinition(handle);
        string symbol = DocumentationId.Method(home.Image, handle);
        var own = MemberReader.MethodAccess(method.Attributes);
        bool isConstructor = home.Image.Reader.StringComparer.Equals(method.Name, ".ctor");
        var inaccessible = Inaccessible(home, own, symbol, "MethodAccessException");
        if (inaccessible is { OnlyFor: null }) return inaccessible;
        // A derived type may call a protected constructor of its base, and not make an object with it.
        if (isConstructor && inaccessible?.OnlyFor is { } only)
            inaccessible = inaccessible with { OnlyFor = (code, caller) => code == ILOpCode.Newobj || only(code, caller) };
        if (isConstructor && (home.Type.Definition.Attributes & TypeAttributes.Abstract) != 0)
        {
            return new Problem(
                symbol, home.Image.Name, "InvalidOperationException", $"has made the class '{DisplayName.Type(home.Type.Name)}' abstract")
            {
                OnlyFor = static (code, _) => code == ILOpCode.Newobj,
            };
        }
        if ((method.Attributes & MethodAttributes.Abstract) != 0 && (method.Attributes & MethodAttributes.Static) == 0)
        {
            return new Problem(symbol, home.Image.Name, "BadImageFormatException",
                $"has made '{DisplayName.Of(symbol)}' abstract, so there is no base implementation to call")
            {
                OnlyFor = static (code, _) => code == ILOpCode.Call,
            };
        }
        return inaccessible;
    }

    public Problem? Field(MemberHome home)
    {
        var handle = (FieldDefinitionHandle)home.Member;
        var field = home.Image.Reader.GetFieldDefinition(handle);
        string symbol = DocumentationId.Field(home.Image, handle);
        var inaccessible = Inaccessible(home, MemberReader.FieldAccess(field.Attributes), symbol, "FieldAccessException");
        if (inaccessible is { OnlyFor: null }) return inaccessible;
        if ((field.Attributes & FieldAttributes.Literal) != 0)
            return new Problem(symbol, home.Image.Name, "MissingFieldException",
                $"has made '{DisplayName.Of(symbol)}' a constant, which does not exist at run time") { OnlyFor = IsAccess };
        if ((field.Attributes & FieldAttributes.Static) == 0)
        {
            return new Problem(symbol, home.Image.Name, "InvalidProgramException",
                $"has made the static field '{DisplayName.Of(symbol)}' an instance field")
            {
                OnlyFor = static (code, _) => code is ILOpCode.Ldsfld or ILOpCode.Ldsflda or ILOpCode.Stsfld,
            };
        }
        return inaccessible;

        static bool IsAccess(ILOpCode code, TypeDefinitionHandle _) => code is >= ILOpCode.Ldfld and <= ILOpCode.Stsfld;
    }

    private Problem? Inaccessible(MemberHome home, Access own, string symbol, string exception)
    {
        var (always, toDerived) = access.CanUse(home.Image, own);
        if (always) return null;
        var problem = new Problem(
            symbol, home.Image.Name, exception, $"has made '{DisplayName.Of(symbol)}' inaccessible to {from.Name}: it is {own.Keyword()}");
        return toDerived ? problem with { OnlyFor = (_, caller) => !access.Derives(caller, home.Type) } : problem;
    }
}
