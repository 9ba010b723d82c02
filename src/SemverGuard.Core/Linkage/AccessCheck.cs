using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>Who may use what, by the runtime's rules (ECMA-335 I.8.5.3), seen from one assembly.</summary>
internal sealed class AccessCheck(AssemblySet world, AssemblyImage from)
{
    /// <summary>Whether a type can be named: always, never, or only by types that derive from the one it is nested in.</summary>
    /// <param name="outer">The type to derive from; meaningless where the answer does not depend on it.</param>
    public (bool Always, bool ToDerived) CanName(TypeHome type, out TypeHome outer)
    {
        outer = default;
        var image = type.Image!;
        bool always = true;
        for (var handle = type.Handle; !handle.IsNil; handle = image.Reader.GetTypeDefinition(handle).GetDeclaringType())
        {
            var definition = image.Reader.GetTypeDefinition(handle);
            var (own, toDerived) = CanUse(image, ApiReader.OwnAccess(definition.Attributes));
            if (!own && !toDerived) return (false, false);
            if (own) continue;
            always = false;
            outer = new TypeHome(image, definition.GetDeclaringType());
        }
        return (always, true);
    }

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
}
