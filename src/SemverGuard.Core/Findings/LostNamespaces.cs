using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;

namespace SemverGuard.Findings;

/// <summary>Errors that name a namespace which no assembly has any more, as a <c>using</c> does, and where its types are now.</summary>
internal sealed class LostNamespaces(GuardInput input, Recompiled recompiled, ApiSurface before, Owners owners)
{
    /// <summary>Types named in one message.</summary>
    private const int Most = 3;

    public Cause? Of(CompileError error)
    {
        if (error.Id is not ("CS0234" or "CS0246" or "CS0400" or "BC30002" or "BC40056")) return null;
        string? lost = Prefixes(Name(error)).FirstOrDefault(x => !Has(input.After, x) && Has(before, x));
        if (lost is null) return null;
        string assembly = before.Assemblies.Where(x => x != recompiled.Before?.Output && IsIn(before, x.Name, lost)).Select(x => x.Name)
            .OrderByDescending(x => owners.Of(x) is not null).First();
        var bump = owners.Of(assembly) ?? owners.ThatDropped(assembly, before);
        return new Cause(RebindRules.NamespaceRemoved, "N:" + lost, $"no longer has the namespace {lost}{Moves(lost)}", bump);
    }

    /// <summary>
    /// What the place says, as far as the line goes on with the same name; the longest prefix that a namespace had is meant.
    /// </summary>
    private string Name(CompileError error)
    {
        var quoted = ErrorText.Quoted(error.Message);
        if (quoted.Count == 0) return "";
        string dotted = error.Site is { } site && recompiled.Line(site) is { } line ? ErrorText.DottedName(line, site.Column) : "";
        string named = dotted.StartsWith(quoted[0], StringComparison.Ordinal) ? dotted : quoted[0];
        return error.Id == "CS0234" && quoted.Count > 1 ? quoted[1] + "." + named : named;
    }

    private static IEnumerable<string> Prefixes(string name)
    {
        for (int end = name.Length; end > 0; end = name.LastIndexOf('.', end - 1)) yield return name.Substring(0, end);
    }

    private bool Has(ApiSurface world, string name) =>
        world.Assemblies.Any(x => x.Name != recompiled.Before?.Output.Name && IsIn(world, x.Name, name));

    private static bool IsIn(ApiSurface world, string assembly, string name) =>
        world.Namespaces(assembly)
            .Any(x => x == name || (x.Length > name.Length && x[name.Length] == '.' && x.StartsWith(name, StringComparison.Ordinal)));

    /// <summary>Of the types that the project uses: those that others have, namespace by namespace, and those that nobody has.</summary>
    private string Moves(string lost)
    {
        string[] used = [.. Named().Where(x => x.StartsWith(lost + ".", StringComparison.Ordinal) && x.IndexOf('.', lost.Length + 1) < 0)
            .Distinct().OrderBy(x => x, StringComparer.Ordinal)];
        var moves = used.Select(x => (Name: DisplayName.Type(x), Now: Now(x))).ToArray();
        string text = "";
        foreach (var group in moves.Where(x => x.Now is not null).GroupBy(x => x.Now!).OrderByDescending(x => x.Count()))
            text += $"; {List([.. group.Select(x => x.Name)])} {(group.Count() == 1 ? "is" : "are")} now in "
                + $"{(group.Key.Length > 0 ? group.Key : "the global namespace")}";
        string[] gone = [.. moves.Where(x => x.Now is null).Select(x => x.Name)];
        return gone.Length == 0 ? text : $"{text}; {List(gone)} no longer {(gone.Length == 1 ? "exists" : "exist")}";
    }

