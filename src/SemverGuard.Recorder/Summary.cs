using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace SemverGuard.Recording;

/// <summary>
/// A value as text that is the same whenever the value is: <c>Type { Member = value }</c>, <c>[item, key = item]</c>, <c>"text"</c>, words.
/// No code of the value runs: fields are read, and only collections of the framework are gone through.
/// </summary>
internal sealed class Summary
{
    private const int MostText = 400, MostItems = 12, Depth = 3, MostMembers = 24, Most = 3000, MostBytes = 65_536;

    private static readonly FieldInfo? Message = typeof(Exception).GetField("_message", BindingFlags.Instance | BindingFlags.NonPublic);

    private readonly StringBuilder text = new();

    private Summary()
    {
    }

    /// <param name="name">Of what holds it: it may say that the value is secret.</param>
    public static string Of<T>(T value, string name)
    {
        try
        {
            var summary = new Summary();
            summary.Add(value, name, Depth);
            return summary.text.ToString();
        }
        catch (Exception e)
        {
            return "<not read: " + e.GetType().Name + ">";
        }
    }

#if NETSTANDARD2_1
    /// <summary>As an array of the same items.</summary>
    public static string OfSpan<T>(ReadOnlySpan<T> span, string name)
    {
        if (typeof(T) == typeof(byte)) return Of(span.ToArray(), name);
        if (typeof(T) == typeof(char)) return Of(span.ToString(), name);
        var summary = new Summary();
        summary.AddItems(span.Slice(0, Math.Min(span.Length, MostItems + 1)).ToArray(), span.Length, name, Depth);
        return summary.text.ToString();
    }
#endif

    /// <summary>Whether a call that is given the value may change what the summary says.</summary>
    public static bool MayBeFilled(object value, string summary) =>
        value is byte[] or StringBuilder or StringWriter or MemoryStream
        || !value.GetType().IsValueType && summary.Length > 0 && summary[summary.Length - 1] is '}' or ']';

    /// <summary>An exception by its type and message, and by the type behind it.</summary>
    public static string Of(Exception exception)
    {
        var text = new StringBuilder(TypeNames.Of(exception.GetType()));
        // Message may be a package's own code; the field is what most exceptions were given.
        string? message = Message?.GetValue(exception) as string;
        if (!string.IsNullOrEmpty(message)) text.Append(": ").Append(Cut(message!));
        if (exception.InnerException is { } inner && inner != exception) text.Append(" <- ").Append(TypeNames.Of(inner.GetType()));
        return text.ToString();
    }

