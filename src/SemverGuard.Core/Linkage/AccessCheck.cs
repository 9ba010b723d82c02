using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>Who may use what, by the runtime's rules (ECMA-335 I.8.5.3), seen from one assembly.</summary>
internal sealed class AccessCheck(AssemblySet world, AssemblyImage from)
{
    /// <summary>Whether a type can be named; a nested protected type is left to the members that are used through it.</summary>
    public bool CanName(TypeHome type) =>
        type.Image == from || IsFriend(type.Image!) || ApiReader.EffectiveAccess(type.Image!.Reader, type.Handle) is not (Access.Private or Access.Internal or Access.PrivateProtected);

    /// <summary>Whether a member can be used, given its own accessibility: always, never, or only from derived types.</summary>
    public (bool Always, bool ToDerived) CanUse(AssemblyImage target, Access access)
    {
        if (target == from || from.IgnoresAccessChecksTo(target.Name)) return (true, true);
        bool friend = target.IsFriend(from.Name);
        return access switch
        {
            Access.Public => (true, true),
            Access.ProtectedInternal => (friend, true),
            Access.Protected => (false, true),
            Access.Internal => (friend, friend),
            Access.PrivateProtected => (false, friend),
            _ => (false, false),
        };
    }

    /// <summary>Whether a type of this assembly, or one that contains it, derives from another.</summary>
    public bool Derives(TypeDefinitionHandle caller, TypeHome ancestor)
    {
        while (!caller.IsNil)
        {
            foreach (var (type, _) in world.MemberScopes(new TypeHome(from, caller)))
            {
                if (type.Image == ancestor.Image && type.Handle == ancestor.Handle) return true;
            }
            caller = from.Reader.GetTypeDefinition(caller).GetDeclaringType();
        }
        return false;
    }

    private bool IsFriend(AssemblyImage target) => target.IsFriend(from.Name) || from.IgnoresAccessChecksTo(target.Name);
}
