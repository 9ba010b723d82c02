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
        catch (Exception e) when (e is AssemblyResolutionException or ResolutionException or BadImageFormatException or NotSupportedException)
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
        catch (Exception e) when (e is AssemblyResolutionException or ResolutionException or BadImageFormatException or NotSupportedException)
        {
            return null;
        }
    }

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
        if (Of(reference) is not { } method)
            return "M:" + reference.DeclaringType.GetElementType().FullName.Replace('/', '.') + "." + reference.Name.Replace('.', '#');
        IMemberDefinition? owner = method.IsGetter || method.IsSetter ? method.DeclaringType.Properties.FirstOrDefault(x => x.GetMethod == method || x.SetMethod == method)
            : method.IsAddOn || method.IsRemoveOn ? method.DeclaringType.Events.FirstOrDefault(x => x.AddMethod == method || x.RemoveMethod == method)
            : null;
        return DocCommentId.GetDocCommentId(owner ?? method);
    }

    public static string IdOf(FieldReference field) =>
        "F:" + field.DeclaringType.GetElementType().FullName.Replace('/', '.') + "." + field.Name;
}
