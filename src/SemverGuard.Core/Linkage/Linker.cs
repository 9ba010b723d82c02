using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Linkage;

/// <summary>
/// Links every assembly of an application against the after world, and keeps the failures that the before world did not have.
/// </summary>
/// <remarks>Every real application has references that never linked, in code that never runs; they are nobody's news.</remarks>
public static class Linker
{
    /// <summary>How many ways to one failure are kept.</summary>
    private const int MostSites = 20;

    /// <param name="consumer">The project's own assembly as it is in <paramref name="after"/>; all its methods are taken to run. Null when
    /// it is not compiled yet.</param>
    /// <param name="sources">The consumer's lines.</param>
    /// <param name="uses">What the project uses: where the walk starts when there is no consumer.</param>
    public static LinkReport Check(
        AssemblySet before, AssemblySet after, AssemblyImage? consumer, SourceMap? sources, IEnumerable<SymbolUse> uses)
    {
        var damaged = new List<(string, string)>();
        var concerned = Concerned(before, after, damaged);
        var diff = new LinkDiff(before, after, concerned, damaged);
        var problems = new Dictionary<AssemblyImage, Dictionary<int, Problem>>();
        var placed = new List<PlacedProblem>();
        var casts = Casts(before, after, concerned, damaged);
        int references = 0, assemblies = 0;
        foreach (var image in after.Application)
        {
            if (!concerned.Contains(image.Name)) continue;
            assemblies++;
            try
            {
                var (found, count) = diff.NewIn(image);
                references += count;
                if (found.Count > 0) problems[image] = found;
                placed.AddRange(diff.PlacedIn(image));
                if (casts is not null) placed.AddRange(casts.In(image));
            }
            catch (BadImageFormatException e)
            {
                damaged.Add((LimitException.Blamed(e, image.Name), e.Message));
            }
            catch (Exception e) when (MistakeException.IsOne(e))
            {
                throw new MistakeException(image.Name, e);
            }
        }
        var answers = Answers(before, after, concerned, damaged);
        var lost = LostOverrides.In(answers ?? []);
        var failures = problems.Count + placed.Count + lost.Count == 0
            ? []
            : Locate(after, problems, placed, lost, consumer, sources, uses, damaged);
        return new LinkReport(failures, assemblies, references, damaged) { Answers = answers };
    }

    /// <summary>
    /// Links every assembly of an application as it is, and keeps all failures: against a world of nothing but the framework all are news.
    /// </summary>
    /// <remarks>What a library asks for and never had, in code that nothing reaches, is among them; <see cref="LinkFailure.Reach"/> says
    /// so.</remarks>
    public static LinkReport Check(AssemblySet world, AssemblyImage? consumer, SourceMap? sources, IEnumerable<SymbolUse> uses) =>
        Check(world.WithoutApplication(), world, consumer, sources, uses);

