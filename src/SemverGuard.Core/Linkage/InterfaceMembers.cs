using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>Members of an interface that are no longer to be implemented, and types that were compiled to implement them.</summary>
internal static class InterfaceMembers
{
    /// <summary>The runtime finds no virtual method where a type names one that it implements.</summary>
    public static Problem? NoLongerImplemented(
        AssemblySet world, TypeHome type, MethodImplementation implementation, Func<TypeHome, bool> isOther)
    {
        var declared = world.ResolveMember(type.Image!, implementation.MethodDeclaration);
        if (!declared.IsFound || declared.Member.Kind != HandleKind.MethodDefinition || !isOther(declared.Type) || IsVirtual(declared))
            return null;
        string symbol = DocumentationId.Method(declared.Image, (MethodDefinitionHandle)declared.Member);
        return new Problem(symbol, declared.Image.Name, "MissingMethodException",
            $"has sealed the default implementation '{DisplayName.Of(symbol)}', which '{DisplayName.Type(type.Name)}' implements");
    }

    /// <summary>
    /// A class that implements a member by its name alone goes on loading, and the interface answers itself. The method is a virtual one
    /// with a slot of its own, as the compiler makes them for interfaces.
    /// </summary>
    public static Problem? Bypassed(AssemblySet world, TypeHome type, Func<TypeHome, bool> isOther)
    {
        foreach (var (owner, scope, _) in world.Interfaces(type))
        {
            if (!isOther(owner)) continue;
            foreach (var handle in owner.Definition.GetMethods())
            {
                var member = new MemberHome(Outcome.Found, owner, handle);
                var declared = owner.Image!.Reader.GetMethodDefinition(handle);
                if (IsVirtual(member) || (declared.Attributes & MethodAttributes.Static) != 0) continue;
                if (Implementation(type, owner.Image.Reader.GetString(declared.Name),
                    owner.Image.SignatureOf(declared, scope)) is not { } own)
                    continue;
                if (IsSame(owner.Image, declared, type.Image!.Reader.GetMethodDefinition(own), type.Image)) continue;
                string symbol = DocumentationId.Method(owner.Image, handle);
                return new Problem(symbol, owner.Image.Name, Problem.Silent,
                    $"has sealed the default implementation '{DisplayName.Of(symbol)}', "
                        + $"so '{DisplayName.Of(DocumentationId.Method(type.Image!, own))}' is no longer called");
            }
        }
        return null;
    }

    /// <summary>Two bodies that name nothing and are equal, byte by byte: a constant that is returned.</summary>
    private static bool IsSame(AssemblyImage one, MethodDefinition method, MethodDefinition own, AssemblyImage other)
    {
        if (one.Body(method) is not { } body || other.Body(own) is not { } ownBody) return false;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.Token != 0) return false;
        }
        return body.GetILBytes()!.SequenceEqual(ownBody.GetILBytes()!);
    }

    private static bool IsVirtual(MemberHome method) =>
        (method.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)method.Member).Attributes & MethodAttributes.Virtual) != 0;

    private static MethodDefinitionHandle? Implementation(TypeHome type, string name, MethodSignature<string> signature)
    {
        const MethodAttributes Implicit = MethodAttributes.Virtual | MethodAttributes.NewSlot | MethodAttributes.Public;
        const MethodAttributes Mask = MethodAttributes.Virtual | MethodAttributes.NewSlot | MethodAttributes.MemberAccessMask;
        var reader = type.Image!.Reader;
        foreach (var handle in type.Definition.GetMethods())
        {
            var method = reader.GetMethodDefinition(handle);
            if ((method.Attributes & Mask) == Implicit && reader.StringComparer.Equals(method.Name, name)
                && MemberResolution.SameSignature(type.Image.SignatureOf(method), signature)) return handle;
        }
        return null;
    }
}
