using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>Which changes of the API a compiler stumbled over: those of what its error names, and of what stands in the line.</summary>
internal sealed class Causes
{
    private readonly GuardInput input;
    private readonly Recompiled recompiled;
    private readonly Owners owners;
    private readonly ApiSurface before;
    private readonly LostNamespaces namespaces;
    private readonly LostIdentities identities;
    private readonly NewOverloads overloads;
    private readonly ReturnedTypes returned;
    private readonly string[] looked;
    private readonly SourceUses uses;
    private readonly GainedAncestors ancestors;
    private readonly UnexplainedErrors unexplained;

    public Causes(GuardInput input, Recompiled recompiled, Owners owners)
    {
        this.input = input;
        this.recompiled = recompiled;
        this.owners = owners;
        before = new ApiSurface(recompiled.World);
        namespaces = new LostNamespaces(input, recompiled, before, owners);
        identities = new LostIdentities(input, before, owners);
        overloads = new NewOverloads(input, recompiled, before, owners);
        returned = new ReturnedTypes(input, recompiled, before);
        // What came with another package and is gone with it was not bumped, and is missed all the same.
        var gone = before.Assemblies.Where(x => x != recompiled.Before?.Output && input.After.Image(x.Name) is null).Select(x => x.Name);
        looked = [.. input.Bumps.SelectMany(x => x.Assemblies).Union(gone, StringComparer.OrdinalIgnoreCase)];
        uses = new SourceUses(input.Uses);
        ancestors = new GainedAncestors(input, before, uses, looked);
        unexplained = new UnexplainedErrors(input, recompiled, owners, before, uses, ancestors, looked);
    }

    /// <summary>What explains an error best; null when nothing is known that does.</summary>
    public Cause? Of(CompileError error) => namespaces.Of(error) ?? identities.Of(error) ?? overloads.Ambiguous(error)
        ?? overloads.InTree(error, () => uses.At(error.Site)) ?? Overridden(error) ?? Changed(First(error));

    /// <summary>
    /// What cannot be taken apart has no parts whose types could be told; a class that does not get the base it names has another's
    /// constructors.
    /// </summary>
    private CompileError First(CompileError error) => error.Site is { } site
        && recompiled.Errors.FirstOrDefault(x => (error.Id, x.Id) is ("CS8130", "CS8129") or ("CS1729", "CS0509" or "CS0709")
            && x.Site is { } other && other.IsSameLine(site)) is { } first
            ? first : error;

    /// <summary>
    /// What explains another error of the same line, about a type that is not found or found twice: nothing fits such a type.
    /// </summary>
    public Cause? Following(CompileError error) => error.Site is not { } site || AboutTypes.Contains(error.Id) ? null
        : recompiled.Errors.Where(x => AboutTypes.Contains(x.Id) && x.Site is { } other && other.IsSameLine(site)).Select(Of)
            .FirstOrDefault(x => x is not null);

    /// <summary>
    /// The change of what was overridden: an interface's member, or another class's, may have the same name and have changed as well.
    /// </summary>
    private Cause? Overridden(CompileError error)
    {
        if (!AboutOverrides.Contains(error.Id)) return null;
        var named = Named(error);
        return input.Uses.Where(x => (x.Uses & (Use.Override | Use.Implement)) == Use.Override && named.Contains(NameOf(x.Symbol)))
            .OrderBy(x => LinesTo(x, error.Site))
            .SelectMany(x => Of([(x.Assembly, x.Symbol)]).Where(y => y.Symbol == x.Symbol && y.Change!.Explains(error.Id)))
            .FirstOrDefault();
    }

    /// <summary>An override is used where its body begins, which is not before its name.</summary>
    private static int LinesTo(SymbolUse use, SourceSite? site) =>
        use.Sites.Where(x => site is { } here && x.File == here.File && x.Line >= here.Line).Select(x => x.Line - site!.Value.Line)
            .DefaultIfEmpty(int.MaxValue).Min();

    private static readonly string[] AboutOverrides = ["CS0115", "CS0239", "CS0506", "CS0507", "CS0508", "CS1715"];

    private static readonly string[] AboutBases = ["CS0509", "CS0709"];

    private static readonly string[] AboutTypes = ["CS0012", "CS0103", "CS0104", "CS0234", "CS0246", "CS0433"];