    /// <summary>The assemblies that changed, came or went, and all that lean on them, directly or not.</summary>
    private static HashSet<string> Concerned(AssemblySet before, AssemblySet after, List<(string, string)> damaged)
    {
        var concerned = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var leaning = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var image in after.Application)
        {
            if (!image.IsSameAs(before.Find(image.Name))) concerned.Add(image.Name);
            foreach (string name in References(image, damaged))
            {
                if (!leaning.TryGetValue(name, out var users)) leaning[name] = users = [];
                users.Add(image.Name);
                if (after.Find(name) is null) concerned.Add(name);
            }
        }
        concerned.UnionWith(before.Application.Where(x => IsGone(x, after)).Select(x => x.Name));
        var open = new Queue<string>(concerned);
        while (open.Count > 0)
        {
            if (!leaning.TryGetValue(open.Dequeue(), out var users)) continue;
            foreach (string user in users)
            {
                if (concerned.Add(user)) open.Enqueue(user);
            }
        }
        return concerned;
    }

    /// <summary>Or a lower version of the framework's own is in its place.</summary>
    private static bool IsGone(AssemblyImage image, AssemblySet after) =>
        after.Find(image.Name) is not { } now || (now.IsFramework && now.Version < image.Version);

    private static IReadOnlyList<string> References(AssemblyImage image, List<(string, string)> damaged)
    {
        try
        {
            return image.ReferencedNames().ToArray();
        }
        catch (BadImageFormatException e)
        {
            damaged.Add((LimitException.Blamed(e, image.Name), e.Message));
            return [];
        }
    }

    private static IReadOnlyList<LinkFailure> Locate(
        AssemblySet after, Dictionary<AssemblyImage, Dictionary<int, Problem>> problems, List<PlacedProblem> placed,
        IReadOnlyList<ChangedAnswer> answers,
        AssemblyImage? consumer, SourceMap? sources, IEnumerable<SymbolUse> uses, List<(string, string)> damaged)
    {
        var sites = new Dictionary<string, List<Place>>(StringComparer.Ordinal);
        CallGraph graph = null!;
        graph = new CallGraph(after, Visit, consumer);
        try
        {
            foreach (var (image, method) in consumer is not null
                ? consumer.Reader.MethodDefinitions.Select(x => (consumer, x))
                : Roots.Of(after, uses)) graph.AddRoot(image, method);
            graph.Walk();
        }
        catch (BadImageFormatException e)
        {
            damaged.Add((LimitException.Blamed(e, "the call graph"), e.Message));
        }

        var given = new GivenTypes(graph);
        var failures = new List<LinkFailure>();
        foreach (var pair in problems.OrderBy(x => x.Key.Name, StringComparer.Ordinal))
        {
            foreach (var problem in pair.Value.Values.GroupBy(x => x.Key).Select(x => x.First())
                .OrderBy(x => x.Symbol, StringComparer.Ordinal))
            {
                var found = sites.TryGetValue(PlacesOf(pair.Key, problem), out var nodes)
                    ? nodes.Select(x => Site(graph, x.Node, x.Offset, consumer, sources))
                    : [];
                // Nobody uses it in the way that fails.
                if ((problem.OnlyFor is not null || problem.Exception == Problem.Silent) && nodes is null) continue;
                if (nodes is null && Giver(pair.Key, pair.Value.Where(x => x.Value.Key == problem.Key).Select(x => x.Key)) is { } giver)
                    found = [Site(graph, giver.Node, giver.Offset, consumer, sources) with { IsCalled = false, IsProven = false }];
                failures.Add(new LinkFailure(problem.Symbol, pair.Key.Name, problem.Target, problem.Exception,
                    problem.Fact) { Sites = [.. found], IsDoubtful = problem.IsDoubtful, IsNewlyAsked = problem.IsNewlyAsked });
            }
        }
        failures.AddRange(Placed(graph, placed, consumer, sources));
        failures.AddRange(LostOverrides.Of(answers, graph, x => Site(graph, x, 0, consumer, sources))
            .Where(x => failures.All(y => y.Symbol != x.Symbol || y.From != x.From)).ToArray());
        return failures;

        (int Node, int Offset)? Giver(AssemblyImage image, IEnumerable<int> tokens)
        {
            try
            {
                return given.GiverOf(image, tokens);
            }
            catch (BadImageFormatException e)
            {
                damaged.Add((LimitException.Blamed(e, image.Name), e.Message));
                return null;
            }
        }

        void Visit(AssemblyImage image, EntityHandle token, ILOpCode code, int offset, int node)
        {
            if (!problems.TryGetValue(image, out var known) || !known.TryGetValue(MetadataTokens.GetToken(token), out var problem)) return;
            if ((problem.OnlyFor ?? (object?)problem.OnlyWithin) is not null)
            {
                var (home, method) = graph.MethodOf(node);
                if (!problem.Strikes(code, new TypeParameters(home, home.Reader.GetMethodDefinition(method).GetDeclaringType(), method)))
                    return;
            }
            string key = PlacesOf(image, problem);
            if (!sites.TryGetValue(key, out var list)) sites[key] = list = [];
            if (list.Count < MostSites && !list.Any(x => x.Node == node)) list.Add(new Place(node, offset));
        }
    }

    private static IReadOnlyList<ChangedAnswer>? Answers(
        AssemblySet before, AssemblySet after, HashSet<string> concerned, List<(string, string)> damaged)
    {
        try
        {
            return ChangedAnswers.Of(before, after, [.. concerned.Where(x => !before.HasSame(x, after))]);
        }
        catch (BadImageFormatException e)
        {
            damaged.Add((LimitException.Blamed(e, "a virtual method"), e.Message));
            return null;
        }
    }

    private static CastCheck? Casts(AssemblySet before, AssemblySet after, HashSet<string> concerned, List<(string, string)> damaged)
    {
        try
        {
            return new CastCheck(after, new ChangedAncestors(before, after, concerned));
        }
        catch (BadImageFormatException e)
        {
            damaged.Add((LimitException.Blamed(e, "a base type"), e.Message));
            return null;
        }
    }

    /// <summary>The problems of single instructions, as far as these are reached.</summary>
    private static IEnumerable<LinkFailure> Placed(
        CallGraph graph, List<PlacedProblem> placed, AssemblyImage? consumer, SourceMap? sources) =>
        from place in placed
        let node = graph.ReachedNode(place.Image, place.Method)
        where node is not null
        group (place, Site: Site(graph, node.Value, place.Offset, consumer, sources)) by (place.Image, place.Problem.Key,
            place.Problem.IsDoubtful) into same
        let problem = same.First().place.Problem
        select new LinkFailure(problem.Symbol, same.Key.Image.Name, problem.Target, problem.Exception, problem.Fact)
        {
            Sites = [.. same.Take(MostSites).Select(x => x.Site)],
            IsDoubtful = problem.IsDoubtful,
            IsLasting = problem.IsLasting,
        };

    private static string PlacesOf(AssemblyImage image, Problem problem) => image.Name + " " + problem.Key;

    private static LinkSite Site(CallGraph graph, int node, int offset, AssemblyImage? consumer, SourceMap? sources)
    {
        var (nodes, firstOffset, isProven) = graph.PathTo(node);
        var (image, method) = graph.MethodOf(nodes[0]);
        SourceSite? source = image == consumer ? sources?.Locate(method, nodes.Count == 1 ? offset : firstOffset) : null;
        return new LinkSite(
            [.. nodes.Select(x => graph.MethodOf(x)).Select(x => DocumentationId.Method(x.Image, x.Method))], isProven, source);
    }

    /// <param name="Node">Of the call graph.</param>
    private sealed record Place(int Node, int Offset);
}
