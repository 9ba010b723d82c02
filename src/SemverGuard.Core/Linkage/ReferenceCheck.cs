using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>Resolves the references of one assembly in one world, as the runtime would when it meets them, and says what fails.</summary>
internal sealed class ReferenceCheck
{
    private readonly AssemblySet world;
    private readonly AssemblyImage from;
    private readonly MetadataReader reader;
    private readonly TypeReferenceCheck types;
    private readonly ConstraintCheck constraints;
    private readonly SignatureCheck signatures;
    private readonly AccessorCheck accessors;
    private readonly MemberCheck members;
    private readonly MissingMember missing;
    private readonly Extent extent;
    private readonly Dictionary<int, Problem?> known = [];
    private bool? hasSuspects;

    /// <param name="uses">The assembly's own.</param>
    /// <param name="anyVersion">A lower assembly version than the one that is asked for will do.</param>
    public ReferenceCheck(AssemblySet world, AssemblyImage from, Extent extent, MemberUses uses, bool anyVersion = false)
    {
        (this.world, this.from, this.extent) = (world, from, extent);
        reader = from.Reader;
        var access = new AccessCheck(world, from);
        types = new TypeReferenceCheck(world, from, access, anyVersion);
        constraints = new ConstraintCheck(world, from, extent);
        signatures = new SignatureCheck(world, from, this, constraints);
        accessors = new AccessorCheck(world, from, extent);
        members = new MemberCheck(from, access, uses);
        missing = new MissingMember(world, from);
    }

    /// <summary>How many references were resolved.</summary>
    public int Count { get; private set; }

    /// <summary>Every reference in the tables that has a problem, by its token.</summary>
    public Dictionary<int, Problem> All()
    {
        var problems = new Dictionary<int, Problem>();
        foreach (var handle in reader.TypeReferences) Add(handle);
        foreach (var handle in reader.MemberReferences) Add(handle);
        for (int row = 1; row <= reader.GetTableRowCount(TableIndex.TypeSpec); row++) Add(MetadataTokens.TypeSpecificationHandle(row));
        for (int row = 1; row <= reader.GetTableRowCount(TableIndex.MethodSpec); row++) Add(MetadataTokens.MethodSpecificationHandle(row));
        if (extent.ChangedLayouts.Count > 0 && reader.TypeReferences.Any(x => extent.ChangedLayouts.Contains(from.NameOf(x))))
        {
            foreach (var handle in reader.FieldDefinitions) Add(handle);
            for (int row = 1; row <= reader.GetTableRowCount(TableIndex.StandAloneSig); row++)
                Add(MetadataTokens.StandaloneSignatureHandle(row));
            foreach (var handle in reader.MethodDefinitions) Add(handle);
        }
        foreach (var handle in accessors.All) Add(handle);
        return problems;

        void Add(EntityHandle handle)
        {
            if (Of(handle) is { } problem) problems[MetadataTokens.GetToken(handle)] = problem;
        }
    }

    /// <summary>The problem with a type, member or instantiation; null when it links.</summary>
    public Problem? Of(EntityHandle handle)
    {
        int token = MetadataTokens.GetToken(handle);
        if (known.TryGetValue(token, out var problem)) return problem;
        known[token] = null; // a specification that contains itself is damaged; its outer part decides
        return known[token] = handle.Kind switch
        {
            HandleKind.TypeReference => Type((TypeReferenceHandle)handle),
            HandleKind.TypeSpecification => Specification((TypeSpecificationHandle)handle),
            HandleKind.MemberReference => Member((MemberReferenceHandle)handle),
            HandleKind.MethodSpecification => Instantiation((MethodSpecificationHandle)handle),
            HandleKind.StandaloneSignature => signatures.OfLocals((StandaloneSignatureHandle)handle),
            HandleKind.MethodDefinition =>
                accessors.Of((MethodDefinitionHandle)handle) ?? signatures.OfMethod((MethodDefinitionHandle)handle),
            HandleKind.FieldDefinition => signatures.OfField((FieldDefinitionHandle)handle),
            _ => null,
        };
    }

    private Problem? Type(TypeReferenceHandle handle)
    {
        if (!Concerned(handle)) return null;
        Count++;
        return types.Of(handle);
    }

    private Problem? Specification(TypeSpecificationHandle handle)
    {
        var mentioned = new MentionedTypes(from);
        reader.GetTypeSpecification(handle).DecodeSignature(mentioned, GenericScope.Open);
        return !IsConcerned(mentioned) ? null : Mentioned(mentioned) ?? constraints.OfType(handle);
    }

    private Problem? Instantiation(MethodSpecificationHandle handle)
    {
        var specification = reader.GetMethodSpecification(handle);
        var mentioned = new MentionedTypes(from);
        specification.DecodeSignature(mentioned, GenericScope.Open);
        if (Of(specification.Method) is { } problem) return problem;
        return !IsConcerned(specification.Method) && !IsConcerned(mentioned) ? null : Mentioned(mentioned) ?? constraints.OfMethod(handle);
    }

    /// <summary>Between types of assemblies that did not change nothing can break.</summary>
    private bool IsConcerned(MentionedTypes mentioned)
    {
        for (int i = 0; i < mentioned.Seen.Count; i++)
        {
            if (IsConcerned(mentioned.Seen[i])) return true;
        }
        return false;
    }

