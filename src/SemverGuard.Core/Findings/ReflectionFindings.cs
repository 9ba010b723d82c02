using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>What the project reads by reflection from types of a package, where that is another by now: an info at the place that reads.</summary>
internal static class ReflectionFindings
{
    private const int MostFacts = 3;

    /// <summary>Compilers write these, or read them, or people; programs do not ask for them.</summary>
    private static readonly string[] NotRead =
        ["System.Runtime.CompilerServices.", "System.Diagnostics.", "System.ObsoleteAttribute", "System.ComponentModel.EditorBrowsableAttribute", "System.Reflection.DefaultMemberAttribute", "System.AttributeUsageAttribute"];

    public static IReadOnlyList<Finding> Of(GuardInput input, Func<string, Bump?> bumpOf)
    {
        if (!input.ComparesBehavior || input.Consumer is not { } consumer || input.RuntimeBefore is not { } before || input.RuntimeAfter is not { } after) return [];
        try
        {
            return [.. Read(input, consumer, before, after, bumpOf)];
        }
        catch (BadImageFormatException)
        {
            return []; // what cannot be read is told by who compares the implementations
        }
    }

    private static IEnumerable<Finding> Read(GuardInput input, AssemblyImage consumer, AssemblySet before, AssemblySet after, Func<string, Bump?> bumpOf)
    {
        var changed = new HashSet<string>(input.Bumps.SelectMany(x => x.Assemblies).Where(x => before.Find(x)?.Mvid != after.Find(x)?.Mvid), StringComparer.OrdinalIgnoreCase);
        if (changed.Count == 0) yield break;
        foreach (var same in ReflectionReads.In(consumer, after, input.Sources, changed.Contains).GroupBy(x => (x.Type, x.Part)))
        {
            var was = before.FindType(same.Key.Type.Image!.Name, same.Key.Type.Name);
            if (!was.IsFound || bumpOf(was.Image!.Name) is not { } bump) continue;
            var asked = same.Any(x => x.Attributes.Count == 0) ? [] : new HashSet<string>(same.SelectMany(x => x.Attributes), StringComparer.Ordinal);
            var facts = same.Key.Part == ReflectedPart.Names ? Names(was, same.Key.Type) : Attributes((was, before), (same.Key.Type, after), asked);
            if (facts.Count > 0) yield return Finding(same.Key.Type, facts, [.. same], bump);
        }
    }

    private static Finding Finding(TypeHome type, IReadOnlyList<string> facts, ReflectionRead[] reads, Bump bump)
    {
        string more = facts.Count > MostFacts ? $" and {facts.Count - MostFacts} more" : "";
        string message = $"{bump.Id} {bump.After}: '{DisplayName.Type(type.Name)}' {string.Join(", ", facts.Take(MostFacts))}{more}. {DisplayName.Short(reads[0].Method)} reads that by reflection.";
        return new Finding
        {
            Id = EffectRules.Reflected.Id,
            Title = EffectRules.Reflected.Title,
            Severity = Severity.Info,
            Impact = Impact.Behavior,
            Symbol = "T:" + type.Name,
            Message = Wording.Of(bump, message),
            Package = bump,
            Sites = [.. reads.Select(x => x.Site).OfType<SourceSite>().Distinct()],
            NamesWayBack = true,
        };
    }

    /// <summary>Names that are gone or mean another number, and whether several are written as one.</summary>
    private static List<string> Names(TypeHome was, TypeHome now)
    {
        Dictionary<string, string> old = Members(was), @new = Members(now);
        var facts = new List<string>();
        bool wasFlags = IsFlags(was), isFlags = IsFlags(now);
        if (wasFlags != isFlags) facts.Add(isFlags ? "is [Flags] now, so that several values are written by their names" : "is no longer [Flags]");
        facts.AddRange(old.Keys.Where(x => !@new.ContainsKey(x)).Select(x => "no longer has " + x));
        facts.AddRange(old.Keys.Where(x => @new.TryGetValue(x, out string? value) && value != old[x]).Select(x => $"has {x} = {@new[x]} (was {old[x]})"));
        return facts;
    }

