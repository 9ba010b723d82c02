namespace SemverGuard.Recording;

internal static class TypeNames
{
    /// <summary>With namespace and type arguments.</summary>
    public static string Of(Type type)
    {
        if (type.IsArray) return Of(type.GetElementType()!) + "[]";
        string name = type.FullName is null || type.IsGenericType ? (type.Namespace is { } space ? space + "." : "") + type.Name : type.FullName;
        if (!type.IsGenericType) return name.Replace('+', '.');
        return name.Split('`')[0] + "<" + string.Join(", ", type.GetGenericArguments().Select(Of)) + ">";
    }
}
