using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Metadata;

namespace SemverGuard.Uses;

/// <summary>What one assembly uses of the application's other assemblies, the framework left out.</summary>
/// <remarks>
/// Everything metadata and method bodies show. They do not show constants, <c>nameof</c> and omitted arguments: the compiler has replaced
/// those by their values.
/// </remarks>
public sealed class UseReader
{
    private readonly AssemblyImage consumer;
    private readonly AssemblySet world;
    private readonly SourceMap? sources;
    private readonly MetadataReader reader;
    private readonly FoundUses found = new();
    private readonly MentionedTypes mentions;
    private readonly Dictionary<long, IReadOnlyList<FoundUse>> instructions = [];

    private UseReader(AssemblyImage consumer, AssemblySet world, SourceMap? sources)
    {
        (this.consumer, this.world, this.sources) = (consumer, world, sources);
        reader = consumer.Reader;
        mentions = new MentionedTypes(consumer);
    }

    /// <param name="consumer">The assembly whose uses are wanted.</param>
    /// <param name="world">What it was compiled against.</param>
    /// <param name="sources">Gives the uses their places.</param>
    /// <returns>In ordinal order of the symbols.</returns>
    /// <exception cref="BadImageFormatException">The consumer is damaged.</exception>
    public static IReadOnlyList<SymbolUse> Read(AssemblyImage consumer, AssemblySet world, SourceMap? sources = null)
    {
        try
        {
            return All(consumer, world, sources);
        }
        catch (Exception e) when (MistakeException.IsOne(e))
        {
            throw new MistakeException(consumer.Name, e);
        }
    }

    private static IReadOnlyList<SymbolUse> All(AssemblyImage consumer, AssemblySet world, SourceMap? sources)
    {
        var uses = new UseReader(consumer, world, sources);
        foreach (var handle in consumer.Reader.TypeDefinitions) uses.Type(handle);
        foreach (var handle in consumer.Reader.CustomAttributes) uses.Attribute(consumer.Reader.GetCustomAttribute(handle));
        return uses.found.All();
    }

    private void Type(TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var place = sources?.First(type.GetMethods());
        if (!type.BaseType.IsNil) Named(type.BaseType, Use.Derive, place);
        foreach (var implementation in type.GetInterfaceImplementations())
            Named(reader.GetInterfaceImplementation(implementation).Interface, Use.Implement, place);
        Constraints(type.GetGenericParameters(), place);
        foreach (var field in type.GetFields())
        {
            reader.GetFieldDefinition(field).DecodeSignature(mentions, GenericScope.Open);
            Mentioned(place);
        }
        foreach (var implementation in type.GetMethodImplementations())
            Member(reader.GetMethodImplementation(implementation).MethodDeclaration, Use.Implement | Use.Override, place);
        foreach (var obligation in Slots.Of(world, new TypeHome(consumer, handle)))
            Define(obligation.Declaration, obligation.IsInterface ? Use.Implement : Use.Override, Place(obligation.Implementation, 0));
        foreach (var method in type.GetMethods()) Method(method);
    }

