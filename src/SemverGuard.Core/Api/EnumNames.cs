using System.Globalization;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Api;

/// <summary>Numbers of enums by the names of their members: <c>RegexOptions.IgnoreCase | RegexOptions.Compiled</c>.</summary>
internal static class EnumNames
{
    private const string Or = " | ";

    /// <summary>Null for a number that the members' names do not make up.</summary>
    public static string? Of(ApiType type, string number) => type.Kind != TypeKind.Enum || !TryParse(number, out long wanted) ? null
        : Of(DisplayName.Type(type.Id.Substring(2)), Members(type), x => x, wanted);

    /// <summary>The same of an enum in metadata.</summary>
    public static string? Of(TypeHome type, long number) =>
        type.IsFound ? Of(DisplayName.Type(type.Name), Members(type), type.Image!.Reader.GetString, number) : null;

    /// <summary>The same of one that an assembly refers to.</summary>
    /// <param name="type">Full name; a nullable one counts as what it holds.</param>
    public static string? Of(AssemblySet world, string assembly, string type, string number)
    {
        if (!TryParse(number, out long wanted)) return null;
        var home = world.FindNamed(assembly, WithoutNullable(type));
        return home.IsEnum ? Of(home, wanted) : null;
    }

    public static string WithoutNullable(string type) =>
        type.StartsWith("System.Nullable{", StringComparison.Ordinal) ? type.Substring(16, type.Length - 17) : type;

    /// <summary>
    /// How one combination of flags differs from another that shares some with it: <c>RegexOptions.IgnoreCase added</c>; null for other
    /// values.
    /// </summary>
    public static string? Difference(string was, string now)
    {
        if (was.IndexOf(Or, StringComparison.Ordinal) < 0 && now.IndexOf(Or, StringComparison.Ordinal) < 0) return null;
        string[] before = Flags(was), after = Flags(now);
        if (!before.Intersect(after).Any()) return null;
        string[] parts = [.. Said(after.Except(before), "added"), .. Said(before.Except(after), "removed")];
        return parts.Length == 0 ? null : string.Join(" and ", parts);
    }

    private static IEnumerable<string> Said(IEnumerable<string> flags, string what) =>
        flags.Any() ? [string.Join(Or, flags) + " " + what] : [];

    private static string[] Flags(string text) => text.Split([Or], StringSplitOptions.None);

    private static IEnumerable<(string Name, long Value)> Members(ApiType type)
    {
        foreach (var member in type.Members)
        {
            if (member is { IsEnumMember: true, Value: { } text } && TryParse(text, out long value)) yield return (member.Name, value);
        }
    }

    private static IEnumerable<(StringHandle Name, long Value)> Members(TypeHome type)
    {
        var image = type.Image!;
        foreach (var handle in type.Definition.GetFields())
        {
            var field = image.Reader.GetFieldDefinition(handle);
            if (ConstantText.Number(image, field.GetDefaultValue()) is { } value) yield return (field.Name, value);
        }
    }

    /// <summary>One member of that very value, else the fewest of which the value is made.</summary>
    private static string? Of<T>(string type, IEnumerable<(T Member, long Value)> members, Func<T, string> name, long wanted)
    {
        var known = new List<(T Member, ulong Value)>();
        foreach (var (member, value) in members)
        {
            if (value == wanted) return type + "." + name(member);
            if (value != 0) known.Add((member, unchecked((ulong)value)));
        }
        var used = new List<(T Member, ulong Value)>();
        ulong rest = unchecked((ulong)wanted);
        foreach (var member in known.OrderByDescending(x => x.Value))
        {
            if ((rest & member.Value) != member.Value) continue;
            rest &= ~member.Value;
            used.Add(member);
        }
        return rest != 0 || used.Count == 0 ? null : string.Join(Or, used.OrderBy(x => x.Value).Select(x => type + "." + name(x.Member)));
    }

    /// <summary>Above the largest signed number too, as its bits.</summary>
    private static bool TryParse(string text, out long number)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)) return true;
        bool isLarge = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong large);
        number = unchecked((long)large);
        return isLarge;
    }
}