    /// <summary>
    /// The types that the source names, as far as it is seen: in the lines that use them, and in the compiler's errors; and those whose
    /// extension methods it calls. What else flows through unnamed needs no <c>using</c>.
    /// </summary>
    private IEnumerable<string> Named()
    {
        foreach (var use in input.Uses)
        {
            string type = DocumentationId.DeclaringType(use.Symbol).Substring(2);
            if (use.Sites.Any(x => recompiled.Line(x) is { } line && ErrorText.Words(line).Contains(DisplayName.Type(type)))
                || IsExtension(type, use.Symbol))
                yield return type;
        }
        var words = new HashSet<string>(
            recompiled.Errors.SelectMany(x => ErrorText.Quoted(x.Message)).SelectMany(ErrorText.Words), StringComparer.Ordinal);
        foreach (var type in before.Assemblies.Where(x => x != recompiled.Before?.Output).SelectMany(x => before.Visible(x.Name, words)))
            yield return type.Id.Substring(2);
    }

    private bool IsExtension(string type, string member) => member[0] == 'M'
        && Was(type)?.Members.FirstOrDefault(x => x.Id == member) is { } method && (method.Traits & Traits.Extension) != 0;

    private ApiType? Was(string type) =>
        before.Assemblies.Where(x => before.Declares(x.Name, "T:" + type)).Select(x => before.Find(x.Name, "T:" + type)).FirstOrDefault();

    /// <summary>The namespace that has a type which may be that one; null when none does.</summary>
    private string? Now(string type)
    {
        var was = Was(type);
        string name = type.Substring(type.LastIndexOf('.') + 1);
        var words = new HashSet<string>(StringComparer.Ordinal) { ApiSurface.SimpleName(name) };
        string? found = input.After.Assemblies.OrderByDescending(x => owners.Of(x.Name) is not null)
            .Where(x => x.Name != recompiled.Before?.Output.Name && (was is null || IsNearHomeOf(type, x.Name)))
            .SelectMany(x => input.After.Visible(x.Name, words)).Where(x => was is null || MayBe(was, x)).Select(x => x.Id.Substring(2))
            .FirstOrDefault(x => x == name || x.EndsWith("." + name, StringComparison.Ordinal));
        return found is null ? null : found.LastIndexOf('.') is > 0 and var dot ? found.Substring(0, dot) : "";
    }

    /// <summary>
    /// A type moves within its package, to another of the same makers, or to what the package references. Elsewhere it is a namesake.
    /// </summary>
    private bool IsNearHomeOf(string type, string assembly)
    {
        string[] homes = [.. before.Assemblies.Select(x => x.Name).Where(x => before.Declares(x, "T:" + type))
            .SelectMany(x => (owners.Of(x) ?? owners.ThatDropped(x, before)).Assemblies.Append(x))
            .Distinct(StringComparer.OrdinalIgnoreCase)];
        return homes.Contains(assembly, StringComparer.OrdinalIgnoreCase) || homes.Any(IsNear);

        bool IsNear(string home) => string.Equals(home.Split('.')[0], assembly.Split('.')[0], StringComparison.OrdinalIgnoreCase)
            || input.After.Image(home) is { } image
                && (image.IsFriend(assembly) || image.ReferencedNames().Contains(assembly, StringComparer.OrdinalIgnoreCase))
            || input.After.Image(assembly)?.IsFriend(home) == true;
    }

    /// <summary>Of the same kind, and not without everything that the former had.</summary>
    private static bool MayBe(ApiType was, ApiType now)
    {
        if (was.Kind != now.Kind || was.TypeParameters.Count != now.TypeParameters.Count || was.IsStatic != now.IsStatic) return false;
        string[] had = [.. Names(was)];
        return had.Length == 0 || Names(now).Intersect(had, StringComparer.Ordinal).Any();

        static IEnumerable<string> Names(ApiType type) =>
            type.Members.Where(x => x.IsVisible && x.Kind != MemberKind.Constructor).Select(x => x.Name);
    }

    private static string List(string[] names)
    {
        string[] first = [.. names.Take(Most).Select(x => "'" + x + "'")];
        if (names.Length > Most) return string.Join(", ", first) + " and " + (names.Length - Most) + " more";
        return first.Length == 1 ? first[0] : string.Join(", ", first.Take(first.Length - 1)) + " and " + first[first.Length - 1];
    }
}
