using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>What the runtime demands of a type before it loads it (ECMA-335 II.10 and II.12.2).</summary>
internal sealed class TypeCheck(AssemblySet world, AssemblyImage from, ReferenceCheck references, Extent extent)
{
    private readonly MetadataReader reader = from.Reader;

    /// <summary>Every type definition that does not load, and why.</summary>
    public Dictionary<int, Problem> All()
    {
        var problems = new Dictionary<int, Problem>();
        foreach (var handle in reader.TypeDefinitions)
        {
            if (Of(handle) is { } problem) problems[MetadataTokens.GetToken(handle)] = problem;
        }
        return problems;
    }

    /// <summary>The problem of a type definition or of a reference.</summary>
    public Problem? OfToken(int token)
    {
        var handle = MetadataTokens.EntityHandle(token);
        return handle.Kind == HandleKind.TypeDefinition ? Of((TypeDefinitionHandle)handle) : references.Of(handle);
    }

    private Problem? Of(TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        if (Ancestry(handle, type) is { } ancestry) return ancestry;
        if (Fields(handle, type) is { } field) return field;
        if (!LeansOnOthers(handle)) return null;
        foreach (var implementation in type.GetMethodImplementations())
        {
            if (InterfaceMembers.NoLongerImplemented(world, new TypeHome(from, handle), reader.GetMethodImplementation(implementation),
                IsOther) is { } sealedNow)
                return sealedNow;
            // What fails for some uses only, such as a call to what is abstract, is no obstacle to implementing it.
            if (references.Of(reader.GetMethodImplementation(implementation).MethodDeclaration) is { OnlyFor: null } problem)
                return problem;
        }
        return (type.Attributes & TypeAttributes.Interface) != 0
            ? null
            : Overrides(handle) ?? OverrideConstraints.Of(world, new TypeHome(from, handle), IsOther) ?? Obligations(handle, type)
                ?? InterfaceMembers.Bypassed(world, new TypeHome(from, handle), IsOther);
    }

    private Problem? Ancestry(TypeDefinitionHandle handle, TypeDefinition type)
    {
        if (!type.BaseType.IsNil)
        {
            if (Missing(handle, type.BaseType) is { } missing) return Unloadable(missing);
            var home = world.Resolve(from, type.BaseType);
            if (home.IsFound && home.Image is { IsFramework: false } && home.Image != from)
            {
                string? fault = home.IsInterface ? "an interface"
                    : (home.Definition.Attributes & TypeAttributes.Sealed) != 0 ? "sealed"
                    : null;
                if (fault is not null) return Unfit("T:" + home.Name, home.Image, $"has made '{DisplayName.Type(home.Name)}' {fault}");
            }
        }
        foreach (var implementation in type.GetInterfaceImplementations())
        {
            var named = reader.GetInterfaceImplementation(implementation).Interface;
            if (Missing(handle, named) is { } missing) return Unloadable(missing);
            var home = world.Resolve(from, named);
            if (home.IsFound && !home.Image!.IsFramework && !home.IsInterface)
                return Unfit("T:" + home.Name, home.Image, $"has made the interface '{DisplayName.Type(home.Name)}' a class");
        }
        return null;
    }

    private Problem? Missing(TypeDefinitionHandle type, EntityHandle ancestor) =>
        references.Of(ancestor) is { } problem && Concerns(problem, type)
            && problem.OnlyWithin?.Invoke(new TypeParameters(from, type, default)) != false ? problem : null;

    /// <summary>
    /// What is protected may be named by a type that lies in one which derives from where it is nested. Loading it asks for what reading a
    /// field does.
    /// </summary>
    private static bool Concerns(Problem problem, TypeDefinitionHandle type) => problem.OnlyFor?.Invoke(ILOpCode.Ldfld, type) != false;

    /// <summary>
    /// An ancestor that is missing or out of reach keeps the type from loading; an assembly that is missing stays just that.
    /// </summary>
    private static Problem Unloadable(Problem missing) =>
        missing with { Exception = missing.Exception is "FileNotFoundException" or "FileLoadException"
            ? missing.Exception
            : "TypeLoadException", OnlyFor = null, OnlyWithin = null };

