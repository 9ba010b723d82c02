using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace SemverGuard.Tool.Replay.Rewriting;

/// <summary>Definitions behind references, where their assemblies are at hand.</summary>
internal static class Resolution
{
    public static TypeDefinition? Of(TypeReference type)
    {
        try
        {
            return type.Resolve();
        }
        catch (Exception e) when (IsMissing(e))
        {
            return null;
        }
    }

    public static MethodDefinition? Of(MethodReference method)
    {
        try
        {
            return method.Resolve();
        }
        catch (Exception e) when (IsMissing(e))
        {
            return null;
        }
    }

    private static bool IsMissing(Exception e) =>
        e is AssemblyResolutionException or ResolutionException or BadImageFormatException or NotSupportedException;

    /// <summary>Simple name of the assembly that has the type, be it forwarded there.</summary>
    public static string AssemblyOf(TypeReference type) =>
        Of(type)?.Module.Assembly.Name.Name ?? type.GetElementType().Scope switch
        {
            AssemblyNameReference reference => reference.Name,
            ModuleDefinition module => module.Assembly.Name.Name,
            var scope => scope?.Name ?? "",
        };

    /// <summary>Documentation comment id of the property or event whose accessor it is, else of the method.</summary>
    public static string IdOf(MethodReference reference)
    {
        if (Of(reference) is not { } method) return "M:" + Name(reference.DeclaringType) + "." + reference.Name.Replace('.', '#');
        var type = method.DeclaringType;
        IMemberDefinition? owner =
            method.IsGetter || method.IsSetter ? type.Properties.FirstOrDefault(x => x.GetMethod == method || x.SetMethod == method)
            : method.IsAddOn || method.IsRemoveOn ? type.Events.FirstOrDefault(x => x.AddMethod == method || x.RemoveMethod == method)
            : null;
        return DocCommentId.GetDocCommentId(owner ?? method);
    }

    public static string IdOf(FieldReference field) => "F:" + Name(field.DeclaringType) + "." + field.Name;

    private static string Name(TypeReference type) => type.GetElementType().FullName.Replace('/', '.');
}
