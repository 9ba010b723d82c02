using System.Reflection;
using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

/// <summary>What a member reference leads to, or how far it came.</summary>
public enum Outcome
{
    /// <summary>Nobody has looked.</summary>
    None,
    Found,

    /// <summary>Cannot be told from here: a base class is missing, or the framework's reference assemblies do not show it.</summary>
    Unknown,

    /// <summary>Array methods, function pointers, module-level and native members: the runtime makes or finds them itself.</summary>
    Intrinsic,
    AssemblyMissing,
    TypeMissing,
    MemberMissing,
}

/// <param name="Type">Where the search ended: the type that declares the member when it was found, else the last one asked.</param>
/// <param name="Member">A method or field definition of <see cref="Type"/>'s assembly.</param>
public readonly record struct MemberHome(Outcome Outcome, TypeHome Type, EntityHandle Member)
{
    public bool IsFound => Outcome == Outcome.Found;

    /// <remarks>Asked for each call of each body.</remarks>
    public bool Equals(MemberHome other) => Member == other.Member && Outcome == other.Outcome && Type.Equals(other.Type);

    public override int GetHashCode() => Type.GetHashCode() * 31 + Member.GetHashCode();

    internal bool IsDefault => Outcome == Outcome.None;

    public AssemblyImage Image => Type.Image!;
}

/// <summary>From a member reference to the definition the runtime would bind it to (ECMA-335 II.22.25, CoreCLR's member loader).</summary>
internal static class MemberResolution
{
    public static MemberHome ResolveMember(this AssemblySet set, AssemblyImage from, EntityHandle member)
    {
        switch (member.Kind)
        {
            case HandleKind.MethodDefinition:
                return new MemberHome(Outcome.Found, new TypeHome(
                    from, from.Reader.GetMethodDefinition((MethodDefinitionHandle)member).GetDeclaringType()), member);
            case HandleKind.FieldDefinition:
                return new MemberHome(Outcome.Found, new TypeHome(
                    from, from.Reader.GetFieldDefinition((FieldDefinitionHandle)member).GetDeclaringType()), member);
            case HandleKind.MethodSpecification:
                return set.ResolveMember(from, from.Reader.GetMethodSpecification((MethodSpecificationHandle)member).Method);
            case HandleKind.MemberReference:
                ref var home = ref set[from][(MemberReferenceHandle)member];
                if (home.IsDefault) home = Reference(set, from, from.Reader.GetMemberReference((MemberReferenceHandle)member));
                return home;
            default:
                return new MemberHome(Outcome.Intrinsic, default, default);
        }
    }

    private static MemberHome Reference(AssemblySet set, AssemblyImage from, MemberReference reference)
    {
        if (reference.Parent.Kind == HandleKind.MethodDefinition) return set.ResolveMember(from, reference.Parent); // a vararg call site
        var named = reference.Parent.Kind == HandleKind.TypeSpecification
            ? TypeResolution.NamedType(from, (TypeSpecificationHandle)reference.Parent)
            : reference.Parent;
        if (named.Kind is not (HandleKind.TypeReference or HandleKind.TypeDefinition))
            return new MemberHome(Outcome.Intrinsic, default, default);
        var type = set.Resolve(from, named);
        if (!type.IsFound)
        {
            var outcome = type.MissingAssembly is not null ? Outcome.AssemblyMissing
                : type.Image!.IsFramework ? Outcome.Unknown
                : Outcome.TypeMissing;
            return new MemberHome(outcome, type, default);
        }

        string name = from.Reader.GetString(reference.Name);
        return reference.GetKind() == MemberReferenceKind.Field
            ? Field(set, type, name, reference.DecodeFieldSignature(from.LinkText, GenericScope.Open))
            : Method(set, type, name, from.SignatureOf(reference));
    }

    /// <summary>A field is looked up in the named class only: one that moved to a base class does not link.</summary>
    private static MemberHome Field(AssemblySet set, TypeHome type, string name, string fieldType)
    {
        var reader = type.Image!.Reader;
        var fields = type.Definition.GetFields();
        if (fields.Count > MethodIndex.Few)
        {
            var layout = set[type.Image][type.Handle];
            var found = (layout.Fields ??= MethodIndex.OfFields(set, type)).Find(name, fieldType);
            return found.IsNil ? Missing(type) : new MemberHome(Outcome.Found, type, found);
        }
        foreach (var handle in fields)
        {
            var field = reader.GetFieldDefinition(handle);
            if (reader.StringComparer.Equals(field.Name, name)
                && field.DecodeSignature(type.Image.LinkText, GenericScope.Open) == fieldType)
                return new MemberHome(Outcome.Found, type, handle);
        }
        return Missing(type);
    }

