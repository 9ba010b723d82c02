using System.Reflection.Metadata;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Linkage;

/// <summary>Where the walk starts when the project's own code is not at hand: at the members it is recorded to use.</summary>
internal static class Roots
{
    public static IEnumerable<(AssemblyImage Image, MethodDefinitionHandle Method)> Of(AssemblySet world, IEnumerable<SymbolUse> uses)
    {
        foreach (var use in uses)
        {
            string typeId = DocumentationId.DeclaringType(use.Symbol);
            var home = world.FindType(use.Assembly, typeId.Substring(2));
            if (!home.IsFound || home.Image!.IsFramework) continue;
            foreach (var method in home.Definition.GetMethods())
            {
                if (IsMeant(home, method, use)) yield return (home.Image, method);
            }
        }
    }

    /// <summary>The member itself or an accessor of it; of a type that is derived from, everything a derived type inherits.</summary>
    private static bool IsMeant(TypeHome type, MethodDefinitionHandle method, SymbolUse use)
    {
        if (use.Symbol[0] == 'T')
        {
            // A type argument may be created by whoever gets it.
            return (use.Uses & (Use.Derive | Use.Implement)) != 0
                || ((use.Uses & Use.TypeArgument) != 0
                    && type.Image!.Reader.StringComparer.Equals(type.Image.Reader.GetMethodDefinition(method).Name, ".ctor"));
        }
        return (use.Symbol[0] == 'M'
            ? DocumentationId.Method(type.Image!, method)
            : DocumentationId.Used(type.Image!, method)) == use.Symbol;
    }
}
