using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Uses;

/// <summary>A method of another assembly that is called, and what it reads of a type, if it is one that does.</summary>
/// <param name="Type">Full name of the type that declares it.</param>
internal readonly record struct ReflectionCall(string Type, string Name)
{
    private static readonly HashSet<string> AttributeReaders = new(
        StringComparer.Ordinal) { "GetCustomAttribute", "GetCustomAttributes", "GetCustomAttributesData", "IsDefined",
            "get_CustomAttributes" };

    private static readonly HashSet<string> NameReaders =
        new(StringComparer.Ordinal) { "Parse", "TryParse", "GetName", "GetNames", "GetValues", "IsDefined", "ToString", "Format" };

    private static readonly HashSet<string> AncestryReaders = new(
        StringComparer.Ordinal) { "get_BaseType", "IsAssignableFrom", "IsAssignableTo", "IsSubclassOf", "IsInstanceOfType", "GetInterfaces",
            "GetInterface" };

    private static readonly HashSet<string> MemberReaders = new(
        StringComparer.Ordinal) { "GetProperties", "GetFields", "GetMethods", "GetMembers", "GetEvents", "GetConstructors",
            "GetNestedTypes" };

    private static readonly HashSet<string> AllNameReaders =
        new(StringComparer.Ordinal) { "GetNames", "GetValues", "Parse", "TryParse", "IsDefined" };

    private static readonly HashSet<string> OtherAssemblies =
        new(StringComparer.Ordinal) { "GetExecutingAssembly", "GetEntryAssembly", "GetCallingAssembly", "Load", "LoadFrom", "GetAssembly",
            "GetReferencedAssemblies", "GetAssemblyName" };

    private static readonly HashSet<string> TypeListers =
        new(StringComparer.Ordinal) { "GetExportedTypes", "get_ExportedTypes", "GetTypes", "get_DefinedTypes" };

    private static readonly HashSet<string> Writers =
        new(StringComparer.Ordinal) { "Concat", "Format", "Write", "WriteLine", "Append", "AppendFormat" };

    /// <returns>Null for a method of the assembly itself, and for one of an instantiated type.</returns>
    public static ReflectionCall? Of(AssemblyImage image, EntityHandle method)
    {
        if (method.Kind == HandleKind.MethodSpecification)
            method = image.Reader.GetMethodSpecification((MethodSpecificationHandle)method).Method;
        if (method.Kind != HandleKind.MemberReference) return null;
        var reference = image.Reader.GetMemberReference((MemberReferenceHandle)method);
        return reference.Parent.Kind == HandleKind.TypeReference
            ? new ReflectionCall(image.NameOf(reference.Parent), image.Reader.GetString(reference.Name))
            : null;
    }

    public bool IsOfType => Type == "System.Type";

    public bool IsOfEnum => Type == "System.Enum";

    public bool ReadsAttributes => !IsOfEnum && (Type == "System.ComponentModel.TypeDescriptor"
        || (AttributeReaders.Contains(Name) && Type.StartsWith("System.", StringComparison.Ordinal)));

    public bool ReadsAncestry => IsOfType && AncestryReaders.Contains(Name);

    public bool ReadsMembers => IsOfType && MemberReaders.Contains(Name);

    public bool ReadsNames => IsOfEnum && NameReaders.Contains(Name);

    /// <summary>Who asks these sees a new member, too.</summary>
    public bool ReadsAllNames => IsOfEnum && AllNameReaders.Contains(Name);

    /// <summary>Takes an object and writes its name.</summary>
    public bool Writes => Type.StartsWith("System.", StringComparison.Ordinal) && Writers.Contains(Name);

    public bool ListsTypes => Type == "System.Reflection.Assembly" && TypeListers.Contains(Name);

    /// <summary>Gives an assembly that is nobody's who was named before.</summary>
    public bool GivesOtherAssembly => Type is "System.AppDomain" or "System.Runtime.Loader.AssemblyLoadContext"
        || Type.StartsWith("System.Reflection.Assembly", StringComparison.Ordinal) && OtherAssemblies.Contains(Name);

    /// <summary>Of an assembly.</summary>
    public bool ReadsVersion => Type switch
    {
        "System.Reflection.AssemblyName" => Name is "get_Version" or "get_FullName",
        "System.Reflection.Assembly" => Name == "get_FullName",
        _ => false,
    };
}
