using System.Reflection;
using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

/// <summary>One method that fills a place somebody else declared: an override, or the implementation of an interface member.</summary>
internal readonly record struct SlotFilling(MemberHome Declaration, MemberHome Filler, bool IsInterface)
{
    public MethodDefinitionHandle Implementation => (MethodDefinitionHandle)Filler.Member;
}

/// <summary>A virtual method of a class: the body that answers, and the one that it overrides.</summary>
/// <remarks>It never changes, so that a class shares with its base class what it does not override.</remarks>
internal sealed class ClassSlot
{
    private readonly string name;
    private readonly MethodSignature<string> signature;

    public ClassSlot(MemberHome introduction, MethodAttributes attributes, string name, MethodSignature<string> signature)
    {
        (Method, Attributes, this.name, this.signature) = (introduction, attributes, name, signature);
        Introduction = this;
    }

    public ClassSlot(ClassSlot overridden, MemberHome method, MethodAttributes attributes)
    {
        (Overridden, Method, Attributes, name, signature) = (overridden, method, attributes, overridden.name, overridden.signature);
        Introduction = overridden.Introduction;
    }

    public MemberHome Method { get; }

    public MethodAttributes Attributes { get; }

    /// <summary>The same slot in a base class, or before a second override; null for the declaration with <c>newslot</c>.</summary>
    public ClassSlot? Overridden { get; }

    /// <summary>The declaration with <c>newslot</c>.</summary>
    public ClassSlot Introduction { get; }

    public bool IsOf(string otherName, in MethodSignature<string> otherSignature) =>
        name == otherName && MemberResolution.SameSignature(signature, otherSignature);

    public bool IsUnfilled => (Attributes & MethodAttributes.Abstract) != 0;

    /// <summary>Whether the method is the slot's declaration or any body it has had.</summary>
    public bool Has(MemberHome method)
    {
        for (var slot = this; slot is not null; slot = slot.Overridden)
        {
            if (slot.Method == method) return true;
        }
        return false;
    }

    public string Key => MethodIndex.Key(name, signature);
}

internal enum InterfaceSlotState { Filled, Default, Unfilled, Ambiguous }

/// <param name="Interface">With its type arguments: a class has one slot for each instantiation.</param>
/// <param name="Filler">The class's method, or the interface's default body; meaningless when there is none.</param>
internal sealed record InterfaceSlot(MemberHome Declaration, string Interface, InterfaceSlotState State, MemberHome Filler);

/// <summary>Which method answers which virtual or interface call on a class, as the runtime lays it out (ECMA-335 II.12.2).</summary>
internal static class Slots
{
    /// <summary>
    /// Everything the methods of a class fill: base classes' virtuals by its own methods, interface members by its own or inherited ones.
    /// </summary>
    public static IEnumerable<SlotFilling> Of(AssemblySet set, TypeHome type)
    {
        if (type.IsInterface) yield break;
        foreach (var slot in AddsNothing(type) ? [] : OfClass(set, type))
        {
            if (slot.Method.Type != type) continue;
            for (var overridden = slot.Overridden; overridden is not null; overridden = overridden.Overridden)
                yield return new SlotFilling(overridden.Method, slot.Method, IsInterface: false);
        }
        foreach (var slot in OfInterfaces(set, type))
        {
            if (slot.State == InterfaceSlotState.Filled) yield return new SlotFilling(slot.Declaration, slot.Filler, IsInterface: true);
        }
    }

    /// <summary>The virtual methods of a class and its base classes, as far as these can be found.</summary>
    public static List<ClassSlot> OfClass(AssemblySet set, TypeHome type)
    {
        var image = set[type.Image!];
        var slots = image[type.Handle].ClassSlots ??= ClassSlots(set, type);
        image.Show(slots.Count);
        return slots;
    }