    private void Method(MethodDefinitionHandle handle)
    {
        var method = reader.GetMethodDefinition(handle);
        var place = Place(handle, 0);
        method.DecodeSignature(mentions, GenericScope.Open);
        Constraints(method.GetGenericParameters(), place);
        Mentioned(place);
        if (consumer.Body(method) is not { } body) return;
        if (!body.LocalSignature.IsNil)
        {
            reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(mentions, GenericScope.Open);
            Mentioned(place);
        }
        foreach (var region in body.ExceptionRegions)
        {
            if (!region.CatchType.IsNil) Named(region.CatchType, Use.Catch, Place(handle, region.HandlerOffset));
        }
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.Token == 0 || il.OpCode is ILOpCode.Ldstr or ILOpCode.Calli) continue;
            var additions = Instruction(il.OpCode, il.Entity);
            if (additions.Count == 0) continue; // the framework's or its own, as most are
            var site = Place(handle, il.Offset);
            foreach (var addition in additions) addition.Again(site);
        }
    }

    /// <summary>
    /// What an instruction with that operand adds to the uses, worked out once: a body names the same members again and again.
    /// </summary>
    private IReadOnlyList<FoundUse> Instruction(ILOpCode code, EntityHandle operand)
    {
        long key = ((long)UseOf(code) << 32) | (uint)MetadataTokens.GetToken(operand);
        return instructions.TryGetValue(key, out var known)
            ? known
            : instructions[key] = found.Noting(() => Instruction(code, operand, place: null));
    }

    private void Instruction(ILOpCode code, EntityHandle operand, SourceSite? place)
    {
        switch (operand.Kind)
        {
            case HandleKind.TypeReference or HandleKind.TypeSpecification or HandleKind.TypeDefinition:
                Named(operand, Use.Mention, place);
                return;
            case HandleKind.MethodSpecification:
                var specification = reader.GetMethodSpecification((MethodSpecificationHandle)operand);
                specification.DecodeSignature(mentions, GenericScope.Open);
                Mentioned(place, Use.TypeArgument);
                Instruction(code, specification.Method, place);
                return;
        }
        Member(operand, UseOf(code), place);
    }

    private static Use UseOf(ILOpCode code) => code switch
    {
        ILOpCode.Newobj => Use.Construct,
        ILOpCode.Ldfld or ILOpCode.Ldsfld => Use.Read,
        ILOpCode.Stfld or ILOpCode.Stsfld => Use.Write,
        ILOpCode.Ldflda or ILOpCode.Ldsflda => Use.Read | Use.Reference,
        ILOpCode.Ldftn or ILOpCode.Ldvirtftn or ILOpCode.Ldtoken => Use.Reference,
        _ => Use.Call,
    };

    /// <summary>A reference to a member: what its signature and parent mention, and the definition behind it.</summary>
    private void Member(EntityHandle member, Use use, SourceSite? place)
    {
        if (member.Kind != HandleKind.MemberReference) return; // the consumer's own
        var reference = reader.GetMemberReference((MemberReferenceHandle)member);
        Named(reference.Parent, Use.Mention, place);
        if (reference.GetKind() == MemberReferenceKind.Method) reference.DecodeMethodSignature(mentions, GenericScope.Open);
        else reference.DecodeFieldSignature(mentions, GenericScope.Open);
        Mentioned(place);
        var home = world.ResolveMember(consumer, member);
        if (home.IsFound) Define(home, use, place, AskedAssembly(reference.Parent));
    }

    private void Define(MemberHome home, Use use, SourceSite? place, string? asked = null)
    {
        if (home.Image.IsFramework || home.Image == consumer) return;
        if (home.Member.Kind == HandleKind.FieldDefinition)
        {
            found.Add(DocumentationId.Field(home.Image, (FieldDefinitionHandle)home.Member), asked ?? home.Image.Name, use, place);
            return;
        }
        var method = (MethodDefinitionHandle)home.Member;
        var owner = home.Image.AccessorOwner(method);
        switch (owner.Kind)
        {
            case HandleKind.PropertyDefinition:
                var property = (PropertyDefinitionHandle)owner;
                bool isGetter = home.Image.Reader.GetPropertyDefinition(property).GetAccessors().Getter == method;
                if ((use & Use.Call) != 0) use = (use & ~Use.Call) | (isGetter ? Use.Read : Use.Write);
                found.Add(DocumentationId.Property(home.Image, property, home.Type.Handle), asked ?? home.Image.Name, use, place);
                break;
            case HandleKind.EventDefinition:
                if ((use & Use.Call) != 0) use = (use & ~Use.Call) | Use.Subscribe;
                found.Add(DocumentationId.Event(home.Image, (EventDefinitionHandle)owner, home.Type.Handle), asked ?? home.Image.Name, use,
                    place);
                break;
            default:
                found.Add(DocumentationId.Method(home.Image, method), asked ?? home.Image.Name, use, place);
                break;
        }
    }

    private void Attribute(CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference) return;
        var parent = reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        var type = world.Resolve(consumer, parent);
        if (!type.IsFound || type.Image!.IsFramework || type.Image == consumer) return;
        Named(parent, Use.Attribute, place: null);
        Member(attribute.Constructor, Use.Attribute, place: null);
        if (CustomAttributes.Decode(consumer, attribute, world) is not { } value) return;
        foreach (var argument in value.NamedArguments)
        {
            string kind = argument.Kind == CustomAttributeNamedArgumentKind.Property ? "P:" : "F:";
            if (argument.Name is { } name) found.Add(kind + type.Name + "." + name, type.Image.Name, Use.Write | Use.Attribute, null);
        }
    }

    private void Constraints(GenericParameterHandleCollection parameters, SourceSite? place)
    {
        foreach (var parameter in parameters)
        {
            foreach (var constraint in reader.GetGenericParameter(parameter).GetConstraints())
                Named(reader.GetGenericParameterConstraint(constraint).Type, Use.Mention, place);
        }
    }

    /// <summary>A type given by handle: the named type has the use, its arguments stand for type parameters.</summary>
    private void Named(EntityHandle type, Use use, SourceSite? place)
    {
        if (type.Kind == HandleKind.TypeSpecification)
        {
            var specification = (TypeSpecificationHandle)type;
            reader.GetTypeSpecification(specification).DecodeSignature(mentions, GenericScope.Open);
            var named = TypeResolution.NamedType(consumer, specification);
            mentions.Seen.Remove(named);
            Mentioned(place, named.IsNil ? Use.Mention : Use.TypeArgument);
            type = named;
        }
        if (type.Kind == HandleKind.TypeReference) Reference((TypeReferenceHandle)type, use, place);
    }

    private void Mentioned(SourceSite? place, Use use = Use.Mention)
    {
        for (int i = 0; i < mentions.Seen.Count; i++)
        {
            var seen = mentions.Seen[i];
            if (seen.Kind == HandleKind.TypeReference) Reference((TypeReferenceHandle)seen, use, place);
        }
        mentions.Clear();
    }

    private void Reference(TypeReferenceHandle type, Use use, SourceSite? place)
    {
        var home = world.Resolve(consumer, type);
        if (home.IsFound && !home.Image!.IsFramework && home.Image != consumer)
            found.Add("T:" + home.Name, AskedAssembly(type) ?? home.Image.Name, use, place);
    }

    private string? AskedAssembly(EntityHandle type)
    {
        if (type.Kind == HandleKind.TypeSpecification) type = TypeResolution.NamedType(consumer, (TypeSpecificationHandle)type);
        if (type.Kind != HandleKind.TypeReference) return null;
        var assembly = TypeResolution.AskedAssembly(reader, (TypeReferenceHandle)type);
        return assembly.IsNil ? null : reader.GetString(reader.GetAssemblyReference(assembly).Name);
    }

    private SourceSite? Place(MethodDefinitionHandle method, int offset) => method.IsNil ? null : sources?.Locate(method, offset);
}
