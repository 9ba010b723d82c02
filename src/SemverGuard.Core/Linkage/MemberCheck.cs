using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>What fails about a member that was found: it may not be used, or not in that way any more.</summary>
internal sealed class MemberCheck(AssemblyImage from, AccessCheck access, MemberUses uses)
{
    /// <param name="reference">By which the assembly names it.</param>
    public Problem? Method(MemberHome home, MemberReferenceHandle reference)
    {
        var method = home.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)home.Member);
        bool isConstructor = home.Image.Reader.StringComparer.Equals(method.Name, ".ctor");
        var inaccessible = Inaccessible(home, MemberReader.MethodAccess(method.Attributes), "MethodAccessException");
        if (inaccessible is { OnlyFor: null }) return inaccessible;
        // A derived type may call a protected constructor of its base, and not make an object with it.
        if (isConstructor && inaccessible?.OnlyFor is { } only)
            inaccessible = inaccessible with { OnlyFor = (code, caller) => code == ILOpCode.Newobj || only(code, caller) };
        if (isConstructor && (home.Type.Definition.Attributes & TypeAttributes.Abstract) != 0)
        {
            return !uses.Contains(reference, ILOpCode.Newobj) ? inaccessible : new Problem(
                DocumentationId.Member(home), home.Image.Name, "InvalidOperationException",
                $"has made the class '{DisplayName.Type(home.Type.Name)}' abstract")
            {
                OnlyFor = static (code, _) => code == ILOpCode.Newobj,
            };
        }
        if ((method.Attributes & MethodAttributes.Abstract) != 0 && (method.Attributes & MethodAttributes.Static) == 0
            && uses.Contains(reference, ILOpCode.Call))
        {
            string symbol = DocumentationId.Member(home);
            return new Problem(symbol, home.Image.Name, "BadImageFormatException",
                $"has made '{DisplayName.Of(symbol)}' abstract, so there is no base implementation to call")
            {
                OnlyFor = static (code, _) => code == ILOpCode.Call,
            };
        }
        return inaccessible;
    }

    /// <inheritdoc cref="Method"/>
    public Problem? Field(MemberHome home, MemberReferenceHandle reference)
    {
        var field = home.Image.Reader.GetFieldDefinition((FieldDefinitionHandle)home.Member);
        var inaccessible = Inaccessible(home, MemberReader.FieldAccess(field.Attributes), "FieldAccessException");
        if (inaccessible is { OnlyFor: null }) return inaccessible;
        if ((field.Attributes & FieldAttributes.Literal) != 0)
        {
            string symbol = DocumentationId.Member(home);
            return new Problem(symbol, home.Image.Name, "MissingFieldException",
                $"has made '{DisplayName.Of(symbol)}' a constant, which does not exist at run time") { OnlyFor = IsAccess };
        }
        if ((field.Attributes & FieldAttributes.Static) == 0
            && (uses.Contains(reference, ILOpCode.Ldsfld) || uses.Contains(reference, ILOpCode.Ldsflda)
                || uses.Contains(reference, ILOpCode.Stsfld)))
        {
            string symbol = DocumentationId.Member(home);
            return new Problem(symbol, home.Image.Name, "InvalidProgramException",
                $"has made the static field '{DisplayName.Of(symbol)}' an instance field")
            {
                OnlyFor = static (code, _) => code is ILOpCode.Ldsfld or ILOpCode.Ldsflda or ILOpCode.Stsfld,
            };
        }
        return inaccessible;

        static bool IsAccess(ILOpCode code, TypeDefinitionHandle _) => code is >= ILOpCode.Ldfld and <= ILOpCode.Stsfld;
    }

    private Problem? Inaccessible(MemberHome home, Access own, string exception)
    {
        var (always, toDerived) = access.CanUse(home.Image, own);
        if (always) return null;
        string symbol = DocumentationId.Member(home);
        var problem = new Problem(
            symbol, home.Image.Name, exception, $"has made '{DisplayName.Of(symbol)}' inaccessible to {from.Name}: it is {own.Keyword()}");
        return toDerived ? problem with { OnlyFor = (_, caller) => !access.Derives(caller, home.Type) } : problem;
    }
}
