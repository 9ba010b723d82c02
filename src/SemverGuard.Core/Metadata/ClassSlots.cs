using System.Reflection;
using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

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

/// <summary>Which method answers which virtual call on a class, as the runtime lays it out (ECMA-335 II.12.2).</summary>
internal static class ClassSlots
{
    /// <summary>The virtual methods of a class and its base classes, as far as these can be found.</summary>
    public static List<ClassSlot> Of(AssemblySet set, TypeHome type)
    {
        var image = set[type.Image!];
        var slots = image[type.Handle].ClassSlots ??= Laid(set, type);
        image.Show(slots.Count);
        return slots;
    }

    private static List<ClassSlot> Laid(AssemblySet set, TypeHome type)
    {
        var chain = set.MemberScopes(type);
        // A base class without type arguments has the same slots for everybody below it.
        int shared = 1;
        while (shared < chain.Length
            && !(chain[shared].Type.IsFound && chain[shared - 1].Type.Definition.BaseType.Kind != HandleKind.TypeSpecification)) shared++;
        var inherited = shared < chain.Length ? Of(set, chain[shared].Type) : [];
        if (shared == 1 && AddsNothing(type)) return inherited;
        List<ClassSlot> slots = [.. inherited];
        set[type.Image!].Take(8 * slots.Count);
        for (int level = Math.Min(shared, chain.Length) - 1; level >= 0; level--)
        {
            if (chain[level].Type.IsFound) AddLevel(set, chain[level].Type, chain[level].Scope, slots);
        }
        return slots;
    }

    public static bool AddsNothing(TypeHome type) =>
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
    public static Dictionary<MemberHome, int> Having(List<ClassSlot> slots)
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
}
