using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SemverGuard.Findings;
using SemverGuard.Metadata;

namespace SemverGuard.Architecture;

/// <summary>Who uses whom inside SemverGuard.Core, by the product's own reader.</summary>
internal sealed class CoreLayers
{
    private readonly AssemblyImage core;
    private readonly MetadataReader reader;
    private readonly MentionedTypes mentioned;
    private readonly SortedSet<(string From, string To, string Example)> references = [];

    private CoreLayers(AssemblyImage core)
    {
        this.core = core;
        reader = core.Reader;
        mentioned = new MentionedTypes(core);
    }

    public static AssemblyImage Core { get; } = Open();

    /// <summary>Every pair of layers of which the first names a type of the second, with one example of each pair.</summary>
    public static IEnumerable<(string From, string To, string Example)> References()
    {
        var layers = new CoreLayers(Core);
        foreach (var handle in Core.Reader.TypeDefinitions) layers.Type(handle);
        return layers.references.GroupBy(x => (x.From, x.To)).Select(x => x.First());
    }

    private static AssemblyImage Open()
    {
        var pe = new PEReader([.. File.ReadAllBytes(typeof(Guard).Assembly.Location)]);
        return new AssemblyImage(pe.GetMetadataReader(), pe);
    }

    private void Type(TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        Name(type.BaseType);
        foreach (var implementation in type.GetInterfaceImplementations())
            Name(reader.GetInterfaceImplementation(implementation).Interface);
        foreach (var field in type.GetFields()) reader.GetFieldDefinition(field).DecodeSignature(mentioned, GenericScope.Open);
        foreach (var methodHandle in type.GetMethods())
        {
            var method = reader.GetMethodDefinition(methodHandle);
            method.DecodeSignature(mentioned, GenericScope.Open);
            if (core.Body(method) is not { } body) continue;
            if (!body.LocalSignature.IsNil)
                reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(mentioned, GenericScope.Open);
            var il = new IlReader(body.GetILReader());
            while (il.MoveNext())
            {
                if (il.OpCode != ILOpCode.Calli) Name(il.Entity);
            }
        }
        for (int i = 0; i < mentioned.Seen.Count; i++)
        {
            if (mentioned.Seen[i].Kind == HandleKind.TypeDefinition) Note(handle, (TypeDefinitionHandle)mentioned.Seen[i]);
        }
        mentioned.Clear();
    }

    private void Name(EntityHandle used)
    {
        if (used.IsNil) return;
        switch (used.Kind)
        {
            case HandleKind.TypeDefinition: mentioned.Seen.Add(used); break;
            case HandleKind.TypeSpecification:
                reader.GetTypeSpecification((TypeSpecificationHandle)used).DecodeSignature(mentioned, GenericScope.Open); break;
            case HandleKind.MethodDefinition:
                mentioned.Seen.Add(reader.GetMethodDefinition((MethodDefinitionHandle)used).GetDeclaringType()); break;
            case HandleKind.FieldDefinition: mentioned.Seen.Add(reader.GetFieldDefinition((FieldDefinitionHandle)used).GetDeclaringType());
                break;
            case HandleKind.MemberReference: Name(reader.GetMemberReference((MemberReferenceHandle)used).Parent); break;
            case HandleKind.MethodSpecification:
                var specification = reader.GetMethodSpecification((MethodSpecificationHandle)used);
                specification.DecodeSignature(mentioned, GenericScope.Open);
                Name(specification.Method);
                break;
        }
    }

    private void Note(TypeDefinitionHandle from, TypeDefinitionHandle to)
    {
        if (Layer(from) is { } layer && Layer(to) is { } other && layer != other)
            references.Add((layer, other, $"{core.NameOf(from)} uses {core.NameOf(to)}"));
    }

    /// <summary>The last part of the namespace; null for what compilers add.</summary>
    private string? Layer(TypeDefinitionHandle handle)
    {
        const string Product = "SemverGuard.";
        string name = core.NameOf(handle);
        return name.StartsWith(Product, StringComparison.Ordinal) && !name.Contains('<') ? name.Split('.')[1] : OuterLayer(handle);
    }

    /// <summary>Closures and state machines belong to the type they were made for.</summary>
    private string? OuterLayer(TypeDefinitionHandle handle)
    {
        var outer = reader.GetTypeDefinition(handle).GetDeclaringType();
        return outer.IsNil ? null : Layer(outer);
    }
}
