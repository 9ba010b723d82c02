using Microsoft.CodeAnalysis;
using SemverGuard.Api;
using SemverGuard.Baselines;
using SemverGuard.Metadata;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Analyzers;

/// <summary>Asks the rules about what the baseline recorded of the packages that differ, and about nothing else.</summary>
internal sealed class ChangeFinder(Compilation compilation, Baseline baseline, Dictionary<string, ReferencedAssembly> references)
{
    private readonly List<SourceChange> changes = [];
    private readonly List<(string Assembly, string Reason)> damaged = [];

    public IReadOnlyList<SourceChange> Changes => changes;

    /// <summary>The assemblies that could not be compared, and why.</summary>
    public IReadOnlyList<(string Assembly, string Reason)> Damaged => damaged;

    public void Compare(IEnumerable<BumpedPackage> packages, CancellationToken cancellation)
    {
        var surface = new ApiSurface(new AssemblySet(Recorded(), Open));
        foreach (var package in packages)
        {
            foreach (var assembly in package.Assemblies)
            {
                try
                {
                    foreach (var symbols in assembly.Symbols.GroupBy(x => DocumentationId.DeclaringType(x.Id)))
                    {
                        cancellation.ThrowIfCancellationRequested();
                        Compare(package, new RuleContext(assembly.Name, surface), symbols.Key, [.. symbols]);
                    }
                }
                catch (BadImageFormatException e)
                {
                    damaged.Add((assembly.Name, e.Message));
                }
                catch (Exception e) when (MistakeException.IsOne(e))
                {
                    throw new MistakeException(assembly.Name, e);
                }
            }
        }
    }

    private void Compare(BumpedPackage package, RuleContext context, string typeId, BaselineSymbol[] symbols)
    {
        // Internals are nobody's API.
        if (Array.Find(symbols, x => x.Id == typeId) is not { } recorded || recorded.AsType() is not { IsVisible: true } type) return;
        var before = type with { Members = symbols.Where(x => !x.IsOverload).Select(x => x.AsMember()).OfType<ApiMember>().ToArray() };
        var after = context.After.Find(context.Assembly, typeId);
        // Moved to where the compiler finds it.
        if (after is null && DocumentationCommentId.GetFirstSymbolForDeclarationId(typeId, compilation) is not null) return;
        foreach (var change in ApiDiff.Type(before, after, context))
            Add(new SourceChange { Change = change, Bump = package.Bump, TypeBefore = before, IsGone = after is not { IsVisible: true } },
                UsesOf(recorded, before));
        if (after is null) return;
        foreach (var symbol in symbols)
        {
            if (before.Member(symbol.Id) is not { IsVisible: true } member) continue;
            var now = context.FindInherited(after, member);
            foreach (var change in ApiDiff.Member(member, after, context))
            {
                Add(new SourceChange
                {
                    Change = change,
                    Bump = package.Bump,
                    TypeBefore = before,
                    MemberBefore = member,
                    MemberAfter = now,
                    IsGone = now is not { IsVisible: true },
                }, UsesOf(symbol, before));
            }
        }
    }

    private void Add(SourceChange change, Use recorded)
    {
        // A change of which only a compiler can say whom it hurts is the build's affair, except where a call shows it.
        if ((change.Change.Hurts & recorded) != 0 && (!change.Change.IsPossible || change.IsOfOmittedArgument)) changes.Add(change);
    }

    /// <summary>
    /// No metadata shows a use of an enum's member or of a constant. They are recorded all the same, and the source shows which are used.
    /// </summary>
    private static Use UsesOf(BaselineSymbol symbol, ApiType type) =>
        (symbol.Uses & Use.Named) != 0 || (type.Kind == Api.TypeKind.Enum && symbol.Id != type.Id)
            ? Use.Any & ~Use.Obligation
            : symbol.Uses;

    /// <summary>All packages of the baseline, because types move between siblings.</summary>
    private IEnumerable<AssemblyImage> Recorded() =>
        from package in baseline.Packages
        from assembly in package.Assemblies
        let image = Open(assembly.Name)
        where image is not null
        select image;

    private AssemblyImage? Open(string assembly)
    {
        if (!references.TryGetValue(assembly, out var reference)) return null;
        try
        {
            return reference.Image();
        }
        catch (BadImageFormatException e)
        {
            damaged.Add((assembly, e.Message));
            return null;
        }
    }
}
