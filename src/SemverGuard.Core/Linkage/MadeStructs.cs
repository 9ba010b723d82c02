using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>
/// Structs that got a constructor without parameters. Code that names one was compiled to zeroes and stays so; what makes one for a type
/// parameter asks at run time, and gets what the constructor sets.
/// </summary>
/// <param name="structs">By full name.</param>
internal sealed class MadeStructs(AssemblySet after, IReadOnlyCollection<string> structs)
{
    private const string Activator = "System.Activator", Make = "CreateInstance";

    /// <summary>The structs of an assembly that can be constructed by now.</summary>
    /// <exception cref="BadImageFormatException">The assembly is damaged.</exception>
    public static IEnumerable<string> Of(AssemblySet before, AssemblySet after, string assembly)
    {
        if (before.Find(assembly) is not { } was || after.Find(assembly) is not { } now || now.IsSameAs(was)) yield break;
        foreach (var type in was.Reader.TypeDefinitions.Select(x => new TypeHome(was, x)).Where(ReferenceCheck.IsValue))
        {
            var home = after.FindType(assembly, type.Name);
            if (home.IsFound && ReferenceCheck.IsValue(home) && Fulfilment.HasPublicConstructor(home)
                && !Fulfilment.HasPublicConstructor(type))
                yield return type.Name;
        }
    }

    public IEnumerable<(EntityHandle Reference, Problem Problem)> In(AssemblyImage image)
    {
        var reader = image.Reader;
        if (structs.Count == 0 || !reader.TypeReferences.Any(x => structs.Contains(image.NameOf(x)))) yield break;
        for (int row = 1; row <= reader.GetTableRowCount(TableIndex.MethodSpec); row++)
        {
            var handle = MetadataTokens.MethodSpecificationHandle(row);
            var specification = reader.GetMethodSpecification(handle);
            if (Of(image, specification.Method, specification.DecodeSignature(image.LinkText, GenericScope.Open), "``") is { } problem)
                yield return (handle, problem);
        }
        foreach (var handle in reader.MemberReferences)
        {
            var type = reader.GetMemberReference(handle).Parent;
            if (type.Kind == HandleKind.TypeSpecification
                && Of(image, handle, TypeResolution.TypeArguments(image, type, GenericScope.Open), "`") is { } problem)
                yield return (handle, problem);
        }
    }

    /// <param name="variable">How a type parameter of a method is written, or of a type.</param>
    private Problem? Of(AssemblyImage image, EntityHandle method, ImmutableArray<string> arguments, string variable)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            if (!structs.Contains(arguments[i]) || !Makes(image, method, FormattableString.Invariant($"{variable}{i}"))) continue;
            return new Problem("T:" + arguments[i], after.FindTypeAnywhere(arguments[i]).Image?.Name ?? "", Problem.Silent,
                $"has given '{DisplayName.Type(arguments[i])}' a constructor without parameters, which now makes it here");
        }
        return null;
    }

    /// <summary>Whether a method makes objects of what a type parameter stands for; <c>new T()</c> asks the framework to.</summary>
    private bool Makes(AssemblyImage image, EntityHandle method, string parameter)
    {
        var home = after.ResolveMember(image, method);
        if (!home.IsFound || home.Member.Kind != HandleKind.MethodDefinition) return false;
        var reader = home.Image.Reader;
        var definition = reader.GetMethodDefinition((MethodDefinitionHandle)home.Member);
        if (home.Type.Name == Activator) return reader.StringComparer.Equals(definition.Name, Make);
        if (home.Image.IsFramework || home.Image.Body(definition) is not { } body) return false;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Call && il.Entity.Kind == HandleKind.MethodSpecification
                && reader.GetMethodSpecification((MethodSpecificationHandle)il.Entity) is var made
                && made.DecodeSignature(home.Image.LinkText, GenericScope.Open) is [var argument] && argument == parameter
                && NormalName(home.Image, made.Method) == Activator + "." + Make)
                return true;
        }
        return false;
    }

    private static string NormalName(AssemblyImage image, EntityHandle method) =>
        method.Kind == HandleKind.MemberReference && image.Reader.GetMemberReference((MemberReferenceHandle)method) is var member
            && member.Parent.Kind == HandleKind.TypeReference
            ? image.NameOf(member.Parent) + "." + image.Reader.GetString(member.Name)
            : "";
}