    /// <summary>The change behind another meaning that has no name of its own, or that is everywhere a type is of another kind.</summary>
    public Cause? Of(Rebind rebind)
    {
        if (rebind.IsReshaped) return Reshaping(rebind.Was);
        string type = DocumentationId.DeclaringType(rebind.Symbol);
        var own = Of(looked.Where(x => before.Declares(x, type)).Select(x => (x, type)))
            .FirstOrDefault(x => (x.Change!.Impact & Impact.Recompile) != 0);
        if (own is not null || rebind.Kind != RebindKind.Other) return own;
        // A condition stands above what it decides.
        return Enumerable.Range(0, 4)
            .Select(x => rebind.Site is { } site && site.Line > x ? site with { Line = site.Line - x } : rebind.Site)
            .SelectMany(x => Around(x, ErrorText.Words(rebind.Text)))
            .FirstOrDefault(x => ((x.Change!.Impact | x.Change.Possible) & Impact.Recompile) != 0);
    }

    /// <summary>With what came to a type that the place uses, where nothing else says why the place means something else.</summary>
    public Rebind Explained(Rebind rebind) =>
        rebind.Kind == RebindKind.Other && !rebind.IsUnseen && ancestors.Of([], rebind.Site) is { } came
            ? rebind with { Text = $"{rebind.Text}, as {came}" }
            : rebind;

    private Cause? Reshaping(MemberHome was)
    {
        string symbol = DocumentationId.Used(was.Image, (System.Reflection.Metadata.MethodDefinitionHandle)was.Member);
        return Of([(was.Image.Name, symbol)]).FirstOrDefault(x => x.Change!.Symbol == symbol && (x.Change.Impact & Impact.Binary) != 0);
    }

    /// <summary>The upgrade that brought what a place means now; of an indirect consequence, the one of what else the line uses.</summary>
    public Bump? Owner(Rebind rebind) =>
        owners.OfSymbol(rebind.Symbol, before)
        ?? uses.At(rebind.Site).Select(x => owners.Of(x.Assembly, x.Symbol)).FirstOrDefault(x => x is not null);

    /// <summary>What can be said of an error that nothing explains: whom it concerns.</summary>
    public Cause Unknown(CompileError error) => unexplained.Of(error);

    private Cause? Changed(CompileError error)
    {
        var named = Named(error);
        var found = Around(error.Site, named).Where(x => x.Change!.Explains(error.Id)).ToArray();
        // A call in a chain of several lines is not where its statement begins: the project uses what the error names, somewhere.
        if (found.Length == 0)
            found = [.. Of(Everything.Where(x => named.Contains(NameOf(x.Symbol)))).Where(x => x.Change!.Explains(error.Id))];
        // Nor is an argument on a line of its own; then the rule has to know the error.
        if (found.Length == 0) found = [.. Of(Everything).Concat(Added(Everything, named)).Where(x => x.Change!.Errors.Contains(error.Id))];
        var used = new HashSet<string>(uses.At(error.Site).Select(x => x.Symbol), StringComparer.Ordinal);
        var best = found.OrderByDescending(x => Fit(x.Change!, error, named, used)).FirstOrDefault();
        if (best is not null && IsPerhaps(best.Change!, error)) best = best with { Text = OverloadAdded.Meant };
        // Where the error names neither the type nor the member that changed, it may be about what another overload returns.
        if (best is not null && best.Symbol[0] != 'T' && IsNamed(best.Change!, named)) return best;
        if (Returning(error) is { } returning) return returning;
        return best is null || !IsNamed(best.Change!, named) ? overloads.Returning(error, [.. uses.At(error.Site)]) ?? best : best;
    }

    /// <summary>The change of what returns the type by now that the error is about.</summary>
    private Cause? Returning(CompileError error) => returned.Of(error, uses.At(error.Site), looked)
        .SelectMany(x => Of([x]).Where(y => y.Symbol == x.Symbol && ((y.Change!.Impact | y.Change.Possible) & Impact.Source) != 0))
        .OrderByDescending(x => x.Change!.Explains(error.Id)).FirstOrDefault();

    /// <summary>A new overload is one reason of several.</summary>
    private static bool IsPerhaps(Change change, CompileError error) =>
        change.Rule is OverloadAdded && !OverloadAdded.IsAmbiguity(error.Id);

    private static bool IsNamed(Change change, HashSet<string> named) => named.Contains(NameOf(change.Symbol));

    public static string NameOf(string symbol) => ApiSurface.SimpleName(symbol.Substring(2).Split('(')[0].Split('.').Last());

    private IEnumerable<(string Assembly, string Symbol)> Everything => input.Uses.Select(x => (x.Assembly, x.Symbol));

