using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace SemverGuard.Recording;

/// <summary>
/// A value as text that is the same whenever the value is. No code of the value runs: fields are read, and only collections of the
/// framework are gone through.
/// </summary>
internal static class Summary
{
    private const int MostText = 400, MostItems = 12, Depth = 3, MostMembers = 24;

    private static readonly string Salt = Environment.GetEnvironmentVariable(RecordingFormat.SaltVariable) ?? Guid.NewGuid().ToString();

    private static readonly string[] Secrets =
    [
        "password", "passwd", "pwd", "secret", "token", "apikey", "accesskey", "accountkey", "privatekey", "connectionstring", "credential",
    ];

    private static readonly ConcurrentDictionary<Type, (string Name, FieldInfo Field)[]> Shapes = new();

    /// <param name="name">Of what holds it.</param>
    public static string Of<T>(T value, string name)
    {
        try
        {
            return Of(value, name, Depth);
        }
        catch (Exception e)
        {
            return "<not read: " + e.GetType().Name + ">";
        }
    }

    /// <summary>An exception by its type and its first line, and by those behind it.</summary>
    public static string Of(Exception exception)
    {
        var text = new StringBuilder(TypeName(exception.GetType()));
        // Message may be a package's own code; the field is what most exceptions were given.
        string? message = typeof(Exception).GetField("_message", BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(exception) as string;
        if (!string.IsNullOrEmpty(message)) text.Append(": ").Append(Cut(message!));
        if (exception.InnerException is { } inner && inner != exception) text.Append(" <- ").Append(TypeName(inner.GetType()));
        return text.ToString();
    }

    /// <summary>Of a task that completed.</summary>
    public static string OfResult(Task task)
    {
        for (var type = task.GetType(); type is not null && type != typeof(Task); type = type.BaseType)
        {
            if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(Task<>)) continue;
            if (type.GetGenericArguments()[0].Name == "VoidTaskResult") return "";
            return Of(type.GetProperty("Result")!.GetValue(task), "");
        }
        return "";
    }

    private static string Of(object? value, string name, int depth) => value switch
    {
        null => "null",
        string text => IsSecret(name) ? Masked(text) : Quoted(text),
        bool flag => flag ? "true" : "false",
        char letter => "'" + letter + "'",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        Enum => value.GetType().Name + "." + value,
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        Version version => version.ToString(),
        IFormattable plain when value.GetType().IsPrimitive || value is decimal or TimeSpan or Guid or System.Numerics.BigInteger =>
            plain.ToString(null, CultureInfo.InvariantCulture),
        Uri uri => Quoted(uri.OriginalString),
        Type type => "typeof(" + TypeName(type) + ")",
        Exception exception => Of(exception),
        byte[] bytes => $"byte[{bytes.Length}] {Hash(bytes)}",
        Task => "<task>",
        Delegate => "<delegate>",
        StringBuilder builder when value.GetType() == typeof(StringBuilder) => Quoted(builder.ToString(0, Math.Min(builder.Length, MostText + 1))),
        IDictionary table when IsFramework(value.GetType()) => Table(table, depth),
        ICollection items when IsFramework(value.GetType()) => Items(items, items.Count, depth),
        IEnumerable items when IsPlainSet(value.GetType()) => Items(items, -1, depth),
        _ => Object(value, depth),
    };

    private static string Items(IEnumerable items, int count, int depth)
    {
        if (depth == 0) return count < 0 ? "[...]" : $"[{count} items]";
        var parts = new List<string>();
        foreach (object? item in items)
        {
            if (parts.Count == MostItems)
            {
                parts.Add(count < 0 ? "..." : $"... {count} items");
                break;
            }
            parts.Add(Of(item, "", depth - 1));
        }
        return "[" + string.Join(", ", parts) + "]";
    }

    private static string Table(IDictionary table, int depth)
    {
        if (depth == 0) return $"[{table.Count} items]";
        var parts = new List<string>();
        foreach (DictionaryEntry entry in table)
        {
            if (parts.Count == MostItems) break;
            string key = Of(entry.Key, "", 0);
            parts.Add(key + ": " + Of(entry.Value, entry.Key as string ?? "", depth - 1));
        }
        if (table.Count > parts.Count) parts.Add($"... {table.Count} items");
        return "[" + string.Join(", ", parts) + "]";
    }

    /// <summary>The type's name, and what its public properties answer where that is a field.</summary>
    private static string Object(object value, int depth)
    {
        var type = value.GetType();
        string name = TypeName(type);
        bool isPair = IsKeyValuePair(type) || type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal);
        if (depth == 0 || IsFramework(type) && !isPair) return name;
        var members = Shapes.GetOrAdd(type, Members);
        if (members.Length == 0) return name;
        return name + " { " + string.Join(", ", members.Select(x => x.Name + " = " + Of(x.Field.GetValue(value), x.Name, depth - 1))) + " }";
    }

    private static (string Name, FieldInfo Field)[] Members(Type type)
    {
        var found = new List<(string, FieldInfo)>();
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public)) found.Add((field.Name, field));
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            if (property.GetIndexParameters().Length > 0 || property.GetGetMethod() is not { } getter) continue;
            if (Behind(getter) is { } field) found.Add((property.Name, field));
        }
        if (IsKeyValuePair(type)) found = [.. type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Select(x => (x.Name, x))];
        return [.. found.Where(x => !x.Item2.FieldType.IsPointer).OrderBy(x => x.Item1, StringComparer.Ordinal).Take(MostMembers)];
    }

    private static bool IsKeyValuePair(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

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

    /// <summary>Whose collections and values run no code of others.</summary>
    private static bool IsFramework(Type type) =>
        type.IsArray || type.Assembly == typeof(object).Assembly || FrameworkAssemblies.Contains(type.Assembly.GetName().Name);

    private static readonly HashSet<string?> FrameworkAssemblies =
    [
        "System.Collections", "System.Collections.Immutable", "System.Collections.Concurrent", "System.Linq", "System.ObjectModel",
        "System.Private.Uri", "System.Net.Http", "System.Net.Primitives", "System.Runtime.Numerics",
    ];

    private static bool IsPlainSet(Type type) => type.IsGenericType && IsFramework(type) && type.Name is "HashSet`1" or "SortedSet`1" or "ImmutableArray`1";

    private static bool IsSecret(string name)
    {
        string plain = name.Replace("_", "").Replace("-", "").Replace(" ", "");
        return Secrets.Any(x => plain.IndexOf(x, StringComparison.OrdinalIgnoreCase) >= 0);
    }

    private static string Masked(string text) => "<secret " + Hash(Encoding.UTF8.GetBytes(Salt + text)).Substring(0, 8) + ">";

    private static string Hash(byte[] bytes)
    {
        using var sha = SHA256.Create();
        return BitConverter.ToString(sha.ComputeHash(bytes), 0, 8).Replace("-", "").ToLowerInvariant();
    }

    private static string Quoted(string text) => "\"" + Cut(text) + "\"";

    private static string Cut(string text) =>
        text.Length <= MostText ? text : text.Substring(0, MostText) + $"... ({text.Length} characters, {Hash(Encoding.UTF8.GetBytes(text))})";

    private static string TypeName(Type type)
    {
        if (type.IsArray) return TypeName(type.GetElementType()!) + "[]";
        string name = type.FullName is null || type.IsGenericType ? (type.Namespace is { } space ? space + "." : "") + type.Name : type.FullName;
        if (!type.IsGenericType) return name.Replace('+', '.');
        return name.Split('`')[0] + "<" + string.Join(", ", type.GetGenericArguments().Select(TypeName)) + ">";
    }
}