    /// <summary>Of a task that completed.</summary>
    public static string OfResult(Task task, string name)
    {
        for (var type = task.GetType(); type is not null && type != typeof(Task); type = type.BaseType)
        {
            if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(Task<>)) continue;
            if (type.GetGenericArguments()[0].Name == "VoidTaskResult") return "";
            return Of(type.GetProperty("Result")!.GetValue(task), name);
        }
        return "";
    }

    private void Add(object? value, string name, int depth)
    {
        if (text.Length > Most)
        {
            text.Append("...");
            return;
        }
        switch (value is IEnumerable ? Shapes.Shown(value) : null)
        {
            case IDictionary table when Shapes.IsFramework(table.GetType()): AddTable(table, name, depth); break;
            case ICollection items when items is not byte[] && Shapes.IsFramework(items.GetType()):
                AddItems(items, items.Count, name, depth);
                break;
            case IEnumerable items when Shapes.IsPlainSet(items.GetType()): AddItems(items, -1, name, depth); break;
            default:
                if (Plain(value, name) is { } word) text.Append(word);
                else AddObject(value!, depth);
                break;
        }
    }

    /// <returns>Null for an object.</returns>
    private static string? Plain(object? value, string name) => value switch
    {
        null => "null",
        string text => Secret.Is(name) || Secret.IsIn(text) ? Secret.Masked(Encoding.UTF8.GetBytes(text)) : Quoted(text),
        char or byte[] when Secret.Is(name) => Secret.Masked(value as byte[] ?? Encoding.UTF8.GetBytes(value.ToString()!)),
        bool flag => flag ? "true" : "false",
        char letter => Quoted(letter.ToString()),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        Enum => value.GetType().Name + "." + value.ToString()!.Replace(", ", "|"),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        Version version => version.ToString(),
        IFormattable plain when value.GetType().IsPrimitive || value is decimal or TimeSpan or Guid or System.Numerics.BigInteger =>
            plain.ToString(null, CultureInfo.InvariantCulture),
        Uri uri => Quoted(uri.OriginalString),
        Type type when Shapes.IsFramework(type.GetType()) => "typeof(" + TypeNames.Of(type) + ")",
        Exception exception => TypeNames.Of(exception.GetType()) + " " + Quoted(Of(exception)),
        byte[] bytes => $"byte[{bytes.Length}] {Secret.Hash(bytes)}",
        Task => "<task>",
        Delegate => "<delegate>",
        StringBuilder builder when value.GetType() == typeof(StringBuilder) => Written(builder),
        StringWriter writer when value.GetType() == typeof(StringWriter) => "StringWriter " + Written(writer.GetStringBuilder()),
        MemoryStream stream when value.GetType() == typeof(MemoryStream) => Written(stream),
        _ => null,
    };

    /// <summary>Looked at with every call that is given it: no more than a bounded part is read.</summary>
    private static string Written(StringBuilder text) => text.Length <= MostText
        ? Quoted(text.ToString())
        : Quoted(text.ToString(0, MostText)) + $" ({text.Length} characters)";

    /// <inheritdoc cref="Written(StringBuilder)"/>
    private static string Written(MemoryStream stream)
    {
        if (!stream.CanRead) return "MemoryStream (closed)";
        string hash = stream.Length <= MostBytes ? " " + Secret.Hash(stream.ToArray()) : "";
        return $"MemoryStream[{stream.Length}]{hash}";
    }

    /// <param name="name">Of the collection: what it says of secrets it says of the items.</param>
    private void AddItems(IEnumerable items, int count, string name, int depth)
    {
        text.Append('[');
        int added = 0;
        foreach (object? item in items)
        {
            if (added > 0) text.Append(", ");
            if (added == MostItems || depth == 0)
            {
                text.Append(count < 0 ? "..." : $"... {count} items");
                break;
            }
            Add(item, name, depth - 1);
            added++;
        }
        text.Append(']');
    }

    private void AddTable(IDictionary table, string name, int depth)
    {
        text.Append('[');
        int added = 0;
        foreach (DictionaryEntry entry in table)
        {
            if (added > 0) text.Append(", ");
            if (added == MostItems || depth == 0)
            {
                text.Append("... ").Append(table.Count).Append(" items");
                break;
            }
            Add(entry.Key, "", 0);
            text.Append(" = ");
            Add(entry.Value, entry.Key is string key && !Secret.Is(name) ? key : name, depth - 1);
            added++;
        }
        text.Append(']');
    }

    /// <summary>The type's name, and what its public properties answer where that is a field.</summary>
    private void AddObject(object value, int depth)
    {
        text.Append(TypeNames.Of(value.GetType()));
        if (depth == 0) return;
        var members = Shapes.Of(value.GetType());
        if (members.Count == 0) return;
        text.Append(" { ");
        for (int i = 0; i < Math.Min(members.Count, MostMembers); i++)
        {
            if (i > 0) text.Append(", ");
            text.Append(members[i].Name).Append(" = ");
            Add(members[i].Read(value), members[i].Name, depth - 1);
        }
        text.Append(" }");
    }

    private static string Quoted(string text) => RecordingFormat.Quoted(Cut(text));

    private static string Cut(string text) =>
        text.Length <= MostText
            ? text
            : text.Substring(0, MostText) + $"... ({text.Length} characters, {Secret.Hash(Encoding.UTF8.GetBytes(text))})";
}
