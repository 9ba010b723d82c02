using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>Errors that a new overload brought: a call that fits two methods, and a result on which something else can be called.</summary>
internal sealed class NewOverloads(GuardInput input, Recompiled recompiled, ApiSurface before, Owners owners)
{
    private static readonly Rule Rule = RuleCatalog.All.OfType<OverloadAdded>().Single();

    /// <summary>Of all new overloads the compiler names the two that matter.</summary>
    public Cause? Ambiguous(CompileError error)
    {
        if (error.Id is not ("CS0121" or "BC30521")) return null;
        var quoted = ErrorText.Quoted(error.Message);
        var meant = quoted.Select(Method).OfType<(string Assembly, string Id, bool IsNew)>().Distinct().Take(2).ToArray();
        // What else the call fits may be the framework's, or another package's.
        if (meant is [{ IsNew: true } only] && quoted.FirstOrDefault(x => x.EndsWith(")", StringComparison.Ordinal) && Method(x) is null)
            is { } foreign)
            return Cause(only.Assembly, only.Id, $"is new and makes a call ambiguous with '{foreign}'");
        if (meant.Length < 2 || meant.All(x => !x.IsNew)) return null;
        var (added, other) = meant[0].IsNew ? (meant[0], meant[1]) : (meant[1], meant[0]);
        string text = "is new and makes a call ambiguous with "
            + $"'{Shown(other.Assembly, other.Id)}'{(other.IsNew ? ", which is new too" : "")}";
        return Cause(added.Assembly, added.Id, text);
    }

    /// <summary>
    /// The call before a member goes to a new overload, and what that returns does not have the member, or has it with other parameters.
    /// </summary>
    /// <param name="used">By the statement in which the error is.</param>
    public Cause? Returning(CompileError error, IReadOnlyList<SymbolUse> used)
    {
        if (error.Site is not { } site || recompiled.Line(site) is not { } line) return null;
        var quoted = ErrorText.Quoted(error.Message);
        string? receiver = error.Id == "CS1061" && quoted.Count > 1 ? ErrorText.Plain(quoted[0]) : null;
        if ((receiver is null ? ErrorText.Callee(line, site.Column) : quoted[1]) is not { } member) return null;
        var words = ErrorText.Words(line);
        var candidates =
            from use in used
            let type = DocumentationId.DeclaringType(use.Symbol)
            where type != use.Symbol && owners.Of(use.Assembly, use.Symbol) is not null
            let was = before.Find(use.Assembly, type)
            let now = input.After.Find(use.Assembly, type)
            where was is not null && now is not null
            let called = was.Member(use.Symbol)
            where called is not null && words.Contains(called.Name) && Members(before, use.Assembly, called.Type, member).Any()
            from added in now.Members
            where added.IsVisible && added.Name == called.Name && added.Type != called.Type && was.Member(added.Id) is null
            where receiver is null
                ? TakesOthers(use.Assembly, called.Type, added.Type, member)
                : ErrorText.Plain(DisplayName.Type(added.Type)) == receiver
            // What an argument is to become.
            orderby quoted.Count > 0 && DisplayName.Type(added.Type).Contains(quoted[quoted.Count - 1]) descending
            select (use.Assembly, Called: called, Added: added);
        if (candidates.Select(x => ((string Assembly, ApiMember Called, ApiMember Added)?)x).FirstOrDefault() is not { } found) return null;
        string how = receiver is null
            ? $"whose '{member}' takes other arguments than that of {DisplayName.Type(found.Called.Type)}"
            : $"which has no '{member}'";
        return Cause(found.Assembly, found.Added.Id,
            $"is new and takes the call from '{MemberText.Of(found.Called, null)}'; "
                + $"it returns {DisplayName.Type(found.Added.Type)}, {how}");
    }