    /// <summary>The loader needs the layout of value types; a field of a class type it does not look at.</summary>
    private Problem? Fields(TypeDefinitionHandle owner, TypeDefinition type)
    {
        var mentioned = new MentionedTypes(from);
        foreach (var handle in type.GetFields())
        {
            var field = reader.GetFieldDefinition(handle);
            mentioned.Clear();
            field.DecodeSignature(mentioned, GenericScope.Open);
            if (mentioned.SeenAsValue.Count == 0) continue;
            var whole = field.DecodeSignature(new TypeArgumentReader(world, from), GenericScope.Open);
            if (!whole.IsValue) continue; // a reference is as large whatever its type arguments are
            if (references.Of(handle) is { } unfit && Concerns(unfit, owner)) return unfit with { OnlyFor = null };
            for (int i = 0; i < mentioned.SeenAsValue.Count; i++)
            {
                var value = mentioned.SeenAsValue[i];
                if (references.Of(value) is { } problem && Concerns(problem, owner)) return problem with { OnlyFor = null };
                var home = world.Resolve(from, value);
                if (!home.IsFound || home.Image!.IsFramework || home.Image == from) continue;
                if (!ReferenceCheck.IsValue(home))
                    return Unfit("T:" + home.Name, home.Image,
                        $"has made '{DisplayName.Type(home.Name)}', a struct or enum before, a reference type");
                if (home == whole.Home && Fulfilment.IsByRefLike(home) && !Fulfilment.IsByRefLike(new TypeHome(from, owner)))
                    return Unfit("T:" + home.Name, home.Image,
                        $"has made '{DisplayName.Type(home.Name)}' a ref struct, which cannot be a field of '{from.NameOf(owner)}'");
            }
        }
        return null;
    }

    /// <summary>Whether some base class or interface, however far away, is in an assembly that changed.</summary>
    private bool LeansOnOthers(TypeDefinitionHandle handle)
    {
        var type = new TypeHome(from, handle);
        foreach (var (ancestor, _) in world.MemberScopes(type))
        {
            if (IsOther(ancestor)) return true;
        }
        foreach (var (@interface, _, _) in world.Interfaces(type))
        {
            if (IsOther(@interface)) return true;
        }
        return false;
    }

    private bool IsOther(TypeHome type) => type.Image is { IsFramework: false } image && image != from && extent.IsConcerned(image.Name);

    private Problem? Overrides(TypeDefinitionHandle handle)
    {
        foreach (var slot in ClassSlots.Of(world, new TypeHome(from, handle)))
        {
            for (var step = slot; step.Overridden is { } below; step = below)
            {
                var (method, attributes) = (step.Method, step.Attributes);
                var (overridden, was) = (below.Method, below.Attributes);
                if (method.Image != from || !IsOther(overridden.Type)) continue;
                string symbol = DocumentationId.Method(overridden.Image, (MethodDefinitionHandle)overridden.Member);
                string display = DisplayName.Of(symbol), name = DisplayName.Type(from.NameOf(handle));
                if ((was & MethodAttributes.Final) != 0)
                    return Unfit(symbol, overridden.Image, $"has sealed '{display}', which '{name}' overrides");
                if (IsNarrower(attributes, was))
                    return Unfit(symbol, overridden.Image,
                        $"has made '{display}' {MemberReader.MethodAccess(was).Keyword()}, "
                            + $"and the override in '{name}' is less accessible");
                if (PreservesReturnType(overridden) && ReturnType(overridden) != ReturnType(method)
                    && ReturnType(method) == ReturnType(slot.Introduction.Method))
                    return Unfit(symbol, overridden.Image,
                        $"lets '{display}' return {DisplayName.Type(ReturnType(overridden))}, and the override in '{name}' returns "
                            + $"{DisplayName.Type(ReturnType(method))}");
            }
        }
        return null;
    }

