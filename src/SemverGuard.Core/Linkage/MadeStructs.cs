using System.Reflection;
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
            if (home.IsFound && ReferenceCheck.IsValue(home) && IsConstructed(home) && !IsConstructed(type)) yield return type.Name;
        }
    }

    private static bool IsConstructed(TypeHome type) => type.Definition.GetMethods().Select(type.Image!.Reader.GetMethodDefinition)
        .Any(x => type.Image!.Reader.StringComparer.Equals(x.Name, ".ctor")
            && (x.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public && x.GetParameters().Count == 0
            && type.Image.SignatureOf(x).ParameterTypes.IsEmpty);

    public IEnumerable<(EntityHandle Reference, Problem Problem)> In(AssemblyImage image)
    {
        var reader = image.Reader;
        if (structs.Count == 0 || !reader.TypeReferences.Any(x => structs.Contains(image.NameOf(x)))) yield break;
        for (int row = 1; row <= reader.GetTableRowCount(TableIndex.MethodSpec); row++)
        {
            var handle = MetadataTokens.MethodSpecificationHandle(row);
            var specification = reader.GetMethodSpecification(handle);
            var arguments = specification.DecodeSignature(image.LinkText, GenericScope.Open);
            for (int i = 0; i < arguments.Length; i++)
            {
                if (!structs.Contains(arguments[i]) || !Makes(image, specification.Method, i)) continue;
                string owner = after.FindTypeAnywhere(arguments[i]).Image?.Name ?? "";
                yield return (handle, new Problem("T:" + arguments[i], owner, Problem.Silent,
                    $"has given '{DisplayName.Type(arguments[i])}' a constructor without parameters, by which it is made for a type parameter"));
            }
        }
    }

    /// <summary>Whether a generic method makes objects of what it is given at a place; <c>new T()</c> asks the framework to.</summary>
    private bool Makes(AssemblyImage image, EntityHandle method, int place)
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
                && made.DecodeSignature(home.Image.LinkText, GenericScope.Open) is [var argument] && argument == $"``{place}"
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
