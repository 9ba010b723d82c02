using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Findings;

/// <summary>What of an enum's names is another by now, for who reads or writes them.</summary>
internal static class ReflectedNames
{
    /// <summary>Names that are gone, new or mean another number, and whether several are written as one.</summary>
    /// <param name="all">A new name is seen, too.</param>
    /// <param name="asked">The one name or number that is asked for; null where that is any.</param>
    public static List<string> Compare(TypeHome was, TypeHome now, bool all, string? asked)
    {
        Dictionary<string, string> old = Members(was), @new = Members(now);
        if (asked is not null)
        {
            string[] names = [.. asked.Split(',').Select(x => x.Trim())];
            // A name that means another number now is there all the same.
            HashSet<string> kept = [.. old.Concat(@new).Where(x => Array.Exists(names, y => IsOne(x, y))).Select(x => x.Key)];
            foreach (string other in old.Keys.Concat(@new.Keys).Except(kept).ToArray())
            {
                old.Remove(other);
                @new.Remove(other);
            }
        }
        var facts = new List<string>();
        bool wasFlags = IsFlags(was), isFlags = IsFlags(now);
        if (wasFlags != isFlags && asked is null)
            facts.Add(isFlags ? "is [Flags] now, so that several values are written by their names" : "is no longer [Flags]");
        facts.AddRange(old.Keys.Where(x => !@new.ContainsKey(x)).Select(x => "no longer has " + x));
        facts.AddRange(old.Keys.Where(x => @new.TryGetValue(x, out string? value) && value != old[x])
            .Select(x => $"has {x} = {@new[x]} (was {old[x]})"));
        // A new name is seen where all are listed, or where it stands for a number that was written before.
        facts.AddRange(@new.Keys.Where(x => !old.ContainsKey(x) && (all || IsWritten(@new[x], old.Values, isFlags)))
            .Select(x => $"also has {x}"));
        return facts;
    }

    /// <summary>A number that has a name, that every variable begins with, or that flags make together.</summary>
    private static bool IsWritten(string number, IReadOnlyCollection<string> named, bool isFlags)
    {
        if (number == "0" || named.Contains(number)) return true;
        if (!isFlags || !ulong.TryParse(number, out ulong wanted)) return false;
        ulong together = 0;
        foreach (string one in named)
        {
            if (ulong.TryParse(one, out ulong flag) && (flag & ~wanted) == 0) together |= flag;
        }
        return together == wanted;
    }

    private static bool IsFlags(TypeHome type) =>
        CustomAttributes.Has(type.Image!, type.Definition.GetCustomAttributes(), "System.FlagsAttribute");

    private static bool IsOne(KeyValuePair<string, string> member, string asked) =>
        asked == member.Value || asked.Equals(member.Key, StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, string> Members(TypeHome type)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = type.Image!.Reader;
        foreach (var handle in type.Definition.GetFields())
        {
            var field = reader.GetFieldDefinition(handle);
            if ((field.Attributes & FieldAttributes.Literal) == 0 || field.GetDefaultValue().IsNil) continue;
            var constant = reader.GetConstant(field.GetDefaultValue());
            object? value = reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode);
            members[reader.GetString(field.Name)] = Convert.ToString(value, CultureInfo.InvariantCulture)!;
        }
        return members;
    }
}
