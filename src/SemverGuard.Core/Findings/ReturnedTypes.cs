using System.Text.RegularExpressions;
using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>
/// Errors about what something is by now: the used members that return that type and returned another, in the error's line and where a
/// local of it got its value.
/// </summary>
internal sealed class ReturnedTypes(GuardInput input, Recompiled recompiled, ApiSurface before)
{
    /// <summary>What is assigned farther above is hardly in the same method.</summary>
    private const int MostLines = 200;

    /// <summary>From one local to the one that its value came from.</summary>
    private const int MostSteps = 3;

    /// <summary>Lines of one statement.</summary>
    private const int MostOfStatement = 10;

    /// <summary>What stands for a type parameter while types are written as the compiler writes them.</summary>
    private const string Any = "AnyType0";

    private static readonly Regex Parameter = new("`+[0-9]+", RegexOptions.CultureInvariant);

    /// <param name="used">By the statement in which the error is.</param>
    /// <param name="assemblies">In which something can have changed.</param>
    public IEnumerable<(string Assembly, string Symbol)> Of(
        CompileError error, IEnumerable<SymbolUse> used, IReadOnlyCollection<string> assemblies)
    {
        if (error.Site is not { } site) return [];
        string[] types = [.. ErrorText.Types(error.Message)];
        var candidates = used.Select(x => (x.Assembly, x.Symbol));
        if (recompiled.Line(site) is { } line)
        {
            SourceSite[] origin = [.. Origins(site, ErrorText.Local(line, site.Column))];
            candidates = input.Uses.Where(x => x.Sites.Any(y => origin.Any(y.IsSameLine))).Select(x => (x.Assembly, x.Symbol))
                .Concat(Named(origin, assemblies)).Concat(candidates);
        }
        else candidates = candidates.Concat(Above(site));
        return candidates.Distinct().Where(x => ReturnsNow(x.Assembly, x.Symbol, types));
    }

    /// <summary>Of source that is not at hand, as a generator's is, what was used before in the same method: the nearest first.</summary>
    private IEnumerable<(string Assembly, string Symbol)> Above(SourceSite site) =>
        from use in input.Uses
        from place in use.Sites
        where place.File == site.File && place.Line <= site.Line && place.Line >= site.Line - MostLines
        orderby place.Line descending
        select (use.Assembly, use.Symbol);

    /// <summary>The lines that gave a local its value, those that gave theirs to what stands there, and so on.</summary>
    private IEnumerable<SourceSite> Origins(SourceSite site, string? local)
    {
        for (int step = 0; step < MostSteps && local is not null; step++)
        {
            var (lines, from) = Origin(site, local);
            if (lines.Length == 0) yield break;
            foreach (var line in lines) yield return line;
            (site, local) = (lines[0], from);
        }
    }

    /// <summary>The lines of the statement that gave a local its value, the last one above a place; and of what.</summary>
    private (SourceSite[] Lines, string? From) Origin(SourceSite site, string local)
    {
        string name = Regex.Escape(local);
        var given = new Regex(
            $@"(?<![\w.@]){name}(?:\s*=(?![=>])|\s+in\b)(?:\s*\(|\s*await\b)*\s*(?<from>[A-Za-z_]\w*)?", RegexOptions.CultureInvariant);
        var parameter = new Regex(
            $@"[(,]\s*(?!(?:await|in|out|ref|return)\b)[\w<>\[\]?.]+\s+{name}\s*[,)]", RegexOptions.CultureInvariant);
        for (int number = site.Line - 1; number > 0 && number >= site.Line - MostLines; number--)
        {
            if (Text(number) is not { } text || parameter.IsMatch(text)) return ([], null);
            if (given.Match(text) is not { Success: true } match) continue;
            int last = Enumerable.Range(number, MostOfStatement).FirstOrDefault(x => Text(x)?.TrimEnd().EndsWith(";") != false);
            var lines = Enumerable.Range(number, Math.Max(last - number, 0) + 1).Select(x => site with { Line = x });
            return ([.. lines], match.Groups["from"] is { Success: true } from ? from.Value : null);
        }
        return ([], null);

        string? Text(int number) => recompiled.Line(site with { Line = number });
    }

    /// <summary>Members that those lines name with their types: what was never built has no places.</summary>
    private IEnumerable<(string Assembly, string Symbol)> Named(SourceSite[] lines, IReadOnlyCollection<string> assemblies)
    {
        var words = new HashSet<string>(
            lines.Select(x => recompiled.Line(x)).OfType<string>().SelectMany(ErrorText.Words), StringComparer.Ordinal);
        return
            from assembly in assemblies
            where words.Count > 0
            from type in before.Visible(assembly, words)
            from member in type.Members
            where member.IsVisible && words.Contains(member.Name)
            select (assembly, member.Id);
    }

    /// <summary>The member, or what is there in its place, is of one of those types by now and was not.</summary>
    private bool ReturnsNow(string assembly, string symbol, string[] types)
    {
        string typeId = DocumentationId.DeclaringType(symbol);
        if (before.Find(assembly, typeId)?.Member(symbol) is not { } was || was.Kind == MemberKind.Constructor) return false;
        if (input.After.Find(assembly, typeId) is not { } now) return false;
        bool wasOne = IsOne(was.Type, types);
        return now.Member(symbol) is { } same ? Fits(same.Type) : now.Members.Any(x => x.IsVisible && x.Name == was.Name && Fits(x.Type));

        // Of a value and one that may be null the error names both, which are alike here.
        bool Fits(string type) => type != was.Type && (IsOne(type, types)
            ? !wasOne || IsNullable(type, was.Type) || IsNullable(was.Type, type)
            : Parts(type).Any(x => IsOne(x, types)) && !Parts(was.Type).Any(x => IsOne(x, types)));

        static bool IsNullable(string type, string value) => type == $"System.Nullable{{{value}}}";
    }

    /// <summary>What one gets out of a collection: the types in a type.</summary>
    private static IEnumerable<string> Parts(string type) =>
        type.EndsWith("[]", StringComparison.Ordinal) ? [type.Substring(0, type.Length - 2)]
            : TypeArguments.Of(type).SelectMany(x => Parts(x).Prepend(x));

    /// <summary>Whatever stands for a type parameter fits, and a type parameter alone says nothing.</summary>
    private static bool IsOne(string type, string[] types)
    {
        string written = ErrorText.Plain(DisplayName.Type(Parameter.Replace(type, Any)));
        if (written.Replace(Any, "").Length == 0) return false;
        var pattern = new Regex("^" + Regex.Escape(written).Replace(Any, ".+") + "$", RegexOptions.CultureInvariant);
        return types.Any(pattern.IsMatch);
    }
}