    private IEnumerable<Cause> Around(SourceSite? site, HashSet<string> named)
    {
        var words = new HashSet<string>(named, StringComparer.Ordinal);
        if (site is { } place && recompiled.Line(place) is { } line) words.UnionWith(ErrorText.Words(line));
        var used = uses.OnLine(site).Select(x => (x.Assembly, x.Symbol)).ToList();
        foreach (string assembly in looked)
        {
            foreach (var type in before.Visible(assembly, words))
            {
                used.Add((assembly, type.Id));
                used.AddRange(type.Members.Where(x => x.IsVisible && (words.Contains(x.Name) || x.Kind == MemberKind.Constructor))
                    .Select(x => (assembly, x.Id)));
            }
        }
        return Of(used).Concat(Added(used, words));
    }

    private IEnumerable<Cause> Of(IEnumerable<(string Assembly, string Symbol)> symbols)
    {
        foreach (var (assembly, symbol) in symbols.Distinct())
        {
            string typeId = DocumentationId.DeclaringType(symbol);
            if (before.Find(assembly, typeId) is not { IsVisible: true } type) continue;
            var (after, context) = (input.After.Find(assembly, typeId), new RuleContext(assembly, input.After) { Before = input.Before });
            var changes = ApiDiff.Type(type, after, context);
            if (after is not null && type.Member(symbol) is { } member) changes = ApiDiff.Member(member, after, context).Concat(changes);
            if (after is null && input.After.Image(assembly) is null) changes = changes.Select(x => Left(x, assembly));
            foreach (var change in changes) yield return Cause.Of(change, Owner(assembly, typeId));
        }
    }

    /// <summary>What came along with a package, and is where it was for who asks for it.</summary>
    private static Change Left(Change change, string assembly) => change.Symbol[0] != 'T' ? change
        : change with { Text = $"is in {assembly}.dll, which no longer comes with it: reference the package that has it" };

    /// <summary>What is new in those types, and the new types of those names.</summary>
    private IEnumerable<Cause> Added(IEnumerable<(string Assembly, string Symbol)> symbols, HashSet<string> words)
    {
        foreach (var (assembly, typeId) in symbols.Select(x => (x.Assembly, DocumentationId.DeclaringType(x.Symbol))).Distinct())
        {
            if (before.Find(assembly, typeId) is not { IsVisible: true } type || input.After.Find(assembly, typeId) is not { } after)
                continue;
            foreach (var change in ApiDiff.Added(type, after, new RuleContext(assembly, input.After) { Before = input.Before }))
                yield return Cause.Of(change, Owner(assembly, typeId));
        }
        foreach (string assembly in looked)
        {
            foreach (var type in input.After.Visible(assembly, words).Where(x => before.HomeOf(assembly, x.Id) is null))
            {
                foreach (var change in ApiDiff.Added(null, type, new RuleContext(assembly, input.After) { Before = input.Before }))
                    yield return Cause.Of(change, Owner(assembly, type.Id));
            }
        }
    }

    private Bump Owner(string assembly, string typeId) =>
        owners.Of(assembly, typeId) ?? owners.OfSymbol(typeId, before) ?? owners.ThatDropped(assembly, before);

    /// <summary>
    /// How well a change fits an error: its words first, then what the line is known to use, then what is known of the rule.
    /// </summary>
    private static int Fit(Change change, CompileError error, HashSet<string> named, HashSet<string> used)
    {
        string[] path = change.Symbol.Substring(2).Split('(')[0].Split('.');
        string type = path[path.Length - (change.Symbol[0] == 'T' ? 1 : 2)];
        // Where nothing is ambiguous, what the place used and is gone says more than what came.
        int fit = change.Errors.Count > 0 && !IsPerhaps(change, error) ? 2 : 0;
        if (change.Symbol[0] != 'T' && named.Contains(ApiSurface.SimpleName(path[path.Length - 1]))) fit += 4;
        if (named.Contains(ApiSurface.SimpleName(type))) fit += 3;
        if (change.Symbol[0] == 'T' && AboutBases.Contains(error.Id)) fit += 1;
        // A class and a generic class may share their name.
        if (error.Message.Contains(ApiSurface.SimpleName(type) + "<") == type.Contains("`")) fit += 1;
        fit = fit * 4 + (used.Contains(change.Symbol) ? 2 : 0);
        return fit + (change.IsPossible ? 0 : 1);
    }

    /// <summary>The identifiers in the names that an error quotes; where it quotes none, all of its words.</summary>
    public static HashSet<string> Named(CompileError error) =>
        ErrorText.Quoted(error.Message) is { Count: > 0 } quoted
            ? ErrorText.Words(string.Join(" ", quoted))
            : ErrorText.Words(error.Message);
}
