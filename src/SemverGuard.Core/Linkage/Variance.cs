using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>
/// Whether one instantiation of a generic interface is had as another one because its type parameters are <c>out</c> or <c>in</c>.
/// </summary>
internal static class Variance
{
    /// <summary>Full names of the types of one assembly of which the type parameters vary in another way than before.</summary>
    /// <exception cref="BadImageFormatException">The assembly is damaged.</exception>
    public static IEnumerable<string> Changed(AssemblySet before, AssemblySet after, string assembly)
    {
        if (before.Find(assembly) is not { } was || after.Find(assembly) is not { } now || now.IsSameAs(was)) yield break;
        foreach (var handle in was.Reader.TypeDefinitions)
        {
            if (was.Reader.GetTypeDefinition(handle).GetGenericParameters().Count == 0) continue;
            var other = now.FindType(was.NameOf(handle));
            if (!other.IsNil && !Of(was, handle).SequenceEqual(Of(now, other))) yield return was.NameOf(handle);
        }
    }

    /// <param name="had">As a class lists it: <c>IMake{System.String}</c>.</param>
    /// <param name="wanted">As somebody asks for it: <c>IMake{System.Object}</c>.</param>
    public static bool Leads(AssemblySet world, string had, string wanted)
    {
        int open = wanted.IndexOf('{');
        if (open < 0 || had.Length <= open || string.CompareOrdinal(had, 0, wanted, 0, open + 1) != 0) return false;
        string[] from = Arguments(had, open), to = Arguments(wanted, open);
        var type = world.FindTypeAnywhere($"{wanted.Substring(0, open)}`{to.Length}");
        if (!type.IsFound || from.Length != to.Length) return false;
        var variances = Of(type.Image!, type.Handle);
        return variances.Length == to.Length && Enumerable.Range(0, to.Length).All(x => from[x] == to[x] || variances[x] switch
        {
            GenericParameterAttributes.Covariant => IsA(world, from[x], to[x]),
            GenericParameterAttributes.Contravariant => IsA(world, to[x], from[x]),
            _ => false,
        });
    }

    private static GenericParameterAttributes[] Of(AssemblyImage image, TypeDefinitionHandle type) =>
        [.. image.Reader.GetTypeDefinition(type).GetGenericParameters()
            .Select(x => image.Reader.GetGenericParameter(x).Attributes & GenericParameterAttributes.VarianceMask)];

    /// <summary>Between reference types only: a struct is boxed on its way to an interface.</summary>
    private static bool IsA(AssemblySet world, string type, string ancestor)
    {
        var home = world.FindTypeAnywhere(type) is { IsFound: true } own ? own : world.BasicType(type);
        if (!home.IsFound || ReferenceCheck.IsValue(home)) return false;
        return ancestor == "System.Object" || Array.Exists(world.Interfaces(home), x => x.Text == ancestor)
            || world.MemberScopes(home).Any(x => x.Type.IsFound && x.Type.Name == ancestor);
    }

    /// <summary>The outer type arguments of an instantiation.</summary>
    private static string[] Arguments(string text, int open)
    {
        var arguments = new List<string>();
        int depth = 0, start = open + 1;
        for (int i = start; i < text.Length; i++)
        {
            if (text[i] == '{') depth++;
            if (depth == 0 && text[i] is ',' or '}')
            {
                arguments.Add(text.Substring(start, i - start));
                start = i + 1;
            }
            if (text[i] == '}') depth--;
        }
        return [.. arguments];
    }
}