    private static bool IsFlags(TypeHome type) => CustomAttributes.Has(type.Image!, type.Definition.GetCustomAttributes(), "System.FlagsAttribute");

    private static Dictionary<string, string> Members(TypeHome type)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = type.Image!.Reader;
        foreach (var handle in type.Definition.GetFields())
        {
            var field = reader.GetFieldDefinition(handle);
            if ((field.Attributes & FieldAttributes.Literal) == 0 || field.GetDefaultValue().IsNil) continue;
            var constant = reader.GetConstant(field.GetDefaultValue());
            members[reader.GetString(field.Name)] = Convert.ToString(reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode), System.Globalization.CultureInfo.InvariantCulture)!;
        }
        return members;
    }

    /// <param name="asked">Full names; empty for all.</param>
    private static List<string> Attributes((TypeHome Type, AssemblySet World) was, (TypeHome Type, AssemblySet World) now, HashSet<string> asked)
    {
        Dictionary<string, string> old = Written(was.Type, was.World, asked), @new = Written(now.Type, now.World, asked);
        var facts = new List<string>();
        foreach (string place in old.Keys.Union(@new.Keys).OrderBy(x => x, StringComparer.Ordinal))
        {
            bool had = old.TryGetValue(place, out string? before), has = @new.TryGetValue(place, out string? after);
            // A member that only one version has is another change.
            if (before == after || (place.Length > 0 && !(had && has) && (had ? now : was) is var other && !MemberNames(other.Type).Contains(place))) continue;
            string on = place.Length == 0 ? "" : " on " + place;
            facts.Add(!had ? $"now has {after}{on}" : !has ? $"no longer has {before}{on}" : $"now has {after}{on} (was {before})");
        }
        return facts;
    }

    /// <summary>What is written on a type, under an empty name, and on its members.</summary>
    private static Dictionary<string, string> Written(TypeHome type, AssemblySet world, HashSet<string> asked)
    {
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        Add("", type.Definition.GetCustomAttributes());
        foreach (var (name, attributes) in MembersOf(type)) Add(name, attributes);
        return written;

        void Add(string place, CustomAttributeHandleCollection attributes)
        {
            var texts = attributes.Select(x => type.Image!.Reader.GetCustomAttribute(x)).Where(IsRead).Select(x => AttributeText.Of(type.Image!, x, world)).OrderBy(x => x, StringComparer.Ordinal).ToArray();
            if (texts.Length > 0) written[place] = string.Join(", ", texts);
        }

        bool IsRead(CustomAttribute attribute)
        {
            string name = CustomAttributes.TypeName(type.Image!, attribute);
            return asked.Count > 0 ? asked.Contains(name) : !Array.Exists(NotRead, x => name.StartsWith(x, StringComparison.Ordinal));
        }
    }

    private static HashSet<string> MemberNames(TypeHome type) => new(MembersOf(type).Select(x => x.Name), StringComparer.Ordinal);

    /// <summary>Those that have a name of their own: overloads share one, and are left alone.</summary>
    private static IEnumerable<(string Name, CustomAttributeHandleCollection Attributes)> MembersOf(TypeHome type)
    {
        var reader = type.Image!.Reader;
        var all = type.Definition.GetFields().Select(x => reader.GetFieldDefinition(x)).Select(x => (Name: reader.GetString(x.Name), Attributes: x.GetCustomAttributes()))
            .Concat(type.Definition.GetProperties().Select(x => reader.GetPropertyDefinition(x)).Select(x => (Name: reader.GetString(x.Name), Attributes: x.GetCustomAttributes())))
            .Concat(type.Definition.GetMethods().Select(x => reader.GetMethodDefinition(x)).Select(x => (Name: reader.GetString(x.Name), Attributes: x.GetCustomAttributes())));
        return all.Where(x => x.Name.IndexOf('<') < 0).GroupBy(x => x.Name).Where(x => x.Count() == 1).Select(x => x.First());
    }
}