    /// <summary>Whether a type, or a member's type, is this assembly's own or in another that is concerned.</summary>
    private bool IsConcerned(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeReference => Concerned((TypeReferenceHandle)handle),
        HandleKind.TypeSpecification => IsConcerned(TypeResolution.NamedType(from, (TypeSpecificationHandle)handle)),
        HandleKind.MemberReference => IsConcerned(reader.GetMemberReference((MemberReferenceHandle)handle).Parent),
        HandleKind.TypeDefinition or HandleKind.MethodDefinition => true,
        _ => false,
    };

    /// <summary>
    /// The first problem among the types a signature names: missing, or by now of the other kind (ECMA-335 II.23.2.12 writes it down).
    /// </summary>
    /// <remarks>What fails always says more than what fails for some.</remarks>
    public Problem? Mentioned(MentionedTypes mentioned) => Mentioned(mentioned, always: true) ?? Mentioned(mentioned, always: false);

    private Problem? Mentioned(MentionedTypes mentioned, bool always)
    {
        for (int i = 0; i < mentioned.Seen.Count; i++)
        {
            var type = mentioned.Seen[i];
            if (type.Kind != HandleKind.TypeReference) continue;
            var reference = (TypeReferenceHandle)type;
            if ((Of(type) ?? KindOf(reference, mentioned.SeenAsValue.Contains(reference))) is { } problem
                && (problem.OnlyFor is null) == always)
                return problem;
        }
        return null;
    }

    /// <summary>The problem of a type that a signature calls a value or a reference, and that is the other by now.</summary>
    public Problem? KindOf(TypeReferenceHandle reference, bool asValue)
    {
        if (!Concerned(reference)) return null;
        var home = world.Resolve(from, reference);
        if (!home.IsFound || home.Image!.IsFramework || IsValue(home) == asValue) return null;
        string name = home.Name;
        return new Problem("T:" + name, home.Image.Name, "TypeLoadException",
            asValue
                ? $"has made '{DisplayName.Type(name)}', a struct or enum before, a reference type"
                : $"has made '{DisplayName.Type(name)}', a reference type before, a struct or enum");
    }

    internal static bool IsValue(TypeHome type)
    {
        var definition = type.Definition;
        if (definition.BaseType.IsNil || (definition.Attributes & TypeAttributes.Interface) != 0) return false;
        string name = type.Image!.NameOf(definition.BaseType);
        return name == "System.Enum" || (name == "System.ValueType" && type.Name != "System.Enum");
    }

    private Problem? Member(MemberReferenceHandle handle)
    {
        var reference = reader.GetMemberReference(handle);
        var named = reference.Parent.Kind == HandleKind.TypeSpecification
            ? TypeResolution.NamedType(from, (TypeSpecificationHandle)reference.Parent)
            : reference.Parent;
        if (named.Kind != HandleKind.TypeReference || !Concerned((TypeReferenceHandle)named))
            // A list of what is concerned.
            return reference.Parent.Kind != HandleKind.TypeSpecification
                ? null
                : Of(reference.Parent) ?? accessors.Of(world.ResolveMember(from, handle));
        Count++;
        bool isMethod = reference.GetKind() == MemberReferenceKind.Method;
        if (Of(reference.Parent) is { } parent)
        {
            return parent.Exception == "TypeAccessException"
                ? parent with { Exception = isMethod ? "MethodAccessException" : "FieldAccessException" }
                : parent;
        }
        var home = world.ResolveMember(from, handle);
        return home.Outcome switch
        {
            Outcome.MemberMissing => isMethod ? missing.NoMethod(reference, home) : missing.NoField(reference, home),
            // The very member that was there before.
            Outcome.Found when !extent.IsChanged(home.Image.Name) => MentionedBy(reference, home),
            Outcome.Found => Found(isMethod ? members.Method(home, handle) : members.Field(home, handle), reference, home),
            _ => null,
        };
    }

    /// <summary>What fails for everybody who mentions it says more than what fails for some.</summary>
    private Problem? Found(Problem? own, MemberReference reference, MemberHome home) =>
        own is { OnlyFor: null } ? own : MentionedBy(reference, home) ?? own;

    private bool Concerned(TypeReferenceHandle type)
    {
        var asked = TypeResolution.AskedAssembly(reader, type);
        return !asked.IsNil && extent.IsConcerned(reader.GetString(reader.GetAssemblyReference(asked).Name));
    }

    /// <summary>Whether any type that this assembly names has a problem or another kind: if not, no signature can have one.</summary>
    private bool HasSuspects =>
        hasSuspects ??= reader.TypeReferences.Any(x => Of(x) is not null || extent.ChangedKinds.Contains(from.NameOf(x)));

    private Problem? MentionedBy(MemberReference reference, MemberHome home)
    {
        if (!HasSuspects) return null;
        bool isMethod = reference.GetKind() == MemberReferenceKind.Method;
        var mentioned = new MentionedTypes(from);
        if (isMethod) reference.DecodeMethodSignature(mentioned, GenericScope.Open);
        else reference.DecodeFieldSignature(mentioned, GenericScope.Open);
        // A signature says of each type whether it is a value, and is another one where that changed; the type itself is there.
        var problem = Mentioned(mentioned);
        return problem is { Exception: "TypeLoadException" } other && other.Target == home.Image.Name
            ? other with { Exception = isMethod ? "MissingMethodException" : "MissingFieldException" }
            : problem;
    }
}