    /// <summary>A call in an expression tree goes to a new overload, which no tree can hold.</summary>
    /// <param name="used">By the statement in which the error is.</param>
    public Cause? InTree(CompileError error, Func<IEnumerable<SymbolUse>> used)
    {
        if (error.Id is not ("CS8640" or "CS9226" or "CS0854")) return null;
        foreach (var use in used())
        {
            string type = DocumentationId.DeclaringType(use.Symbol);
            if (before.Find(use.Assembly, type) is not { } was || was.Member(use.Symbol) is not { } called) continue;
            var overloads = (input.After.Find(use.Assembly, type)?.Members ?? [])
                .Where(x => x.IsVisible && x.Name == called.Name && was.Member(x.Id) is null
                    && (error.Id != "CS0854" || x.Parameters.Any(y => y.IsOptional))).ToArray();
            // Of several nobody knows which one takes the call.
            if (overloads is [var added])
                return Cause(use.Assembly, added.Id, $"is new and takes the call from '{MemberText.Of(called, null)}'; "
                    + "the call stands in an expression tree, which cannot hold it");
        }
        return null;
    }

    private Cause? Cause(string assembly, string symbol, string text) =>
        owners.Of(assembly, symbol) is not { } bump ? null : Findings.Cause.Of(
        new Change(Rule, symbol, text, Impact.None, Rule.Info.Hurts) { Name = Shown(assembly, symbol), Possible = Impact.Source,
            Errors = Rule.Info.Errors }, bump);

    private string Shown(string assembly, string id)
    {
        var type = input.After.Find(assembly, DocumentationId.DeclaringType(id));
        return type?.Member(id) is { } member ? MemberText.Of(member, type) : DisplayName.Of(id);
    }

    private bool TakesOthers(string assembly, string was, string becomes, string member) =>
        Members(input.After, assembly, becomes, member).ToArray() is { Length: > 0 } now
        && !Members(before, assembly, was, member).Select(Parameters).Intersect(now.Select(Parameters), StringComparer.Ordinal).Any();

    private static string Parameters(ApiMember member) => string.Join(",", member.Parameters.Select(x => x.Type));

    private static IEnumerable<ApiMember> Members(ApiSurface world, string assembly, string type, string name) =>
        world.Find(assembly, "T:" + ApiSurface.GenericDefinition(type)) is not { } found ? []
        : world.Bases(assembly, found).Prepend(found).SelectMany(x => x.Members).Where(x => x.IsVisible && x.Name == name);

    /// <summary>The method of an upgraded package that the compiler writes as <c>Lib.Log.Write&lt;T&gt;(T, string?)</c>.</summary>
    private (string Assembly, string Id, bool IsNew)? Method(string text)
    {
        int open = text.IndexOf('(');
        if (open < 0 || !text.EndsWith(")", StringComparison.Ordinal)) return null;
        string[] path = WithoutTypeArguments(text.Substring(0, open)).Split('.');
        if (path.Length < 2) return null;
        string name = path[path.Length - 1], type = path[path.Length - 2];
        string parameters = ErrorText.Plain(text.Substring(open + 1, text.Length - open - 2));
        foreach (string assembly in input.Bumps.SelectMany(x => x.Assemblies))
        {
            foreach (var now in input.After.Visible(assembly, new HashSet<string>(StringComparer.Ordinal) { type }))
            {
                var found = now.Members.FirstOrDefault(
                    x => (x.Name == name || (x.Kind == MemberKind.Constructor && name == type)) && Written(now, x) == parameters);
                if (found is not null) return (assembly, found.Id, before.Find(assembly, now.Id)?.Member(found.Id) is null);
            }
        }
        return null;
    }

    private static string Written(ApiType type, ApiMember member)
    {
        string text = string.Join(",", member.Parameters.Select(x => x.Type.TrimEnd('@')));
        // Ids have places where the source has names of type parameters.
        for (int i = member.TypeParameters.Count - 1; i >= 0; i--) text = text.Replace("``" + i, member.TypeParameters[i].Name);
        for (int i = type.TypeParameters.Count - 1; i >= 0; i--) text = text.Replace("`" + i, type.TypeParameters[i].Name);
        return ErrorText.Plain(DisplayName.Type(text));
    }

    private static string WithoutTypeArguments(string text)
    {
        int depth = 0;
        return new string([.. text.Where(x => x == '<' ? depth++ < 0 : x == '>' ? --depth < 0 : depth == 0)]);
    }
}
