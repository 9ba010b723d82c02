namespace SemverGuard.Recording;

internal static class TypeNames
{
    /// <summary>With namespace and type arguments; of a class that nobody outside can name, its nearest base that everybody can.</summary>
    public static string Of(Type type)
    {
        if (Recorder.IsHidden(type))
            return type.BaseType is { } nearest && nearest != typeof(object) && nearest != typeof(ValueType) ? Of(nearest) : "<internal>";
        // Which of its classes LINQ took tells how, and not what; and the recorder's own is nobody's.
        if (Shapes.IsOfLinq(type) || type.Assembly == typeof(TypeNames).Assembly) return "<items>";
        if (type.IsArray) return Of(type.GetElementType()!) + "[]";
        string space = type.Namespace is { } name ? name + "." : "";
        string full = type.FullName is null || type.IsGenericType ? space + type.Name : type.FullName;
        if (!type.IsGenericType) return full.Replace('+', '.');
        return full.Split('`')[0] + "<" + string.Join(", ", type.GetGenericArguments().Select(Of)) + ">";
    }
}
