using System.Reflection;
using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

internal enum InterfaceSlotState { Filled, Default, Unfilled, Ambiguous }

/// <param name="Interface">With its type arguments: a class has one slot for each instantiation.</param>
/// <param name="Filler">The class's method, or the interface's default body; meaningless when there is none.</param>
internal sealed record InterfaceSlot(MemberHome Declaration, string Interface, InterfaceSlotState State, MemberHome Filler);

/// <summary>Which method answers which call of an interface member on a class, as the runtime lays it out (ECMA-335 II.12.2).</summary>
internal static class InterfaceSlots
{
    /// <summary>The members of every interface a class has, also of the interfaces' own and the base classes' interfaces.</summary>
    public static List<InterfaceSlot> Of(AssemblySet set, TypeHome type) =>
        set[type.Image!][type.Handle].InterfaceSlots ??= [.. Laid(set, type)];

    private static IEnumerable<InterfaceSlot> Laid(AssemblySet set, TypeHome type)
    {
        var interfaces = set.Interfaces(type);
        if (interfaces.Length == 0) yield break;
        var chain = set.MemberScopes(type);
        var named = new List<ExplicitBody>();
        foreach (var (owner, scope) in chain) AddExplicitBodies(set, owner, scope, named);
        var defaults = new List<ExplicitBody>();
        foreach (var (owner, scope, _) in interfaces) AddExplicitBodies(set, owner, scope, defaults);
        ILookup<(MemberHome, string), ExplicitBody>? namedBy = ByDeclaration(named), defaultsBy = ByDeclaration(defaults);
        foreach (var (declaring, scope, text) in interfaces)
        {
            var image = declaring.Image!;
            foreach (var handle in declaring.Definition.GetMethods())
            {
                var method = image.Reader.GetMethodDefinition(handle);
                bool isAbstract = (method.Attributes & MethodAttributes.Abstract) != 0;
                if (!isAbstract && (method.Attributes & MethodAttributes.Virtual) == 0) continue;
                // A body, or the lack of one, for a member of another interface: nobody calls it by this name.
                if ((method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Private) continue;
                var declaration = new MemberHome(Outcome.Found, declaring, handle);
                var own = namedBy is null
                    ? named.Find(x => x.Declaration == declaration && x.Interface == text)
                    : namedBy[(declaration, text)].FirstOrDefault();
                if (own is not null)
                    yield return new InterfaceSlot(declaration, text, InterfaceSlotState.Filled, own.Body);
                else if ((method.Attributes & MethodAttributes.Static) == 0
                    && ByName(set, chain, image.Reader.GetString(method.Name), image.SignatureOf(method, scope)) is { } found)
                    yield return new InterfaceSlot(declaration, text, InterfaceSlotState.Filled, found);
                else if ((defaultsBy is null
                    ? defaults.FindAll(x => x.Declaration == declaration && x.Interface == text)
                    : [.. defaultsBy[(declaration, text)]]) is { Count: > 0 } candidates)
                    yield return MostSpecific(set, declaration, text, candidates);
                else
                {
                    var state = isAbstract ? InterfaceSlotState.Unfilled : InterfaceSlotState.Default;
                    yield return new InterfaceSlot(declaration, text, state, declaration);
                }
            }
        }
    }

    private static ILookup<(MemberHome, string), ExplicitBody>? ByDeclaration(List<ExplicitBody> bodies) =>
        bodies.Count > MethodIndex.Few ? bodies.ToLookup(x => (x.Declaration, x.Interface)) : null;

    /// <summary>The default bodies that a type's interfaces have for a member of one of them.</summary>
    public static IEnumerable<MemberHome> DefaultBodies(AssemblySet set, TypeHome type, MemberHome declaration)
    {
        var bodies = new List<ExplicitBody>();
        foreach (var (owner, scope, _) in set.Interfaces(type)) AddExplicitBodies(set, owner, scope, bodies);
        return bodies.Where(x => x.Declaration == declaration).Select(x => x.Body);
    }

    /// <summary>The bodies that a type's <c>.override</c> directives name.</summary>
    private static void AddExplicitBodies(AssemblySet set, TypeHome owner, GenericScope scope, List<ExplicitBody> bodies)
    {
        if (!owner.IsFound) return;
        var image = owner.Image!;
        foreach (var handle in owner.Definition.GetMethodImplementations())
        {
            var implementation = image.Reader.GetMethodImplementation(handle);
            var declared = set.ResolveMember(image, implementation.MethodDeclaration);
            if (!declared.IsFound || implementation.MethodBody.Kind != HandleKind.MethodDefinition) continue;
            string text = implementation.MethodDeclaration.Kind == HandleKind.MemberReference
                ? image.NameOf(image.Reader.GetMemberReference((MemberReferenceHandle)implementation.MethodDeclaration).Parent, scope)
                : declared.Type.Name;
            bodies.Add(new ExplicitBody(text, declared, new MemberHome(Outcome.Found, owner, implementation.MethodBody)));
        }
    }

    /// <summary>A public virtual method of that name and signature, in the class or the nearest base class that has one.</summary>
    private static MemberHome? ByName(AssemblySet set, TypeScope[] chain, string name, MethodSignature<string> signature)
    {
        foreach (var (owner, scope) in chain)
        {
            if (!owner.IsFound) break;
            var image = owner.Image!;
            var methods = owner.Definition.GetMethods();
            if (methods.Count > MethodIndex.Few && (scope == GenericScope.Open || owner.Definition.GetGenericParameters().Count == 0))
            {
                var layout = set[image][owner.Handle];
                var found = (layout.Overridable ??= MethodIndex.OfMethods(
                    set, owner, scope, MethodAttributes.Public | MethodAttributes.Virtual)).Find(name, signature);
                if (!found.IsNil) return new MemberHome(Outcome.Found, owner, found);
                continue;
            }
            foreach (var handle in methods)
            {
                var method = image.Reader.GetMethodDefinition(handle);
                bool fits = (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public
                    && (method.Attributes & MethodAttributes.Virtual) != 0;
                if (fits && image.Reader.StringComparer.Equals(method.Name, name)
                    && MemberResolution.SameSignature(image.SignatureOf(method, scope), signature))
                    return new MemberHome(Outcome.Found, owner, handle);
            }
        }
        return null;
    }

    /// <summary>
    /// Of several default bodies the one in the most derived interface answers; two that know nothing of each other are a run-time error.
    /// </summary>
    private static InterfaceSlot MostSpecific(AssemblySet set, MemberHome declaration, string text, List<ExplicitBody> candidates)
    {
        var owners = candidates.Select(x => x.Body.Type).Distinct().ToArray();
        if (owners.Length > MethodIndex.Few)
            throw new LimitException(declaration.Image.Name, "it has an interface member that more than 32 others implement");
        var best = owners.Where(x => !owners.Any(y => y != x && set.Interfaces(y).Any(z => z.Type == x))).ToArray();
        var filler = candidates.First(x => x.Body.Type == best[0]).Body;
        bool isAbstract = (filler.Image.Reader.GetMethodDefinition(
            (MethodDefinitionHandle)filler.Member).Attributes & MethodAttributes.Abstract) != 0;
        var state = best.Length > 1 ? InterfaceSlotState.Ambiguous : isAbstract ? InterfaceSlotState.Unfilled : InterfaceSlotState.Default;
        return new InterfaceSlot(declaration, text, state, filler);
    }

    /// <param name="Interface">The instantiation, in the words of the class in question.</param>
    private sealed record ExplicitBody(string Interface, MemberHome Declaration, MemberHome Body);
}
