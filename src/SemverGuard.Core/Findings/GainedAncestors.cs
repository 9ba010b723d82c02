using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>
/// The bases and interfaces that came to types which a place uses or an error names: what has an ancestor more may fit where it did not.
/// </summary>
/// <param name="looked">Simple names of the assemblies that were upgraded, or are gone.</param>
internal sealed class GainedAncestors(GuardInput input, ApiSurface before, SourceUses uses, IReadOnlyList<string> looked)
{
    /// <returns><c>'Names' now implements IEnumerable&lt;string&gt;</c>; null where nothing came.</returns>
    public string? Of(HashSet<string> named, SourceSite? site)
    {
        foreach (string assembly in looked)
        {
            var types = before.Visible(assembly, named).Select(x => x.Id)
                .Concat(uses.At(site).Where(x => x.Assembly == assembly).Select(x => DocumentationId.DeclaringType(x.Symbol)));
            foreach (string id in types.Distinct())
            {
                if (before.Find(assembly, id) is not { } was || input.After.Find(assembly, id) is not { } now) continue;
                string[] interfaces = [.. now.Interfaces.Except(was.Interfaces)];
                if (interfaces.Length > 0)
                    return $"'{MemberText.Of(Through(now, interfaces))}' now implements "
                        + string.Join(", ", Telling([.. interfaces.Select(x => DisplayName.Type(x))]));
                if (now.Base != was.Base && now.Base.Length > 0)
                    return $"'{MemberText.Of(now)}' now derives from {DisplayName.Type(now.Base)}";
            }
        }
        return null;
    }

    /// <summary>Whoever implements <c>IEnumerable&lt;T&gt;</c> implements <c>IEnumerable</c>.</summary>
    private static IEnumerable<string> Telling(string[] interfaces) =>
        interfaces.Where(x => !interfaces.Any(y => y.StartsWith(x + "<", StringComparison.Ordinal)));

    /// <summary>An interface that a type implements as before, and that brought the others; else the type itself.</summary>
    private ApiType Through(ApiType type, string[] gained)
    {
        foreach (string id in type.Interfaces.Except(gained).Select(x => "T:" + ApiSurface.GenericDefinition(x)))
        {
            foreach (string assembly in looked)
            {
                if (before.Find(assembly, id) is not { } was || input.After.Find(assembly, id) is not { } now) continue;
                if (gained.All(x => now.Interfaces.Contains(x) && !was.Interfaces.Contains(x))) return now;
            }
        }
        return type;
    }
}