    /// <summary>
    /// An override may not be less accessible than what it overrides; <c>protected internal</c> is <c>protected</c> to another assembly.
    /// </summary>
    private static bool IsNarrower(MethodAttributes attributes, MethodAttributes overridden)
    {
        Access now = MemberReader.MethodAccess(attributes), was = MemberReader.MethodAccess(overridden);
        return now < was && !(was == Access.ProtectedInternal && now == Access.Protected);
    }

    private static bool PreservesReturnType(MemberHome method) => CustomAttributes.Has(
        method.Image, method.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)method.Member).GetCustomAttributes(),
        "System.Runtime.CompilerServices.PreserveBaseOverridesAttribute");

    private static string ReturnType(MemberHome method) =>
        method.Image.SignatureOf(method.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)method.Member)).ReturnType;

    private Problem? Obligations(TypeDefinitionHandle handle, TypeDefinition type)
    {
        if ((type.Attributes & TypeAttributes.Abstract) != 0) return null;
        var home = new TypeHome(from, handle);
        string name = DisplayName.Type(from.NameOf(handle));
        foreach (var slot in ClassSlots.Of(world, home))
        {
            if (slot.IsUnfilled && IsOther(slot.Method.Type)) return Demands(slot.Method, name);
        }
        foreach (var slot in InterfaceSlots.Of(world, home))
        {
            // The type loads, and nothing answers the call.
            if (slot.State == InterfaceSlotState.Unfilled && slot.Filler.Type != slot.Declaration.Type && IsOther(slot.Filler.Type))
                return Demands(slot.Declaration, name) with { Exception = "EntryPointNotFoundException" };
            if (slot.State == InterfaceSlotState.Unfilled && IsOther(slot.Declaration.Type)) return Demands(slot.Declaration, name);
            if (slot.State == InterfaceSlotState.Unfilled && slot.Declaration.Image.IsFramework
                && !ImplementedItself(home, slot.Declaration.Type))
                return Demands(slot.Declaration, name);
            // An interface of the assembly's own was implemented when that was compiled, so that a base class must have had the method.
            if (slot.State == InterfaceSlotState.Unfilled && slot.Declaration.Image == from
                && Array.Find(world.MemberScopes(home), x => x.Type.IsFound && IsOther(x.Type)).Type is { IsFound: true } other)
                return Unfit("T:" + other.Name, other.Image!, $"has changed '{DisplayName.Type(other.Name)}', by which '{name}' implements "
                    + $"'{DisplayName.Of(DocumentationId.Method(from, (MethodDefinitionHandle)slot.Declaration.Member))}'");
            if (slot.State == InterfaceSlotState.Ambiguous && (IsOther(slot.Declaration.Type) || IsOther(slot.Filler.Type)))
            {
                string symbol = DocumentationId.Method(slot.Declaration.Image, (MethodDefinitionHandle)slot.Declaration.Member);
                return new Problem(symbol, Giver(home, slot), "AmbiguousImplementationException",
                    $"has more than one default implementation of '{DisplayName.Of(symbol)}', and none is the most specific for '{name}'");
            }
        }
        return null;
    }

    /// <summary>Who gave more than one body: an assembly that changed, before one that did not.</summary>
    private string Giver(TypeHome type, InterfaceSlot slot)
    {
        var givers = InterfaceSlots.DefaultBodies(world, type, slot.Declaration).Select(x => x.Image.Name).Append(slot.Filler.Image.Name);
        return givers.OrderByDescending(extent.IsChanged).First();
    }

    /// <summary>An interface of the framework that the type lists itself was its own business before, too.</summary>
    private bool ImplementedItself(TypeHome type, TypeHome @interface) =>
        type.Definition.GetInterfaceImplementations()
            .Any(x => world.Resolve(from, reader.GetInterfaceImplementation(x).Interface) == @interface);

    private static Problem Demands(MemberHome member, string name)
    {
        string symbol = DocumentationId.Method(member.Image, (MethodDefinitionHandle)member.Member);
        return Unfit(symbol, member.Image, $"requires '{DisplayName.Of(symbol)}', which '{name}' does not implement");
    }

    private static Problem Unfit(string symbol, AssemblyImage target, string fact) => new(symbol, target.Name, "TypeLoadException", fact);
}
