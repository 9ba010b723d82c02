using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

/// <summary>The interfaces that a type has, its own and those of its bases and interfaces.</summary>
internal static class TypeInterfaces
{
    /// <summary>A type's interfaces, each instantiation once, with what its type parameters stand for in the words of the type.</summary>
    public static InterfaceScope[] Interfaces(this AssemblySet set, TypeHome type) =>
        set[type.Image!][type.Handle].Interfaces ??= AllInterfaces(set, type);

    /// <summary>Interfaces of interfaces. One that goes on without an end is refused by the runtime (ECMA-335 II.9.2).</summary>
    private const int DeepestInterface = 200;

    private static InterfaceScope[] AllInterfaces(AssemblySet set, TypeHome type)
    {
        int depth = 0;
        InterfaceScope[] found = [];
        int count = 0;
        HashSet<string>? seen = null;
        foreach (var (owner, scope) in set.MemberScopes(type))
        {
            if (owner.IsFound) Add(owner, scope);
        }
        if (count < found.Length) Array.Resize(ref found, count);
        return found;

        void Add(TypeHome owner, GenericScope scope)
        {
            foreach (var handle in owner.Definition.GetInterfaceImplementations())
            {
                var named = owner.Image!.Reader.GetInterfaceImplementation(handle).Interface;
                string text = owner.Image.NameOf(named, scope);
                if (!(seen ??= new HashSet<string>(StringComparer.Ordinal)).Add(text)) continue;
                var home = set.Resolve(owner.Image, named);
                if (!home.IsFound || !home.IsInterface) continue;
                if (depth == DeepestInterface)
                    throw new LimitException(owner.Image.Name, "it has interfaces of interfaces deeper than 200");
                var arguments = TypeResolution.TypeArguments(owner.Image, named, scope);
                set[type.Image!].Take(text.Length + arguments.Sum(x => x.Length));
                var inner = new GenericScope(arguments);
                if (count == found.Length) Array.Resize(ref found, Math.Max(4, count * 2));
                found[count++] = new InterfaceScope(home, inner, text);
                depth++;
                Add(home, inner);
                depth--;
            }
        }
    }
}