    private static List<ClassSlot> ClassSlots(AssemblySet set, TypeHome type)
    {
        var chain = set.MemberScopes(type);
        // A base class without type arguments has the same slots for everybody below it.
        int shared = 1;
        while (shared < chain.Length
            && !(chain[shared].Type.IsFound && chain[shared - 1].Type.Definition.BaseType.Kind != HandleKind.TypeSpecification)) shared++;
        var inherited = shared < chain.Length ? OfClass(set, chain[shared].Type) : [];
        if (shared == 1 && AddsNothing(type)) return inherited;
        List<ClassSlot> slots = [.. inherited];
        set[type.Image!].Take(8 * slots.Count);
        for (int level = Math.Min(shared, chain.Length) - 1; level >= 0; level--)
        {
            if (chain[level].Type.IsFound) AddLevel(set, chain[level].Type, chain[level].Scope, slots);
        }
        return slots;
    }

    private static bool AddsNothing(TypeHome type) =>
        type.Definition is var own && own.GetMethods().Count == 0 && own.GetMethodImplementations().Count == 0;

    private static void AddLevel(AssemblySet set, TypeHome owner, GenericScope scope, List<ClassSlot> slots)
    {
        var image = owner.Image!;
        var methods = owner.Definition.GetMethods();
        var last = methods.Count > MethodIndex.Few ? Last(slots) : null;
        foreach (var handle in methods)
        {
            var method = image.Reader.GetMethodDefinition(handle);
            if ((method.Attributes & (MethodAttributes.Virtual | MethodAttributes.Static)) != MethodAttributes.Virtual) continue;
            var home = new MemberHome(Outcome.Found, owner, handle);
            string name = image.Reader.GetString(method.Name);
            var signature = image.SignatureOf(method, scope);
            int filled = (method.Attributes & MethodAttributes.NewSlot) != 0 ? -1
                : last is null ? slots.FindLastIndex(x => x.IsOf(name, signature))
                : last.TryGetValue(MethodIndex.Key(name, signature), out int known) ? known : -1;
            if (filled >= 0)
            {
                slots[filled] = new ClassSlot(slots[filled], home, method.Attributes);
                continue;
            }
            if (last is not null) last[MethodIndex.Key(name, signature)] = slots.Count;
            slots.Add(new ClassSlot(home, method.Attributes, name, signature));
        }
        var implementations = owner.Definition.GetMethodImplementations();
        var having = implementations.Count > MethodIndex.Few ? Having(slots) : null;
        foreach (var handle in implementations)
        {
            var implementation = image.Reader.GetMethodImplementation(handle);
            if (implementation.MethodBody.Kind != HandleKind.MethodDefinition) continue;
            var declared = set.ResolveMember(image, implementation.MethodDeclaration);
            int filled = !declared.IsFound ? -1
                : having is null ? slots.FindIndex(x => x.Has(declared))
                : having.TryGetValue(declared, out int slot) ? slot
                : -1;
            if (filled < 0) continue;
            var body = (MethodDefinitionHandle)implementation.MethodBody;
            var home = new MemberHome(Outcome.Found, owner, body);
            slots[filled] = new ClassSlot(slots[filled], home, image.Reader.GetMethodDefinition(body).Attributes);
            if (having is not null && (!having.TryGetValue(home, out int first) || first > filled)) having[home] = filled;
        }
    }

    /// <summary>The last slot of each name and signature.</summary>
    private static Dictionary<string, int> Last(List<ClassSlot> slots)
    {
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < slots.Count; i++) last[slots[i].Key] = i;
        return last;
    }

    /// <summary>The first slot that each method has anything to do with.</summary>
    internal static Dictionary<MemberHome, int> Having(List<ClassSlot> slots)
    {
        var having = new Dictionary<MemberHome, int>();
        for (int i = 0; i < slots.Count; i++)
        {
            for (var slot = slots[i]; slot is not null; slot = slot.Overridden)
            {
                if (!having.ContainsKey(slot.Method)) having[slot.Method] = i;
            }
        }
        return having;
    }

    /// <summary>The members of every interface a class has, also of the interfaces' own and the base classes' interfaces.</summary>
    public static List<InterfaceSlot> OfInterfaces(AssemblySet set, TypeHome type) =>
        set[type.Image!][type.Handle].InterfaceSlots ??= [.. InterfaceSlots(set, type)];

    private static IEnumerable<InterfaceSlot> InterfaceSlots(AssemblySet set, TypeHome type)
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
