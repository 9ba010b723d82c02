using System.Collections.Concurrent;
using System.Reflection;

namespace SemverGuard.Recording;

/// <summary>What of a type can be read without running its code.</summary>
internal static class Shapes
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<(string Name, FieldInfo Field)>> Known = new();

    private static readonly HashSet<string?> FrameworkAssemblies =
    [
        "System.Collections", "System.Collections.Immutable", "System.Collections.Concurrent", "System.Linq", "System.ObjectModel",
        "System.Private.Uri", "System.Net.Http", "System.Net.Primitives", "System.Runtime.Numerics",
    ];

    /// <summary>Public fields, and public properties that answer a field, by name; none of the framework's own types.</summary>
    public static IReadOnlyList<(string Name, FieldInfo Field)> Of(Type type) => Known.GetOrAdd(type, Members);

    /// <summary>Whose collections and values run no code of others.</summary>
    public static bool IsFramework(Type type) =>
        type.IsArray || type.Assembly == typeof(object).Assembly || FrameworkAssemblies.Contains(type.Assembly.GetName().Name);

    public static bool IsPlainSet(Type type) => type.IsGenericType && IsFramework(type) && type.Name is "HashSet`1" or "SortedSet`1" or "ImmutableArray`1";

    private static IReadOnlyList<(string Name, FieldInfo Field)> Members(Type type)
    {
        bool isPair = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);
        bool isTuple = type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true;
        if (IsFramework(type) && !isPair && !isTuple) return [];
        var found = new List<(string Name, FieldInfo Field)>();
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public)) found.Add((field.Name, field));
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            if (property.GetIndexParameters().Length > 0 || property.GetGetMethod() is not { } getter) continue;
            if (Behind(getter) is { } field) found.Add((property.Name, field));
        }
        if (isPair) found = [.. type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Select(x => (x.Name, x))];
        return [.. found.Where(x => !x.Field.FieldType.IsPointer).OrderBy(x => x.Name, StringComparer.Ordinal)];
    }

    /// <summary>The field that a getter answers and does nothing else (ECMA-335 III: ldarg.0, ldfld, ret); null for any other.</summary>
    private static FieldInfo? Behind(MethodInfo getter)
    {
        const byte LoadThis = 0x02, LoadField = 0x7B, End = 0x2A;
        const int Length = 7;
        if (getter.GetMethodBody()?.GetILAsByteArray() is not { Length: Length } code) return null;
        if (code[0] != LoadThis || code[1] != LoadField || code[Length - 1] != End) return null;
        var type = getter.DeclaringType!;
        return getter.Module.ResolveField(BitConverter.ToInt32(code, 2), type.IsGenericType ? type.GetGenericArguments() : null, null);
    }
}