    /// <summary>A method is looked up in the named class and then in its base classes; in an interface, in that interface only.</summary>
    internal static MemberHome Method(AssemblySet set, TypeHome asked, string name, MethodSignature<string> signature)
    {
        bool mayInherit = name is not (".ctor" or ".cctor");
        foreach (var (type, scope) in set.MemberScopes(asked))
        {
            // A base class that cannot be found is a failure of its own, and what it would have declared is not known.
            if (!type.IsFound) return new MemberHome(Outcome.Unknown, asked, default);
            var image = type.Image!;
            var methods = type.Definition.GetMethods();
            if (methods.Count > MethodIndex.Few)
            {
                var found = Index(set, asked, type, scope).Find(name, signature);
                if (!found.IsNil) return new MemberHome(Outcome.Found, type, found);
                if (!mayInherit) break;
                continue;
            }
            foreach (var handle in methods)
            {
                var method = image.Reader.GetMethodDefinition(handle);
                if (image.Reader.StringComparer.Equals(method.Name, name)
                    && SameSignature(image.SignatureOf(method, scope), signature))
                    return new MemberHome(Outcome.Found, type, handle);
            }
            if (!mayInherit) break;
        }
        return Missing(asked);
    }

    private static MethodIndex Index(AssemblySet set, TypeHome asked, TypeHome type, GenericScope scope)
    {
        bool isSame = scope == GenericScope.Open || type.Definition.GetGenericParameters().Count == 0;
        var known = isSame ? set[type.Image!][type.Handle].Methods : set[asked.Image!][asked.Handle].Methods;
        return known.TryGetValue(type, out var index) ? index : known[type] = MethodIndex.OfMethods(set, type, scope);
    }

    /// <summary>A type and its base classes, each with what its type parameters stand for in the words of the first.</summary>
    /// <remarks>The last one may be missing: it is then not <see cref="TypeHome.IsFound"/>.</remarks>
    internal static TypeScope[] MemberScopes(this AssemblySet set, TypeHome type)
    {
        if (!type.IsFound) return [new TypeScope(type, GenericScope.Open)];
        return set[type.Image!][type.Handle].Scopes ??= Scopes(set, type);
    }

    private static TypeScope[] Scopes(AssemblySet set, TypeHome type)
    {
        int depth = 1;
        for (var below = type; depth < 64 && HasBase(below); depth++) below = Base(below);
        var scopes = new TypeScope[depth];
        scopes[0] = new TypeScope(type, GenericScope.Open);
        for (int i = 1; i < depth; i++)
        {
            var (below, scope) = scopes[i - 1];
            var arguments = TypeResolution.TypeArguments(below.Image!, below.Definition.BaseType, scope);
            foreach (string argument in arguments) set[type.Image!].Take(argument.Length);
            scopes[i] = new TypeScope(Base(below), new GenericScope(arguments));
        }
        return scopes;

        TypeHome Base(TypeHome below) => set.Resolve(below.Image!, below.Definition.BaseType);

        static bool HasBase(TypeHome below) => below.IsFound && !below.IsInterface && !below.Definition.BaseType.IsNil;
    }

    /// <summary>
    /// Reference assemblies leave out what nobody may call, so a member that a framework type seems to lack may be there at run time.
    /// </summary>
    private static MemberHome Missing(TypeHome asked) =>
        new(asked.Image!.IsFramework ? Outcome.Unknown : Outcome.MemberMissing, asked, default);

    internal static bool SameSignature(MethodSignature<string> one, MethodSignature<string> other)
    {
        if (one.Header.IsInstance != other.Header.IsInstance || one.GenericParameterCount != other.GenericParameterCount) return false;
        if (one.RequiredParameterCount != other.RequiredParameterCount || one.ReturnType != other.ReturnType) return false;
        for (int i = 0; i < one.RequiredParameterCount; i++)
        {
            if (one.ParameterTypes[i] != other.ParameterTypes[i]) return false;
        }
        return true;
    }
}
