using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>A method in one of two worlds.</summary>
internal readonly record struct MethodAt(AssemblySet World, TypeHome Type, MethodDefinitionHandle Handle)
{
    public AssemblyImage Image => Type.Image!;

    public MethodDefinition Definition => Image.Reader.GetMethodDefinition(Handle);

    public string Name => Image.Reader.GetString(Definition.Name);

    /// <summary>With signature and everything else that distinguishes it.</summary>
    public string Symbol => NormalBody.Symbol(Image, Handle);

    public bool HasBody => Image.Body(Definition) is not null;

    public bool IsStatic => (Definition.Attributes & System.Reflection.MethodAttributes.Static) != 0;

    /// <summary>The types of the parameters, as documentation comment ids write them.</summary>
    public string[] Parameters => [.. Definition.DecodeSignature(Image.DocumentationText, GenericScope.Open).ParameterTypes];

    public MethodSignature<string> Signature => Image.SignatureOf(Definition);

    /// <summary>The same method, of another version perhaps, as a world has it; null where it is not there.</summary>
    public static MethodAt? Find(AssemblySet world, MemberHome member)
    {
        if (!member.IsFound || member.Member.Kind != HandleKind.MethodDefinition) return null;
        var type = world.FindType(member.Image.Name, member.Type.Name);
        if (!type.IsFound) return null;
        string symbol = NormalBody.Symbol(member.Image, member.Member);
        foreach (var method in type.Definition.GetMethods())
        {
            if (NormalBody.Symbol(type.Image!, method) == symbol) return new MethodAt(world, type, method);
        }
        return null;
    }

    /// <summary>The method that a reference in this one's body leads to; null for a member of another kind.</summary>
    public MethodAt? Called(EntityHandle reference)
    {
        var home = World.ResolveMember(Image, reference);
        bool isMethod = home.IsFound && home.Member.Kind == HandleKind.MethodDefinition;
        return isMethod ? new MethodAt(World, home.Type, (MethodDefinitionHandle)home.Member) : null;
    }
}
