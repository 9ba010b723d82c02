using System.Collections;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SemverGuard.Recording;

/// <summary>What of a type can be read without running its code.</summary>
internal static class Shapes
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<(string Name, Func<object, object?> Read)>> Known = new();

    private static readonly HashSet<string?> FrameworkAssemblies =
    [
        "System.Collections", "System.Collections.Immutable", "System.Collections.Concurrent", "System.Linq", "System.ObjectModel",
        "System.Private.Uri", "System.Net.Http", "System.Net.Primitives", "System.Runtime.Numerics",
    ];

    /// <summary>Public fields, and public properties that answer a field, by name; none of the framework's own types.</summary>
    public static IReadOnlyList<(string Name, Func<object, object?> Read)> Of(Type type) => Known.GetOrAdd(type, Members);

    /// <summary>Whose collections and values run no code of others.</summary>
    public static bool IsFramework(Type type) =>
        type.IsArray || type.Assembly == typeof(object).Assembly || FrameworkAssemblies.Contains(type.Assembly.GetName().Name);

    /// <summary>A sequence, or an enumerator, that one of LINQ's methods made.</summary>
    public static bool IsOfLinq(Type type) => !type.IsVisible && type.Namespace == "System.Linq" && IsFramework(type);

    public static bool IsPlainSet(Type type) =>
        type.IsGenericType && IsFramework(type) && type.Name is "HashSet`1" or "SortedSet`1" or "ImmutableArray`1";

    private static IReadOnlyList<(string Name, Func<object, object?> Read)> Members(Type type)
    {
        bool isPair = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);
        bool isTuple = type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true;
        if (IsFramework(type) && !isPair && !isTuple || typeof(IAsyncStateMachine).IsAssignableFrom(type)) return [];
        var found = new List<(string Name, FieldInfo Field)>();
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public)) found.Add((field.Name, field));
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            if (property.GetIndexParameters().Length > 0 || property.GetGetMethod() is not { } getter) continue;
            if (Behind(getter) is { } field) found.Add((property.Name, field));
        }
        if (isPair) found = [.. type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Select(x => (x.Name, x))];
        var readable = found.Where(x => !x.Field.FieldType.IsPointer).OrderBy(x => x.Name, StringComparer.Ordinal);
        return [.. readable.Select(x => (x.Name, Reader(x.Field)))];
    }

    /// <summary>
    /// Reflection would run the type's constructor where nobody did before; code that reads a field does not (ECMA-335 II.10.5.3.1).
    /// </summary>
    private static Func<object, object?> Reader(FieldInfo field)
    {
        if (field.DeclaringType is not { TypeInitializer: not null } type) return field.GetValue;
        var value = Expression.Parameter(typeof(object));
        var instance = type.IsValueType ? Expression.Unbox(value, type) : Expression.Convert(value, type);
        var read = Expression.Convert(Expression.Field(instance, field), typeof(object));
        return Expression.Lambda<Func<object, object?>>(read, value).Compile();
    }

    /// <summary>
    /// Of which nothing can be told but its items: a class that no caller can name, and not of LINQ, which asks its own for the last item
    /// or their number without making them all.
    /// </summary>
    public static bool IsOnlySequence(Type type, Type item) =>
        !type.IsVisible && !IsFramework(type) && type.GetInterfaces().All(x => x.IsGenericType
            ? SequenceInterfaces.Contains(x.GetGenericTypeDefinition().FullName) && x.GetGenericArguments()[0] == item
                || x.GetGenericTypeDefinition().FullName == "System.Threading.Tasks.Sources.IValueTaskSource`1"
            : SequenceInterfaces.Contains(x.FullName));

    /// <summary>What the compiler's own classes implement for methods with <c>yield</c>.</summary>
    private static readonly HashSet<string?> SequenceInterfaces =
    [
        "System.Collections.Generic.IEnumerable`1", "System.Collections.Generic.IEnumerator`1", "System.Collections.IEnumerable",
        "System.Collections.IEnumerator", "System.IDisposable", "System.Collections.Generic.IAsyncEnumerable`1",
        "System.Collections.Generic.IAsyncEnumerator`1", "System.IAsyncDisposable", "System.Threading.Tasks.Sources.IValueTaskSource",
        "System.Runtime.CompilerServices.IAsyncStateMachine",
    ];

    /// <summary>The collection that a framework's view shows, for the view would ask it, and it may be anybody's.</summary>
    /// <returns>The value itself where it is no view; null where it shows what is not the framework's, or shows it by a comparer of
    /// others.</returns>
    public static object? Shown(object value)
    {
        for (var type = value.GetType(); Views.Contains(type.Name) && IsFramework(type); type = value.GetType())
        {
            object? shown = Fields(type).Select(x => x.GetValue(value)).FirstOrDefault(x => x is IEnumerable);
            if (shown is null || !IsFramework(shown.GetType())) return null;
            value = shown;
        }
        return value.GetType().Name is "TreeSubSet" or "BlockingCollection`1" ? null : value;
    }

    private static readonly HashSet<string> Views =
    [
        "Collection`1", "ReadOnlyCollection`1", "ObservableCollection`1", "ReadOnlyObservableCollection`1", "ReadOnlyDictionary`2",
        "ReadOnlySet`1", "IListWrapper", "ReadOnlyList", "ReadOnlyArrayList", "FixedSizeList", "FixedSizeArrayList", "SyncIList",
        "SyncArrayList", "Range",
    ];

    private static IEnumerable<FieldInfo> Fields(Type type)
    {
        const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (var at = type; at is not null; at = at.BaseType)
        {
            foreach (var field in at.GetFields(Declared)) yield return field;
        }
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
